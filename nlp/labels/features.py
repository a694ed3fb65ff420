"""What a model sees of a voice: its meaning (the embedding) and its words.

The embedding carries to words nobody wrote down; words and pieces of words tell apart what means
nearly the same ("refund me" and "my refund is late"). Words are hashed, so a model is a fixed
number of weights and holds no customer's words.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BUCKETS = 1 << 14
# The length of the words beside the unit length of the embedding, and the texts that are needed
# for that much trust in them (docs/decisions/0063).
_WORDS_SHARE = 2.0
_WORDS_TEXTS = 1000
_LATIN = re.compile(r"[a-z']+")
_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龥ー々]+")
_LONGEST = 4  # characters of a piece of Japanese


def pieces(text: str) -> Iterator[str]:
    """English words and pairs of them, Japanese pieces of one to four characters."""
    folded = unicodedata.normalize("NFKC", text).lower()
    words = _LATIN.findall(folded)
    yield from words
    yield from (f"{one} {other}" for one, other in itertools.pairwise(words))
    for run in _JAPANESE.findall(folded):
        for size in range(1, _LONGEST + 1):
            yield from (run[at : at + size] for at in range(len(run) - size + 1))


def word_counts(texts: Sequence[str]) -> Any:
    """A sparse matrix (texts, BUCKETS): 1 + log of how often each piece stands in a text."""
    import numpy as np
    from sklearn.feature_extraction.text import HashingVectorizer

    hashing = HashingVectorizer(
        analyzer=pieces, n_features=BUCKETS, alternate_sign=False, norm=None, dtype=np.float64
    )
    counts = hashing.transform(texts).tocsr()
    counts.data = 1.0 + np.log(counts.data)
    return counts


def rarity(counts: Any) -> NDArray[np.float64]:
    """Weight of each bucket, (BUCKETS,): rare pieces count more, those seen once not at all.

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


def features(
    vectors: NDArray[np.float32], counts: Any, weight: NDArray[np.float64], share: float
) -> Any:
    """A sparse matrix (texts, dimensions + BUCKETS); ``share`` is the length of its words."""
    import numpy as np
    from scipy import sparse
    from sklearn.preprocessing import normalize

    words = normalize(counts @ sparse.diags(weight)) * share
    return sparse.hstack([sparse.csr_matrix(vectors.astype(np.float64)), words]).tocsr()
