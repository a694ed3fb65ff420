"""What every helpdesk's API is to Koe: pages of rows, each with the place to go on from."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from connectors.helpdesk.translation import Read, read_row
from records.errors import HelpdeskError
from records.ticket import RawRow, Reason, Ticket

Json = dict[str, Any]
# Between the connector's name and a ticket's id, where a bad row's path would stand.
MARK = "#ticket="


@dataclass(frozen=True, slots=True)
class Page:
    """Rows, and the cursor that belongs to them: kept in the same transaction.

    ``cursor`` is opaque to everybody but its source. ``last`` says that the helpdesk has nothing
    more for now; the cursor is then where the next night begins.
    """

    reads: tuple[Read, ...]
    cursor: str
    last: bool = False


class Source(Protocol):
    """A helpdesk account that can be asked."""

    kind: str

    def check(self) -> str:
        """Who the login is, in words. Raises HelpdeskError where it may not read tickets."""
        ...

    def pages(self, cursor: str) -> Iterator[Page]:
        """Everything that changed since ``cursor`` ("" is the beginning), oldest first.

        The page with ``last`` ends it. Raises HelpdeskError where the helpdesk cannot be read on;
        the pages handed out before it are good.
        """
        ...

    def again(self, ticket_ids: Iterable[str]) -> Iterator[Read]:
        """These tickets as they stand now, for rows that were quarantined."""
        ...


@runtime_checkable
class TellsOfNoDeletion(Protocol):
    """A helpdesk whose lists leave deleted tickets out: whether one is gone is known by asking
    for it. ``opening`` is what stands behind a ticket's id in the id of its first message."""

    opening: str

    def workspace(self) -> str:
        """Which account the login is of, "" where it may not know; errors as ``gone``."""
        ...

    def gone(self, ticket_ids: Iterable[str]) -> Iterator[tuple[str, bool | None]]:
        """Each of these tickets and whether the helpdesk has it no more; None where it does not
        say. Raises HelpdeskDown where nothing answers, HelpdeskRefused where the login ends."""
        ...


def read_of(payload: object, translate: Callable[[Json], Ticket]) -> Read:
    """One ticket of a page as a row. Its text is kept only where it is bad: for the quarantine."""
    if not isinstance(payload, dict):
        row = RawRow(0, told(payload), None, Reason.BAD_JSON, f"a {type(payload).__name__}")
        return Read(row, None, Reason.BAD_JSON, "no object stands where a ticket should")
    read = read_row(RawRow(0, "", payload), translate)
    return read if read.reason is None else bad(payload, read.reason, read.detail)


def bad(payload: Mapping[str, Any], reason: Reason, detail: str) -> Read:
    """A row for the quarantine."""
    return Read(RawRow(0, told(payload), None, reason, detail), None, reason, detail)


def id_of(read: Read) -> str:
    """The id of a bad row's ticket, "" where it tells none."""
    try:
        payload = json.loads(read.row.text)
    except ValueError:
        return ""
    return str(payload.get("id") or "") if isinstance(payload, dict) else ""


def told(payload: object) -> str:
    """The row as the helpdesk told it; half an emoji as its escape, since it cannot be stored."""
    row = json.dumps(payload, ensure_ascii=False, default=str)
    return row.encode("utf-8", "backslashreplace").decode()


def rows_of(body: Json, key: str) -> list[Any]:
    """The list under ``key``. Raises HelpdeskError where the answer has another shape."""
    found = body.get(key)
    if not isinstance(found, list):
        raise HelpdeskError(
            f"an answer of the helpdesk has no list {key!r}",
            expected="the shape of its documents; the API may have changed",
            next_step="please report this with the version of Koe; nothing was lost",
        )
    return found


def objects_in(value: object) -> list[Json]:
    """The objects of what should be a list of them; nothing where it is anything else."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


class Once:
    """Guards against a helpdesk that sends the same page for ever."""

    def __init__(self, first: str) -> None:
        self._seen = {first}

    def new(self, cursor: str, what: str) -> str:
        """The cursor, if it was not seen in this pull before. Raises HelpdeskError."""
        if cursor in self._seen:
            raise HelpdeskError(
                f"the helpdesk sent the same cursor of {what} twice without saying that it is"
                " at its end",
                expected="a cursor that moves",
                next_step="run again later: what came before is kept; if it stays so, tell the"
                " helpdesk's support",
            )
        self._seen.add(cursor)
        return cursor
