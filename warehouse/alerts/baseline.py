"""What was to be expected: level, weekday and holiday, the day's own weather, and the scatter.

The expectation of a series in a slot is ``level x exposure``, where the exposure is how busy the
slot is: the kind of slot (weekday, holiday, hour), estimated over the account and bent to the
series as far as its own counts say so, times how much busier or emptier than its kind this very
slot was for all *other* series. The last factor takes out a holiday that no calendar knows, a
growing account, and the newest days whose tickets are not all resolved yet. Series that rose
lately are left out of it: ten topics that rise by half would make every other look as if it had
to be busier, and hide the next rise.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median

from records.alert import AREA, EVERYTHING
from warehouse.alerts.rules import Rules
from warehouse.alerts.series import Board

# Weights of what is known beforehand, in tickets: so many are needed to move half-way from it.
SLOT_WEIGHT = 30.0
KIND_WEIGHT = 40.0
# How firmly a series' scatter is held to the account's: one in this many of its square.
SCATTER_WEIGHT = 8.0
# Standard errors added to a scatter that is itself an estimate: tails forgive no underestimate.
CAUTION = 1.0
# A series with less, or an account with fewer of them, tells nothing of the common scatter.
LEAST_MASS, LEAST_BLOCKS, LEAST_SERIES = 20.0, 4, 3
JEFFREYS = 0.5  # a series never seen before is expected at half a ticket a baseline
SCATTER_LIMIT = 4.0  # of the account's: an old peak must not hide the next


@dataclass(frozen=True, slots=True)
class Usual:
    """The account's pattern at one moment, slots ``first`` to ``end`` (exclusive).

    ``exposure[i]`` and ``level`` give the expected total of slot ``first + i``; ``rest`` are the
    tickets of these slots without those of the topics that have ``risen`` lately.
    """

    first: int
    end: int
    by_kind: dict[int, float]
    exposure: list[float]
    level: float
    rest: list[int]
    risen: frozenset[str]


def usual_of(board: Board, end: int, rules: Rules, risen: Iterable[str] = ()) -> Usual:
    """The account's pattern over the slots that any window or baseline at ``end`` touches."""
    first = max(0, end - rules.reach)
    total, kinds = board.total[first:end], board.kinds[first:end]
    level = sum(total) / max(1, len(total))
    sums: dict[int, float] = {}
    slots: dict[int, int] = {}
    for kind, count in zip(kinds, total, strict=True):
        sums[kind] = sums.get(kind, 0.0) + count
        slots[kind] = slots.get(kind, 0) + 1
    by_kind = {
        kind: (sums[kind] + KIND_WEIGHT) / (slots[kind] * level + KIND_WEIGHT) for kind in sums
    }
    topics = frozenset(name for name in risen if name in board.counts and _is_topic(name))
    lifted = _lifted(board, topics, first, end)
    rest = [all_of - up for all_of, up in zip(total, lifted, strict=True)]
    exposure = [by_kind[kind] for kind in kinds]
    return Usual(first, end, by_kind, exposure, level, rest, topics)


def _lifted(board: Board, topics: Iterable[str], first: int, end: int) -> list[int]:
    """The tickets of the topics that rose lately; one that speaks of two of them is one."""
    if board.lifted is not None:
        return board.lifted[first:end]
    return [sum(board.counts[name][slot] for name in topics) for slot in range(first, end)]


def _is_topic(name: str) -> bool:
    """All tickets and areas hold topics' tickets: left out as well they would count twice."""
    return name != EVERYTHING and not name.startswith(AREA)


def exposure_of(board: Board, usual: Usual, name: str) -> list[float]:
    """How busy each slot was for one series; that of all tickets does without the others."""
    if name == EVERYTHING:
        return usual.exposure
    others = _others(board, usual, name)
    level = sum(others) / max(1, len(others))
    return [
        busy * (other + SLOT_WEIGHT) / (level * busy + SLOT_WEIGHT)
        for busy, other in zip(usual.exposure, others, strict=True)
    ]


