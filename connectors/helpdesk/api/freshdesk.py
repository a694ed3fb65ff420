"""Freshdesk through its API. Choices: docs/decisions/0047."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from connectors.helpdesk.api.client import Api, NotGiven
from connectors.helpdesk.api.source import Json, Page, bad, read_of, rows_of
from connectors.helpdesk.freshdesk import Translator
from connectors.helpdesk.translation import Read
from connectors.helpdesk.zendesk_people import text
from records.errors import HelpdeskError, HelpdeskRefused
from records.ticket import Reason

TICKETS = "/api/v2/tickets"
PAGE = 100
LAST_PAGE = 300  # Freshdesk refuses page 301
# The list without a filter shows neither deleted tickets nor spam; each has a list of its own.
LISTS = ("", "deleted", "spam")
_FLAGS: dict[str, Json] = {"": {}, "deleted": {"deleted": True}, "spam": {"spam": True}}


class Freshdesk:
    """One Freshdesk account."""

    kind = "freshdesk"

    def __init__(self, api: Api, translator: Translator, *, since: datetime) -> None:
        self._api, self._translator = api, translator
        self._since = since.strftime("%Y-%m-%dT%H:%M:%SZ")

    def check(self) -> str:
        """Who the key belongs to, and that it may list tickets."""
        me = self._api.get("/api/v2/agents/me")
        self._api.get(TICKETS, {"per_page": 1})
        if not text(me, "id"):
            raise HelpdeskRefused("the key belongs to no Freshdesk agent")
        return f"a Freshdesk agent ({text(me, 'type') or 'agent'})"

    def pages(self, cursor: str) -> Iterator[Page]:
        """The three lists one after another, each from where it was left."""
        places = dict.fromkeys(LISTS, self._since) | (json.loads(cursor) if cursor else {})
        for name in LISTS:
            for reads, since in self._list(name, places[name]):
                places[name] = since
                yield Page(tuple(reads), json.dumps(places))
        yield Page((), json.dumps(places), last=True)

    def again(self, ticket_ids: Iterable[str]) -> Iterator[Read]:
        """These tickets as they stand now."""
        for one in ticket_ids:
            try:
                row = self._api.get(f"{TICKETS}/{one}", {"include": "stats,requester"})
            except NotGiven:
                continue
            yield self._read(row, {})

    def _list(self, name: str, since: str) -> Iterator[tuple[list[Read], str]]:
        """Tickets by the time of their last change, and how far that came.

        Never page 2 of a list that moves: a ticket that changes meanwhile would push another one
        over the edge. Each request asks from the last time seen on (a second before it, so that
        it does not matter whether Freshdesk counts that time itself), and turns pages only while
        all of a page bears one time.
        """
        seen: set[tuple[str, str]] = set()
        page = 1
        while True:
            rows = self._page(name, since, page)
            new = [row for row in rows if _mark(row) not in seen]
            seen.update(map(_mark, rows))
            latest = max((_mark(row)[1] for row in rows), default="")
            yield [self._read(row, _FLAGS[name]) for row in new], max(since, latest)
            if latest > since:
                since, page = latest, 1
                if not new:
                    return
            elif len(rows) < PAGE:
                return
            else:
                page += 1

    def _page(self, name: str, since: str, page: int) -> list[Any]:
        if page > LAST_PAGE:
            raise HelpdeskError(
                f"more than {PAGE * LAST_PAGE:,} tickets changed in the second {since}",
                expected="fewer: Freshdesk shows no page after its 300th",
                next_step="read that day from an export, and set helpdesk.since after it",
            )
        from_ = datetime.fromisoformat(since) - timedelta(seconds=1)
        asked: dict[str, str | int] = {
            "updated_since": from_.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "order_by": "updated_at",
            "order_type": "asc",
            "include": "stats,requester,description",
            "per_page": PAGE,
            "page": page,
        }
        return rows_of(self._api.get(TICKETS, asked | ({"filter": name} if name else {})), "rows")

    def _read(self, row: object, flags: Json) -> Read:
        """The ticket with its conversations; a deleted one keeps what was read of it before."""
        if isinstance(row, dict) and text(row, "id"):
            row = row | flags
            if not row.get("deleted") and not row.get("spam"):
                try:
                    row = row | {"conversations": self._conversations(text(row, "id"))}
                except NotGiven as error:
                    if error.status == 403:
                        detail = "its conversations are forbidden (403)"
                        return bad(row, Reason.MISSING_REQUIRED, detail)
                    row = row | {"deleted": True}
        return read_of(row, self._translator.ticket)

    def _conversations(self, number: str) -> list[Any]:
        found: list[Any] = []
        for page in range(1, LAST_PAGE + 1):
            asked: dict[str, str | int] = {"per_page": PAGE, "page": page}
            rows = rows_of(self._api.get(f"{TICKETS}/{number}/conversations", asked), "rows")
            found += rows
            if len(rows) < PAGE:
                break
        return found


def _mark(row: object) -> tuple[str, str]:
    """A ticket at one moment of its life."""
    return (text(row, "id"), text(row, "updated_at")) if isinstance(row, dict) else ("", "")
