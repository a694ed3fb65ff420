"""What Koe remembers of the tracker."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.errors import WarehouseError
from records.issue import (
    Answer,
    Block,
    Draft,
    IssueState,
    Operation,
    OperationKind,
    OperationState,
    Table,
    TopicEvidence,
)
from records.ticket import Ticket
from records.topic import Topic
from warehouse.codec import from_json, to_json
from warehouse.tracking import (
    issues,
    log_visible,
    outbox,
    outbox_add,
    outbox_set_state,
    save_issue,
    use_tracker,
)

if TYPE_CHECKING:
    from tests.warehouse.conftest import House

AT = datetime(2026, 10, 5, 20, 0, tzinfo=UTC)
DAY = timedelta(days=1)
JIRA = "jira https://mikan.example KOE mikan"
FOLDER = "markdown var/issues KOE mikan"
ISSUE = IssueState(
    label="koe-1",
    topic_uid="t-1",
    issue_id="10001",
    issue_key="MIKAN-1",
    url="http://127.0.0.1/browse/MIKAN-1",
    status="To Do",
    status_category="todo",
    answer=Answer.RECEIVED,
    resolution=None,
    labels=("koe", "koe-1"),
    created_at=AT,
    updated_at=AT,
)
QUOTE = Block("quote", "支払い画面を開くと…", items=("10月3日",), url="https://help.example/1")
CREATE = Operation(
    op_id="op-1",
    kind=OperationKind.CREATE,
    label="koe-1",
    topic_uid="t-1",
    reason="8 customers",
    draft=Draft(
        "落ちる", (QUOTE, Block("table", table=Table(("週",), (("9/7",),)))), ("koe",), "Bug"
    ),
)

MOMENTS = st.datetimes(min_value=datetime(1990, 1, 1), timezones=st.just(UTC))


@given(st.builds(IssueState, created_at=MOMENTS, updated_at=MOMENTS, resolved_at=MOMENTS))
def test_an_issue_survives_the_way_through_json(issue: IssueState) -> None:
    assert from_json(IssueState, to_json(issue)) == issue


@given(st.builds(Operation, changed_at=st.none() | MOMENTS))
def test_an_operation_survives_the_way_through_json(operation: Operation) -> None:
    assert from_json(Operation, to_json(operation)) == operation


@pytest.mark.slow
@pytest.mark.parametrize("kind", [TopicEvidence, Ticket, Topic, Draft])
def test_other_records_survive_it_too(kind: type) -> None:
    @given(st.from_type(kind))
    def check(record: object) -> None:
        assert from_json(kind, to_json(record)) == record

    st.register_type_strategy(datetime, MOMENTS)
    st.register_type_strategy(float, st.floats(allow_nan=False))
    check()


def test_a_record_written_by_another_version_of_koe_can_still_be_read() -> None:
    older = to_json(ISSUE).replace('"reopened_count": 0', '"a_field_of_old": 0')
    assert from_json(IssueState, older) == ISSUE
    with pytest.raises(ValueError, match="IssueState without"):
        from_json(IssueState, '{"label": "koe-1"}')


def test_an_issue_is_kept_under_its_label_and_replaced_by_what_is_known_now(
    house: House,
) -> None:
    save_issue(house.wh, ISSUE, tracker=JIRA, now=AT)
    moved = replace(ISSUE, status="In Progress", status_category="doing", reopened_count=1)
    save_issue(house.wh, moved, tracker=JIRA, now=AT + DAY)
    save_issue(house.wh, replace(ISSUE, label="koe-2"), tracker=FOLDER, now=AT)
    assert issues(house.wh, JIRA) == [moved]
    assert [issue.label for issue in issues(house.wh, FOLDER)] == ["koe-2"]


def test_every_change_of_the_answer_is_recorded_once(house: House) -> None:
    save_issue(house.wh, ISSUE, tracker=JIRA, now=AT)
    save_issue(house.wh, ISSUE, tracker=JIRA, now=AT + DAY)
    shipped = replace(
        ISSUE, answer=Answer.SHIPPED, status="Done", resolution="Fixed", updated_at=AT + DAY
    )
    save_issue(house.wh, shipped, tracker=JIRA, now=AT + DAY)
    save_issue(house.wh, shipped, tracker=JIRA, now=AT + 2 * DAY)
    declined = replace(shipped, resolution="Won't Do", updated_at=AT + 3 * DAY)
    save_issue(house.wh, declined, tracker=JIRA, now=AT + 4 * DAY)
    assert house.rows(
        "SELECT answer, resolution, happened_at, heard_at FROM answers ORDER BY 3"
    ) == [
        ("received", None, AT, AT),
        ("shipped", "Fixed", AT + DAY, AT + DAY),
        ("shipped", "Won't Do", AT + 3 * DAY, AT + 4 * DAY),
    ]


def test_cs_reads_the_answer_in_both_languages(house: House) -> None:
    house.born(house.topic())
    use_tracker(house.wh, JIRA, kind="jira", url="https://mikan.example")
    save_issue(house.wh, ISSUE, tracker=JIRA, now=AT)
    assert house.rows(
        "SELECT name_ja, answer, answer_ja, issue_key, opened_at, answered_at, tickets"
        " FROM cs_topic_status"
    ) == [("アプリが落ちる", "received", "受付", "MIKAN-1", AT, AT, 0)]
    assert house.rows("SELECT issue_key, issue_url, answer FROM topic_today") == [
        ("MIKAN-1", ISSUE.url, "received")
    ]


def test_an_operation_goes_from_planned_to_done_and_keeps_what_it_says(house: House) -> None:
    outbox_add(house.wh, JIRA, "run-1", [CREATE], AT)
    (planned,) = outbox(house.wh, JIRA, [OperationState.PLANNED])
    assert planned == replace(CREATE, changed_at=AT)
    outbox_set_state(house.wh, JIRA, "op-1", OperationState.SENDING, AT + DAY)
    outbox_set_state(house.wh, JIRA, "op-1", OperationState.THROTTLED, AT + DAY, error="slow down")
    outbox_set_state(house.wh, JIRA, "op-1", OperationState.SENDING, AT + 2 * DAY)
    (sending,) = outbox(house.wh, JIRA, [OperationState.SENDING, OperationState.UNCERTAIN])
    assert (sending.attempts, sending.changed_at, sending.error) == (2, AT + 2 * DAY, None)
    assert outbox(house.wh, JIRA, [OperationState.PLANNED, OperationState.DONE]) == []


def test_planning_again_writes_over_what_was_never_sent_and_leaves_the_rest(
    house: House,
) -> None:
    sent = replace(CREATE, op_id="op-2", label="koe-2")
    outbox_add(house.wh, JIRA, "run-1", [CREATE, sent], AT)
    outbox_set_state(house.wh, JIRA, "op-1", OperationState.DROPPED, AT)
    outbox_set_state(house.wh, JIRA, "op-2", OperationState.UNCERTAIN, AT)
    again = [replace(op, reason="9 customers") for op in (CREATE, sent)]
    outbox_add(house.wh, JIRA, "run-2", again, AT + DAY)
    assert house.rows("SELECT op_id, state, reason, run_id FROM outbox ORDER BY 1") == [
        ("op-1", "planned", "9 customers", "run-2"),
        ("op-2", "uncertain", "8 customers", "run-1"),
    ]


def test_the_state_of_an_unknown_operation_is_an_error(house: House) -> None:
    with pytest.raises(WarehouseError, match="not in the outbox"):
        outbox_set_state(house.wh, JIRA, "nobody", OperationState.DONE, AT)


def test_a_sent_quote_says_how_fresh_it_is_once(house: House) -> None:
    house.born(house.topic())
    house.land(
        house.ticket("1", "支払い画面を開くと落ちます。何度も。"),
        house.ticket("2", "支払い画面を開くと落ちます。何度も。"),
        house.ticket("3", "another matter"),
    )
    house.analyse(lambda _voice: "t-1")
    note = replace(CREATE, op_id="op-2", kind=OperationKind.NOTE, draft=None, blocks=(QUOTE,))
    outbox_add(house.wh, JIRA, "run-1", [CREATE], AT)
    outbox_add(house.wh, JIRA, "run-2", [note], AT)
    for op_id in ("op-1", "op-2"):
        outbox_set_state(house.wh, JIRA, op_id, OperationState.SENDING, AT)
        outbox_set_state(house.wh, JIRA, op_id, OperationState.DONE, AT + timedelta(hours=2))
    log_visible(house.wh, JIRA)
    log_visible(house.wh, JIRA)
    assert house.rows("SELECT ticket_id FROM freshness_log JOIN voices USING (voice_id)") == [
        ("1",)
    ]
    minutes = 2 * 24 * 60 + 120.0
    assert house.rows(
        "SELECT run_id, quotes, median_minutes, p95_minutes, visible_at::DATE FROM freshness"
    ) == [("run-1", 1, minutes, minutes, date(2026, 10, 5))]


def test_a_quote_that_a_killed_run_sent_is_as_fresh_as_when_it_was_sent(house: House) -> None:
    house.born(house.topic())
    house.land(house.ticket("1", "支払い画面を開くと落ちます。何度も。"))
    house.analyse(lambda _voice: "t-1")
    outbox_add(house.wh, JIRA, "run-1", [CREATE], AT)
    outbox_set_state(house.wh, JIRA, "op-1", OperationState.DONE, AT + timedelta(hours=2))
    assert house.rows("FROM freshness_log") == [], "killed before it was written down"
    outbox_add(house.wh, JIRA, "run-2", [replace(CREATE, op_id="op-2")], AT + timedelta(days=1))
    outbox_set_state(house.wh, JIRA, "op-2", OperationState.DONE, AT + timedelta(days=1))
    log_visible(house.wh, JIRA)
    assert house.rows("SELECT op_id, visible_at FROM freshness_log") == [
        ("op-1", AT + timedelta(hours=2))
    ]


def test_two_trackers_never_share_an_issue_a_write_or_an_answer(house: House) -> None:
    """The label of a topic is the same in both: only the tracker's name keeps them apart."""
    save_issue(house.wh, ISSUE, tracker=JIRA, now=AT)
    closed = replace(ISSUE, issue_key="KOE-9", answer=Answer.DECLINED, status_category="done")
    save_issue(house.wh, closed, tracker=FOLDER, now=AT)
    outbox_add(house.wh, JIRA, "run-1", [CREATE], AT)
    outbox_set_state(house.wh, JIRA, "op-1", OperationState.DONE, AT)
    outbox_add(house.wh, FOLDER, "run-1", [CREATE], AT)
    assert issues(house.wh, JIRA) == [ISSUE]
    assert issues(house.wh, FOLDER) == [closed]
    assert [op.op_id for op in outbox(house.wh, FOLDER, [OperationState.PLANNED])] == ["op-1"]
    assert house.rows("SELECT tracker, answer FROM answers ORDER BY 1") == [
        (JIRA, "received"),
        (FOLDER, "declined"),
    ]


