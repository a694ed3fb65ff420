"""The chart of a topic: releases and alerts at their days, told apart without colour."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.desk.charts import BLUE, GREEN, ORANGE, weekly

MONDAYS = [date(2026, 10, 5), date(2026, 10, 12), date(2026, 10, 19)]
WEEKS = [(day, 4, day != MONDAYS[-1]) for day in MONDAYS]


def drawn(**marked: Any) -> dict[str, list[Any]]:
    """What is drawn, by the form of its mark."""
    spec = weekly(WEEKS, marked.get("releases", ()), tickets="n", release="r",
                  alerts=marked.get("alerts", ()), alert="a")  # fmt: skip
    return {layer["mark"]["type"]: layer["data"]["values"] for layer in spec["layer"]}


def test_an_alert_stands_at_its_day_and_a_release_at_its_own() -> None:
    found = drawn(releases=[(date(2026, 10, 14), "6.2")], alerts=[(date(2026, 10, 20), "増加")])
    assert found["rule"] == [{"day": "2026-10-14", "told": "6.2"}]
    assert found["point"] == [{"day": "2026-10-20", "told": "増加"}]


def test_what_lies_outside_the_weeks_is_not_drawn() -> None:
    assert set(
        drawn(releases=[(date(2026, 10, 4), "6.1")], alerts=[(date(2026, 10, 26), "新")])
    ) == {"bar"}


def test_a_topic_without_a_week_draws_nothing_else() -> None:
    spec = weekly([], [(date(2026, 10, 14), "6.2")], tickets="n", release="r")
    assert [layer["mark"]["type"] for layer in spec["layer"]] == ["bar"]


def test_every_colour_is_told_apart_by_everybody() -> None:
    """Okabe and Ito's colours; each seen with protanopia and deuteranopia (Viénot, Brettel and
    Mollon 1999), two of them never come closer than 60 of 441 in RGB."""
    for kind in ("protan", "deutan"):
        seen = [dimmed(colour, kind) for colour in (BLUE, ORANGE, GREEN)]
        apart = [
            sum((a - b) ** 2 for a, b in zip(one, two, strict=True)) ** 0.5
            for at, one in enumerate(seen)
            for two in seen[:at]
        ]
        assert min(apart) > 60


def dimmed(colour: str, kind: str) -> tuple[float, ...]:
    """A colour as a dichromat sees it, in sRGB (0..255)."""
    red, green, blue = ((int(colour[at : at + 2], 16) / 255) ** 2.2 for at in (1, 3, 5))
    mixed = {
        "protan": (0.11238 * red + 0.88762 * green, 0.00401 * red - 0.00401 * green + blue),
        "deutan": (0.29275 * red + 0.70725 * green, -0.02234 * red + 0.02234 * green + blue),
    }[kind]
    return tuple(
        255 * max(0.0, min(1.0, one)) ** (1 / 2.2) for one in (mixed[0], mixed[0], mixed[1])
    )
