"""Request Tracker 5 through REST 2, tried against Debian's 5.0.3. Choices: docs/decisions/0046.

What changed is told by the transactions, whose ids only grow: a date in a query would be read in
the login's own time zone, and a search never shows a deleted ticket. Everything is asked for a
hundred at a time, since RT checks the login anew at every request, which takes it longest of all.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from urllib.parse import quote

from connectors.helpdesk.api.client import Api, NotGiven
from connectors.helpdesk.api.rt_tickets import (
    SAID,
    RtTranslator,
    Thread,
    effective_id,
    people_of,
    words_of,
)
from connectors.helpdesk.api.source import Json, Page, objects_in, read_of, rows_of
from connectors.helpdesk.notes import mark_of, signed
from connectors.helpdesk.translation import Read
from connectors.helpdesk.zendesk import moment
from connectors.helpdesk.zendesk_people import nested, text
from records.errors import HelpdeskError, HelpdeskRefused

BASE = "/REST/2.0"
PAGE = 100  # RT's own cap; asking for more gives 100 without a word
TICKETS_A_PAGE = 50
MOST_OR = 50
# A transaction gets its id before it is committed: what is younger is read again next time.
SETTLE = timedelta(minutes=5)
FIELDS = (
    "Status,Subject,Created,LastUpdated,Resolved,EffectiveId,Type"
    ",Queue,Owner,Requestor,CustomFields"
)
PERSON = "Name,EmailAddress,RealName"  # a list shows nobody as privileged, whoever they are


class RequestTracker:
    """One Request Tracker, as one of its users sees it."""

    kind = "rt"

    def __init__(self, api: Api, translator: RtTranslator, *, now: datetime) -> None:
        self._api, self._translator, self._now = api, translator, now
        self._privileged: dict[str, bool] = {}

    def check(self) -> str:
        """RT's version, and that tickets can be searched."""
        version = text(self._api.get(f"{BASE}/rt"), "Version")
        total = self._api.get(f"{BASE}/tickets", {"query": "id > 0", "per_page": 1}).get("total")
        return f"RT {version}, {total} tickets in sight"

    def pages(self, cursor: str) -> Iterator[Page]:
        """First every ticket by its id, then whatever the transactions tell."""
        place = json.loads(cursor) if cursor else {"after": 0, "feed": self._newest()}
        if "after" in place:
            yield from self._all(int(place["after"]), int(place["feed"]))
        yield from self._feed(int(place["feed"]))

    def again(self, ticket_ids: Iterable[str]) -> Iterator[Read]:
        """These tickets as they stand now."""
        for some in _chunks(sorted(ticket_ids, key=int), TICKETS_A_PAGE):
            yield from self._reads([int(one) for one in some])

    def check_notes(self) -> str:
        """Whether RT offers the login to comment on the newest ticket it sees."""
        asked: dict[str, str | int] = {"query": "id > 0", "orderby": "id", "order": "DESC"}
        rows = _items(self._api.get(f"{BASE}/tickets", asked | {"per_page": 1}))
        if not rows:
            return "no ticket in sight yet on which to try the right to comment"
        shown = self._api.get(f"{BASE}/ticket/{rows[0]['id']}")
        if not any(text(one, "ref") == "comment" for one in objects_in(shown.get("_hyperlinks"))):
            raise HelpdeskRefused(
                f"the login may not comment on ticket {rows[0]['id']}",
                expected="the rights CommentOnTicket and ShowTicketComments (helpdesk.notes is on)",
                next_step="grant them in RT, or switch helpdesk.notes off",
            )
        return "may write comments"

    def has_note(self, ticket_id: str, key: str) -> bool:
        """Looked for in the texts of the ticket's comments."""
        wanted = [("ObjectId", "=", ticket_id), ("Type", "=", "Comment")]
        thread = Thread(transactions=list(self._transactions(wanted, "Type")))
        self._add_texts({ticket_id: thread})
        return any(mark_of(key) in words for words in thread.texts.values())

    def add_note(self, ticket_id: str, note: str, key: str) -> bool:
        """A comment, which RT shows to staff alone."""
        if self.has_note(ticket_id, key):
            return False
        body = {"Content": signed(note, key), "ContentType": "text/plain"}
        self._api.write("POST", f"{BASE}/ticket/{ticket_id}/comment", body)
        return True

    def _all(self, after: int, feed: int) -> Iterator[Page]:
        while True:
            query = f"id > {after} AND EffectiveId > 0"  # naming it brings merged ones too
            asked: dict[str, str | int] = {
                "query": query,
                "orderby": "id",
                "per_page": TICKETS_A_PAGE,
            }
            ids = [int(row["id"]) for row in _items(self._api.get(f"{BASE}/tickets", asked))]
            if not ids:
                return
            if max(ids) <= after:
                raise HelpdeskError("RT sends tickets that were read already, again and again")
            after = max(ids)
            yield Page(tuple(self._reads(ids)), json.dumps({"after": after, "feed": feed}))

    def _feed(self, after: int) -> Iterator[Page]:
        settled = after
        while True:
            rows = self._transactions([("id", ">", after)], "Created,ObjectId", pages=1)
            for row in rows:
                old_enough = moment(row, "Created") <= self._now - SETTLE
                settled = max(settled, int(row["id"])) if old_enough else settled
            last = len(rows) < PAGE
            ids = sorted({int(row["ObjectId"]) for row in rows})
            reads = [read for some in _chunks(ids, TICKETS_A_PAGE) for read in self._reads(some)]
            yield Page(tuple(reads), json.dumps({"feed": settled}), last)
            if last:
                return
            after = int(rows[-1]["id"])

    def _newest(self) -> int:
        asked: dict[str, str | int] = {"orderby": "id", "order": "DESC", "per_page": 1}
        rows = _items(
            self._api.search(f"{BASE}/transactions", _conditions([("id", ">", 0)]), asked)
        )
        return int(rows[0]["id"]) if rows else 0

    def _reads(self, ids: Sequence[int]) -> Iterator[Read]:
        """These tickets, with what was merged into them as theirs. Those that a search does not
        show are deleted, or no business of this login's."""
        found = {int(row["id"]): row for row in self._search(ids)}
        lives_in: dict[str, list[str]] = {}
        for number, row in found.items():
            lives_in.setdefault(str(effective_id(row)), []).append(str(number))
        threads = self._threads(lives_in)
        for whole, parts in lives_in.items():
            threads[whole].asking = {part: people_of(found[int(part)]) for part in parts}
        for number in ids:
            one = found.get(number) or self._one(number)
            if one is not None:
                thread = threads.get(str(number), Thread())
                yield read_of(one, partial(self._translator.ticket, thread=thread))

    def _search(self, ids: Sequence[int]) -> list[Json]:
        query = " OR ".join(f"id = {one} OR EffectiveId = {one}" for one in ids)
        asked: dict[str, str | int] = {
            "query": f"({query}) AND EffectiveId > 0",
            "fields": FIELDS,
            "fields[Queue]": "Name",
            "fields[Owner]": "Name",
            "fields[Requestor]": PERSON,
            "orderby": "id",
            "per_page": PAGE,
        }
        return list(self._every(f"{BASE}/tickets", None, asked))

    def _one(self, number: int) -> Json | None:
        """A ticket that no search shows. A merged id would answer with the other's ticket, but
        merged ones were found; so the answer is the ticket's own, most often a deleted one."""
        try:
            row = self._api.get(f"{BASE}/ticket/{number}")
        except NotGiven:
            return None
        return row if row.get("Type") == "ticket" and str(row.get("id")) == str(number) else None

    def _threads(self, lives_in: dict[str, list[str]]) -> dict[str, Thread]:
        """What was said in each living ticket, by its id: oldest first, its merged ones' too."""
        owner = {part: whole for whole, parts in lives_in.items() for part in parts}
        threads = {whole: Thread() for whole in lives_in}
        for some in _chunks(list(owner), MOST_OR):
            wanted = [("ObjectId", "=", one) for one in some]
            kinds = [("Type", "=", one) for one in (*SAID, "Status")]
            fields = "Type,Created,Creator,ObjectId,OldValue,NewValue"
            for row in self._transactions([*wanted, *kinds], fields):
                threads[owner[str(row["ObjectId"])]].transactions.append(row)
        for thread in threads.values():
            thread.staff = self._staff(thread)
        self._add_texts(threads)
        return threads

    def _staff(self, thread: Thread) -> set[str]:
        """Who of those who wrote works on tickets: RT's privileged users, each asked for once."""
        wrote = {text(nested(row, "Creator"), "Name") for row in thread.transactions}
        for name in sorted(wrote - self._privileged.keys() - {""}):
            try:
                user = self._api.get(f"{BASE}/user/{quote(name, safe='')}")
            except NotGiven:  # the login may not see users: then only requestors are customers
                user = {"Privileged": 1}
            self._privileged[name] = user.get("Privileged") in (1, "1")
        return {name for name in wrote if self._privileged.get(name)}

    def _add_texts(self, threads: dict[str, Thread]) -> None:
        by_id = {
            str(row["id"]): thread
            for thread in threads.values()
            for row in thread.transactions
            if row.get("Type") in SAID
        }
        for some in _chunks(list(by_id), MOST_OR):
            conditions = [("TransactionId", "=", one) for one in some]
            conditions.append(("ContentType", "STARTSWITH", "text/"))
            asked: dict[str, str | int] = {
                "fields": "Content,ContentType,TransactionId,Filename",
                "orderby": "id",
                "per_page": PAGE,
            }
            for row in self._every(f"{BASE}/attachments", _conditions(conditions), asked):
                _keep(by_id[str(row["TransactionId"])].texts, row)

    def _transactions(
        self, conditions: list[tuple[str, str, Any]], fields: str, pages: int | None = None
    ) -> list[Json]:
        asked: dict[str, str | int] = {
            "fields": fields,
            "fields[Creator]": PERSON,
            "orderby": "id",
            "per_page": PAGE,
        }
        wanted = _conditions([("ObjectType", "=", "RT::Ticket"), *conditions])
        return list(self._every(f"{BASE}/transactions", wanted, asked, pages))

    def _every(
        self, path: str, query: Any, asked: dict[str, str | int], pages: int | None = None
    ) -> Iterator[Json]:
        """The rows of all pages; RT counts its pages, so an empty one before the end ends
        nothing."""
        number, last = 1, 1
        while number <= (pages or last):
            where = asked | {"page": number}
            body = (
                self._api.get(path, where)
                if query is None
                else self._api.search(path, query, where)
            )
            yield from _items(body)
            last = int(float(body.get("pages") or 0))
            number += 1


def _items(body: Json) -> list[Json]:
    return objects_in(rows_of(body, "items"))


def _conditions(wanted: Sequence[tuple[str, str, Any]]) -> list[dict[str, Any]]:
    """RT's JSON search: the same field several times means any of them, other fields all."""
    seen: set[str] = set()
    told = []
    for name, operator, value in wanted:
        one = {"field": name, "operator": operator, "value": value}
        told.append(one | ({"entry_aggregator": "OR"} if name in seen else {}))
        seen.add(name)
    return told


def _keep(texts: dict[str, str], row: Json) -> None:
    """The plain text of a message, or the words of its HTML where it has no other; never an
    attached file."""
    key, words = str(row["TransactionId"]), words_of(row)
    is_plain = text(row, "ContentType").startswith("text/plain")
    if words and not text(row, "Filename") and (is_plain or key not in texts):
        texts[key] = words


def _chunks(items: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    return (items[at : at + size] for at in range(0, len(items), size))
