"""One moment, all series: which rose more than chance explains."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import log

from warehouse.alerts.baseline import (
    JEFFREYS,
    Scatter,
    Usual,
    bent,
    common_scatter,
    exposure_of,
    scatter,
    shrunk,
    usual_of,
)
from warehouse.alerts.chance import at_least, discoveries
from warehouse.alerts.rules import Rules
from warehouse.alerts.series import Board


@dataclass(frozen=True, slots=True)
class Finding:
    """A series that rose: in the ``window`` newest slots ``observed`` against ``expected``;
    it began at slot ``since``. ``p_value`` is corrected for having tried several windows.
    ``is_new`` where there was nothing before ``since``."""

    series: str
    window: int
    since: int
    observed: int
    expected: float
    p_value: float
    is_new: bool


@dataclass(slots=True)
class _Prepared:
    """A series at one moment: its counts and exposures from slot ``first`` on."""

    counts: Sequence[int]
    exposure: list[float]
    scatters: dict[int, Scatter] = field(default_factory=dict)


def told(
    tested: Mapping[str, Finding], board: Board, rules: Rules, quiet: Container[str] = ()
) -> list[str]:
    """The series that may be told of so that chance is held in check. Every series counts as a
    test, those that did not rise with p = 1, but not those that keep ``quiet``: what was told
    already must not make room for chance."""
    p_values = {
        name: tested[name].p_value if name in tested else 1.0
        for name in board.counts
        if name not in quiet
    }
    return sorted(discoveries(p_values, rules.false_share))


def rises(
    board: Board,
    end: int,
    rules: Rules,
    fixed: Mapping[str, int] | None = None,
    risen: Iterable[str] = (),
) -> dict[str, Finding]:
    """The strongest window before slot ``end`` (exclusive) of every series that rose at all and
    has enough customers.

    ``fixed`` gives the slot from which a series was mended: what is usual is then told by the
    slots after it, where there are enough. ``risen`` were told of within the slots looked at.
    """
    fixed = fixed or {}
    usual = usual_of(board, end, rules, risen)
    if usual.end - usual.first < rules.least_baseline + rules.windows[0] or not usual.level:
        return {}
    prepared = {name: _prepare(board, usual, name, rules) for name in board.counts}
    pooled = {window: _pooled(prepared, window) for window in rules.windows}
    found = {}
    for name, one in prepared.items():
        best = _strongest(one, usual, rules, pooled, fixed.get(name))
        if best is not None:
            found[name] = _finding(board, name, one, usual, best, rules)
    return found


def _prepare(board: Board, usual: Usual, name: str, rules: Rules) -> _Prepared:
    counts = board.counts[name]
    upto = max(0, usual.end - usual.first - max(rules.windows))
    exposure = exposure_of(board, usual, name)
    kinds = board.kinds[usual.first : usual.end]
    part = counts[usual.first : usual.end]
    one = _Prepared(part, bent(kinds, exposure, part, upto))
    seen, busy = sum(part[:upto]), sum(one.exposure[:upto])
    if seen and busy:
        expected = [seen / busy * x for x in one.exposure[:upto]]
        one.scatters = {w: scatter(part[:upto], expected, w) for w in rules.windows}
    return one


def _pooled(prepared: Mapping[str, _Prepared], window: int) -> float:
    return common_scatter([one.scatters[window] for one in prepared.values() if one.scatters])


@dataclass(frozen=True, slots=True)
class _Best:
    window: int
    observed: int
    expected: float
    level: float
    p_value: float


def _strongest(
    one: _Prepared, usual: Usual, rules: Rules, pooled: Mapping[int, float], mended: int | None
) -> _Best | None:
    best: _Best | None = None
    for window in rules.windows:
        split = len(one.counts) - window
        begin = max(0, split - rules.baseline)
        scattered = one.scatters.get(window, Scatter.unknown())
        if mended is not None and split - (mended - usual.first) >= rules.least_baseline:
            begin, scattered = max(begin, mended - usual.first), Scatter.unknown()
        if split - begin < rules.least_baseline or sum(one.counts[split:]) < rules.customers:
            continue
        found = _compare(one, begin, split, shrunk(scattered, pooled[window]))
        if _rose(one, found, rules) and (best is None or found.p_value < best.p_value):
            best = found
    if best is None:
        return None
    return replace(best, p_value=min(1.0, best.p_value * rules.tries))


def _rose(one: _Prepared, found: _Best, rules: Rules) -> bool:
    """Whether it rose enough, and still does: a long window remembers a rise that is over."""
    newest = len(one.counts) - rules.still
    expected = found.level * sum(one.exposure[newest:])
    return (
        found.observed >= rules.least_ratio * found.expected
        and sum(one.counts[newest:]) >= rules.least_ratio * expected
    )


def _compare(one: _Prepared, begin: int, split: int, phi: float) -> _Best:
    """The window after ``split`` against the slots from ``begin`` to it, its level and the
    scatter ``phi`` both being estimates."""
    observed = sum(one.counts[split:])
    seen, busy = sum(one.counts[begin:split]), sum(one.exposure[begin:split])
    level = (seen + JEFFREYS) / max(busy, 1e-9)
    expected = level * sum(one.exposure[split:])
    variance = phi * expected + expected**2 * phi / (seen + JEFFREYS)
    p_value = at_least(observed, expected, variance)
    return _Best(len(one.counts) - split, observed, expected, level, p_value)


def _finding(
    board: Board, name: str, one: _Prepared, usual: Usual, best: _Best, rules: Rules
) -> Finding:
    since = usual.first + _began(one, best.level, rules.memory)
    before = board.counts[name][:since]
    return Finding(
        name, best.window, since, best.observed, best.expected, best.p_value,
        is_new=not any(before) and since >= rules.memory,
    )  # fmt: skip


def _began(one: _Prepared, level: float, memory: int) -> int:
    """Where a step up fits best: the highest Poisson likelihood ratio over the last slots."""
    size, best, at = len(one.counts), 0.0, len(one.counts) - 1
    seen = expected = 0.0
    for start in range(size - 1, max(-1, size - 1 - memory), -1):
        seen += one.counts[start]
        expected += level * one.exposure[start]
        gain = seen * log(seen / expected) - (seen - expected) if seen > expected > 0 else 0.0
        if gain > best:
            best, at = gain, start
    return at
