"""Which voices to ask people about: unsure ones, and not ten of a kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def diverse(vectors: NDArray[np.float32], doubts: Sequence[float], count: int) -> list[int]:
    """Up to ``count`` rows, the best first: doubt times the distance to what was taken before.

    ``vectors`` are unit rows, ``doubts`` 0..1. Greedy; the first row wins a tie.
    """
    import numpy as np

    doubt = np.asarray(doubts, dtype=np.float64)
    farness = np.ones(len(doubt))
    taken: list[int] = []
    for _ in range(min(count, len(doubt))):
        worth = doubt * farness
        worth[taken] = -1.0
        best = int(worth.argmax())
        taken.append(best)
        farness = np.minimum(farness, 1.0 - vectors @ vectors[best])
    return taken
