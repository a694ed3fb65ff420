"""Clusters that several looks agree on: the discovery inside BERTopic.

One density clustering of sentence vectors is a throw of dice: EVoC on the same rows agrees
with itself at ARI .75 when only their order changes. So the rows are clustered a dozen times,
with words weighing little, some and much beside the encoder's vector and another seed each
time, at the two finest layers; rows that share a cluster in 40 % of the looks or more (average
linkage over the co-association matrix: evidence accumulation, Fred & Jain 2005) are one
cluster. Measured on banking77 test: V .78 / ARI .46 for one look, .80 / .53 agreed (ADR 0021).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nlp.embedding import unit_rows
from nlp.tokens import content_tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from nlp.embedding import Vectors

    Labels = NDArray[np.int64]

LARGEST_SAMPLE = 8_000  # rows clustered at once; the co-association matrix is its square
WORD_WEIGHTS = (0.3, 0.5, 0.7)
LOOKS = 12
DISAGREEMENT = 0.6  # rows that share a cluster in fewer than 40 % of the looks stay apart
FEWEST_FOR_EVOC = 120  # below it a neighbour graph says little: plain linkage instead
LINKAGE_DISTANCE = 0.5  # cosine distance of that linkage
_WORD_DIMENSIONS = 200


@dataclass(slots=True)
class AgreedClusters:
    """A clusterer with scikit-learn's shape, as BERTopic expects one (``fit``, ``labels_``).

    ``split`` is where a row's encoder part ends and its word part begins.
    """

    split: int
    smallest: int
    labels_: Labels | None = None

    def fit(self, rows: Vectors, y: object = None) -> AgreedClusters:
        """Cluster the rows; -1 is a row on which the looks do not agree with any other's."""
        del y
        if len(rows) < FEWEST_FOR_EVOC:
            self.labels_ = _linked(rows, self.split, self.smallest)
        else:
            self.labels_ = _agreed(_looks(rows, self.split, self.smallest), self.smallest)
        return self

    def predict(self, rows: Vectors) -> Labels:
        """BERTopic asks whether this exists; Koe assigns by frozen definitions instead."""
        raise NotImplementedError(f"{len(rows)} rows: use nlp.topics.assign")


def clusters(texts: Sequence[str], vectors: Vectors) -> Labels:
    """Cluster distinct texts of one language, given in canonical order.

    Returns one label per text, -1 for none. At most ``LARGEST_SAMPLE`` texts.
    """
    import numpy as np

    smallest = smallest_cluster(len(texts))
    if len(texts) < smallest:
        return np.full(len(texts), -1, dtype=np.int64)
    words = _word_part(texts)
    clusterer = AgreedClusters(split=vectors.shape[1], smallest=smallest)
    with one_thread():
        topics, _ = _bertopic(clusterer).fit_transform(list(texts), np.hstack([vectors, words]))
    return np.asarray(topics, dtype=np.int64)


def smallest_cluster(count: int) -> int:
    """5 voices, rising to 16 in a full sample, so that large pools do not end in crumbs."""
    return min(16, max(5, round(count / 500)))


class one_thread:
    """Pin numba to one thread: EVoC's result depends on the number of threads.

    One is the only number that every machine has, so results are the same on all of them.
    """

    def __enter__(self) -> None:
        import numba

        self._before = numba.get_num_threads()
        numba.set_num_threads(1)

    def __exit__(self, *_: object) -> None:
        import numba

        numba.set_num_threads(self._before)


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
        vectorizer_model=CountVectorizer(analyzer=_analyser()),
        calculate_probabilities=False,
    )


def _analyser() -> Callable[[str], Sequence[str]]:
    return lambda text: content_tokens(text) or ("∅",)


def _word_part(texts: Sequence[str]) -> Vectors:
    """Latent semantic analysis of this pool's words: finer than the frozen view, and free to
    be fitted because it only helps to find clusters and stands in no definition."""
    import numpy as np
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer

    frequent = 2 if len(texts) >= FEWEST_FOR_EVOC else 1
    tfidf = TfidfVectorizer(analyzer=_terms, min_df=frequent, sublinear_tf=True)
    try:
        matrix = tfidf.fit_transform(texts)
    except ValueError:  # no word stands in two texts
        return np.zeros((len(texts), 1), dtype=np.float32)
    dimensions = min(_WORD_DIMENSIONS, min(matrix.shape) - 1)
    if dimensions < 2:
        return unit_rows(matrix.toarray())
    return unit_rows(TruncatedSVD(dimensions, random_state=0).fit_transform(matrix))


def _terms(text: str) -> list[str]:
    """Japanese: content words. Latin script: letter sequences inside words (2-5), which stand
    typing errors and carry "top-up" / "topup" / "topping up"; they lost to words in Japanese."""
    from nlp.tokens import plain, written_in_japanese

    if written_in_japanese(text):
        return list(content_tokens(text))
    words = plain(text).lower().split()
    padded = [f" {word} " for word in words]
    return [w[i : i + n] for w in padded for n in range(2, 6) for i in range(len(w) - n + 1)]


def _looks(rows: Vectors, split: int, smallest: int) -> list[Labels]:
    """A dozen clusterings, two layers each, outliers given to the nearest centre."""
    from evoc import EVoC

    found: list[Labels] = []
    for look in range(LOOKS):
        view = _view(rows, split, WORD_WEIGHTS[look % len(WORD_WEIGHTS)])
        model = EVoC(random_state=look, base_min_cluster_size=smallest).fit(view)
        found += [_complete(view, layer) for layer in model.cluster_layers_[:2]]
    return found


def _complete(view: Vectors, layer: Labels) -> Labels:
    """The layer with its outliers in the cluster whose centre is nearest."""
    import numpy as np

    labels = np.asarray(layer, dtype=np.int64).copy()
    kept = np.unique(labels[labels >= 0])
    if len(kept) and (labels < 0).any():
        centres = unit_rows(np.stack([view[labels == label].mean(axis=0) for label in kept]))
        labels[labels < 0] = kept[(view[labels < 0] @ centres.T).argmax(axis=1)]
    return labels


def _agreed(found: Sequence[Labels], smallest: int) -> Labels:
    """Average linkage over how often two rows were apart."""
    import numpy as np

    count = len(found[0])
    apart = np.zeros((count, count), dtype=np.float32)
    for labels in found:
        apart += labels[:, None] != labels[None, :]
    return _cut(apart / len(found), DISAGREEMENT, smallest)


def _linked(rows: Vectors, split: int, smallest: int) -> Labels:
    """Average linkage over cosine distances, for a small pool."""
    import numpy as np

    view = _view(rows, split, WORD_WEIGHTS[1])
    return _cut(np.clip(1 - view @ view.T, 0, 2), LINKAGE_DISTANCE, smallest)


def _view(rows: Vectors, split: int, weight: float) -> Vectors:
    """The rows with their word part weighing ``weight`` beside the encoder's 1."""
    import numpy as np

    return unit_rows(np.hstack([rows[:, :split], weight * rows[:, split:]]))


def _cut(distances: NDArray[Any], at: float, smallest: int) -> Labels:
    """Cut the tree; clusters under ``smallest`` rows become -1."""
    import numpy as np
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    np.fill_diagonal(distances, 0)
    tree = linkage(squareform(distances, checks=False), "average")
    labels = np.asarray(fcluster(tree, at, "distance"), dtype=np.int64)
    sizes = np.bincount(labels)
    return np.where(sizes[labels] >= smallest, labels, -1)
