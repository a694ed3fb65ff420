"""The arithmetic of alerts: against what is known exactly, in Japanese and other calendars."""

from __future__ import annotations

import math
from datetime import date
from itertools import pairwise

import pytest

from records.alert import StandsOut
from warehouse.alerts.baseline import Scatter, common_scatter, shrunk
from warehouse.alerts.chance import at_least, at_most, discoveries
from warehouse.alerts.series import HOLIDAY, day_kinds, hour_kinds, public_holidays
from warehouse.alerts.standing_out import stands_out


@pytest.mark.parametrize(("observed", "mean"), [(1, 0.5), (8, 3.0), (40, 20.0)])
def test_a_poisson_tail_is_one_less_the_probabilities_below_it(observed: int, mean: float) -> None:
    below = sum(math.exp(-mean) * mean**n / math.factorial(n) for n in range(observed))
    assert at_least(observed, mean, mean) == pytest.approx(1 - below, rel=1e-9)


def test_a_negative_binomial_of_size_one_is_geometric() -> None:
    """Mean m and variance m + m² give P(Y >= n) = (m / (1 + m))^n."""
    assert at_least(6, 2.0, 6.0) == pytest.approx((2 / 3) ** 6)


def test_more_scatter_makes_the_same_count_less_surprising() -> None:
    tails = [at_least(20, 8.0, 8.0 * phi) for phi in (1, 1.5, 2, 4)]
    assert all(less < more for less, more in pairwise(tails))


def test_a_count_that_did_not_rise_surprises_nobody() -> None:
    assert at_least(5, 5.0, 9.0) == 1.0
    assert at_least(0, 0.0, 0.0) == 1.0


def test_a_missed_target_is_a_binomial_tail() -> None:
    assert at_most(1, 3, 0.5) == pytest.approx(0.5)
    assert at_most(3, 3, 0.9) == 1.0
    assert at_most(60, 100, 0.9) < 1e-10


def test_discoveries_hold_the_false_share_in_check() -> None:
    p_values = {"a": 0.001, "b": 0.021, "c": 0.029, "d": 0.5, "e": 1.0}
    assert discoveries(p_values, 0.02) == {"a"}
    assert discoveries(p_values, 0.05) == {"a", "b", "c"}
    assert discoveries({}, 0.1) == set()


def test_a_scatter_is_drawn_to_the_accounts_and_never_below_poisson() -> None:
    assert shrunk(Scatter(0.0, 0.0, 0), 0.5) == 1.0
    loose = shrunk(Scatter(900.0, 300.0, 56), 1.2)
    assert 2.0 < loose < 4.8
    assert shrunk(Scatter(90_000.0, 300.0, 56), 1.2) == pytest.approx(4.8), "one old peak"


def test_one_past_peak_does_not_rule_the_accounts_scatter() -> None:
    calm = [Scatter(100.0, 100.0, 20)] * 9
    assert common_scatter([*calm, Scatter(90_000.0, 100.0, 20)]) < 1.1
    assert common_scatter(calm[:2]) == 1.0, "too few series to tell"


def test_holidays_and_the_japanese_new_year_are_days_of_their_own_kind() -> None:
    holidays = public_holidays("JP", date(2026, 12, 28), date(2027, 1, 4))
    kinds = day_kinds(date(2026, 12, 28), 8, holidays)
    assert kinds == [0, HOLIDAY, HOLIDAY, HOLIDAY, HOLIDAY, HOLIDAY, HOLIDAY, 0]
    assert date(2026, 7, 4) in public_holidays("US", date(2026, 1, 1), date(2026, 12, 31))
    assert public_holidays("", date(2026, 1, 1), date(2026, 12, 31)) == frozenset()


def test_an_hour_is_like_the_same_hour_of_other_days_off_or_of_other_working_days() -> None:
    kinds = hour_kinds([4, 5, HOLIDAY])
    assert (kinds[9], kinds[24 + 9], kinds[48 + 9]) == (9, 33, 33)


def test_the_version_that_a_rise_comes_from_stands_out() -> None:
    rows = [
        ("version", "6.2.0", 18, 2, 40),
        ("version", "6.1.0", 2, 38, 360),
        ("language", "ja", 12, 24, 240),
        ("language", "en", 8, 16, 160),
    ]
    found = stands_out(rows)
    assert isinstance(found, StandsOut)
    assert (found.dimension, found.value, found.share) == ("version", "6.2.0", 0.9)
    assert found.usual < 0.1


def test_nothing_stands_out_where_shares_are_as_always() -> None:
    rows = [("language", "ja", 12, 24, 240), ("language", "en", 8, 16, 160)]
    assert stands_out(rows) is None
