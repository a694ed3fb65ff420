"""Fill the page's template. Everything a customer wrote is escaped: it stays text."""

from __future__ import annotations

from datetime import UTC
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from jinja2 import Environment, StrictUndefined, Template

from connectors.page.words import ANSWERS, REQUEST_TYPES, WORDS
from records.issue import WeekCount
from records.page import Page, PageTopic

# Sparkline geometry in pixels.
BAR_WIDTH, BAR_GAP, HEIGHT = 7, 2, 26


def render(page: Page, zone: ZoneInfo) -> str:
    """HTML in Japanese and English at a switch; opens from a file, loads nothing."""
    return _template().render(
        page=page,
        words=WORDS,
        answers=ANSWERS,
        types=REQUEST_TYPES,
        rising=rising(page.topics),
        waiting=[t for t in page.topics if t.issue_key and t.answer in {"received", "considering"}],
        bars=bars,
        change=change,
        local=lambda moment: moment.astimezone(zone or UTC).strftime("%Y-%m-%d %H:%M"),
    )


def rising(topics: tuple[PageTopic, ...], at_most: int = 6) -> list[PageTopic]:
    """Topics with clearly more tickets than the week before, strongest first.

    The bar is two standard deviations of a Poisson count above the week before (at least 3
    tickets), so that 1 -> 2 is no news.
    """
    news = [t for t in topics if t.last_7_days - t.prior_7_days >= max(3, 2 * t.prior_7_days**0.5)]
    return sorted(news, key=lambda t: (t.prior_7_days - t.last_7_days, t.number))[:at_most]


def change(topic: PageTopic) -> str:
    """The change against the seven days before, as people read it."""
    difference = topic.last_7_days - topic.prior_7_days
    return f"{difference:+d}" if difference else "±0"


def bars(weeks: tuple[WeekCount, ...]) -> list[tuple[int, int, int, int, str]]:
    """Bars of a sparkline: x, y, width, height in pixels, and the words that tell it."""
    highest = max((week.tickets for week in weeks), default=0) or 1
    drawn = []
    for index, week in enumerate(weeks):
        height = round(week.tickets / highest * HEIGHT) if week.tickets else 0
        height = max(height, 2) if week.tickets else 1
        x = index * (BAR_WIDTH + BAR_GAP)
        drawn.append((x, HEIGHT - height, BAR_WIDTH, height, f"{week.week}: {week.tickets}"))
    return drawn


@cache
def _template() -> Template:
    folder = files("connectors.page")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals["style"] = (folder / "page.css").read_text(encoding="utf-8")
    environment.globals["script"] = (folder / "page.js").read_text(encoding="utf-8")
    return environment.from_string((folder / "page.html").read_text(encoding="utf-8"))
