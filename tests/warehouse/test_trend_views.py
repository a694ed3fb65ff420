"""What trends, times and targets say, to the ticket."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from records.event import EventKind, ProductEvent
from records.ticket import Role, Status, Ticket
from warehouse.alerts.keep import keep_targets
from warehouse.events import save_events

if TYPE_CHECKING:
    from tests.warehouse.conftest import House

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
MONDAY = datetime(2026, 9, 7, tzinfo=UTC) - timedelta(hours=9)  # midnight in Tokyo
TARGETS: dict[str, tuple[float, float | None]] = {
    "reply_in_time": (0.9, 24.0),
    "same_day_reply": (0.7, None),
    "contact_rate": (50.0, None),
    "missed_reply": (1.0, 24.0),
}


def told(house: House, id: str, at: datetime, *replies: float, **changed: Any) -> Ticket:
    """A ticket written at ``at``, answered so many hours later each time by agent a_1, a_2 …"""
    said = [house.said("アプリが落ちます", id=f"{id}-0", at=at)]
    for number, hours in enumerate(replies, start=1):
        reply = house.said("確認します", id=f"{id}-{number}", at=at + hours * HOUR, role=Role.AGENT)
        said.append(replace(reply, author=f"a_{number}"))
    given = {"created_at": at, "updated_at": at + 5 * DAY, "resolved_at": at + 2 * DAY}
    return house.ticket(id, *said, **{**given, **changed})


def landed(house: House, *tickets: Ticket) -> None:
    house.now = MONDAY + 60 * DAY
    house.born(house.topic())
    house.land(*tickets)
    house.analyse(lambda _voice: "t-1")
    with house.wh.transaction() as conn:
        keep_targets(conn, TARGETS)


def test_a_day_is_compared_with_the_same_weekdays_of_four_weeks(house: House) -> None:
    days = [0, 7, 14, 21, 21, 28, 28, 28]
    landed(house, *(told(house, f"{n}", MONDAY + day * DAY) for n, day in enumerate(days)))
    rows = house.rows(
        "SELECT tickets, usual, change FROM trend_daily"
        " WHERE dimension = 'topic' AND day = DATE '2026-10-05'"
    )
    assert rows == [(3, 1.25, 1.75)]


def test_a_day_that_the_data_does_not_reach_back_for_is_compared_with_nothing(
    house: House,
) -> None:
    landed(house, told(house, "1", MONDAY), told(house, "2", MONDAY + 8 * DAY))
    assert house.rows("SELECT DISTINCT usual FROM trend_daily WHERE dimension = 'topic'") == [
        (None,)
    ]


@pytest.mark.parametrize(
    ("dimension", "expected"),
    [
        ("segment", [("free", 1), ("pro", 2)]),
        ("language", [("en", 1), ("ja", 2)]),
        ("product_area", [("pay", 1)]),
    ],
)
def test_trends_are_cut_by_what_tickets_are(
    house: House, dimension: str, expected: list[tuple[str, int]]
) -> None:
    english = house.ticket("3", "It crashes", created_at=MONDAY, segment="pro", product_area="pay")
    landed(
        house,
        told(house, "1", MONDAY, segment="pro"),
        told(house, "2", MONDAY, segment="free"),
        english,
    )
    rows = house.rows(
        "SELECT name, sum(tickets)::INTEGER FROM trend_weekly WHERE dimension = $cut"
        " GROUP BY 1 ORDER BY 1",
        cut=dimension,
    )
    assert rows == expected


def test_a_theme_counts_a_ticket_once_whatever_number_of_its_topics_it_is_in(
    house: House,
) -> None:
    landed(house, told(house, "1", MONDAY))
    house.run("INSERT INTO themes VALUES (4, '決済', NULL, 'r')")
    house.run("INSERT INTO theme_topics VALUES ('t-1', 4, 'r')")
    assert house.rows(
        "SELECT name, sum(tickets)::INTEGER FROM trend_weekly WHERE dimension = 'theme' GROUP BY 1"
    ) == [("決済", 1)]


def test_customers_time_is_told_by_topic_and_for_all(house: House) -> None:
    landed(
        house,
        told(house, "1", MONDAY, 2, 30, customer="c", csat=1.0),
        told(house, "2", MONDAY + DAY, 4, customer="c", csat=0.0, reopens=1),
    )
    row = (2, 3.0, 48.0, 1.0, 0.5, 0.5, 0.5, 0.5)
    for topic in ("topic_uid IS NULL", "topic_number = 1"):
        assert house.rows(
            "SELECT tickets, median_hours_to_reply, median_hours_to_solution, customer_messages,"
            " recontact_share, handoffs, csat, reopen_share"
            f" FROM customer_time_weekly WHERE {topic}"
        ) == [row]


def test_targets_count_answered_tickets_and_those_whose_time_is_up(house: House) -> None:
    late = MONDAY + 20 * HOUR
    landed(
        house,
        told(house, "1", late, 2),
        told(house, "2", late, 5),
        told(house, "3", late, 30),
        told(house, "4", late),
    )
    assert house.rows("SELECT metric, tickets, reached, is_met FROM okr_daily ORDER BY 1") == [
        ("reply_in_time", 4, 2, False),
        ("same_day_reply", 4, 1, False),
    ]


def test_who_wrote_last_and_heard_nothing_was_missed_but_thanks_wait_for_nothing(
    house: House,
) -> None:
    now = MONDAY + 10 * DAY
    waiting = {"status": Status.OPEN, "resolved_at": None}
    thanks = told(house, "thanks", MONDAY, 1)
    thanks = replace(
        thanks,
        messages=(
            *thanks.messages,
            house.said("ありがとうございました", id="t-2", at=MONDAY + 3 * DAY),
        ),
    )
    landed(
        house,
        told(house, "waits", MONDAY, **waiting),
        told(house, "fresh", now - HOUR, updated_at=now, **waiting),
        told(house, "answered", MONDAY, 5, **waiting),
        thanks,
    )
    house.run("UPDATE voices SET kind = 'praise' WHERE text LIKE 'ありがとう%'")
    assert house.rows("SELECT ticket_id FROM missed_replies") == [("waits",)]
    house.run("UPDATE voices SET kind = 'question' WHERE text LIKE 'ありがとう%'")
    assert len(house.rows("FROM missed_replies")) == 2


def test_a_topic_that_only_one_agent_answers_is_named(house: House) -> None:
    landed(house, *(told(house, f"{n}", MONDAY + n * DAY, 1) for n in range(5)))
    assert house.rows("SELECT topic_number, agent, tickets FROM one_agent_topics") == [
        (1, "a_1", 5)
    ]
    house.land(told(house, "other", MONDAY + 6 * DAY, 1, 2))
    house.analyse(lambda _voice: "t-1")
    assert house.rows("FROM one_agent_topics") == []


def test_contacts_are_told_per_thousand_active_customers_with_an_interval(house: House) -> None:
    landed(house, *(told(house, f"{n}", MONDAY + n * HOUR) for n in range(10)))
    assert house.rows("FROM contact_rate") == []
    house.run("INSERT INTO customers_active VALUES ('zendesk', '2026-09-01', 'pro', 200)")
    house.run("INSERT INTO customers_active VALUES ('zendesk', '2026-09-01', '', 300)")
    (row,) = house.rows(
        "SELECT per_1000, per_1000_low, per_1000_high, target FROM contact_rate"
        " WHERE topic_uid IS NULL"
    )
    exact = (20.0, 9.59, 36.78, 50.0)  # the exact Poisson interval of ten is 4.80 to 18.39
    assert row == pytest.approx(exact, abs=0.1)


def test_a_topic_is_read_before_and_after_an_event_by_the_day(house: House) -> None:
    days = [0, 2, 4, 6, 10, 10, 11, 11, 12, 12]
    landed(house, *(told(house, f"{n}", MONDAY + d * DAY) for n, d in enumerate(days)))
    outage = ProductEvent(EventKind.INCIDENT, "障害", date(2026, 9, 17), date(2026, 9, 18))
    save_events(house.wh, "zendesk", [outage, outage])
    save_events(house.wh, "zendesk", [replace(outage, note="決済が止まった")])
    assert house.rows("SELECT kind, name, note FROM product_events") == [
        ("incident", "障害", "決済が止まった")
    ]
    assert house.rows(
        "SELECT tickets_before, tickets_after, per_day_before, per_day_after FROM event_topics"
    ) == [(4, 6, 0.4, 2.0)]


def test_today_allows_for_tickets_that_are_not_resolved_yet(house: House) -> None:
    """Ten came in each week; of the newer five are open still: nothing fell."""
    days = [*range(7), 0, 1, 2, *range(7, 12)]
    landed(house, *(told(house, f"{n}", MONDAY + d * DAY) for n, d in enumerate(days)))
    still_open = [
        told(house, f"o{n}", MONDAY + (9 + n) * DAY, status=Status.OPEN, resolved_at=None)
        for n in range(5)
    ]
    house.land(*still_open)
    assert house.rows(
        "SELECT tickets_last_7_days, tickets_prior_7_days, expected_last_7_days, change"
        " FROM topic_today"
    ) == [(5, 10, 5.0, 0)]
