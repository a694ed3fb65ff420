"""Every write meant for the tracker, before and after it was sent.

Each function is one short transaction: when it returns, a crash cannot undo it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from records.errors import WarehouseError
from records.issue import Operation, OperationState
from warehouse.arrow import Row, registered
from warehouse.codec import from_json, to_json
from warehouse.rows import utc
from warehouse.sql import query
from warehouse.store import Warehouse


def outbox_add(
    wh: Warehouse, tracker: str, run_id: str, operations: Sequence[Operation], now: datetime
) -> None:
    """Keep operations meant for ``tracker`` as PLANNED.

    One kept already under the same ``op_id`` is written over where it was never sent
    (PLANNED, THROTTLED, DROPPED) and left untouched otherwise.
    """
    with (
        wh.transaction() as conn,
        registered(conn, incoming_operations=[_row(operation) for operation in operations]),
    ):
        conn.execute(query("upsert_operations"), {"tracker": tracker, "run_id": run_id, "now": now})


def outbox_set_state(
    wh: Warehouse,
    tracker: str,
    op_id: str,
    state: OperationState,
    now: datetime,
    error: str | None = None,
) -> None:
    """Change an operation's state; SENDING counts one more attempt.

    ``error`` must quote no customer. Raises :class:`WarehouseError` for an operation that was
    never added.
    """
    key = {"tracker": tracker, "op_id": op_id}
    values = key | {"state": state.value, "error": error, "now": now}
    with wh.transaction() as conn:
        row = conn.execute(query("set_operation_state"), values).fetchone()
        if row is None:
            raise WarehouseError(
                f"Operation {op_id} is not in the outbox.", expected="outbox_add before"
            )


def outbox(
    wh: Warehouse,
    tracker: str,
    states: Iterable[OperationState],
    *,
    since: datetime | None = None,
) -> list[Operation]:
    """Operations meant for ``tracker`` in these states, in the order planned, with state,
    attempts and error set.

    ``since`` leaves out those that changed before it.
    """
    wanted: list[Row] = [(state.value,) for state in states]
    with wh.connect() as conn, registered(conn, incoming_ids=wanted):
        rows = conn.execute(query("operations"), {"tracker": tracker, "since": since}).fetchall()
    return [
        replace(
            from_json(Operation, payload),
            state=OperationState(state),
            attempts=attempts,
            changed_at=utc(changed_at),
            error=error,
        )
        for payload, state, attempts, changed_at, error in rows
    ]


def log_visible(wh: Warehouse, tracker: str) -> None:
    """Write down which voices the product team can read since operations were carried out.

    What a killed run carried out is written down by the next, with the time it was done at.
    """
    with wh.transaction() as conn:
        done = conn.execute(query("newly_done"), {"tracker": tracker}).fetchall()
        blocks = [
            (op_id, *quote)
            for op_id, payload in done
            for quote in _quoted(from_json(Operation, payload))
        ]
        if blocks:
            with registered(conn, incoming_blocks=blocks):
                conn.execute(query("log_visible"), {"tracker": tracker})


def freshness(wh: Warehouse, run_id: str) -> dict[str, int]:
    """Minutes from ticket resolved to quote visible in the tracker, for the quotes this run
    made visible: their number, median and 95th percentile; empty where there are none."""
    with wh.connect() as conn:
        row = conn.execute(query("run_freshness"), {"run_id": run_id}).fetchone()
    names = ("quotes_visible", "median_minutes_to_visible", "p95_minutes_to_visible")
    return {name: round(value) for name, value in zip(names, row, strict=True)} if row else {}


def _row(operation: Operation) -> Row:
    planned = replace(
        operation, state=OperationState.PLANNED, attempts=0, changed_at=None, error=None
    )
    return (
        planned.op_id,
        planned.kind.value,
        planned.label,
        planned.topic_uid,
        planned.issue_id,
        planned.reason,
        to_json(planned),
        planned.state.value,
        planned.attempts,
        None,
    )


def _quoted(operation: Operation) -> Iterable[Row]:
    """Text (without the dots of a cut) and ticket link of every quote that the write carries."""
    blocks = operation.draft.description if operation.draft else operation.blocks
    for block in blocks:
        text = block.text.strip().removesuffix("…").rstrip()
        if block.kind == "quote" and text:
            yield (text, block.url)
