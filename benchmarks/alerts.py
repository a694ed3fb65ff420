"""How soon and how surely a rise is told, beside two simpler rules, on seeded simulations.

    .venv/bin/python -m benchmarks.alerts [--seeds 3] [--first-seed 1]

200 topics over 180 days, once with a median of 8 tickets a day and topic (an account of about a
million tickets a year, each in one or two topics), once with 2: log-normal sizes, more scatter
than Poisson (negative binomial, variance 1 to 2 times the mean), weekdays and public holidays of
Japan, days that are busier or quieter than their kind for all topics at once. From day 90 on, 60
topics rise 1.5, 2 or 4 times for 28 days from a random day. A rise is found when an alert for its
topic is raised within those days; any other alert is false, unless its topic rose in the 14 days
before.

The other rules: z >= 3 of the newest day over the 28 days before; and obsei's, z >= 2 of the newest
seven days over the seven weeks before them. Both are then also given the threshold at which they
raise no more than one false alert a week, so that all are compared at the same price: a rule
that rings often enough finds everything at once. ``by chance`` says how often: the share of
stretches of 28 days without any rise in which it rings.

Delays are told three ways, for 1.5x / 2x / 4x, as a rule that finds only the easy rises looks
quick: of what a rule found; of all rises, with one it missed as the 28 days that it lasted; and
of those that both the rule and Koe found, the rule's before Koe's. The last line is of accounts
in which nothing rises.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from statistics import mean, stdev

import numpy as np

from warehouse.alerts.replay import replay
from warehouse.alerts.rules import DAILY
from warehouse.alerts.series import Board, day_kinds, public_holidays

TOPICS, DAYS, RISES, LASTS, FROM = 200, 180, 60, 28, 90
FACTORS = (1.5, 2.0, 4.0)
QUIET = 14
START = date(2026, 1, 5)
Alerts = list[tuple[int, str]]
Rule = Callable[[list[int], int], float]


@dataclass(frozen=True, slots=True)
class World:
    """Counts with the rises hidden in them: topic -> (first day, factor)."""

    board: Board
    rises: dict[str, tuple[int, float]]


def simulate(seed: int, size: float = 8, rises: int = RISES) -> World:
    """One made-up account whose median topic has ``size`` tickets a day."""
    chance = np.random.default_rng(seed)
    holidays = public_holidays("JP", START, START + timedelta(days=DAYS))
    kinds = day_kinds(START, DAYS, holidays)
    week = np.array([1.25, 1.15, 1.1, 1.1, 1.1, 0.7, 0.6, 0.55])
    day = week[kinds] * chance.lognormal(0, 0.08, DAYS)
    sizes = np.minimum(chance.lognormal(math.log(size), 0.9, TOPICS), 10 * size)
    extra = chance.uniform(0.05, 1.0, TOPICS)
    risen: dict[str, tuple[int, float]] = {}
    counts = {}
    for number in range(TOPICS):
        rate = sizes[number] * day
        name = f"t{number}"
        if number < rises:
            begin = int(chance.integers(FROM, DAYS - LASTS))
            factor = FACTORS[number % len(FACTORS)]
            rate[begin : begin + LASTS] *= factor
            risen[name] = (begin, factor)
        counts[name] = [
            int(n) for n in chance.negative_binomial(rate / extra[number], 1 / (1 + extra[number]))
        ]
    total = [sum(counts[name][d] for name in counts) for d in range(DAYS)]
    start = datetime(START.year, START.month, START.day, tzinfo=UTC)
    return World(Board(start, timedelta(days=1), kinds, total, counts), risen)


def koe(world: World) -> Alerts:
    """Koe's own rule, as shipped."""
    return [(end - 1, found.series) for end, found in replay(world.board, DAILY, first=FROM)]


def _daily(counts: list[int], day: int) -> float:
    before = counts[day - 28 : day]
    return (counts[day] - mean(before)) / (stdev(before) or 1.0)


def _weekly(counts: list[int], day: int) -> float:
    weeks = [sum(counts[day + 1 - 7 * n : day + 8 - 7 * n]) for n in range(1, 9)]
    return (weeks[0] - mean(weeks[1:])) / (stdev(weeks[1:]) or 1.0)


def by_rule(world: World, rule: Rule, threshold: float) -> Alerts:
    """Alerts of a z-score rule; a topic keeps silent for 14 days after one, as Koe's do."""
    found: Alerts = []
    for name, counts in world.board.counts.items():
        until = -1
        for day in range(FROM, DAYS):
            if rule(counts, day) >= threshold:
                if day > until:
                    found.append((day, name))
                until = day + QUIET
    return sorted(found)


Rise = tuple[int, str]
Hits = dict[Rise, int]


