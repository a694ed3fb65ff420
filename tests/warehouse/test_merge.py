"""One ticket out of many rows: the order of arrival must not matter."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from records.ticket import Message, Role, Status, Ticket, Visibility
from warehouse.merge import Kept, Merged, Outcome, content_sha256, merge

START = datetime(2026, 9, 7, tzinfo=UTC)


def row(version: int, status: Status, said: dict[str, str], resolved: bool) -> Ticket:
    at = START + timedelta(hours=version)
    messages = tuple(
        Message(key, 0, Role.CUSTOMER, Visibility.PUBLIC, START + timedelta(hours=int(key)), text)
        for key, text in said.items()
    )
    resolved_at = at if resolved else None
    return Ticket("z", "1", version, status, at, at, messages, resolved_at=resolved_at)


TEXTS = st.dictionaries(
    st.sampled_from("1234"), st.sampled_from(["落ちます", "crash", "直った"]), max_size=3
)
STATUSES = st.sampled_from([Status.OPEN, Status.RESOLVED, Status.CLOSED, Status.DELETED])
ROWS = st.lists(
    st.builds(row, st.integers(1, 9), STATUSES, TEXTS, st.booleans()),
    min_size=1,
    max_size=6,
    unique_by=lambda ticket: ticket.source_version,
)


def outcome_of(merged: Merged) -> tuple[object, ...]:
    """What is kept, less the count of reopenings seen, which only a row in its time shows."""
    return replace(merged.kept.facts, reopens=0), merged.kept.ordered()


@given(ROWS, st.randoms(use_true_random=False))
def test_rows_of_different_versions_give_the_same_ticket_in_any_order(
    rows: list[Ticket], random: object
) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert outcome_of(merge(None, rows)) == outcome_of(merge(None, shuffled))


@given(ROWS, st.integers(0, 6))
def test_where_a_batch_ends_does_not_matter(rows: list[Ticket], cut: int) -> None:
    """A resumed load cuts its batches elsewhere than the one that was killed."""
    whole = merge(None, rows)
    first, second = rows[: max(1, cut)], rows[max(1, cut) :]
    start = merge(None, first)
    rest = merge(start.kept, second)
    assert rest.kept == whole.kept
    assert start.outcomes + rest.outcomes == whole.outcomes
    assert start.events + rest.events == whole.events


@given(ROWS)
def test_the_same_rows_a_second_time_change_nothing(rows: list[Ticket]) -> None:
    once = merge(None, rows)
    again = merge(once.kept, sorted(rows, key=lambda ticket: ticket.source_version)[-1:])
    assert Outcome.LOADED not in again.outcomes
    assert again.kept == once.kept
    assert again.events == []


@given(ROWS)
def test_merging_leaves_what_was_stored_untouched(rows: list[Ticket]) -> None:
    stored = merge(None, rows[:1]).kept
    copy = Kept(stored.facts, dict(stored.messages), dict(stored.versions))
    merge(stored, rows)
    assert stored == copy


def test_the_content_hash_is_the_same_in_every_time_zone_and_number_type() -> None:
    ticket = replace(row(1, Status.RESOLVED, {"1": "落ちます"}, True), csat=1)
    tokyo = replace(ticket, created_at=ticket.created_at.astimezone(), csat=1.0)
    assert content_sha256(ticket, ticket.messages) == content_sha256(tokyo, ticket.messages)


def test_the_content_hash_sees_every_word_but_not_how_new_the_row_is() -> None:
    ticket = row(1, Status.RESOLVED, {"1": "落ちます"}, True)
    newer = replace(ticket, source_version=2, updated_at=START + timedelta(days=9))
    other = row(1, Status.RESOLVED, {"1": "落ちました"}, True)
    one = content_sha256(ticket, ticket.messages)
    assert one == content_sha256(newer, newer.messages)
    assert one != content_sha256(other, other.messages)
