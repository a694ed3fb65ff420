"""Clusters that several looks agree on: the discovery inside BERTopic.

One clustering of sentence vectors is a throw of dice: the next one, which counts a neighbour more,
draws the borders elsewhere. So the rows are clustered a dozen times (``nlp/topics/looks.py``); rows
that share a community in 40 % of the looks or more (average linkage over the co-association matrix:
evidence accumulation, Fred & Jain 2005) are one cluster (ADR 0021, 0153).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nlp.embedding import unit_rows
from nlp.tokens import content_tokens
from nlp.topics.agreement import agreed
from nlp.topics.looks import WORD_WEIGHTS, looks, view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nlp.embedding import Vectors
    from nlp.topics.agreement import Labels

LARGEST_SAMPLE = 8_000  # rows clustered at once; comparing all of them grows with its square
DISAGREEMENT = 0.6  # rows that share a cluster in fewer than 40 % of the looks stay apart
FEWEST_FOR_LOOKS = 120  # below it a neighbour graph says little: plain linkage instead
LINKAGE_DISTANCE = 0.5  # cosine distance of that linkage
_WORD_DIMENSIONS = 200
_SVD_ROUNDS = 2  # of five by default: the topics are as good, in half of the time (ADR 0153)


@dataclass(slots=True)
class AgreedClusters:
    """A clusterer with scikit-learn's shape, as BERTopic expects one (``fit``, ``labels_``).

    ``split`` is where a row's encoder part ends and its word part begins; ``of``: how many rows
    the sample holds that these are a part of.
    """

    split: int
    smallest: int
    of: int | None = None
    labels_: Labels | None = None

    def fit(self, rows: Vectors, y: object = None) -> AgreedClusters:
        """Cluster the rows; -1 is a row on which the looks do not agree with enough others."""
        del y
        if len(rows) < FEWEST_FOR_LOOKS:
            self.labels_ = _linked(rows, self.split, self.smallest)
        else:
            found = list(looks(rows, self.split, self.of))
            self.labels_ = _without_crumbs(agreed(found, DISAGREEMENT), self.smallest)
        return self

    def predict(self, rows: Vectors) -> Labels:
        """BERTopic asks whether this exists; Koe assigns by frozen definitions instead."""
        raise NotImplementedError(f"{len(rows)} rows: use nlp.topics.assign")


def clusters(texts: Sequence[str], vectors: Vectors, of: int | None = None) -> Labels:
    """Cluster distinct texts of one language, given in canonical order.

    Returns one label per text, -1 for none. At most ``LARGEST_SAMPLE`` texts; ``of``: how many the
    sample holds that these are a part of.
    """
    import numpy as np

    smallest = smallest_cluster(len(texts))
    if len(texts) < smallest:
        return np.full(len(texts), -1, dtype=np.int64)
    clusterer = AgreedClusters(split=vectors.shape[1], smallest=smallest, of=of)
    rows = np.hstack([vectors, _word_part(texts)])
    topics, _ = _bertopic(clusterer).fit_transform(_cut(texts), rows)
    return np.asarray(topics, dtype=np.int64)


def smallest_cluster(count: int) -> int:
    """5 voices in a small pool, 8 from 640 texts on, 16 in a full sample: the more there is to
    look at, the more often a handful lie together by chance (ADR 0153)."""
    return min(16, max(5, min(8, count // 80), round(count / 500)))


def _bertopic(clusterer: AgreedClusters) -> Any:
    """BERTopic without UMAP, HDBSCAN and an embedding model of its own."""
    from bertopic import BERTopic
    from bertopic.backend import BaseEmbedder
    from bertopic.dimensionality import BaseDimensionalityReduction
    from sklearn.feature_extraction.text import CountVectorizer

    return BERTopic(
        embedding_model=BaseEmbedder(),
        umap_model=BaseDimensionalityReduction(),
        hdbscan_model=clusterer,
        vectorizer_model=CountVectorizer(analyzer=str.split),
        calculate_probabilities=False,
    )


def _cut(texts: Sequence[str]) -> list[str]:
    """Each text's words with blanks between: BERTopic puts all texts of a topic into one, and
    to cut that anew would take as long as all texts did."""
    return [" ".join(content_tokens(text)) or "∅" for text in texts]


def _word_part(texts: Sequence[str]) -> Vectors:
    """Latent semantic analysis of this pool's words: finer than the frozen view, and free to
    be fitted because it only helps to find clusters and stands in no definition."""
    import numpy as np
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer

    frequent = 2 if len(texts) >= FEWEST_FOR_LOOKS else 1
    tfidf = TfidfVectorizer(analyzer=_terms, min_df=frequent, sublinear_tf=True)
    try:
        matrix = tfidf.fit_transform(texts)
    except ValueError:  # no word stands in two texts
        return np.zeros((len(texts), 1), dtype=np.float32)
    dimensions = min(_WORD_DIMENSIONS, min(matrix.shape) - 1)
    if dimensions < 2:
        return unit_rows(matrix.toarray())
    svd = TruncatedSVD(dimensions, n_iter=_SVD_ROUNDS, random_state=0)
    return unit_rows(svd.fit_transform(matrix))


def _terms(text: str) -> list[str]:
    """Japanese: content words. Latin script: letter sequences inside words (2-5), which stand
    typing errors and carry "top-up" / "topup" / "topping up"; they lost to words in Japanese."""
    from nlp.tokens import plain, written_in_japanese

    if written_in_japanese(text):
        return list(content_tokens(text))
    words = plain(text).lower().split()
    padded = [f" {word} " for word in words]
    return [w[i : i + n] for w in padded for n in range(2, 6) for i in range(len(w) - n + 1)]


def _linked(rows: Vectors, split: int, smallest: int) -> Labels:
    """Average linkage over cosine distances, for a small pool."""
    import numpy as np
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    weighed = view(rows, split, WORD_WEIGHTS[1])
    distances = np.clip(1 - weighed @ weighed.T, 0, 2)
    np.fill_diagonal(distances, 0)
    tree = linkage(squareform(distances, checks=False), "average")
    labels = np.asarray(fcluster(tree, LINKAGE_DISTANCE, "distance"), dtype=np.int64)
    return _without_crumbs(labels, smallest)


def _without_crumbs(labels: Labels, smallest: int) -> Labels:
    """-1 for the rows of clusters under ``smallest``."""
    import numpy as np

    sizes = np.bincount(labels)
    return np.where(sizes[labels] >= smallest, labels, -1)
