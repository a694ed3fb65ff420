"""A row as read, turned into a ticket or into the reason why not."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass

from records.errors import BadRow
from records.ticket import RawRow, Reason, Ticket


@dataclass(frozen=True, slots=True)
class Read:
    """One row read and translated: a ticket, or the reason why there is none.

    ``detail`` says what was got and what was expected; it may quote the row, so it is personal
    data until redacted, as ``row.text`` is.
    """

    row: RawRow
    ticket: Ticket | None
    reason: Reason | None
    detail: str


def translated(
    rows: Generator[RawRow, None, int], translate: Callable[[dict[str, object]], Ticket]
) -> Generator[Read, None, int]:
    """Each row translated; returns what ``rows`` returns, the number of the last line."""
    while True:
        try:
            row = next(rows)
        except StopIteration as end:
            return int(end.value)
        yield read_row(row, translate)


def read_row(row: RawRow, translate: Callable[[dict[str, object]], Ticket]) -> Read:
    """One row; whatever is wrong with it is a reason, never an exception."""
    if row.payload is None:
        return Read(row, None, row.reason or Reason.BAD_JSON, row.error or "")
    try:
        return Read(row, translate(row.payload), None, "")
    except BadRow as error:
        return Read(row, None, Reason(error.reason), str(error))
