"""What many looks at the same rows agree on: evidence accumulation (Fred & Jain 2005).

Average linkage over how often two rows were put apart. Many rows share all their clusters with
another one, so linkage works on such groups and their sizes, and on sums instead of
averages: whole numbers, so that no rounding decides. The same clusters as over all single rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Labels = NDArray[np.int64]


def agreed(looks: Sequence[Labels], disagreement: float) -> Labels:
    """Clusters (n,) of rows that ``disagreement`` of the looks or fewer put apart, on average.

    ``looks``: labels (n,) each; at most 85 looks at 10,000 rows, so that the largest sum (that of
    two halves which all looks put apart) fits 32 bits. Numbered from 0.
    """
    import numpy as np

    groups, group_of, sizes = np.unique(
        np.stack(looks, axis=1), axis=0, return_inverse=True, return_counts=True
    )
    apart = np.zeros((len(groups), len(groups)), dtype=np.uint8)
    for labels in groups.T.astype(np.int16):
        apart += labels[:, None] != labels[None, :]
    sums = np.multiply(apart, sizes.astype(np.int32)[:, None], dtype=np.int32)
    sums *= sizes.astype(np.int32)
    return linked(sums, sizes, round(disagreement * len(looks), 6))[group_of.ravel()]


def linked(sums: NDArray[np.int32], sizes: NDArray[np.int64], height: float) -> Labels:
    """A cluster for each group: average linkage up to a height, by chains of nearest neighbours
    (Murtagh 1983).

    ``sums``: of the distances between the rows of any two groups (n, n), overwritten; ``sizes``:
    rows of a group (n,). A group whose nearest is further than ``height`` is done, since joining
    others never brings one nearer.
    """
    import numpy as np

    cluster = np.arange(len(sizes))
    rows = sizes.astype(np.float64)
    going = np.ones(len(sizes), dtype=bool)
    chain: list[int] = []
    while going.any():
        chain = chain or [int(going.argmax())]
        top, before = chain[-1], chain[-2] if len(chain) > 1 else None
        averages = np.where(going, sums[top] / (rows[top] * rows), np.inf)
        averages[top] = np.inf
        near = int(averages.argmin())
        if averages[near] > height:
            going[chain.pop()] = False
        elif before is None or averages[before] > averages[near]:
            chain.append(near)
        else:  # each is the other's nearest
            sums[before] += sums[top]
            sums[:, before] = sums[before]
            rows[before] += rows[top]
            going[top] = False
            cluster[cluster == top] = before
            del chain[-2:]
    return np.unique(cluster, return_inverse=True)[1].ravel()
