"""Charts as Vega-Lite: tickets a week with releases marked, in colours everybody can tell apart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

# Okabe and Ito (2008): told apart with any colour vision.
BLUE, ORANGE, GREEN = "#0072B2", "#D55E00", "#009E73"
HEIGHT = 240  # pixels, with axis and marks
LETTERS = {"color": ORANGE, "fontSize": 12}
Marked = Sequence[tuple[date, str]]


def weekly(
    weeks: Sequence[tuple[date, int, bool]],
    releases: Marked,
    *,
    tickets: str,
    release: str,
    alerts: Marked = (),
    alert: str = "",
    days: str = "%m/%d",
) -> dict[str, Any]:
    """Bars for (Monday, tickets, complete), pale where a week is not over, with releases (and
    other events) as lines and alerts as triangles; the last of each pair is its word. ``days`` says
    how a Monday is written."""
    bars = [
        {
            "week": week.isoformat(),
            "sunday": f"{week + timedelta(days=6)}T12:00",
            "n": count,
            "whole": whole,
        }
        for week, count, whole in weeks
    ]
    return {
        "padding": {"top": 36},
        "layer": [
            _bars(bars, tickets, days),
            *_lines(_within(weeks, releases), release),
            *_triangles(_within(weeks, alerts), alert),
        ],
        "config": {"axis": {"grid": False}},
    }


def _bars(bars: Sequence[dict[str, Any]], tickets: str, days: str) -> dict[str, Any]:
    return {
        "data": {"values": bars},
        "mark": {"type": "bar", "color": BLUE},
        "encoding": {
            "x": {
                "field": "week",
                "type": "temporal",
                "title": None,
                "axis": _week_axis(bars, days),
            },
            "x2": {"field": "sunday"},
            "y": {
                "field": "n",
                "type": "quantitative",
                "title": tickets,
                "axis": {"tickMinStep": 1},
            },
            "y2": {"datum": 0},
            "opacity": {
                "condition": {"test": "datum.whole", "value": 1.0},
                "value": 0.45,
            },
            "tooltip": [
                {"field": "week", "type": "temporal", "format": "%Y-%m-%d", "title": " "},
                {"field": "n", "type": "quantitative", "title": tickets},
            ],
        },
    }


def _week_axis(bars: Sequence[dict[str, Any]], days: str) -> dict[str, Any]:
    """A tick under each Monday; those that would stand too close are left out."""
    return {
        "format": days,
        "values": [bar["week"] for bar in bars],
        "labelAngle": 0,
        "labelAlign": "left",
        "labelOverlap": "greedy",
        "labelSeparation": 6,
    }


def _within(weeks: Sequence[tuple[date, int, bool]], marked: Marked) -> list[dict[str, str]]:
    """Those of the days that are drawn."""
    if not weeks:
        return []
    first, last = weeks[0][0], weeks[-1][0] + timedelta(days=7)
    return [{"day": day.isoformat(), "told": told} for day, told in marked if first <= day < last]


def _lines(shown: list[dict[str, str]], word: str) -> list[dict[str, Any]]:
    if not shown:
        return []
    x = {"field": "day", "type": "temporal"}
    text = {"field": "told", "type": "nominal"}
    return [
        {
            "data": {"values": shown},
            "mark": {"type": "rule", "color": ORANGE, "strokeDash": [4, 3]},
            "encoding": {"x": x, "tooltip": [text | {"title": word}]},
        },
        *(
            {
                "data": {"values": shown[row::2]},
                "mark": {"type": "text", "align": "left", "dy": dy} | LETTERS,
                "encoding": {"x": x, "y": {"value": 0}, "text": text},
            }
            for row, dy in enumerate((-10, -24))  # by turns, so that neighbours can be read
            if shown[row::2]
        ),
    ]


def _triangles(shown: list[dict[str, str]], word: str) -> list[dict[str, Any]]:
    if not shown:
        return []
    return [
        {
            "data": {"values": shown},
            "mark": {
                "type": "point",
                "shape": "triangle-down",
                "size": 130,
                "filled": True,
                "color": GREEN,
                "opacity": 1,
            },
            "encoding": {
                "x": {"field": "day", "type": "temporal"},
                "y": {"value": 8},
                "tooltip": [
                    {"field": "told", "type": "nominal", "title": word},
                    {"field": "day", "type": "temporal", "format": "%Y-%m-%d", "title": " "},
                ],
            },
        }
    ]
