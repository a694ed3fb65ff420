"""A night's alerts: raised once, with what stands out and quotes; silent where people said so."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from records.alert import EVERYTHING, Alert, AlertDecided, AlertKind
from records.decision import AlertDecision, AlertWish
from records.errors import InputError
from records.ticket import Ticket
from warehouse.alerts.counts import board_of, span_of
from warehouse.alerts.keep import alerts_of, decide, keep_targets
from warehouse.alerts.night import Account, Told, raise_alerts
from warehouse.alerts.rules import DAILY
from warehouse.snapshot import publish

if TYPE_CHECKING:
    from tests.warehouse.conftest import House

pytestmark = pytest.mark.slow

DAY = timedelta(days=1)
FIRST = datetime(2026, 7, 6, 3, tzinfo=UTC)  # a Monday noon in Tokyo
DAYS = 70
TEXTS = {
    "t-1": "アプリが落ちます",
    "t-2": "refund please",
    "t-3": "残高が増えません",
    "t-4": "login fails",
}


def ticket(house: House, id: str, day: int, topic: str, **changed: object) -> Ticket:
    at = FIRST + day * DAY
    said = house.said(f"{TEXTS[topic]} {id}", id=id, at=at)
    given = {"created_at": at, "updated_at": at + DAY, "resolved_at": at + DAY, "version": "6.1"}
    return house.ticket(id, said, **{**given, "customer": f"c_{id}", **changed})


def history(
    house: House, rise: int = 0, anonymous: bool = False, fresh: bool = False
) -> list[Ticket]:
    """Ten weeks: t-2 to t-4 twice a day, t-1 every other day; then ``rise`` a day for four days."""
    rows = [(day, topic) for day in range(DAYS) for topic in ("t-2", "t-3", "t-4") for _ in "ab"]
    rows += [] if fresh else [(day, "t-1") for day in range(0, DAYS, 2)]
    changed: dict[str, Any] = {"customer": None} if anonymous else {}
    tickets = [ticket(house, f"{n}", *row, **changed) for n, row in enumerate(rows)]
    newest = [(DAYS - 1 - n % 4, "t-1") for n in range(4 * rise)]
    return tickets + [
        ticket(house, f"r{n}", *row, version="6.2", **changed) for n, row in enumerate(newest)
    ]


def night(house: House, *tickets: Ticket) -> Told:
    house.now = FIRST + (DAYS + 30) * DAY
    if not house.value("SELECT count(*) FROM topics"):
        house.born(*(house.topic(uid, n) for n, uid in enumerate(TEXTS, start=1)))
    house.land(*tickets)
    by_text = {text: uid for uid, text in TEXTS.items()}
    house.analyse(lambda voice: by_text[voice.text.rpartition(" ")[0]])
    told = raise_alerts(house.wh, DAILY, Account("Asia/Tokyo", "JP", "run-1", house.now))
    # So few topics that one of them moves the sum of all: looked at in a test of its own.
    return replace(told, raised=tuple(one for one in told.raised if one.subject != EVERYTHING))


def seen(house: House, *, only_open: bool = True) -> list[Alert]:
    snapshot = publish(house.wh, house.folder / "published" / "koe.duckdb")
    found = alerts_of(snapshot.path, only_open=only_open)
    return [alert for alert in found if alert.subject != EVERYTHING]


def test_a_rise_says_what_since_when_how_sure_which_version_and_shows_three_quotes(
    house: House,
) -> None:
    night(house, *history(house, rise=4))
    (alert,) = seen(house)
    assert (alert.kind, alert.topic_number, alert.state) == (AlertKind.RISE, 1, "open")
    assert alert.since.date() in {date(2026, 9, 9), date(2026, 9, 10)}
    assert alert.observed > 3 * alert.expected
    assert alert.p_value < 1e-4
    assert alert.stands_out is not None
    assert (alert.stands_out.dimension, alert.stands_out.value) == ("version", "6.2")
    assert len(alert.quotes) == 3
    assert all("アプリが落ちます" in quote.text for quote in alert.quotes)


def test_the_same_night_again_and_the_next_raise_it_no_second_time(house: House) -> None:
    assert len(night(house, *history(house, rise=4)).raised) == 1
    assert night(house).raised == ()
    again = night(house, ticket(house, "next", DAYS, "t-1"))
    assert again.raised == ()
    assert again.still >= 1
    assert seen(house)[0].last_on == date(2026, 9, 14)


@pytest.mark.parametrize("anonymous", [False, True])
def test_an_export_loaded_again_under_other_ids_raises_nothing(
    house: House, anonymous: bool
) -> None:
    tickets = history(house, anonymous=anonymous)
    assert night(house, *tickets).raised == ()
    newest = [one for one in tickets if one.created_at >= FIRST + 42 * DAY]
    again = [replace(one, ticket_id=f"again-{one.ticket_id}") for one in newest]
    assert night(house, *again).raised == ()


def test_anonymous_customers_are_told_apart(house: House) -> None:
    assert len(night(house, *history(house, rise=4, anonymous=True)).raised) == 1


def test_one_customer_writing_every_hour_is_no_rise(house: House) -> None:
    tickets = [
        replace(one, customer="c_angry") if one.ticket_id.startswith("r") else one
        for one in history(house, rise=6)
    ]
    assert night(house, *tickets).raised == ()


def test_a_topic_that_was_never_there_before_is_new(house: House) -> None:
    (alert,) = night(house, *history(house, rise=3, fresh=True)).raised
    assert alert.kind is AlertKind.NEW


def test_a_topic_that_rises_after_its_fix_came_back(house: House) -> None:
    tickets = history(house, rise=4)
    house.run(
        "INSERT INTO issues (tracker, label, topic_uid, state, answer, pulled_at)"
        " VALUES ('jira', 'koe-1', 't-1', '{}', 'shipped', '2026-08-10')"
    )
    house.run(
        "INSERT INTO answers (tracker, label, happened_at, answer, status)"
        " VALUES ('jira', 'koe-1', '2026-08-10', 'shipped', 'Done')"
    )
    (alert,) = night(house, *tickets).raised
    assert alert.kind is AlertKind.COMEBACK


def test_a_muted_topic_raises_nothing(house: House) -> None:
    night(house, *history(house))
    house.run("UPDATE topics SET muted = TRUE WHERE topic_uid = 't-1'")
    newest = [ticket(house, f"n{n}", DAYS - 1 - n % 4, "t-1") for n in range(16)]
    assert night(house, *newest).raised == ()


def test_a_product_area_is_watched_beside_the_topics(house: House) -> None:
    """Spread over three topics, so that none of them rises much."""
    newest = [
        ticket(house, f"a{n}", DAYS - 1, f"t-{2 + n % 3}", product_area="かじ取り", segment="A社")
        for n in range(9)
    ]
    raised = night(house, *history(house), *newest).raised
    assert "area:かじ取り" in {alert.subject for alert in raised}


def test_a_missed_target_is_told_with_its_figure(house: House) -> None:
    with house.wh.transaction() as conn:
        keep_targets(conn, {"reply_in_time": (0.9, 24.0)})
    raised = night(
        house, *(replace(one, first_reply_minutes=3000.0) for one in history(house))
    ).raised
    assert [(one.kind, one.subject, one.observed) for one in raised] == [
        (AlertKind.TARGET, "reply_in_time", 0.0)
    ]


def test_an_acknowledged_alert_is_put_away_and_a_snoozed_one_until_its_day(house: House) -> None:
    night(house, *history(house, rise=4))
    (alert,) = seen(house)
    until = alert.last_on + 3 * DAY
    said = (alert.alert_id[:4], "sato", "6.2.1 で修正")
    decide(house.wh, AlertWish(AlertDecision.SNOOZE, *said, until), house.now)
    (snoozed,) = seen(house, only_open=False)
    assert snoozed.state == "snoozed"
    assert snoozed.decided == AlertDecided("sato", "6.2.1 で修正", until, house.now)
    decide(house.wh, AlertWish(AlertDecision.ACK, *said), house.now + DAY)
    assert seen(house) == []
    assert [one.state for one in seen(house, only_open=False)] == ["acknowledged"]
    decide(house.wh, AlertWish(AlertDecision.REOPEN, *said), house.now + 2 * DAY)
    assert [one.state for one in seen(house)] == ["open"]
    with pytest.raises(InputError, match="0 alerts"):
        decide(house.wh, AlertWish(AlertDecision.ACK, "nonsense", "sato"), house.now)


def test_an_empty_house_raises_nothing(house: House) -> None:
    assert raise_alerts(house.wh, DAILY, Account("UTC", "", "r", house.now)) == Told(0, (), 0)


def test_a_ticket_that_speaks_of_two_risen_topics_counts_once_among_them(house: House) -> None:
    def two(id: str, *topics: str) -> Ticket:
        at = FIRST + DAY
        said = [
            house.said(f"{TEXTS[uid]} {id}", id=f"{id}-{n}", at=at) for n, uid in enumerate(topics)
        ]
        dates = {"created_at": at, "updated_at": at + DAY, "resolved_at": at + DAY}
        return house.ticket(id, *said, **dates)

    night(house, two("1", "t-1", "t-2"), two("2", "t-1", "t-3"), two("3", "t-3"))
    with house.wh.connect() as conn:
        span = span_of(conn)
        assert span is not None
        made = board_of(conn, span, DAILY, "JP", "Asia/Tokyo", False, {"t-1", "t-2"})
    assert made.lifted == [2]
    apart = {name: (counts, made.apart[name]) for name, counts in made.counts.items() if name > "t"}
    assert apart == {"t-1": ([2], [0]), "t-2": ([1], [0]), "t-3": ([2], [1])}
