"""The page as read from a published snapshot: its figures are those of the views."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from records.page import Page, Window
from records.ticket import Status
from records.voice import Voice
from warehouse import page as pages
from warehouse.issues import use_tracker
from warehouse.runs import start_run
from warehouse.snapshot import open_snapshot, publish

if TYPE_CHECKING:
    from tests.warehouse.conftest import House

CRASH, BALANCE = "t-crash", "t-balance"


def page_of(house: House) -> Page | None:
    snapshot = publish(house.wh, house.folder / "published" / "koe.duckdb")
    with open_snapshot(snapshot.path) as conn:
        return pages.read_page(conn, "Mikan Pay")


def read(house: House) -> Page:
    page = page_of(house)
    assert page is not None
    return page


def by_words(voice: Voice) -> str | None:
    """落ち or crash is one topic, 残高 or balance the other; all else waits."""
    text = voice.text
    if "落ち" in text or "crash" in text:
        return CRASH
    return BALANCE if "残高" in text or "balance" in text else None


@pytest.fixture(scope="module")
def filled_house(begun: House) -> House:
    """Three weeks of tickets in both languages, two topics, one that waits, five not counted."""
    begun.born(begun.topic(CRASH, 1), begun.topic(BALANCE, 2, name_ja="残高", name_en=None))
    texts = ("アプリが落ちます。", "It crashes.", "残高が増えません。", "It crashes; my balance?")
    weeks = [begun.now - timedelta(days=days) for days in (3, 9, 17)]
    tickets = [
        begun.ticket(
            f"{number}",
            begun.said(texts[number % 4], id=f"m{number}", at=weeks[number % 3]),
            customer=f"c_{number % 7}" if number % 5 else None,
            created_at=weeks[number % 3],
        )
        for number in range(24)
    ]
    begun.land(*tickets, begun.ticket("waits", "朝食がおいしかった。"))
    begun.analyse(by_words)
    open_, just = begun.now - timedelta(hours=2), begun.now - timedelta(hours=1)
    begun.land(
        begun.ticket("open", "残高は？", status=Status.OPEN, resolved_at=None, created_at=open_),
        begun.ticket("just", "落ちた。", resolved_at=just, created_at=open_),
        begun.ticket("spam", "Buy now", status=Status.SPAM),
        bad=[begun.bad_row()],
    )
    return begun


@pytest.fixture
def filled(filled_house: House, again: Callable[[House], House]) -> House:
    return again(filled_house)


def test_an_empty_warehouse_has_no_page(house: House) -> None:
    assert page_of(house) is None


def test_tickets_that_nobody_analysed_yet_make_no_page(house: House) -> None:
    house.land(house.ticket("1", status=Status.OPEN, resolved_at=None))
    assert page_of(house) is None


def test_every_topic_tells_what_the_views_tell(filled: House) -> None:
    shown = [
        (t.number, t.name_ja, t.name_en, t.tickets, t.customers, t.last_7_days, t.prior_7_days)
        for t in read(filled).topics
    ]
    wanted = filled.rows(
        "SELECT topic_number, name_ja, name_en, tickets, customers, tickets_last_7_days,"
        " tickets_prior_7_days FROM topic_today ORDER BY tickets_last_7_days DESC"
    )
    assert shown == wanted
    assert {t.request_type for t in read(filled).topics} == {"bug"}


def test_the_weeks_of_a_topic_are_those_of_the_weekly_trend(filled: House) -> None:
    page = read(filled)
    for topic in page.topics:
        wanted = filled.rows(
            "SELECT week, tickets, customers FROM topic_trend_weekly"
            " WHERE topic_number = $n ORDER BY week",
            n=topic.number,
        )
        assert [(week.week, week.tickets, week.customers) for week in topic.weeks] == wanted
        assert sum(week.tickets for week in topic.weeks) == topic.tickets
    complete = filled.rows(
        "SELECT DISTINCT week, is_complete FROM topic_trend_weekly ORDER BY week"
    )
    assert [(week.week, week.is_complete) for week in page.weeks] == complete


def test_no_week_is_shown_before_the_data_begins(filled: House) -> None:
    page = read(filled)
    assert page.weeks[0].week == date(2026, 9, 14)
    assert all(topic.weeks[0].week == date(2026, 9, 14) for topic in page.topics)


def test_at_most_twelve_weeks_are_shown_and_quiet_ones_are_zero(filled: House) -> None:
    long_ago = filled.now - timedelta(days=400)
    filled.land(
        filled.ticket("old", filled.said("落ちる。", id="old", at=long_ago), created_at=long_ago)
    )
    filled.analyse(by_words)
    page = read(filled)
    assert len(page.weeks) == 12
    assert page.weeks[0].tickets == 0
    assert [week.week for week in page.topics[0].weeks] == [week.week for week in page.weeks]


def test_every_ticket_stands_in_exactly_one_place(filled: House) -> None:
    coverage = read(filled).coverage
    everything = filled.value("SELECT count(*) FROM tickets")
    left = coverage.settling + coverage.open + coverage.left_out
    assert coverage.counted + left == everything == 28
    assert (coverage.in_topic, coverage.waiting) == (24, 1)
    assert (coverage.settling, coverage.open, coverage.left_out) == (1, 1, 1)
    assert coverage.in_topic == filled.value(
        "SELECT count(DISTINCT (source, ticket_id)) FROM ticket_topics"
    )
    assert coverage.share_in_topic == 24 / 25


def test_tickets_without_a_point_are_told_apart(filled: House) -> None:
    filled.land(
        filled.ticket("short", "え"), filled.ticket("hello", "いつもお世話になっております")
    )
    filled.land(filled.ticket("empty", ""))
    filled.analyse()
    filled.run("UPDATE assignments SET no_topic = 'too_short' WHERE ticket_id = 'short'")
    filled.run("UPDATE assignments SET no_topic = 'context' WHERE ticket_id = 'hello'")
    coverage = read(filled).coverage
    assert (coverage.too_short, coverage.context, coverage.no_voice) == (1, 1, 1)


def test_the_head_counts_what_came_and_what_of_it_is_counted(filled: House) -> None:
    page = read(filled)
    assert page.day == date(2026, 10, 6)  # 03:00 in Tokyo; the fifth in UTC
    assert page.last_7_days == Window(created=11, counted=9)
    assert page.prior_7_days == Window(created=8, counted=8)
    assert page.quarantined == 1
    assert page.customers == filled.value(
        "SELECT count(DISTINCT coalesce(customer, ticket_id)) FROM tickets"
        " WHERE analysed_sha256 IS NOT NULL"
    )


def test_quotes_are_the_newest_and_then_the_best_of_the_others_one_a_ticket(
    filled: House,
) -> None:
    topic = next(t for t in read(filled).topics if t.number == 1)
    tickets = [quote.ticket_id for quote in (*topic.newest, *topic.typical)]
    assert len(topic.newest) == len(topic.typical) == pages.QUOTES
    assert len(set(tickets)) == len(tickets)
    assert {quote.said_on for quote in topic.newest} == {date(2026, 10, 3)}
    assert {quote.language for quote in (*topic.newest, *topic.typical)} == {"ja", "en"}
    said = {text for (text,) in filled.rows("SELECT text FROM messages")}
    assert {quote.text for quote in (*topic.newest, *topic.typical)} <= said
    assert topic.newest[0].url == f"https://help.example/{topic.newest[0].ticket_id}"


def test_a_new_voice_is_read_the_next_morning(filled: House) -> None:
    at = filled.now - timedelta(days=2)
    filled.land(filled.ticket("new", filled.said("また落ちました。", id="n", at=at), created_at=at))
    filled.analyse(by_words)
    topic = next(t for t in read(filled).topics if t.number == 1)
    assert topic.newest[0].text == "また落ちました。"


@pytest.mark.parametrize("answered", [True, False])
def test_an_answer_carries_the_day_it_was_given(filled: House, answered: bool) -> None:
    use_tracker(filled.wh, "jira x KOE x", kind="jira", url="https://jira.example")
    filled.run(
        f"""INSERT INTO issues VALUES ('jira x KOE x', 'koe-1', '{CRASH}', '{{"issue_key": "KOE-1",
        "url": "https://jira.example/KOE-1", "created_at": "2026-10-01T20:00:00+00:00"}}',
        'considering', '2026-10-05')"""
    )
    if answered:
        filled.run(
            "INSERT INTO answers VALUES ('jira x KOE x', 'koe-1', '2026-10-03T16:00:00+00:00',"
            " now(), 'considering', 'To Do', NULL, NULL)"
        )
    topic = next(t for t in read(filled).topics if t.number == 1)
    assert (topic.issue_key, topic.answer) == ("KOE-1", "considering")
    assert topic.issue_url == "https://jira.example/KOE-1"
    assert topic.answered_on == date(2026, 10, 4 if answered else 2)


def test_releases_and_the_newest_run_are_told(filled: House, tmp_path: Path) -> None:
    filled.run("INSERT INTO releases VALUES ('zendesk', '6.2.0', '2026-09-29', NULL)")
    for number, hour in ((1, 19), (2, 20)):
        start_run(filled.wh, f"r{number}", "nightly", {}, datetime(2026, 10, 5, hour, tzinfo=UTC))
    filled.run("""INSERT INTO run_stages VALUES ('r2', 'intake', 1.5, 90, '{"read": 7}')""")
    page = read(filled)
    assert page.releases == ((date(2026, 9, 29), "6.2.0"),)
    assert page.run is not None
    assert (page.run.run_id, page.run.state) == ("r2", "running")
    assert [(s.name, s.seconds, s.counts) for s in page.run.stages] == [
        ("intake", 1.5, (("read", 7),))
    ]
