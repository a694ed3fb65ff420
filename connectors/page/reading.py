"""What a reviewer should see first: what rose, what waits, what was answered."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

from records.page import Page, PageTopic

# Standard deviations, and tickets above the expectation, that make a rise worth a line.
CLEARLY, AT_LEAST = 2.0, 3.0
UNANSWERED = frozenset({"received", "considering"})
# file: is the Markdown tracker's. Anything else (javascript:, data:) stays text.
SCHEMES = frozenset({"http", "https", "file"})


def rising(page: Page) -> list[PageTopic]:
    """Topics with clearly more tickets than in the seven days before, the most above first.

    The conditional test for two Poisson counts (Przyborowski and Wilenski, 1940, in its normal
    approximation): of both weeks' tickets, those of the last seven days are binomial. The
    newest days are never counted in full, as open tickets come in only once they are resolved;
    the expected part is lowered by that, or every topic would seem to fall every night.
    """
    before = page.prior_7_days.share
    exposure = min(1.0, page.last_7_days.share / before) if before else 1.0
    part = exposure / (1 + exposure)
    above = [(_above(topic, part), topic) for topic in page.topics if not topic.muted]
    ranked = sorted(
        ((more, t) for more, t in above if more), key=lambda one: (-one[0], one[1].number)
    )
    return [topic for _, topic in ranked]


def _above(topic: PageTopic, part: float) -> float:
    """Tickets above the expectation, 0 where the rise may be chance."""
    both = topic.last_7_days + topic.prior_7_days
    more = topic.last_7_days - both * part
    by_chance = CLEARLY * (both * part * (1 - part)) ** 0.5
    return more if more >= max(by_chance, AT_LEAST * (1 - part)) else 0.0


def waiting(page: Page) -> list[PageTopic]:
    """Topics with an issue that the product team has not decided on, longest waiting first."""
    found = [t for t in page.topics if t.issue_key and t.answer in UNANSWERED]
    return sorted(found, key=lambda t: (t.answered_on or date.max, -t.tickets, t.number))


def answered(page: Page) -> list[PageTopic]:
    """Topics with an answer, newest first."""
    found = [t for t in page.topics if t.issue_key and t.answer and t.answer not in UNANSWERED]
    return sorted(found, key=lambda t: (-(t.answered_on or date.min).toordinal(), t.number))


def difference_of(topic: PageTopic) -> int:
    """Tickets more (or less) than the seven days before let expect."""
    return topic.last_7_days - topic.prior_7_days if topic.change is None else topic.change


def change(topic: PageTopic) -> str:
    """The same as people read it."""
    difference = difference_of(topic)
    if not difference:
        return "±0"
    return f"{'+' if difference > 0 else '−'}{abs(difference):,}"


def safe_url(url: str | None) -> str | None:
    """The address where a click may lead; None for one that would run something instead."""
    try:
        return url if url and urlsplit(url).scheme in SCHEMES else None
    except ValueError:  # not an address at all, e.g. http://[
        return None
