"""Looks: the same rows clustered over and over, each time a little differently.

A look is a graph of nearest neighbours, cut into communities by Louvain's method (Blondel et al.
2008). The neighbours are found once for all looks, by the products of the rows themselves. Looks
differ in how much words weigh beside the encoder's vector, in how many neighbours count (more of
them at a higher resolution, so that all looks are about as fine; Reichardt & Bornholdt 2006), and
in the order in which rows are taken (ADR 0153).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nlp.embedding import unit_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    from nlp.embedding import Vectors
    from nlp.topics.agreement import Labels

WORD_WEIGHTS = (0.3, 0.5, 0.7)  # of the word part, beside the encoder's 1
NEIGHBOURS = (10, 16, 25, 40)  # of each row, itself among them
LOOKS = len(WORD_WEIGHTS) * len(NEIGHBOURS)
# Modularity's resolution over the root of the neighbours, so that all looks are as fine. It grows
# with the rows, up to 1,600 of them: a larger account has more matters, not only more voices.
_COARSEST, _FINEST, _AS_FINE_AS_ONE = 0.5, 2.0, 1_000
_WHOLE = 1_200  # rows under which neighbours shrink with their square root
_NEAR = 64  # rows nearest by the middle weight, among which each weight finds its neighbours
_BLOCK = 128  # rows whose similarities to all others are held at once
_LEAST_COSINE = 1e-6  # below it a distance, -log2 of the cosine, means nothing more
_LEAST_SCALE = 1e-6  # of a row's distances, where all its neighbours say the same


@dataclass(frozen=True, slots=True)
class Near:
    """Each row's nearest rows (n, most), itself or one of its vector first, and their distance."""

    rows: NDArray[np.int32]
    distances: NDArray[np.float32]


def looks(rows: Vectors, split: int) -> Iterator[Labels]:
    """Yield labels (n,) of all looks; every row is in a community.

    ``rows``: (n, d), n above ``_NEAR``; ``split`` is where the encoder's part ends.
    """
    from sknetwork.clustering import Louvain

    near = nearest(rows, split)
    scale = min(1.0, (len(rows) / _WHOLE) ** 0.5)
    fineness = min(_FINEST, max(_COARSEST, (len(rows) / _AS_FINE_AS_ONE) ** 1.5))
    for nth, weight in enumerate(WORD_WEIGHTS):
        for most, seed in zip(NEIGHBOURS, range(nth, LOOKS, len(WORD_WEIGHTS)), strict=True):
            count = round(scale * most)
            method = Louvain(
                fineness * count**0.5,
                shuffle_nodes=True,
                return_probs=False,
                return_aggregate=False,
                random_state=seed,
            )
            yield method.fit_predict(graph(near[weight], count)).astype("int64")


def view(rows: Vectors, split: int, weight: float) -> Vectors:
    """The rows with their word part weighing ``weight`` beside the encoder's 1."""
    import numpy as np

    return unit_rows(np.hstack([rows[:, :split], weight * rows[:, split:]]))


def nearest(rows: Vectors, split: int) -> dict[float, Near]:
    """Of each weight the nearest rows by cosine, as many as the largest look needs.

    Exact but for one shortcut: whoever is not among the 64 nearest by the middle weight is not
    looked at for the others. Of those, ties fall to the earlier row.
    """
    import numpy as np

    parts = np.ascontiguousarray(rows[:, :split]), np.ascontiguousarray(rows[:, split:])
    squares = [np.einsum("id,id->i", part, part) for part in parts]
    lengths = {w: np.sqrt(squares[0] + w**2 * squares[1]) for w in WORD_WEIGHTS}
    half_way = WORD_WEIGHTS[len(WORD_WEIGHTS) // 2]
    found: dict[float, list[tuple[NDArray[np.int32], NDArray[np.float32]]]]
    found = {weight: [] for weight in WORD_WEIGHTS}
    for start in range(0, len(rows), _BLOCK):
        block = slice(start, start + _BLOCK)
        meaning, words = (part[block] @ part.T for part in parts)
        middle = (meaning + half_way**2 * words) / lengths[half_way]
        at = np.argpartition(middle, -_NEAR, axis=1)[:, -_NEAR:]
        at.sort(axis=1)
        meaning, words = (np.take_along_axis(one, at, axis=1) for one in (meaning, words))
        for weight, length in lengths.items():
            cosines = (meaning + weight**2 * words) / (length[block, None] * length[at])
            found[weight].append(_first(at, cosines))
    return {weight: _near(blocks) for weight, blocks in found.items()}


def _first(
    at: NDArray[np.int64], cosines: NDArray[np.float32]
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    import numpy as np

    order = np.argsort(-cosines, axis=1, kind="stable")[:, : max(NEIGHBOURS)]
    rows = np.take_along_axis(at, order, axis=1).astype(np.int32)
    return rows, np.take_along_axis(cosines, order, axis=1)


def _near(blocks: list[tuple[NDArray[np.int32], NDArray[np.float32]]]) -> Near:
    """With distances that double where the cosine is squared: -log2 of it."""
    import numpy as np

    cosines = np.clip(np.vstack([block[1] for block in blocks]), _LEAST_COSINE, 1)
    distances = np.maximum(-np.log2(cosines), 0).astype(np.float32)
    return Near(np.vstack([block[0] for block in blocks]), distances)


def graph(near: Near, count: int) -> csr_matrix:
    """Who is tied to whom, and how closely, by each row's ``count`` nearest rows: UMAP's graph
    (McInnes et al. 2018), with the mean for its scale.

    A tie is 1 to the nearest row and falls with the distance beyond that; two rows are tied as
    closely as one of them, or the other, says.
    """
    import numpy as np
    from scipy.sparse import csr_matrix

    rows, distances = near.rows[:, 1:count], near.distances[:, 1:count]
    beyond = distances - distances[:, :1]
    ties = np.exp(-beyond / np.maximum(beyond.mean(axis=1, keepdims=True), _LEAST_SCALE))
    own = np.arange(len(rows), dtype=np.int32).repeat(rows.shape[1])
    others = rows.ravel()
    kept = others != own  # a row of the same vector may stand before itself
    one_way = csr_matrix((ties.ravel()[kept], (own[kept], others[kept])), shape=(len(rows),) * 2)
    both = one_way.multiply(one_way.T)
    return csr_matrix(one_way + one_way.T - both)
