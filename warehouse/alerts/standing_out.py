"""Which version, segment, area, channel or language a rise comes from."""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt

from records.alert import StandsOut

PRIOR = 20.0  # tickets by which a topic's own past is filled up with everybody's
LEAST, LEAST_SHARE, CLEARLY = 3, 0.3, 2.5

Row = tuple[str, str, int, int, int]


def stands_out(rows: Iterable[Row]) -> StandsOut | None:
    """Of ``(dimension, value, now, before, everyone)`` counts the value whose share rose most
    clearly (standard deviations of a binomial share); None where none did."""
    counted = list(rows)
    sums: dict[str, list[int]] = {}
    for dimension, _, *counts in counted:
        before = sums.setdefault(dimension, [0, 0, 0])
        sums[dimension] = [a + b for a, b in zip(before, counts, strict=True)]
    best: tuple[float, StandsOut] | None = None
    for dimension, value, now, earlier, everyone in counted:
        all_now, all_earlier, all_of_everyone = sums[dimension]
        if now < LEAST or now < LEAST_SHARE * all_now:
            continue
        common = (everyone + 1) / (all_of_everyone + 2)
        usual = (earlier + PRIOR * common) / (all_earlier + PRIOR)
        clear = (now - all_now * usual) / sqrt(all_now * usual * (1 - usual) + 1e-9)
        if clear >= CLEARLY and (best is None or clear > best[0]):
            best = clear, StandsOut(dimension, value, now / all_now, usual)
    return best[1] if best else None
