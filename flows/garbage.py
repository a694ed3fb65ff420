"""How often Python looks for garbage while many records are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Objects made between two looks. A batch of 2,000 tickets is about 300,000; Python's own 700
# have it walk a batch that is still in use again and again (measured: a fifth of a load).
MADE = 200_000


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Within the block cycles are looked for once every :data:`MADE` objects. Records hold no
    cycles, so nothing piles up meanwhile; what other libraries leave is still collected."""
    before = gc.get_threshold()
    gc.set_threshold(MADE, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
