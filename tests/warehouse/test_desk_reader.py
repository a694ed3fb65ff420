"""A reader of one edition: whoever looks is not cut off when it is closed meanwhile."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from records.errors import WarehouseError
from records.ticket import Role, Status, Visibility
from warehouse.desk import SnapshotReader, VoiceFilter, edition
from warehouse.snapshot import publish

if TYPE_CHECKING:
    from tests.warehouse.conftest import House


def test_an_edition_that_is_held_is_read_to_the_end_and_then_closed(house: House) -> None:
    snapshot = publish(house.wh, house.folder / "published" / "koe.duckdb").path
    reader = SnapshotReader(snapshot, edition(snapshot))
    with reader.held():
        reader.close()
        assert reader.answers() == []
    with pytest.raises(WarehouseError, match="a newer one was published"):
        reader.filters()
    reader.close()


@pytest.mark.slow
def test_editions_open_however_many_were_opened_before(house: House) -> None:
    snapshot = publish(house.wh, house.folder / "published" / "koe.duckdb").path
    opened: list[int] = []

    def come_and_go() -> None:
        kept = SnapshotReader(snapshot, edition(snapshot))
        for number in range(400):
            opened.append(number)
            newer = SnapshotReader(snapshot, edition(snapshot))
            (kept if number % 3 == 0 else newer).close()
            kept = newer if number % 3 == 0 else kept
        kept.close()
        opened.append(400)

    visits = threading.Thread(target=come_and_go, daemon=True)
    visits.start()
    visits.join(120)
    assert opened[-1] == 400


def test_what_is_being_read_for_one_page_is_not_read_again_for_another(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, read, begun, go_on = reader_of(house), [], threading.Event(), threading.Event()

    def slowly(sql: str, values: dict[str, object]) -> list[dict[str, object]]:
        read.append(sql)
        begun.set()
        assert go_on.wait(30)
        return [{"filter": "language", "value": "ja"}]

    monkeypatch.setattr(reader, "_read", slowly)
    with ThreadPoolExecutor(2) as pages:
        first = pages.submit(reader.filters)
        assert begun.wait(30)
        second = pages.submit(reader.filters)
        time.sleep(0.3)  # by then it would read by itself
        go_on.set()
        assert first.result() == second.result()
    assert len(read) == 1


MONDAY = datetime(2026, 9, 7, tzinfo=UTC) - timedelta(hours=9)  # midnight in Tokyo


def reader_of(house: House) -> SnapshotReader:
    snapshot = publish(house.wh, house.folder / "published" / "koe.duckdb").path
    return SnapshotReader(snapshot, edition(snapshot))


def test_whole_weeks_are_told_by_segment_and_the_week_that_is_not_over_is_not(
    house: House,
) -> None:
    days = ([0, 7, 14, 21, 28, 28, 28], [28], [36])  # the last lies in a week not over
    plans = ("free", "pro", "pro")
    house.now = MONDAY + timedelta(days=60)
    house.born(house.topic())
    tickets = [
        house.ticket(
            f"{plan}{number}{day}", "決済できません",
            created_at=MONDAY + timedelta(days=day), segment=plan,
        )
        for plan, one in zip(plans, days, strict=True)
        for number, day in enumerate(one)
    ]  # fmt: skip
    house.land(*tickets)
    house.analyse(lambda _voice: "t-1")
    reader = reader_of(house)
    free, pro = reader.trend("segment")
    assert (free["name_ja"], free["by_week"], free["week"]) == (
        "free", [1, 1, 1, 1, 3], date(2026, 10, 5),
    )  # fmt: skip
    assert (free["tickets"], free["usual"], free["share"]) == (3, 1.0, 0.75)
    assert (pro["tickets"], pro["by_week"]) == (1, [1])
    assert reader.customer_time()[0]["week"] == date(2026, 10, 12)
    reader.close()


def test_voices_to_label_keep_the_order_they_were_given_in(house: House) -> None:
    house.now = MONDAY
    house.born(house.topic())
    house.land(*(house.ticket(str(n), f"決済できません {n}") for n in range(3)))
    house.analyse(lambda _voice: "t-1")
    ids = [voice for (voice,) in house.rows("SELECT voice_id FROM voices ORDER BY voice_id DESC")]
    reader = reader_of(house)
    rows = reader.asked("request_type", [*ids, "gone"])
    assert [row["voice_id"] for row in rows] == ids
    assert {row["correction"] for row in rows} == {None}
    reader.close()


@pytest.fixture
def spoken(house: House) -> SnapshotReader:
    """Four tickets of one topic over three weeks, one of them in no topic."""
    house.now = MONDAY + timedelta(days=30)
    house.born(house.topic())
    words = ("Refund me twice", "返金が届かない", "ＲＥＦＵＮＤ 100%", "refund? (soon)")
    days = (0, 14, 15, 16)
    house.land(
        *(
            house.ticket(f"T{number}", text, created_at=MONDAY + timedelta(days=day))
            for number, (text, day) in enumerate(zip(words, days, strict=True))
        )
    )
    house.analyse(lambda voice: None if "soon" in voice.text else "t-1")
    return reader_of(house)


def test_the_weeks_of_one_topic_are_those_of_the_weekly_trend(spoken: SnapshotReader) -> None:
    told = [(row["week"], row["tickets"], row["is_complete"]) for row in spoken.weeks(1)]
    view = "SELECT week, tickets, is_complete FROM topic_trend_weekly WHERE topic_number = 1"
    assert told == [tuple(row.values()) for row in spoken._rows(f"{view} ORDER BY week")]
    assert [tickets for _, tickets, _ in told] == [1, 0, 2]
    assert spoken.weeks(2) == []


@pytest.mark.parametrize(
    ("words", "tickets"),
    [
        ("refund", {"T0", "T3"}), ("REFUND", {"T0", "T3"}), ("届かない", {"T1"}),
        ("100%", {"T2"}), ("(", {"T3"}), ("ｒｅｆｕｎｄ", {"T2"}), (".", set()),
    ],
)  # fmt: skip
def test_words_are_found_as_they_stand_in_any_case(
    spoken: SnapshotReader, words: str, tickets: set[str]
) -> None:
    assert {row["ticket_id"] for row in spoken.voices(VoiceFilter(words=words))} == tickets
    in_topic = spoken.voices(VoiceFilter(1, words=words))
    assert {row["ticket_id"] for row in in_topic} == tickets - {"T3"}


def test_the_voices_of_a_topic_or_of_a_ticket_are_told(spoken: SnapshotReader) -> None:
    assert {row["ticket_id"] for row in spoken.voices(VoiceFilter(1))} == {"T0", "T1", "T2"}
    assert [row["ticket_id"] for row in spoken.voices(VoiceFilter(ticket_id="T3"))] == ["T3"]
    assert spoken.voices(VoiceFilter(1, ticket_id="T3")) == []


def test_a_ticket_tells_what_was_written_in_it_and_a_voice_its_topic(
    spoken: SnapshotReader,
) -> None:
    assert [(row["role"], row["text"]) for row in spoken.ticket("T1", 9)] == [
        ("customer", "返金が届かない")
    ]
    assert spoken.ticket("T9", 9) == []
    assert {row["topic_number"] for row in spoken.labels("T1")} == {1}
    assert {row["topic_number"] for row in spoken.labels("T3")} == {None}


def test_a_ticket_tells_its_newest_words_no_notes_and_nothing_once_it_is_gone(
    house: House,
) -> None:
    said = [
        replace(house.said(f"{n}通目", id=f"m{n}", role=role), position=n)
        for n, role in enumerate((Role.CUSTOMER,) * 2 + (Role.AGENT,) * 2 + (Role.CUSTOMER,))
    ]
    said[2] = replace(said[2], visibility=Visibility.PRIVATE)
    ticket = house.ticket("T1", *said)
    house.land(ticket, house.ticket("T2"))
    told = [(row["role"], row["text"]) for row in reader_of(house).ticket("T1", 3)]
    assert told == [("customer", "1通目"), ("agent", "3通目"), ("customer", "4通目")]
    house.land(replace(ticket, status=Status.DELETED, source_version=2))
    assert reader_of(house).ticket("T1", 3) == []
