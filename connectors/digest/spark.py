"""Bars in one line of text: they show in any mail client and chat."""

from __future__ import annotations

from collections.abc import Sequence

BLOCKS = "▁▂▃▄▅▆▇█"
LEAST_SCALE = 5  # one ticket must not look like a peak


def spark(counts: Sequence[int]) -> str:
    """A block a count, to the scale of the highest."""
    highest = max([LEAST_SCALE, *counts])
    return "".join(BLOCKS[round(count / highest * (len(BLOCKS) - 1))] for count in counts)