def test_people_read_of_the_tracker_in_use_and_of_no_other(house: House) -> None:
    house.born(house.topic())
    save_issue(house.wh, ISSUE, tracker=JIRA, now=AT)
    use_tracker(house.wh, FOLDER, kind="markdown", url="file:///issues")
    assert house.rows("SELECT issue_key FROM topic_today") == [(None,)]
    assert house.rows("SELECT * FROM cs_topic_status") == []
    use_tracker(house.wh, JIRA, kind="jira", url="https://mikan.example")
    assert house.rows("SELECT issue_key FROM topic_today") == [("MIKAN-1",)]


def test_an_upgrade_keeps_the_issues_of_the_tracker_that_was_in_use(house: House) -> None:
    """Before trackers had names only their kind was kept; the address tells whose they are."""
    save_issue(house.wh, ISSUE, tracker="jira", now=AT)
    outbox_add(house.wh, "jira", "run-1", [CREATE], AT)
    elsewhere = "jira https://other.example KOE mikan"
    use_tracker(house.wh, elsewhere, kind="jira", url="https://other.example")
    assert issues(house.wh, elsewhere) == []
    use_tracker(house.wh, JIRA, kind="jira", url="http://127.0.0.1")
    assert issues(house.wh, JIRA) == [ISSUE]
    assert len(outbox(house.wh, JIRA, [OperationState.PLANNED])) == 1
