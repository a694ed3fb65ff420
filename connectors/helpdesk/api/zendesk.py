"""Zendesk Support. Facts and their sources: docs/helpdesks.md; choices: docs/decisions/0045.

Tickets come from the cursor export, which hands out every change once, in the order of the
server's own clock; their comments one request (of 100) a ticket, because only so does a redacted
comment come again. The export never shows a comment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from connectors.helpdesk.api.client import Api, Collision, NotGiven
from connectors.helpdesk.api.source import Json, Once, Page, bad, objects_in, read_of, rows_of
from connectors.helpdesk.notes import mark_of, signed
from connectors.helpdesk.translation import Read
from connectors.helpdesk.zendesk import Translator
from connectors.helpdesk.zendesk_people import SideLoads, nested, text
from records.errors import HelpdeskRefused, Throttled
from records.ticket import Reason

EXPORT = "/api/v2/incremental/tickets/cursor"
TOKENS = "/oauth/tokens"
SIDE_LOADS = ("users", "metric_sets", "organizations")
TICKETS_A_PAGE = 100  # of 1,000: a page is a transaction, and its comments take minutes
COMMENTS_A_PAGE = 100
# The export refuses a start within the last minute.
START_AGO = timedelta(minutes=2)
COLLISIONS = 3


class Zendesk:
    """One Zendesk account. ``since`` is where the very first pull begins (UTC)."""

    kind = "zendesk"

    def __init__(
        self, api: Api, *, source: str, since: datetime, now: datetime, fields: Mapping[str, str]
    ) -> None:
        self._api, self._source, self._fields = api, source, fields
        self._start = min(since, now - START_AGO)

    def check(self) -> str:
        """Who the login is: ``/users/me`` answers an anonymous user too, with 200."""
        user = nested(self._api.get("/api/v2/users/me"), "user")
        role = text(user, "role")
        if not text(user, "id"):
            raise HelpdeskRefused(
                "Zendesk takes Koe for an anonymous visitor",
                expected="a token of an administrator",
                next_step="check the secrets in .env and helpdesk.client_id or helpdesk.user",
            )
        if role != "admin":
            raise HelpdeskRefused(
                f"the login is a Zendesk {role or 'user without a role'}",
                expected="an admin: Zendesk gives its incremental export to nobody else",
                next_step="make the OAuth client (or the token) as an administrator",
            )
        return f"an {role} of Zendesk"

    def pages(self, cursor: str) -> Iterator[Page]:
        """The export from ``cursor`` on, to ``end_of_stream``."""
        guard = Once(cursor)
        while True:
            body = self._export(cursor)
            after = body.get("after_cursor")
            last = body.get("end_of_stream") is True
            if isinstance(after, str) and after and not (last and after == cursor):
                cursor = guard.new(after, "the ticket export")
            elif not last:
                guard.new(cursor, "the ticket export")
            yield Page(tuple(self._reads(body)), cursor, last)
            if last:
                return

    def again(self, ticket_ids: Iterable[str]) -> Iterator[Read]:
        """Tickets by their ids, a hundred a request; one that is gone is not in the answer."""
        ids = list(ticket_ids)
        for at in range(0, len(ids), 100):
            asked = {"ids": ",".join(ids[at : at + 100]), "include": ",".join(SIDE_LOADS)}
            yield from self._reads(self._api.get("/api/v2/tickets/show_many", asked))

    def check_notes(self) -> str:
        """Whether the token has the scope; an API token may do whatever its owner may."""
        try:
            token = nested(self._api.get("/api/v2/oauth/tokens/current"), "token")
        except NotGiven:
            return "may write notes (an API token)"
        told = token.get("scopes")
        scopes = [str(one) for one in told] if isinstance(told, list) else []
        if not any(one == "write" or one == "tickets:write" for one in scopes):
            raise HelpdeskRefused(
                f"the OAuth token has the scopes {', '.join(scopes) or 'none'}",
                expected="read and write (helpdesk.notes is on)",
                next_step="allow the OAuth client the scope write, or switch helpdesk.notes off",
            )
        return "may write notes"

    def has_note(self, ticket_id: str, key: str) -> bool:
        """Looked for in the ticket's comments."""
        mark = mark_of(key)
        found = objects_in(self._comments(ticket_id, SideLoads()))
        return any(mark in text(one, "body") for one in found)

    def add_note(self, ticket_id: str, note: str, key: str) -> bool:
        """A private comment by a safe update: the ticket's stamp is read before the comments,
        so whatever is added to the ticket after that look makes Zendesk refuse (409)."""
        for _ in range(COLLISIONS):
            row = nested(self._api.get(f"/api/v2/tickets/{ticket_id}"), "ticket")
            if self.has_note(ticket_id, key):
                return False
            ticket = {
                "comment": {"body": signed(note, key), "public": False},
                "safe_update": True,
                "updated_stamp": text(row, "updated_at"),
            }
            try:
                self._api.write("PUT", f"/api/v2/tickets/{ticket_id}", {"ticket": ticket})
            except Collision:
                continue
            return True
        raise Throttled(f"ticket {ticket_id} keeps changing", retry_after=0.0)

    def _export(self, cursor: str) -> Json:
        where: dict[str, str | int] = (
            {"cursor": cursor} if cursor else {"start_time": int(self._start.timestamp())}
        )
        where |= {"per_page": TICKETS_A_PAGE, "include": ",".join(SIDE_LOADS)}
        return self._api.get(EXPORT, where)

    def _reads(self, body: Json) -> Iterator[Read]:
        side = SideLoads()
        for key in SIDE_LOADS:
            for row in objects_in(body.get(key)):
                side.add(key, row)
        translator = Translator(self._source, side, self._fields)
        for row in rows_of(body, "tickets"):
            yield self._read(row, side, translator)

    def _read(self, row: object, side: SideLoads, translator: Translator) -> Read:
        """The ticket with its comments. A ticket deleted since the page was made has none left
        (404); comments that the login may not see quarantine their ticket, and no other."""
        if isinstance(row, dict) and text(row, "id") and row.get("status") != "deleted":
            try:
                row = row | {"comments": self._comments(text(row, "id"), side)}
            except NotGiven as error:
                if error.status == 403:
                    return bad(row, Reason.MISSING_REQUIRED, "its comments are forbidden (403)")
                row = row | {"status": "deleted"}
        return read_of(row, translator.ticket)

    def _comments(self, ticket_id: str, side: SideLoads) -> list[object]:
        path = f"/api/v2/tickets/{ticket_id}/comments"
        asked: dict[str, str | int] = {"page[size]": COMMENTS_A_PAGE, "include": "users"}
        found: list[object] = []
        guard = Once("")
        while True:
            body = self._api.get(path, asked)
            found += rows_of(body, "comments")
            for user in objects_in(body.get("users")):
                side.add("users", user)
            meta = nested(body, "meta")
            if meta.get("has_more") is not True:
                return found
            asked["page[after]"] = guard.new(text(meta, "after_cursor"), "the comments")
