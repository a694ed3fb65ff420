"""Fill the page's template. Everything a customer wrote is escaped: it stays text."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import asdict
from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, StrictUndefined, Template

from connectors import alert_words
from connectors.page import charts, reading, words
from records.page import Page

FIRST_LOOK = 6  # lines of each list above the table


def render(page: Page, zone: ZoneInfo) -> str:
    """HTML in Japanese and English at a switch; opens from a file, loads nothing."""
    return _template().render(page=page, first_look=FIRST_LOOK, **_news(page), **_told(page, zone))


def _news(page: Page) -> dict[str, Any]:
    rising = reading.rising(page)
    return {
        "rising": rising,
        "risen": {topic.number for topic in rising},
        "waiting": reading.waiting(page),
        "answered": reading.answered(page),
    }


def _told(page: Page, zone: ZoneInfo) -> dict[str, Any]:
    """What the template says in words and draws."""
    return {
        "from_day": words.short_day(page.day - timedelta(days=6)),
        "places": [(words.PLACES[key], n) for key, n in asdict(page.coverage).items()],
        "spark": lambda counts: charts.chart(counts, page.weeks, (), charts.SPARK),
        "large": lambda counts: charts.chart(counts, page.weeks, page.releases, charts.LARGE),
        "local_day": lambda moment: moment.astimezone(zone).date(),
        "local": lambda moment: moment.astimezone(zone).strftime("%Y-%m-%d %H:%M"),
    }


@cache
def _template() -> Template:
    folder = files("connectors.page")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    style = (folder / "page.css").read_text(encoding="utf-8")
    script = (folder / "page.js").read_text(encoding="utf-8")
    environment.globals.update(
        words=words,
        style=style,
        script=script,
        style_hash=_csp_hash(style),
        script_hash=_csp_hash(script),
        alert_words=alert_words,
        change=reading.change,
        difference=reading.difference_of,
        safe_url=reading.safe_url,
    )
    return environment.from_string((folder / "page.html").read_text(encoding="utf-8"))


def _csp_hash(text: str) -> str:
    """Only this very text may run: a script that slipped through the escaping would not."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
