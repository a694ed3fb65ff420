"""What was reached beside what was wanted: the figures never contradict the verdict."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.alert_words import reached, share_and_target


@pytest.mark.parametrize(
    ("share", "target", "told"),
    [
        (0.87, 0.9, ("87%", "90%")),
        (0.8967, 0.9, ("89.6%", "90%")),
        (0.89997, 0.9, ("89.9%", "90%")),
        (0.9, 0.9, ("90%", "90%")),
        (0.904, 0.904, ("90.4%", "90.4%")),
        (0.9031, 0.904, ("90%", "90.4%")),
        (1.0, 0.995, ("100%", "99.5%")),
        (0.577, 0.577, ("58%", "57.7%")),
        (0.55, 0.55, ("55%", "55%")),
        (0.14, 0.14, ("14%", "14%")),
    ],
)
def test_a_missed_target_never_looks_met(
    share: float, target: float, told: tuple[str, str]
) -> None:
    assert share_and_target(share, target) == told


@given(st.floats(0, 1), st.integers(0, 1000))
def test_what_is_told_says_the_same_as_what_was_counted(share: float, wanted: int) -> None:
    target = wanted / 1000
    observed, expected = (float(one.rstrip("%")) for one in share_and_target(share, target))
    assert (observed >= expected) == (share >= target)


def test_both_languages_tell_the_same_figures() -> None:
    ja, en = reached(0.8967, 0.9)
    assert re.findall(r"[\d.]+%", ja) == re.findall(r"[\d.]+%", en) == ["89.6%", "90%"]
