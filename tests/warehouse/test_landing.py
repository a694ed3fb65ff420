"""What becomes of the rows of an export."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from records.errors import ReconciliationError, WarehouseError
from records.ticket import LoadCounts, Role, Status
from warehouse.landing import begin_file, finish_file, land, mark_replayed, quarantined

if TYPE_CHECKING:
    from tests.warehouse.conftest import House

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def test_new_tickets_are_loaded_with_their_messages_in_order_of_time(house: House) -> None:
    late = house.said("直りました。", id="a", at=house.now - HOUR)
    early = house.said("The app crashes.", id="b", at=house.now - DAY)
    assert house.land(house.ticket("1", late, early)) == LoadCounts(read=1, loaded=1)
    assert house.rows("SELECT message_id, position, language FROM messages ORDER BY 2") == [
        ("b", 0, "en"),
        ("a", 1, "ja"),
    ]
    assert house.value("SELECT language FROM tickets") == "en"


def test_the_same_rows_in_another_file_change_nothing(house: House) -> None:
    tickets = [house.ticket("1"), house.ticket("2", "ログインできない", "Still cannot log in")]
    house.land(*tickets)
    before = house.contents()
    house.run_id = "run-2"
    assert house.land(*tickets) == LoadCounts(read=2, unchanged=2)
    after = house.contents()
    assert {name for name in before if before[name] != after[name]} == {
        "ingest_files",
        "run_files",
    }


def test_a_row_older_than_the_one_we_have_is_counted_stale(house: House) -> None:
    house.land(house.ticket("1", "新しい文", source_version=5))
    older = house.ticket("1", "古い文", source_version=4, status=Status.OPEN)
    assert house.land(older) == LoadCounts(read=1, stale=1)
    assert house.rows("SELECT status, text FROM tickets JOIN messages USING (ticket_id)") == [
        ("resolved", "新しい文")
    ]


def test_a_redaction_in_place_is_loaded_though_the_version_is_the_same(house: House) -> None:
    house.land(house.ticket("1", "電話は <PHONE> です", source_version=5))
    redacted = house.ticket("1", "(redacted)", source_version=5)
    assert house.land(redacted) == LoadCounts(read=1, loaded=1)
    assert house.value("SELECT text FROM messages") == "(redacted)"
    assert house.rows("SELECT kind FROM ticket_events") == [("text_changed",)]


def test_a_newer_row_with_the_same_content_is_unchanged_and_moves_the_version(
    house: House,
) -> None:
    house.land(house.ticket("1", source_version=5))
    landed = house.rows("SELECT content_sha256, landed_at, run_id FROM tickets")
    house.run_id = "run-2"
    again = house.ticket("1", source_version=9, updated_at=house.now)
    assert house.land(again) == LoadCounts(read=1, unchanged=1)
    assert house.value("SELECT source_version FROM tickets") == 9
    assert house.value("SELECT updated_at FROM tickets") == house.now
    assert house.rows("SELECT content_sha256, landed_at, run_id FROM tickets") == landed
    assert house.land(house.ticket("1", "違う", source_version=7)) == LoadCounts(read=1, stale=1)


def test_one_row_per_message_becomes_one_ticket_whatever_the_order(house: House) -> None:
    first = house.said("決済できません", id="a", at=house.now - 3 * DAY)
    reply = house.said("確認します", id="b", at=house.now - 2 * DAY, role=Role.AGENT)
    last = house.said("まだです", id="c", at=house.now - DAY)
    rows = [
        house.ticket("1", said, source_version=n, created_at=said.sent_at, updated_at=said.sent_at)
        for n, said in enumerate((first, reply, last), 1)
    ]
    assert house.land(rows[2], rows[0]) == LoadCounts(read=2, loaded=2)
    assert house.land(rows[1], rows[0]) == LoadCounts(read=2, loaded=1, stale=1)
    assert house.rows("SELECT message_id, role FROM messages ORDER BY position") == [
        ("a", "customer"),
        ("b", "agent"),
        ("c", "customer"),
    ]
    assert house.rows("SELECT source_version, created_at, updated_at FROM tickets") == [
        (3, first.sent_at, last.sent_at)
    ]


def test_a_redacted_message_of_a_message_per_row_export_is_taken(house: House) -> None:
    old = house.ticket("1", house.said("old", id="a"), source_version=3)
    new = house.ticket("1", house.said("new", id="b"), source_version=8)
    house.land(old, new)
    hidden = replace(old, messages=(house.said("<hidden>", id="a"),))
    assert house.land(hidden) == LoadCounts(read=1, loaded=1)
    assert house.rows("SELECT text FROM messages ORDER BY 1") == [("<hidden>",), ("new",)]


def test_two_tickets_may_number_their_messages_alike(house: House) -> None:
    """Many CSVs count messages from 1 in every ticket."""
    house.land(
        house.ticket("1", house.said("一つ目", id="1")),
        house.ticket("2", house.said("second", id="1")),
    )
    assert house.rows("SELECT ticket_id, text FROM messages ORDER BY 1") == [
        ("1", "一つ目"),
        ("2", "second"),
    ]


def test_a_reopened_ticket_keeps_its_resolve_time_and_counts_the_reopening(house: House) -> None:
    resolved = house.ticket("1", source_version=1)
    reopened = house.ticket(
        "1",
        source_version=2,
        status=Status.OPEN,
        resolved_at=None,
        updated_at=house.now - HOUR,
    )
    closed = house.ticket("1", source_version=3, resolved_at=house.now, updated_at=house.now)
    house.land(resolved, reopened)
    assert house.rows("SELECT status, reopens, resolved_at FROM tickets") == [
        ("open", 1, resolved.resolved_at)
    ]
    house.land(closed)
    assert house.rows("SELECT status, reopens, resolved_at FROM tickets") == [
        ("resolved", 1, house.now)
    ]
    assert house.rows("SELECT kind, happened_at FROM ticket_events ORDER BY 2") == [
        ("reopened", house.now - HOUR),
        ("resolved", house.now),
    ]


def test_the_sources_own_count_of_reopenings_wins_where_it_is_higher(house: House) -> None:
    house.land(house.ticket("1", reopens=2))
    house.land(house.ticket("1", source_version=2, status=Status.PENDING, reopens=4))
    assert house.value("SELECT reopens FROM tickets") == 4


@pytest.mark.parametrize("status", [Status.SPAM, Status.DELETED, Status.MERGED])
def test_a_ticket_that_leaves_the_count_writes_an_event(house: House, status: Status) -> None:
    house.land(house.ticket("1"))
    assert house.land(house.ticket("1", source_version=2, status=status)).loaded == 1
    assert house.rows("SELECT kind, run_id FROM ticket_events") == [(status.value, "run-1")]


def test_the_day_of_a_ticket_is_cut_in_the_accounts_time_zone(house: House) -> None:
    evening = house.now.replace(hour=15, minute=30)  # 00:30 of the next day in Tokyo
    house.land(house.ticket("1", created_at=evening))
    assert house.value("SELECT created_day::TEXT FROM tickets") == "2026-10-06"


def test_every_field_of_a_ticket_is_kept(house: House) -> None:
    ticket = house.ticket(
        "1",
        organisation="o_1",
        segment="プレミアム",
        assignee="a_1",
        product_area="決済",
        version="6.2.0",
        tags=("ja", "vip"),
        attributes={"店舗": "渋谷", "b": "2"},
        csat=0.75,
        reopens=1,
        first_reply_minutes=12,
        channel="email",
        known_names=("山田太郎",),
    )
    house.land(ticket)
    assert house.land(ticket) == LoadCounts(read=1, unchanged=1)
    ((tags, attributes, csat, minutes),) = house.rows(
        "SELECT tags, attributes, csat, first_reply_minutes FROM tickets"
    )
    assert (tags, attributes, csat, minutes) == (
        ["ja", "vip"],
        '{"b": "2", "店舗": "渋谷"}',
        0.75,
        12,
    )
    assert "山田" not in repr(house.contents())


def test_counts_reconcile_row_by_row_with_the_file(house: House) -> None:
    house.land(house.ticket("1", source_version=5))
    counts = house.land(
        house.ticket("1", source_version=5),
        house.ticket("1", "x", source_version=4),
        house.ticket("2"),
        bad=[house.bad_row(4)],
    )
    assert counts == LoadCounts(read=4, loaded=1, unchanged=1, stale=1, quarantined=1)
    assert counts.reconciles
    assert house.rows(
        "SELECT rows_read, rows_loaded, rows_unchanged, rows_stale, rows_quarantined, state"
        " FROM ingest_files ORDER BY path DESC LIMIT 1"
    ) == [(4, 1, 1, 1, 1, "done")]


def test_rows_that_were_read_but_not_handed_over_stop_the_load(house: House) -> None:
    file = house.file()
    begin_file(house.wh, "run-1", "zendesk", file, house.now)
    with pytest.raises(ReconciliationError, match="3 rows were read"):
        land(house.wh, "run-1", "zendesk", file, [house.ticket("1")], [], 3, 3, house.now)
    assert house.value("SELECT count(*) FROM tickets") == 0


def test_a_file_must_be_begun_before_it_is_landed(house: House) -> None:
    with pytest.raises(WarehouseError, match="never begun"):
        land(house.wh, "r", "zendesk", house.file(), [house.ticket("1")], [], 1, 1, house.now)
    assert house.value("SELECT count(*) FROM tickets") == 0


def test_an_interrupted_file_goes_on_after_its_last_row_and_a_finished_one_is_skipped(
    house: House,
) -> None:
    file = house.file("big")
    assert begin_file(house.wh, "run-1", "zendesk", file, house.now).last_line == 0
    land(house.wh, "run-1", "zendesk", file, [house.ticket("1")], [], 40, 1, house.now)
    again = begin_file(house.wh, "run-2", "zendesk", file, house.now)
    assert (again.state, again.last_line, again.counts.read) == ("loading", 40, 1)
    finish_file(house.wh, "zendesk", file, house.now)
    renamed = replace(file, path="/elsewhere/other-name")
    assert begin_file(house.wh, "run-3", "zendesk", renamed, house.now).state == "done"


def test_a_failed_file_starts_again_from_its_first_row(house: House) -> None:
    file = house.file("bad")
    begin_file(house.wh, "run-1", "zendesk", file, house.now)
    land(house.wh, "run-1", "zendesk", file, [house.ticket("1")], [], 9, 1, house.now)
    assert finish_file(house.wh, "zendesk", file, house.now, failed=True).state == "failed"
    again = begin_file(house.wh, "run-2", "zendesk", file, house.now)
    assert (again.state, again.last_line, again.counts) == ("loading", 0, LoadCounts())


def test_the_same_bad_row_again_raises_its_count_and_is_no_new_row(house: House) -> None:
    house.land(bad=[house.bad_row(1, "{a"), house.bad_row(7, "{a"), house.bad_row(2, "壊れた")])
    house.now += DAY
    house.land(bad=[house.bad_row(3, "{a", path="/exports/next")])
    rows = {row["text"]: row for row in quarantined(house.wh)}
    assert {text: row["seen"] for text, row in rows.items()} == {"{a": 3, "壊れた": 1}
    assert (rows["{a"]["path"], rows["{a"]["line"]) == ("/exports/next", 3)
    assert rows["{a"]["last_seen"] - rows["{a"]["first_seen"] == DAY


def test_a_replayed_row_is_no_longer_listed_until_it_comes_again(house: House) -> None:
    house.land(bad=[house.bad_row(1, "{a"), house.bad_row(2, "{b")])
    mark_replayed(house.wh, "zendesk", [house.bad_row(1, "{a").row_sha256], house.now)
    assert [row["text"] for row in quarantined(house.wh, "zendesk")] == ["{b"]
    house.land(bad=[house.bad_row(1, "{a")])
    assert len(quarantined(house.wh)) == 2


def test_an_empty_batch_still_moves_the_file_on(house: House) -> None:
    file = house.file()
    begin_file(house.wh, "run-1", "zendesk", file, house.now)
    assert land(house.wh, "run-1", "zendesk", file, [], [], 12, 0, house.now) == LoadCounts()
    assert begin_file(house.wh, "run-1", "zendesk", file, house.now).last_line == 12
