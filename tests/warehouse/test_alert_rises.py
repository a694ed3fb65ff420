"""Which series are told of: rises, new ones, never chance, duplicates, holidays or a full surge."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from records.alert import EVERYTHING
from warehouse.alerts.baseline import exposure_of, usual_of
from warehouse.alerts.replay import replay
from warehouse.alerts.rising import Finding, rises
from warehouse.alerts.rules import DAILY, HOURLY
from warehouse.alerts.series import Board, day_kinds, hour_kinds

START = date(2026, 6, 1)  # a Monday
DAYS = 100
WEEK = (1.2, 1.1, 1.0, 1.0, 1.0, 0.5, 0.4, 0.4)


def board(seed: int, topics: int = 20, mean: float = 4.0, days: int = DAYS) -> Board:
    chance = random.Random(seed)
    kinds = day_kinds(START, days, set())
    counts = {
        f"t{number}": [poisson(chance, mean * WEEK[kind]) for kind in kinds]
        for number in range(topics)
    }
    start = datetime(START.year, START.month, START.day, tzinfo=UTC)
    return summed(Board(start, timedelta(days=1), kinds, [], counts))


def poisson(chance: random.Random, mean: float) -> int:
    gaps, count = chance.expovariate(1.0), 0
    while gaps < mean:
        gaps += chance.expovariate(1.0)
        count += 1
    return count


def summed(made: Board) -> Board:
    slots = len(made.kinds)
    total = [sum(counts[slot] for counts in made.counts.values()) for slot in range(slots)]
    return replace(made, total=total)


def lifted(made: Board, name: str, begin: int, factor: int, length: int = 10) -> Board:
    raised = list(made.counts[name])
    raised[begin : begin + length] = [factor * n for n in raised[begin : begin + length]]
    return summed(replace(made, counts={**made.counts, name: raised}))


def told(made: Board, first: int = 78) -> list[tuple[int, Finding]]:
    return list(replay(made, DAILY, first))


def test_a_fourfold_rise_is_told_within_three_days_with_the_day_it_began() -> None:
    ((end, found),) = [one for one in told(lifted(board(21), "t3", 80, 4)) if one[1].series == "t3"]
    assert 80 < end <= 83
    assert abs(found.since - 80) <= 1
    assert found.observed > 2 * found.expected


def test_a_rise_is_told_once_however_long_it_lasts() -> None:
    alerts = [found.series for _, found in told(lifted(board(2), "t3", 80, 4, 20))]
    assert alerts.count("t3") == 1


def test_chance_alone_raises_no_more_than_an_alert_a_week() -> None:
    weeks, alerts = 0.0, 0
    for seed in (11, 12, 13):
        alerts += len(told(board(seed), first=65))
        weeks += (DAYS - 65) / 7
    assert alerts <= weeks


def test_weekends_are_no_fall_and_mondays_no_rise() -> None:
    made = board(4, topics=3, mean=40.0)
    assert told(made, first=86) == []


def busy_day() -> Board:
    """Day 85 brings three times as many customers to every topic."""
    made, chance = board(5), random.Random(85)
    for counts in made.counts.values():
        counts[85] = poisson(chance, 12.0 * WEEK[made.kinds[85]])
    return summed(made)


def test_a_day_that_is_busy_for_everything_is_no_rise_of_any_topic() -> None:
    """A campaign, or the day after a holiday that no calendar knows."""
    made = busy_day()
    assert all(one.p_value > 0.005 for one in rises(made, 86, DAILY).values())


def test_such_a_day_is_a_rise_of_all_tickets_together() -> None:
    made = busy_day()
    made.counts[EVERYTHING] = list(made.total)
    assert rises(made, 86, DAILY)[EVERYTHING].p_value < 1e-6


def test_topics_that_rose_lately_do_not_hide_the_next_rise() -> None:
    """Seven of twenty topics doubled twelve days ago and were told of; now an eighth rises."""
    made = board(14, mean=6.0)
    for number in range(7):
        made = lifted(made, f"t{number}", 88, 2, 12)
    made = lifted(made, "t9", 96, 2, 4)
    found = rises(made, DAYS, DAILY)
    fresh = rises(made, DAYS, DAILY, risen=[f"t{number}" for number in range(7)])
    assert fresh["t9"].p_value < found["t9"].p_value / 10


def test_areas_and_all_tickets_are_not_left_out_a_second_time() -> None:
    made = lifted(board(15), "t3", 88, 3, 12)
    made.counts["area:決済"] = [2 * n for n in made.counts["t3"]]
    both = rises(made, DAYS, DAILY, risen=["t3", "area:決済", EVERYTHING])
    assert both == rises(made, DAYS, DAILY, risen=["t3"])


def test_an_area_is_expected_the_same_whether_or_not_the_topic_it_holds_rose() -> None:
    made = lifted(board(15), "t3", 88, 3, 12)
    ours = zip(made.counts["t3"], made.counts["t4"], strict=True)
    made.counts["area:決済"] = [one + other for one, other in ours]
    found = rises(made, DAYS, DAILY)["area:決済"]
    after = rises(made, DAYS, DAILY, risen=["t3"])["area:決済"]
    assert after.expected == pytest.approx(found.expected, rel=0.02)
    assert after.p_value == pytest.approx(found.p_value, rel=0.5)


def test_a_ticket_that_speaks_of_two_risen_topics_is_left_out_once() -> None:
    """Every ticket of t3 speaks of t4 and t5 too: to leave out all three is to leave out one."""
    made = lifted(lifted(board(16), "t3", 88, 4, 12), "t9", 96, 2, 4)
    rose = ("t3", "t4", "t5")
    shared = dict.fromkeys(rose, made.counts["t3"])
    alone = {name: counts for name, counts in made.counts.items() if name not in rose}
    total = summed(replace(made, counts=alone | {"t3": shared["t3"]})).total
    once = replace(made, counts=alone | shared, total=total, lifted=shared["t3"])
    told_of_one = replace(made, counts=alone | {"t3": shared["t3"]}, total=total)
    expected = exposure_of(told_of_one, usual_of(told_of_one, DAYS, DAILY, ["t3"]), "t9")
    assert exposure_of(once, usual_of(once, DAYS, DAILY, rose), "t9") == expected


def test_newest_days_that_are_half_resolved_do_not_hide_a_rise() -> None:
    made = lifted(board(6, topics=40, mean=6.0), "t3", 94, 6, 6)
    for counts in made.counts.values():
        counts[97:] = [count // 2 for count in counts[97:]]
    assert "t3" in rises(summed(made), DAYS, DAILY)
    assert rises(summed(made), DAYS, DAILY)["t3"].p_value < 1e-4


def test_a_series_that_was_never_there_before_is_new() -> None:
    made = board(7)
    made.counts["fresh"] = [0] * 95 + [3, 4, 3, 4, 5]
    found = rises(summed(made), DAYS, DAILY)["fresh"]
    assert found.is_new
    assert found.p_value < 1e-6
    assert not rises(lifted(board(7), "t3", 90, 4), DAYS, DAILY)["t3"].is_new


def test_fewer_customers_than_the_settings_ask_for_are_never_told() -> None:
    made = board(8)
    made.counts["tiny"] = [0] * 98 + [2, 2]
    assert "tiny" not in rises(summed(made), DAYS, DAILY)
    assert "tiny" in rises(summed(made), DAYS, replace(DAILY, customers=3))


def test_after_a_fix_the_quiet_time_since_then_is_what_is_usual() -> None:
    """Ten a day, fixed, one a day, now four a day: less than ever, and yet it came back."""
    made = board(9)
    made.counts["fixed"] = [10] * 60 + [1] * 33 + [4] * 7
    made = summed(made)
    assert "fixed" not in rises(made, DAYS, DAILY)
    assert rises(made, DAYS, DAILY, {"fixed": 61})["fixed"].p_value < 1e-4


def test_a_short_history_says_nothing() -> None:
    assert told(lifted(board(10, days=12), "t3", 8, 5), first=1) == []


def test_a_burst_of_an_evening_is_told_within_the_hour() -> None:
    chance = random.Random(3)
    days = 30
    kinds = hour_kinds(day_kinds(START, days, set()))
    counts = {f"t{n}": [poisson(chance, 0.5) for _ in kinds] for n in range(8)}
    counts["t3"][-2:] = [9, 11]
    start = datetime(START.year, START.month, START.day, tzinfo=UTC)
    made = summed(Board(start, timedelta(hours=1), kinds, [], counts))
    alerts = list(replay(made, HOURLY, first=len(kinds) - 3))
    assert [(end, found.series) for end, found in alerts] == [(len(kinds) - 1, "t3")]
