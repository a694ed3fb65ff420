"""What the page puts first, and what it lets nobody click on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from connectors.page import reading
from connectors.page.charts import LARGE, SPARK, chart
from connectors.page.words import fill, long_day, short_day
from records.issue import WeekCount
from records.page import Page, PageTopic, PageWeek, Window

Topics = Callable[..., PageTopic]
WHOLE = Window(100, 100)


def rising(page: Page, *topics: PageTopic, last: Window = WHOLE) -> list[int]:
    page = replace(page, topics=topics, last_7_days=last, prior_7_days=WHOLE)
    return [topic.number for topic in reading.rising(page)]


def test_what_rose_most_comes_first(page: Page, topic: Topics) -> None:
    assert rising(page, topic(1, 20, 5), topic(2, 60, 10), topic(3, 5, 5)) == [2, 1]


@pytest.mark.parametrize(("last", "prior"), [(2, 1), (2, 0), (13, 8), (5, 5), (0, 9)])
def test_a_rise_that_may_be_chance_is_no_news(
    page: Page, topic: Topics, last: int, prior: int
) -> None:
    assert rising(page, topic(1, last, prior)) == []


def test_a_topic_that_was_silent_before_rises(page: Page, topic: Topics) -> None:
    assert rising(page, topic(1, 5, 0)) == [1]


def test_a_rise_is_seen_though_half_of_the_new_tickets_are_still_open(
    page: Page, topic: Topics
) -> None:
    assert rising(page, topic(1, 20, 20)) == []
    assert rising(page, topic(1, 20, 20), last=Window(100, 50)) == [1]


def test_more_tickets_in_all_do_not_hide_a_rise(page: Page, topic: Topics) -> None:
    assert rising(page, topic(1, 30, 10), last=Window(300, 300)) == [1]


def test_a_muted_topic_is_never_news(page: Page, topic: Topics) -> None:
    assert rising(page, topic(1, 60, 10, muted=True)) == []


def test_a_night_whose_new_tickets_are_all_open_says_nothing_rose(
    page: Page, topic: Topics
) -> None:
    assert rising(page, topic(1, 0, 10), last=Window(20, 0)) == []


def test_who_waits_longest_comes_first(page: Page, topic: Topics) -> None:
    def issue(number: int, answer: str, day: int) -> PageTopic:
        on = date(2026, 10, day)
        return topic(number, issue_key=f"KOE-{number}", answer=answer, answered_on=on)

    topics = (
        issue(1, "received", 3),
        issue(2, "considering", 1),
        issue(3, "shipped", 2),
        issue(4, "declined", 4),
        topic(5),
    )
    page = replace(page, topics=topics)
    assert [topic.number for topic in reading.waiting(page)] == [2, 1]
    assert [topic.number for topic in reading.answered(page)] == [4, 3]


@pytest.mark.parametrize(("last", "prior", "told"), [(9, 1, "+8"), (1, 9, "−8"), (3, 3, "±0")])
def test_a_change_carries_its_sign(topic: Topics, last: int, prior: int, told: str) -> None:
    assert reading.change(topic(1, last, prior)) == told


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "http://[",
        "",
        None,
    ],
)
def test_an_address_that_would_run_something_is_no_link(url: str | None) -> None:
    assert reading.safe_url(url) is None


@pytest.mark.parametrize("url", ["https://help.example/1", "file:///var/issues/KOE-1.md"])
def test_a_ticket_and_a_markdown_issue_can_be_opened(url: str) -> None:
    assert reading.safe_url(url) == url


def test_a_chart_tells_the_unfinished_week_and_the_releases() -> None:
    mondays = (date(2026, 9, 21), date(2026, 9, 28))
    weeks = (PageWeek(mondays[0], 10, True), PageWeek(mondays[1], 5, False))
    counts = (WeekCount(mondays[0], 10, 9), WeekCount(mondays[1], 5, 5))
    releases = ((date(2026, 9, 20), "6.1"), (date(2026, 9, 28), "6.2"), (date(2026, 10, 4), "6.3"))
    drawn = chart(counts, weeks, releases, LARGE)
    assert [bar.part for bar in drawn.bars] == [False, True]
    assert [bar.release for bar in drawn.bars] == ["", "6.2, 6.3"]
    assert [bar.height for bar in drawn.bars] == [LARGE.high, LARGE.high // 2]
    assert drawn.told == "9/21: 10, 9/28: 5"


def test_one_ticket_does_not_look_like_a_peak_and_none_has_no_bar() -> None:
    counts = (WeekCount(date(2026, 9, 21), 1, 1), WeekCount(date(2026, 9, 28), 0, 0))
    one, none = chart(counts, (), (), SPARK).bars
    assert 0 < one.height < SPARK.high / 3
    assert none.height == 0


def test_a_chart_of_no_weeks_is_empty() -> None:
    assert chart((), (), (), SPARK).bars == ()


def test_days_are_written_as_each_language_writes_them() -> None:
    assert short_day(date(2026, 10, 4)) == ("10月4日(日)", "Sun 4 Oct")
    assert long_day(date(2026, 10, 5)) == ("2026年10月5日(月)", "Mon 5 Oct 2026")


def test_a_sentence_is_filled_in_both_languages() -> None:
    told = fill(("{day}に{n}件", "{n} on {day}"), day=("4日", "the 4th"), n=1234)
    assert told == ("4日に1,234件", "1,234 on the 4th")
