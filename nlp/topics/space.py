"""The space topics live in: the sentence's meaning beside its words, one unit vector.

A sentence encoder alone blurs matters that differ by one word ("top-up reverted" and "top-up
failed"). The usual cure, tf-idf with a fitted SVD, has to be fitted again whenever the corpus
changes, so it cannot stand in a definition that is frozen for weeks. Here the words are put
into a fixed number of columns by feature hashing (Weinberger et al. 2009) and weighed by the
rarity that the encoder's own vocabulary knows: no fit, no state, the same for every run and
machine. Measured: accuracy of the nearest centroid of one half of the labelled texts on the other
half, mean of five splits, encoder alone → with words: banking77 test .766 → .783, ASDC L2.misc
.754 → .781, ASDC L3 .555 → .655 (ADR 0020).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from nlp.embedding import unit_rows, word_rarity
from nlp.tokens import content_tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nlp.embedding import Vectors

WORD_COLUMNS = 512
WORD_WEIGHT = 0.6  # beside the encoder's 1.0; English is best at .5, Japanese at .7-1.0
VERSION = "words1"
_UNKNOWN_RARITY = 16.0  # a word the encoder's vocabulary does not hold whole is a rare word
_COMMONPLACE = 4.0  # rarity of "the"; at and below it a word says nothing


def space_identity(embedder: str) -> str:
    """Names the space a centroid lies in, for ``Topic.embedder``."""
    return f"{embedder}+{VERSION}"


def topic_vectors(texts: Sequence[str], vectors: Vectors) -> Vectors:
    """Unit rows (n, embedder dimensions + 512): the encoder's vectors beside the words'.

    A text with no content word has a zero word part; its row is still of unit length.
    """
    import numpy as np

    return unit_rows(np.hstack([vectors, WORD_WEIGHT * word_vectors(texts)]))


def word_vectors(texts: Sequence[str]) -> Vectors:
    """Unit rows (n, 512) of hashed, rarity-weighted content words, each word once a text."""
    import numpy as np

    if not texts:
        return np.zeros((0, WORD_COLUMNS), dtype=np.float32)
    weights = [{word: rarity(word) for word in content_tokens(text)} for text in texts]
    return unit_rows(_hasher().transform(weights).toarray())


@lru_cache(maxsize=65_536)
def rarity(word: str) -> float:
    """Weight of a word: its rarity above the commonplace, never negative."""
    known = word_rarity()
    found = known.get(word, known.get(f"{word}e", _UNKNOWN_RARITY + _COMMONPLACE))
    return max(0.0, found - _COMMONPLACE)


def _hasher() -> Any:
    import numpy as np
    from sklearn.feature_extraction import FeatureHasher

    return FeatureHasher(WORD_COLUMNS, input_type="dict", dtype=np.float32, alternate_sign=True)