@dataclass(frozen=True, slots=True)
class Score:
    """What a rule found: days from the start of each rise to its first alert, by (account,
    topic); false alerts a week; hits by chance (0..1)."""

    hits: Hits
    false_a_week: float
    by_chance: float


def score(worlds: list[World], told: list[Alerts]) -> Score:
    """Hits and false alarms of all worlds together."""
    hits: Hits = {}
    false = 0
    for number, (world, alerts) in enumerate(zip(worlds, told, strict=True)):
        for day, name in alerts:
            begin, _ = world.rises.get(name, (10**6, 0.0))
            if begin <= day < begin + LASTS:
                hits.setdefault((number, name), day - begin)
            elif not begin <= day < begin + LASTS + QUIET:
                false += 1
    weeks = len(worlds) * (DAYS - FROM) / 7
    return Score(hits, false / weeks, _by_chance(worlds, told))


def _by_chance(worlds: list[World], told: list[Alerts]) -> float:
    """Of the topics that never rise, the share that is told of in 28 given days."""
    hits = calm = 0
    for world, alerts in zip(worlds, told, strict=True):
        names = world.board.counts.keys() - world.rises.keys()
        for begin in range(FROM, DAYS - LASTS + 1, LASTS):
            hits += len({n for day, n in alerts if begin <= day < begin + LASTS} & names)
            calm += len(names)
    return hits / calm


def at_one_false_alert(worlds: list[World], rule: Rule) -> tuple[float, Score]:
    """The lowest threshold, in steps of a quarter, with no more than one false alert a week."""
    for quarter in range(8, 60):
        found = score(worlds, [by_rule(world, rule, quarter / 4) for world in worlds])
        if found.false_a_week <= 1:
            return quarter / 4, found
    raise AssertionError("no threshold is quiet enough")


def rows(worlds: list[World]) -> Iterator[tuple[str, Score]]:
    """Every rule with its score, Koe's own first."""
    yield "Koe", score(worlds, [koe(world) for world in worlds])
    yield "z >= 3 (day on 28 days)", score(worlds, [by_rule(w, _daily, 3) for w in worlds])
    yield "z >= 2 (week on 7 weeks, obsei)", score(worlds, [by_rule(w, _weekly, 2) for w in worlds])
    for label, rule in (("day", _daily), ("week", _weekly)):
        threshold, found = at_one_false_alert(worlds, rule)
        yield f"z >= {threshold} ({label}; <= 1 false a week)", found


def main(arguments: list[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--first-seed", type=int, default=1)
    options = parser.parse_args(arguments)
    began = time.perf_counter()
    for size in (8, 2):
        seeds = range(options.first_seed, options.first_seed + options.seeds)
        worlds = [simulate(seed, size) for seed in seeds]
        print(f"\nMedian topic {size} tickets a day\n\n{HEAD}", flush=True)
        own: Hits = {}
        for name, found in rows(worlds):
            own = own or found.hits
            print(_row(name, found, worlds, own), flush=True)
        calm = [simulate(seed, size, rises=0) for seed in seeds]
        ringing = score(calm, [koe(world) for world in calm]).false_a_week
        print(f"| Koe where nothing rises | | | | | {ringing:.2f} | |", flush=True)
    print(f"{options.seeds} accounts each, {time.perf_counter() - began:.0f} s", file=sys.stderr)


HEAD = """\
| rule | found | days where found | days, missed = 28 | found by both: rule, Koe | false a week | chance |
|---|---|---|---|---|---|---|"""  # noqa: E501


def _row(name: str, found: Score, worlds: list[World], own: Hits) -> str:
    recalled, delays, all_delays, common = [], [], [], []
    for factor in FACTORS:
        rises = _rises(worlds, factor)
        hit = [found.hits[one] for one in rises if one in found.hits]
        both = [one for one in rises if one in found.hits and one in own]
        recalled.append(f"{len(hit) / len(rises):.0%}")
        delays.append(_mean(hit))
        all_delays.append(_mean([found.hits.get(one, LASTS) for one in rises]))
        theirs, ours = (_mean([hits[one] for one in both]) for hits in (found.hits, own))
        common.append(f"{theirs}, {ours}")
    cells = [" / ".join(parts) for parts in (recalled, delays, all_delays, common)]
    return f"| {name} | {' | '.join(cells)} | {found.false_a_week:.2f} | {found.by_chance:.0%} |"


def _rises(worlds: list[World], factor: float) -> list[Rise]:
    return [
        (number, name)
        for number, world in enumerate(worlds)
        for name, (_, lifted) in world.rises.items()
        if lifted == factor
    ]


def _mean(days: list[int]) -> str:
    return f"{mean(days):.1f}" if days else "-"


if __name__ == "__main__":
    main()
