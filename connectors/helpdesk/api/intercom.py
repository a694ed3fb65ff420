"""Intercom through its REST API. Choices: docs/decisions/0047."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from connectors.helpdesk.api.client import Api, NotGiven, NotTaken
from connectors.helpdesk.api.source import Json, Once, Page, bad, read_of, rows_of
from connectors.helpdesk.intercom import OPENING, Translator
from connectors.helpdesk.translation import Read
from connectors.helpdesk.zendesk_people import nested, text
from records.errors import HelpdeskDown, HelpdeskError, HelpdeskRefused
from records.ticket import Reason

VERSION = {"Intercom-Version": "2.11"}
PAGE = 50  # of 150: each conversation is a request of its own
# Clocks differ, and a conversation may change while its page is turned.
OVERLAP_SECONDS = 600


class Intercom:
    """One Intercom workspace."""

    kind = "intercom"
    opening = OPENING

    def __init__(self, api: Api, translator: Translator, *, since: datetime, now: datetime) -> None:
        self._api, self._translator = api, translator
        self._since, self._now = int(since.timestamp()), int(now.timestamp())

    def check(self) -> str:
        """The workspace of the token."""
        me = self._api.get("/me")
        app = text(nested(me, "app"), "name") or text(nested(me, "app"), "id_code")
        if not app:
            raise HelpdeskRefused("the token belongs to no Intercom workspace")
        return f"the workspace {app}"

    def workspace(self) -> str:
        """The id of the token's workspace."""
        try:
            return text(nested(self._api.get("/me"), "app"), "id_code")
        except (NotGiven, NotTaken):
            return ""

    def pages(self, cursor: str) -> Iterator[Page]:
        """Every conversation updated since, in the search's own order, which is not relied on:
        only when its last page is read does the beginning move, to when this pull began."""
        place: dict[str, Any] = json.loads(cursor) if cursor else {"since": self._since}
        place.setdefault("began", self._now)
        guard, forgot = Once(str(place.get("after", ""))), False
        while True:
            try:
                body = self._found(place)
            except NotTaken:  # a place that Intercom has forgotten costs only requests
                if forgot or "after" not in place:
                    raise
                del place["after"]
                guard, forgot = Once(""), True
                continue
            after = text(nested(body, "pages", "next"), "starting_after")
            last = not after
            if last:
                began = max(int(place["since"]), int(place["began"]) - OVERLAP_SECONDS)
                place = {"since": began}
            else:
                place["after"] = guard.new(after, "the conversations")
            reads = tuple(self._read(row) for row in rows_of(body, "conversations"))
            yield Page(reads, json.dumps(place), last)
            if last:
                return

    def again(self, ticket_ids: Iterable[str]) -> Iterator[Read]:
        """These conversations as they stand now."""
        for one in ticket_ids:
            yield self._read({"id": one})

    def gone(self, ticket_ids: Iterable[str]) -> Iterator[tuple[str, bool | None]]:
        """Gone is what answers 404 or 410, or says that it is deleted: no search ever tells.

        One that is refused or fails says nothing (None); two failing in a row are an outage."""
        failed = False
        for one in ticket_ids:
            try:
                yield one, self._is_gone(one)
                failed = False
            except HelpdeskDown:
                if failed:
                    raise
                failed = True
                yield one, None

    def _is_gone(self, one: str) -> bool | None:
        try:
            return self._api.get(f"/conversations/{one}").get("deleted") is True
        except NotGiven as error:
            return None if error.status == 403 else True
        except (HelpdeskDown, HelpdeskRefused):
            raise
        except HelpdeskError:
            return None

    def _found(self, place: dict[str, Any]) -> Json:
        """A page of the search."""
        since = {"field": "updated_at", "operator": ">", "value": int(place["since"])}
        pagination = {"per_page": PAGE}
        if "after" in place:
            pagination["starting_after"] = place["after"]
        query = {"operator": "AND", "value": [since]}
        return self._api.search("/conversations/search", {"query": query, "pagination": pagination})

    def _read(self, row: object) -> Read:
        """The conversation with its parts: the search shows none of them."""
        if not isinstance(row, dict) or not text(row, "id"):
            return read_of(row, self._translator.ticket)
        try:
            whole = self._api.get(f"/conversations/{text(row, 'id')}", {"display_as": "plaintext"})
        except NotGiven as error:
            if error.status == 403:
                return bad(row, Reason.MISSING_REQUIRED, "the conversation is forbidden (403)")
            whole = row | {"deleted": True}
        return read_of(whole, self._translator.ticket)