def _others(board: Board, usual: Usual, name: str) -> list[int]:
    """The tickets of each slot that are not this series'. Those of a topic that rose are gone from
    ``rest`` already; an area holds some of them, so that all tickets are what it is taken from."""
    every, own = usual.rest, board.apart.get(name, board.counts[name])[usual.first : usual.end]
    if name.startswith(AREA):
        every, own = (part[usual.first : usual.end] for part in (board.total, board.counts[name]))
    elif name in usual.risen:
        return [max(0, one) for one in every]
    return [max(0, one - mine) for one, mine in zip(every, own, strict=True)]


def bent(
    kinds: Sequence[int], exposure: Sequence[float], counts: Sequence[int], upto: int
) -> list[float]:
    """The exposure, bent to the kinds of slot that this very series prefers before ``upto``."""
    seen, busy = sum(counts[:upto]), sum(exposure[:upto])
    if not seen or not busy:
        return list(exposure)
    level = seen / busy
    own: dict[int, float] = {}
    expected: dict[int, float] = {}
    for kind, count, one in zip(kinds[:upto], counts[:upto], exposure[:upto], strict=True):
        own[kind] = own.get(kind, 0.0) + count
        expected[kind] = expected.get(kind, 0.0) + level * one
    factor = {k: (own[k] + KIND_WEIGHT) / (expected[k] + KIND_WEIGHT) for k in own}
    return [one * factor.get(kind, 1.0) for kind, one in zip(kinds, exposure, strict=True)]


@dataclass(frozen=True, slots=True)
class Scatter:
    """Squared errors over ``blocks`` stretches of slots, and the tickets expected there: their
    quotient is the variance in units of the mean (1 for Poisson)."""

    errors: float
    mass: float
    blocks: int

    @classmethod
    def unknown(cls) -> Scatter:
        """Of a series that tells nothing: the account's holds."""
        return cls(0.0, 0.0, 0)


def scatter(counts: Sequence[int], expected: Sequence[float], window: int) -> Scatter:
    """The scatter over stretches of ``window`` slots; what fitting the level hid is given back."""
    errors = mass = 0.0
    blocks = len(counts) // window
    for start in range(len(counts) % window, len(counts), window):
        mean = sum(expected[start : start + window])
        errors += (sum(counts[start : start + window]) - mean) ** 2
        mass += mean
    return Scatter(errors * blocks / max(1, blocks - 1), mass, blocks)


def common_scatter(known: Sequence[Scatter]) -> float:
    """The account's scatter: the median over its series, as past peaks would rule a mean.

    The median of a chi-square over its degrees of freedom n lies (1 - 2 / 9n)^3 below 1
    (Wilson and Hilferty, 1931), which is given back. 1 where too few series tell.
    """
    told = [one for one in known if one.mass >= LEAST_MASS and one.blocks >= LEAST_BLOCKS]
    if len(told) < LEAST_SERIES:
        return 1.0
    freedom = median(one.blocks for one in told) - 1
    middle: float = median(one.errors / one.mass for one in told)
    return max(1.0, middle / (1 - 2 / (9 * freedom)) ** 3)


def shrunk(own: Scatter, pooled: float) -> float:
    """A series' scatter, drawn towards the account's by how little its own estimate can know
    (its relative variance is about 2 / blocks + 1 / tickets), never below Poisson's."""
    if not own.blocks or not own.mass:
        return max(1.0, pooled)
    weight = 1 / (2 / own.blocks + 1 / own.mass)
    mixed = (weight * own.errors / own.mass + SCATTER_WEIGHT * pooled) / (weight + SCATTER_WEIGHT)
    unsure = 1 + CAUTION / sqrt(weight + SCATTER_WEIGHT)
    return min(max(1.0, mixed * unsure), SCATTER_LIMIT * max(1.0, pooled))
