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
NEIGHBOURS = (10, 14, 20, 28)  # of each row, itself among them
LOOKS = len(WORD_WEIGHTS) * len(NEIGHBOURS)
# Modularity's resolution over the root of the neighbours, so that all looks are as fine. It grows
# with the sample, between 670 and 1,740 rows: more voices tell of more matters, too.
_COARSEST, _FINEST, _AS_FINE_AS_ONE = 0.55, 2.3, 1_000
_WHOLE = 1_200  # rows under which neighbours shrink with their square root
_FEWEST_NEIGHBOURS = 5  # of two others alone the distances say nothing
_NEAR = 64  # rows nearest by the middle weight, among which each weight finds its neighbours
_BLOCK = 128  # rows whose similarities to all others are held at once
_SHORTEST = 1e-9  # length of a row without a direction: one NaN would tear all ties
_LEAST_COSINE = 1e-6  # below it a distance, -log2 of the cosine, means nothing more
_LEAST_SCALE = 1e-6  # of a row's distances, where all its neighbours say the same


@dataclass(frozen=True, slots=True)
class Near:
    """Each row's nearest rows (n, most), itself first, and their distance."""

    rows: NDArray[np.int32]
    distances: NDArray[np.float32]


def looks(rows: Vectors, split: int, of: int | None = None) -> Iterator[Labels]:
    """Yield labels (n,) of all looks; every row is in a community.

    ``rows``: (n, d), n above ``_NEAR``; ``split`` is where the encoder's part ends; ``of``: how
    many rows the sample holds that these are a part of, so that a part is cut as finely.
    """
    from sknetwork.clustering import Louvain

    near = nearest(rows, split)
    scale = min(1.0, (len(rows) / _WHOLE) ** 0.5)
    fineness = min(_FINEST, max(_COARSEST, ((of or len(rows)) / _AS_FINE_AS_ONE) ** 1.5))
    for nth, weight in enumerate(WORD_WEIGHTS):
        for most, seed in zip(NEIGHBOURS, range(nth, LOOKS, len(WORD_WEIGHTS)), strict=True):
            count = max(_FEWEST_NEIGHBOURS, round(scale * most))
            method = Louvain(
                fineness * count**0.5,
                shuffle_nodes=True,
                sort_clusters=False,  # by an unstable sort, and nobody asks for it
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
    lengths = {
        w: np.maximum(np.sqrt(squares[0] + w**2 * squares[1]), _SHORTEST) for w in WORD_WEIGHTS
    }
    half_way = WORD_WEIGHTS[len(WORD_WEIGHTS) // 2]
    found: dict[float, list[tuple[NDArray[np.int32], NDArray[np.float32]]]]
    found = {weight: [] for weight in WORD_WEIGHTS}
    for start in range(0, len(rows), _BLOCK):
        block = slice(start, start + _BLOCK)
        meaning, words = (part[block] @ part.T for part in parts)
        middle = (meaning + half_way**2 * words) / lengths[half_way]
        at = np.argpartition(middle, -_NEAR, axis=1)[:, -_NEAR:]
        at.sort(axis=1)
        own = at == np.arange(start, start + len(at))[:, None]
        meaning, words = (np.take_along_axis(one, at, axis=1) for one in (meaning, words))
        for weight, length in lengths.items():
            cosines = (meaning + weight**2 * words) / (length[block, None] * length[at])
            found[weight].append(_first(at, np.where(own, 2, cosines)))
    return {weight: _near(blocks) for weight, blocks in found.items()}


def _first(
    at: NDArray[np.int64], cosines: NDArray[np.float32]
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    import numpy as np

    order = np.argsort(-cosines, axis=1, kind="stable")[:, : max(NEIGHBOURS)]
    rows = np.take_along_axis(at, order, axis=1).astype(np.int32)
    return rows, np.take_along_axis(cosines, order, axis=1)


def _near(blocks: list[tuple[NDArray[np.int32], NDArray[np.float32]]]) -> Near:
    """With their distances: -log2 of the cosine, 0 for the same vector, 1 at a cosine of .5."""
    import numpy as np

    cosines = np.clip(np.vstack([block[1] for block in blocks]), _LEAST_COSINE, 1)
    distances = np.maximum(-np.log2(cosines), 0).astype(np.float32)
    return Near(np.vstack([block[0] for block in blocks]), distances)


def graph(near: Near, count: int) -> csr_matrix:
    """Who is tied to whom, and how closely, by each row's ``count`` nearest rows: UMAP's graph
    (McInnes et al. 2018), with the mean for its scale.

    A tie is 1 to the nearest row and falls with the distance beyond that; rows are tied where
    either is among the other's nearest. In double precision: scikit-network 0.33 cuts others off
    to whole numbers.
    """
    import numpy as np
    from scipy.sparse import csr_matrix

    rows, distances = near.rows[:, 1:count], near.distances[:, 1:count].astype(np.float64)
    beyond = distances - distances[:, :1]
    ties = np.exp(-beyond / np.maximum(beyond.mean(axis=1, keepdims=True), _LEAST_SCALE))
    own = np.arange(len(rows), dtype=np.int32).repeat(rows.shape[1])
    shape = (len(rows), len(rows))
    one_way = csr_matrix((ties.ravel(), (own, rows.ravel())), shape=shape)
    return csr_matrix(one_way + one_way.T - one_way.multiply(one_way.T))
