"""Looks: the same rows clustered over and over, each time a little differently.

A look is EVoC's own path from a graph of nearest neighbours to layers of clusters. EVoC finds the
neighbours by random trees, anew in every run, which takes half of its time; here they are found
once for all looks, by the products of the rows themselves. Looks differ in how much words weigh
beside the encoder's vector, in how many neighbours count, and in the seed (ADR 0151).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nlp.embedding import unit_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from nlp.embedding import Vectors
    from nlp.topics.agreement import Labels

WORD_WEIGHTS = (0.3, 0.5, 0.7)  # of the word part, beside the encoder's 1
NEIGHBOURS = (10, 13, 16, 20)
LOOKS = len(WORD_WEIGHTS) * len(NEIGHBOURS)
_LAYERS = 2  # the finest of a look that count
_NEAR = 64  # rows nearest by the middle weight, among which each weight finds its neighbours
_BLOCK = 128  # rows whose similarities to all others are held at once
_LEAST_COSINE = 1e-6  # below it EVoC's distance, -log2 of the cosine, means nothing more

# Of EVoC 0.3's defaults, which its class hands over:
_DIMENSIONS, _EPOCHS, _NOISE, _MIN_SAMPLES = 4, 50, 0.5, 5
_RANDOM_SCALE, _SCALING, _PROPAGATIONS, _ALPHA = 0.1, 0.5, 20, 0.1


@dataclass(frozen=True, slots=True)
class Near:
    """Each row's nearest rows (n, most), itself or one of its vector first, and their distance."""

    rows: NDArray[np.int32]
    distances: NDArray[np.float32]

    def first(self, count: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """The ``count`` nearest."""
        import numpy as np

        cut = (self.rows[:, :count], self.distances[:, :count])
        return np.ascontiguousarray(cut[0]), np.ascontiguousarray(cut[1])


def looks(rows: Vectors, split: int, smallest: int) -> Iterator[Labels]:
    """Yield labels (n,) of all looks, two layers each, outliers given to the nearest centre.

    ``rows``: (n, d), n above ``_NEAR``; ``split`` is where the encoder's part ends;
    ``smallest``: rows of a cluster.
    """
    near = nearest(rows, split)
    for nth, weight in enumerate(WORD_WEIGHTS):
        weighed = view(rows, split, weight)
        for count, seed in zip(NEIGHBOURS, range(nth, LOOKS, len(WORD_WEIGHTS)), strict=True):
            layers = _layers(weighed, *near[weight].first(count), smallest, seed)
            yield from (_complete(weighed, layer) for layer in layers[:_LAYERS])


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

    middle = view(rows, split, WORD_WEIGHTS[len(WORD_WEIGHTS) // 2])
    parts = np.ascontiguousarray(rows[:, :split]), np.ascontiguousarray(rows[:, split:])
    squares = [np.einsum("id,id->i", part, part) for part in parts]
    lengths = {w: np.sqrt(squares[0] + w**2 * squares[1]) for w in WORD_WEIGHTS}
    found: dict[float, list[tuple[NDArray[np.int32], NDArray[np.float32]]]]
    found = {weight: [] for weight in WORD_WEIGHTS}
    for start in range(0, len(rows), _BLOCK):
        block = slice(start, start + _BLOCK)
        at = np.argpartition(middle[block] @ middle.T, -_NEAR, axis=1)[:, -_NEAR:]
        at.sort(axis=1)
        meaning, words = (np.einsum("id,ikd->ik", part[block], part[at]) for part in parts)
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
    """With the distances that EVoC's own neighbours have."""
    import numpy as np

    cosines = np.clip(np.vstack([block[1] for block in blocks]), _LEAST_COSINE, 1)
    distances = np.maximum(-np.log2(cosines), 0).astype(np.float32)
    return Near(np.vstack([block[0] for block in blocks]), distances)


def _layers(
    rows: Vectors,
    near: NDArray[np.int32],
    distances: NDArray[np.float32],
    smallest: int,
    seed: int,
) -> list[Labels]:
    """EVoC from its graph on (``evoc.clustering.evoc_clusters``), the finest layer first."""
    import numpy as np
    from evoc.clustering import build_cluster_layers
    from evoc.graph_construction import neighbor_graph_matrix
    from evoc.label_propagation import label_propagation_init
    from evoc.node_embedding import node_embedding

    graph = neighbor_graph_matrix(float(near.shape[1]), near, distances, True)
    random = np.random.RandomState(seed)
    start = label_propagation_init(
        graph,
        n_components=_DIMENSIONS,
        approx_n_parts=np.clip(int(8 * np.sqrt(len(rows))), 256, 16_384),
        random_scale=_RANDOM_SCALE,
        scaling=_SCALING,
        noise_level=_NOISE,
        random_state=random,
        data=rows,
        n_label_prop_iter=_PROPAGATIONS,
    )
    embedding = node_embedding(
        graph,
        n_components=_DIMENSIONS,
        n_epochs=_EPOCHS,
        initial_embedding=start,
        negative_sample_rate=1.0,
        noise_level=_NOISE,
        random_state=random,
        reproducible_flag=True,
        initial_alpha=_ALPHA,
    )
    layers, _, _ = build_cluster_layers(
        embedding,
        min_samples=_MIN_SAMPLES,
        base_min_cluster_size=smallest,
        reproducible_flag=True,
    )
    return list(layers)


def _complete(rows: Vectors, layer: Labels) -> Labels:
    """The layer with its outliers in the cluster whose centre is nearest."""
    import numpy as np

    labels = np.asarray(layer, dtype=np.int64).copy()
    kept = np.unique(labels[labels >= 0])
    if len(kept) and (labels < 0).any():
        centres = unit_rows(np.stack([rows[labels == label].mean(axis=0) for label in kept]))
        labels[labels < 0] = kept[(rows[labels < 0] @ centres.T).argmax(axis=1)]
    return labels
