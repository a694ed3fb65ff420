"""The public views: what a week is, who counts, what is shown."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from records.run import StageReport
from records.ticket import Status
from warehouse.runs import finish_run, record_stage, run_log, run_stages, start_run
from warehouse.trends import topic_table

if TYPE_CHECKING:
    from tests.warehouse.conftest import House

DAY = timedelta(days=1)
MONDAY = datetime(2026, 9, 7, tzinfo=UTC) - timedelta(hours=9)  # midnight in Tokyo


def tickets_on(house: House, *days: int, customer: str | None = None) -> None:
    """Land and analyse one ticket for each day, counted from Monday 2026-09-07, in topic t-1."""
    house.now = MONDAY + 60 * DAY
    start = house.value("SELECT count(*) FROM tickets")
    for number, day in enumerate(days, start + 1):
        at = MONDAY + day * DAY
        ticket = house.ticket(
            str(number),
            house.said("落ちます", id=f"{number}-0", at=at),
            created_at=at,
            updated_at=at + DAY,
            resolved_at=at + DAY,
            customer=customer if customer != "each" else f"c_{number}",
        )
        house.land(ticket)
    house.analyse(lambda _voice: "t-1")


def test_a_week_begins_on_monday_midnight_in_the_accounts_time_zone(house: House) -> None:
    house.born(house.topic())
    tickets_on(house, 0, 6, 7, customer="each")
    assert house.rows("SELECT week::TEXT, tickets FROM topic_trend_weekly ORDER BY 1") == [
        ("2026-09-07", 2),
        ("2026-09-14", 1),
    ]
    house.opened_anew(time_zone="America/New_York")
    assert house.rows("SELECT week::TEXT, tickets FROM topic_trend_weekly ORDER BY 1") == [
        ("2026-08-31", 1),
        ("2026-09-07", 2),
    ]


def test_a_week_without_a_ticket_is_a_row_and_the_change_is_against_the_calendar_week_before(
    house: House,
) -> None:
    house.born(house.topic())
    tickets_on(house, 0, 1, 2, 14, 28, 29)
    assert house.rows(
        "SELECT week::TEXT, tickets, tickets_week_before, change"
        " FROM topic_trend_weekly ORDER BY week"
    ) == [
        ("2026-09-07", 3, 0, 3),
        ("2026-09-14", 0, 3, -3),
        ("2026-09-21", 1, 0, 1),
        ("2026-09-28", 0, 1, -1),
        ("2026-10-05", 2, 0, 2),
    ]


def test_a_week_is_complete_when_the_data_covers_it_from_monday_past_sunday(
    house: House,
) -> None:
    house.born(house.topic())
    tickets_on(house, 2, 7, 14, 20)
    complete = "SELECT week::TEXT, is_complete FROM topic_trend_weekly ORDER BY week"
    assert house.rows(complete) == [
        ("2026-09-07", False),
        ("2026-09-14", True),
        ("2026-09-21", True),
    ]


def test_the_share_is_of_all_analysed_tickets_of_that_week(house: House) -> None:
    house.born(house.topic())
    tickets_on(house, 0)
    other = house.ticket("x", "praise", created_at=MONDAY, resolved_at=MONDAY, updated_at=MONDAY)
    open_one = house.ticket("y", created_at=MONDAY, status=Status.OPEN, resolved_at=None)
    house.land(other, open_one)
    house.analyse()
    assert house.value("SELECT share FROM topic_trend_weekly LIMIT 1") == 0.5


def test_a_customer_counts_once_and_a_ticket_without_one_counts_for_itself(house: House) -> None:
    house.born(house.topic())
    tickets_on(house, 0, 1, customer="c_1")
    tickets_on(house, 2, 3, customer=None)
    assert house.rows("SELECT tickets, customers FROM topic_today") == [(4, 3)]
    assert house.rows("SELECT tickets, customers FROM topic_trend_weekly") == [(4, 3)]


def test_a_ticket_with_two_points_in_one_topic_is_one_ticket_and_in_two_topics_counts_in_both(
    house: House,
) -> None:
    house.born(house.topic(), house.topic("t-2", 2))
    house.land(house.ticket("1", "落ちる", "また落ちる", "refund please"))
    house.analyse(lambda voice: "t-2" if "refund" in voice.text else "t-1")
    assert house.rows("SELECT topic_number, voices FROM ticket_topics ORDER BY 1") == [
        (1, 2),
        (2, 1),
    ]


def test_the_daily_trend_has_every_day_up_to_the_newest_of_the_data(house: House) -> None:
    house.born(house.topic())
    tickets_on(house, 0, 3)
    house.land(house.ticket("new", created_at=MONDAY + 5 * DAY, status=Status.OPEN))
    assert house.rows("SELECT day::TEXT, tickets FROM topic_trend_daily ORDER BY 1") == [
        ("2026-09-07", 1),
        ("2026-09-08", 0),
        ("2026-09-09", 0),
        ("2026-09-10", 1),
        ("2026-09-11", 0),
        ("2026-09-12", 0),
    ]


def test_today_compares_the_last_seven_days_of_the_data_with_the_seven_before(
    house: House,
) -> None:
    house.born(house.topic())
    tickets_on(house, 0, 6, 7, 8, 13, 20)
    row = house.rows(
        "SELECT tickets_last_7_days, tickets_prior_7_days, change, first_seen, last_seen,"
        " request_type, negative_share, severity FROM topic_today"
    )
    assert row == [(1, 3, -2, date(2026, 9, 7), date(2026, 9, 27), "bug", 1.0, None)]


def test_a_muted_topic_is_still_counted_and_a_merged_one_is_not_listed(house: House) -> None:
    house.born(house.topic(), house.topic("t-2", 2))
    house.run("UPDATE topics SET muted = TRUE WHERE number = 1")
    house.run("UPDATE topics SET state = 'merged', merged_into = 't-1' WHERE number = 2")
    assert house.rows("SELECT topic_number, muted, tickets FROM topic_today") == [(1, True, 0)]


def test_quotes_show_the_exemplars_first_then_the_nearest(house: House) -> None:
    house.land(house.ticket("1", "a"), house.ticket("2", "b"), house.ticket("3", "c"))
    voices = {voice.text: voice for voice in house.analyse()}
    exemplars = tuple(voices[text].voice_id for text in "ca")
    belonging = [house.assignment(voice, "t-1") for voice in voices.values()]
    house.born(house.topic(exemplars=exemplars), assignments=belonging)
    assert house.rows(
        "SELECT text, rank, is_exemplar, request_type, sentiment, stage, ticket_url"
        " FROM voice_quotes WHERE topic_number = 1 ORDER BY rank"
    ) == [
        ("c", 1, True, "bug", "negative", None, "https://help.example/3"),
        ("a", 2, True, "bug", "negative", None, "https://help.example/1"),
        ("b", 3, False, "bug", "negative", None, "https://help.example/2"),
    ]


def test_the_run_log_tells_stages_and_how_a_run_ended(house: House) -> None:
    start_run(house.wh, "r1", "nightly", {"threads": 2, "製品": "みかん"}, house.now)
    record_stage(house.wh, "r1", StageReport("intake", 2.0, 100.0, {"read": 5}))
    record_stage(house.wh, "r1", StageReport("analyse", 1.0, 300.0, {"tickets": 4}))
    finish_run(house.wh, "r1", house.now + timedelta(seconds=4))
    start_run(house.wh, "r2", "nightly", {}, house.now + DAY)
    start_run(house.wh, "r3", "nightly", {}, house.now + 2 * DAY)
    finish_run(house.wh, "r3", house.now + 2 * DAY, error="the tracker is down")
    told = [(run.run_id, run.state, run.seconds, run.peak_mb) for run in run_log(house.wh)]
    assert told == [
        ("r3", "failed", 0.0, None),
        ("r2", "killed", None, None),
        ("r1", "done", 4.0, 300.0),
    ]
    assert [stage.stage for stage in run_stages(house.wh, "r1")] == ["intake", "analyse"]
    assert house.value("SELECT stage_seconds['intake'] FROM run_log WHERE run_id = 'r1'") == 2.0


def test_the_topic_table_is_plain_rows_for_reports(house: House) -> None:
    house.born(house.topic())
    tickets_on(house, 0)
    (row,) = topic_table(house.wh)
    assert (row["topic_name"], row["tickets"], row["answer"]) == ("アプリが落ちる", 1, None)


@pytest.mark.parametrize("view", ["topic_trend_weekly", "topic_trend_daily", "topic_today"])
def test_a_view_of_an_empty_house_is_empty(house: House, view: str) -> None:
    assert house.rows(f"FROM {view}") == []
