"""What a model sees of a voice: its meaning (the embedding) and its words.

The embedding carries to words nobody wrote down; words and pieces of words tell apart what means
nearly the same ("refund me" and "my refund is late"). Words are hashed, so a model is a fixed
number of weights and holds no customer's words.
"""

from __future__ import annotations

import itertools
import math
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# The length of the words beside the unit length of the embedding, and the texts that are needed
# for that much trust in them (docs/decisions/0063).
_WORDS_SHARE = 2.0
_WORDS_TEXTS = 1000
# The same the other way round, where people's answers alone teach (docs/decisions/0140).
_MEANING_TEXTS, _LEAST_MEANING = 30, 0.3
_LATIN = re.compile(r"[a-z']+")
_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龥ー々]+")
_LONGEST = 4  # characters of a piece of Japanese
_ENDING = re.compile(r"(?:(?:ing|er|ation|ment|ion)s?|e?s|ed|ly|'s)$")
_SHORTEST_STEM = 3
_LONGEST_RUN = 3  # characters of any kind


@dataclass(frozen=True, slots=True)
class Reading:
    """How a text is cut into pieces, and into how many buckets these are hashed."""

    pieces: Callable[[str], Iterator[str]]
    buckets: int


def words(text: str) -> Iterator[str]:
    """English words and pairs of them, Japanese pieces of one to four characters."""
    folded = _folded(text)
    said = _LATIN.findall(folded)
    yield from said
    yield from (f"{one} {other}" for one, other in itertools.pairwise(said))
    for run in _JAPANESE.findall(folded):
        yield from _runs(run, _LONGEST)


def words_and_stems(text: str) -> Iterator[str]:
    """Also English words without their endings: a few dozen examples a label seldom hold
    *charge*, *charges*, *charged* and *charging* all four."""
    yield from words(text)
    yield from (f"~{_stem(word)}" for word in _LATIN.findall(_folded(text)))


def characters(text: str) -> Iterator[str]:
    """Pieces of one to three characters of any kind, across words, figures and marks."""
    return _runs(" ".join(_folded(text).split()), _LONGEST_RUN)


# A model names its reading, so that one trained before another was found better goes on answering
# as it did.
READINGS = {
    "words": Reading(words, 1 << 14),
    "stems": Reading(words_and_stems, 1 << 16),
    "characters": Reading(characters, 1 << 18),
}


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


def _runs(text: str, longest: int) -> Iterator[str]:
    for size in range(1, longest + 1):
        yield from (text[at : at + size] for at in range(len(text) - size + 1))


def _stem(word: str) -> str:
    stem = _ENDING.sub("", word)
    return stem if len(stem) >= _SHORTEST_STEM else word


def word_counts(texts: Sequence[str], reading: str) -> Any:
    """A sparse matrix (texts, buckets): 1 + log of how often each piece stands in a text.

    ``reading`` is one of READINGS.
    """
    import numpy as np
    from sklearn.feature_extraction.text import HashingVectorizer

    how = READINGS[reading]
    hashing = HashingVectorizer(
        analyzer=how.pieces,
        n_features=how.buckets,
        alternate_sign=False,
        norm=None,
        dtype=np.float64,
    )
    counts = hashing.transform(texts).tocsr()
    counts.data = 1.0 + np.log(counts.data)
    return counts


def rarity(counts: Any) -> NDArray[np.float64]:
    """Weight of each bucket, (buckets,): rare pieces count more, those seen once not at all.

    A piece of one text alone tells nothing but that text (inverse document frequency, smoothed as
    in scikit-learn's TfidfTransformer).
    """
    import numpy as np

    texts, seen = counts.shape[0], np.asarray((counts > 0).sum(axis=0)).ravel()
    weight = np.log((1 + texts) / (1 + seen)) + 1.0
    return np.asarray(np.where(seen > 1, weight, 0.0), dtype=np.float64)


def words_share(texts: int) -> float:
    """How much the words count that so many texts taught: little where they are few."""
    return _WORDS_SHARE * min(1.0, texts / _WORDS_TEXTS)


def meaning_share(texts: float) -> float:
    """The length of the meaning beside words of length 1, where people's answers alone teach:
    1 up to 30 texts a value, then less by the root of their number, as words become known."""
    return min(1.0, max(_LEAST_MEANING, math.sqrt(_MEANING_TEXTS / texts)))


def features(
    vectors: NDArray[np.float32], counts: Any, weight: NDArray[np.float64], share: float
) -> Any:
    """A sparse matrix (texts, dimensions + buckets); ``share`` is the length of its words."""
    import numpy as np
    from scipy import sparse
    from sklearn.preprocessing import normalize

    words = normalize(counts @ sparse.diags(weight)) * share
    return sparse.hstack([sparse.csr_matrix(vectors.astype(np.float64)), words]).tocsr()
