"""Numeric libraries held to one thread.

Koe's matrices are small: a second thread mostly waits for the first, and burns its processor while
it does. 20,000 texts to topics take 42 CPU-s instead of 54 in the same time; English parses five
times less (ADR 0154). Sums are the same however many processors there are, too.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def one_thread() -> Iterator[None]:
    """Hold BLAS and OpenMP to one thread inside; also a decorator."""
    import sklearn  # noqa: F401  (a limit reaches only what is loaded)
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):
        yield
