"""How near a voice is to the taxonomy's own examples of each value.

A regression draws one line through all examples of a value; somebody's very words may lie on the
wrong side of it although two examples say nearly the same. Only the taxonomy's sentences are kept
in a model this way: a customer's vector would be a customer's words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

_ASKED = 2  # nearest examples of a value whose mean counts: one alone may be a chance likeness


@dataclass(frozen=True, slots=True)
class Nearest:
    """``vectors`` (examples, dimensions) are unit rows in half precision, ``values`` (examples,)
    the place of each example's value among the model's."""

    vectors: NDArray[np.float16]
    values: NDArray[np.intp]

    def closeness(self, vectors: NDArray[np.float32], count: int) -> Matrix:
        """(texts, ``count`` values): the mean cosine of the two nearest examples.

        A value without examples is as near as the others on average: neither for nor against.
        In double precision: a single one differs with the size of the batch, in the digits that
        are kept.
        """
        import numpy as np

        known = self.vectors.astype(np.float64)
        cosines = np.asarray(vectors, dtype=np.float64) @ known.T
        near = np.full((len(cosines), count), np.nan)
        for value in np.unique(self.values):
            own = np.sort(cosines[:, self.values == value], axis=1)[:, -_ASKED:]
            near[:, value] = own.mean(axis=1)
        lacking = np.isnan(near).all(axis=0)
        near[:, lacking] = near[:, ~lacking].mean(axis=1, keepdims=True)
        return near
