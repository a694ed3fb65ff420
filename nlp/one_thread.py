"""Numeric libraries held to one thread.

Koe's matrices are small: a second thread mostly waits for the first, and burns its processor while
it does (k-means of a topic's rows beside a busy core: 7.8 CPU-s instead of .9; ADR 0154). Sums are
the same however many processors there are, too.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def one_thread() -> Iterator[None]:
    """Hold what is loaded of BLAS and OpenMP to one thread inside; also a decorator. Costs 3 ms."""
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):
        yield
