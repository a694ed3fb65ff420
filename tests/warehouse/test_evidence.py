"""What the planner is told of each topic."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from records.issue import TopicEvidence, WeekCount
from records.run import StageReport
from records.ticket import Message, Role, Ticket
from warehouse import store
from warehouse.quotes import triples
from warehouse.runs import record_stage, start_run
from warehouse.tracking import evidence

if TYPE_CHECKING:
    from tests.warehouse.conftest import House

DAY = timedelta(days=1)
LONG_EN = "The payment screen closes at once and I have to start over, number {}."
LONG_JA = "支払い画面を開くとすぐに落ちてしまい、レジで{}回もやり直すことになりました。"


def about(house: House, number: int, text: str, *more: Message, **changed: Any) -> Ticket:
    """A ticket ``number`` days old, of its own customer."""
    at = house.now - number * DAY
    said = house.said(text, id=f"{number}-0", at=at)
    changed = {"created_at": at, "updated_at": at + DAY, "resolved_at": at + DAY} | changed
    return house.ticket(str(number), said, *more, **changed)


def one(house: House, **options: str) -> TopicEvidence:
    (found,) = evidence(house.wh, house.now, **options)
    return found


@pytest.fixture
def topic(house: House) -> House:
    house.born(house.topic())
    return house


def put(house: House, *tickets: Ticket) -> None:
    house.land(*tickets)
    house.analyse(lambda _voice: "t-1")


def test_a_topic_tells_its_size_its_weeks_and_who_is_concerned(topic: House) -> None:
    put(
        topic,
        about(topic, 3, LONG_JA.format("三"), segment="pro", version="6.2.0"),
        about(topic, 9, LONG_EN.format("one"), segment="pro", version="6.1.0"),
        about(topic, 10, LONG_JA.format("五"), segment="free", version="6.2.0"),
    )
    found = one(topic)
    assert (found.tickets, found.customers, found.customers_last_7_days) == (3, 3, 1)
    assert (found.request_type, found.severity, found.language) == ("bug", "normal", "ja")
    assert (found.first_seen, found.last_seen) == (
        (topic.now - 10 * DAY + timedelta(hours=9)).date(),
        (topic.now - 3 * DAY + timedelta(hours=9)).date(),
    )
    assert found.segments == (("pro", 2), ("free", 1))
    assert found.versions == (("6.2.0", 2), ("6.1.0", 1))
    assert sum(week.tickets for week in found.weeks) == 3
    assert isinstance(found.weeks[0], WeekCount)
    assert found.weeks[0].week < found.weeks[-1].week


def test_once_an_issue_is_closed_its_topic_tells_when_each_ticket_came_and_on_which_version(
    topic: House,
) -> None:
    put(
        topic,
        about(topic, 3, LONG_JA.format("三"), version="6.2.0"),
        about(topic, 9, LONG_EN.format("one"), version="6.1.0"),
    )
    assert one(topic).ticket_times == ()
    topic.rows(
        "INSERT INTO issues VALUES ('jira', 'koe-1', 't-1', $state, 'shipped', now())",
        state='{"status_category": "done"}',
    )
    found = one(topic)
    assert found.ticket_times == tuple(topic.now - days * DAY for days in (9, 3))
    assert found.ticket_versions == ("6.1.0", "6.2.0")


def test_quotes_are_of_different_people_saying_different_things_newest_first(
    topic: House,
) -> None:
    put(
        topic,
        about(topic, 2, LONG_EN.format(1), customer="c_same"),
        about(topic, 3, LONG_JA.format("一"), customer="c_same"),
        about(topic, 4, LONG_EN.format(2)),
        about(topic, 5, "ＴＨＥ payment screen closes at once and I have to start over, number 2!"),
        about(topic, 6, LONG_JA.format("二")),
        about(topic, 7, "短い"),
    )
    quotes = one(topic).quotes
    assert [quote.ticket_id for quote in quotes] == ["2", "6", "7"]
    assert quotes[1].text == LONG_JA.format("二")
    assert (quotes[1].language, quotes[1].url) == ("ja", "https://help.example/6")


def test_at_most_sixteen_quotes_and_readable_complaints_before_newer_scraps_and_praise(
    topic: House,
) -> None:
    subjects = ["payment", "login", "coupon", "refund", "barcode", "points", "device", "export"]
    subjects += ["family", "receipt", "wallet", "camera", "invoice", "address", "password", "tax"]
    subjects += ["language", "button"]
    said = [
        about(topic, n, f"My {word} stopped working after the update of {word} and {word} again")
        for n, word in enumerate(subjects, 20)
    ]
    topic.land(
        about(topic, 1, "Your support team was so kind and so quick, thank you all for that")
    )
    topic.analyse(lambda _voice: "t-1", label="praise")
    put(topic, about(topic, 2, "help!!"), *said)
    quotes = one(topic).quotes
    assert len(quotes) == 16
    assert [quote.ticket_id for quote in quotes] == [str(n) for n in range(20, 36)]


def test_where_five_voices_read_well_no_scrap_is_quoted_and_where_fewer_do_it_fills_up(
    topic: House,
) -> None:
    def well(number: int, word: str) -> Ticket:
        return about(topic, number, f"My {word} stopped working after the update of {word} again")

    scraps = [about(topic, n, text) for n, text in enumerate(("help!!", "直して", "why??"), 1)]
    first = [well(n, word) for n, word in enumerate(("payment", "login", "coupon", "refund"), 10)]
    put(topic, *scraps, *first)
    assert [quote.ticket_id for quote in one(topic).quotes][1:] == ["10", "11", "12", "13"]
    put(topic, well(14, "barcode"), well(15, "wallet"))
    assert [quote.ticket_id for quote in one(topic).quotes] == [str(n) for n in range(10, 16)]


@pytest.mark.parametrize(
    ("language", "name"),
    [("ja", "アプリが落ちる"), ("en", "App crashes"), ("topic", "App crashes")],
)
def test_the_name_is_in_the_language_asked_for(topic: House, language: str, name: str) -> None:
    put(topic, about(topic, 3, LONG_EN.format(1)), about(topic, 4, LONG_EN.format(2)))
    assert one(topic, language=language).name == name


def test_the_commonest_reply_is_told_once_support_has_given_it_three_times(
    topic: House,
) -> None:
    def answered(number: int, reply: str) -> Ticket:
        at = topic.now - number * DAY + timedelta(hours=1)
        first = topic.said(reply, id=f"{number}-1", role=Role.AGENT, at=at)
        second = topic.said("他にありますか。", id=f"{number}-2", role=Role.AGENT, at=at + DAY)
        return about(topic, number, LONG_JA.format(number), first, second)

    put(topic, answered(3, "バージョン 6.2.1 に更新してください。"), answered(4, "違う答え"))
    put(topic, answered(5, "バージョン6.2.1に更新してください"))
    assert one(topic).commonest_reply is None
    put(topic, answered(6, "バージョン 6.2.0に更新して下さい。"), answered(7, "別の答え"))
    assert one(topic).commonest_reply is None
    put(topic, answered(8, "バージョン6.2.1 に更新してください。"))
    assert one(topic).commonest_reply == "バージョン 6.2.1 に更新してください。"


def test_the_age_of_a_topic_is_in_runs_that_analysed_since_it_was_born(house: House) -> None:
    for number in (1, 2, 3, 4):
        house.run_id = f"run-{number}"
        start_run(house.wh, house.run_id, "nightly", {}, house.now + number * DAY)
        stage = "intake" if number == 4 else "analyse"
        record_stage(house.wh, house.run_id, StageReport(stage, 1.0, 1.0))
        if number == 2:
            house.born(house.topic())
            put(house, about(house, 3, LONG_EN.format(1)))
            assert one(house).runs_seen == 1
    assert one(house).runs_seen == 2


def test_topics_without_tickets_or_no_longer_active_are_left_out(house: House) -> None:
    house.born(house.topic(), house.topic("t-2", 2))
    put(house, about(house, 3, LONG_EN.format(1)))
    assert [found.topic_uid for found in evidence(house.wh, house.now)] == ["t-1"]
    house.run("UPDATE topics SET muted = TRUE")
    assert one(house).muted
    house.run("UPDATE topics SET state = 'retired'")
    assert evidence(house.wh, house.now) == []


def test_the_number_of_queries_does_not_grow_with_the_number_of_topics(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    opened = store.open_file

    class Counting:
        def __init__(self, conn: duckdb.DuckDBPyConnection) -> None:
            self._conn = conn

        def __getattr__(self, name: str) -> Any:
            return getattr(self._conn, name)

        def execute(self, sql: str, *values: object) -> Any:
            asked.append(sql)
            return self._conn.execute(sql, *values)

    @contextmanager
    def counting(*given: Any) -> Iterator[Counting]:
        with opened(*given) as conn:
            yield Counting(conn)

    house.born(*(house.topic(f"t-{n}", n) for n in range(1, 6)))
    house.land(*(about(house, n, LONG_EN.format(n)) for n in range(1, 6)))
    house.now += 9 * DAY
    house.analyse(lambda voice: f"t-{voice.ticket_id}")
    monkeypatch.setattr(store, "open_file", counting)
    assert len(evidence(house.wh, house.now)) == 5
    assert len(asked) <= 8


def test_letter_triples_ignore_width_case_and_punctuation() -> None:
    assert triples("ＡＢＣ, d") == triples("abc d!") == {"abc", "bcd"}
    assert triples("落ち") == {"落ち"}
    assert triples("") == {""}
