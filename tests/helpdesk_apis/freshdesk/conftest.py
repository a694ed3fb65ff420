"""A Freshdesk on loopback, written from Freshdesk's public API pages (docs/helpdesks.md)."""

from __future__ import annotations

import base64
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

Row = dict[str, Any]
BEGIN = datetime(2026, 11, 1, tzinfo=UTC)


@dataclass
class FreshdeskServer:
    """An account. Each change is a second of its clock, unless told to stand still."""

    rows: dict[int, Row] = field(default_factory=dict)
    said: dict[int, list[Row]] = field(default_factory=dict)
    asked: list[Any] = field(default_factory=list)
    instead: dict[str, deque[Any]] = field(default_factory=dict)
    before_page: Callable[[], None] | None = None
    before_said: Callable[[int], None] | None = None
    counts_the_time_itself: bool = True
    stands_still: bool = False
    tick: int = 0

    def now(self) -> str:
        self.tick += not self.stands_still
        return (BEGIN + timedelta(seconds=self.tick)).strftime("%Y-%m-%dT%H:%M:%SZ")

    def open(self, number: int, body: str = "アプリが落ちます", status: int = 2) -> None:
        at = self.now()
        person = {
            "id": 7000 + number,
            "name": "勅使河原 冴子",
            "email": "s@m.example",
            "phone": None,
        }
        self.said[number] = []
        self.rows[number] = {
            "id": number,
            "status": status,
            "source": 2,
            "priority": 1,
            "subject": f"件名 {number}",
            "description": f"<div>{body} {number}</div>",
            "description_text": f"{body} {number}",
            "created_at": at,
            "updated_at": at,
            "requester_id": person["id"],
            "requester": person,
            "responder_id": 55,
            "company_id": 9,
            "spam": False,
            "tags": ["crash"],
            "type": "Problem",
            "custom_fields": {"cf_plan": "pro", "cf_app_version": "4.1", "cf_empty": None},
            "stats": {"resolved_at": None, "closed_at": None, "reopened_at": None},
        }

    def say(self, number: int, body: str, *, incoming: bool = False, private: bool = False) -> None:
        at = self.touch(number)
        one = {"id": number * 1000 + len(self.said[number]), "body": f"<p>{body}</p>"}
        one |= {"body_text": body, "incoming": incoming, "private": private, "created_at": at}
        self.said[number].append(one | {"user_id": 7000 + number if incoming else 55})

    def touch(self, number: int, **changed: Any) -> str:
        at = self.now()
        self.rows[number] |= changed | {"updated_at": at}
        return at

    def resolve(self, number: int) -> None:
        self.rows[number]["stats"]["resolved_at"] = self.touch(number, status=4)

    # --- what it answers -------------------------------------------------------------------

    def __call__(self, asked: Any) -> Any:
        self.asked.append(asked)
        for start, answers in self.instead.items():
            if asked.path.startswith(start) and answers:
                return answers.popleft()
        login = asked.headers.get("authorization", "").removeprefix("Basic ")
        if base64.b64decode(login) != b"freshdesk-key-20e:X":
            return 401, {}, {"code": "invalid_credentials"}
        if asked.path == "/api/v2/agents/me":
            return 200, {}, {"id": 55, "type": "support_agent"}
        if asked.path == "/api/v2/tickets":
            return self._list(asked.query)
        number = int(asked.path.split("/")[4])
        if asked.path.endswith("/conversations"):
            return self._said(number, asked.query)
        return (200, {}, self.rows[number]) if number in self.rows else (404, {}, "")

    def _list(self, query: dict[str, str]) -> Any:
        page, size = int(query.get("page", 1)), min(int(query.get("per_page", 30)), 100)
        if page > 300:
            return 400, {}, {"description": "Validation failed"}
        if self.before_page:
            self.before_page()
        since = query.get("updated_since", "")
        rows = [row for row in self.rows.values() if _list_of(row) == query.get("filter", "")]
        exact = self.counts_the_time_itself
        rows = [r for r in rows if r["updated_at"] > since or (exact and r["updated_at"] == since)]
        rows.sort(key=lambda row: row["updated_at"])
        return 200, {}, rows[(page - 1) * size : page * size]

    def _said(self, number: int, query: dict[str, str]) -> Any:
        if self.before_said:
            self.before_said(number)
        if number not in self.rows or self.rows[number].get("deleted"):
            return 404, {}, ""
        page, size = int(query["page"]), int(query["per_page"])
        return 200, {}, self.said[number][(page - 1) * size : page * size]


def _list_of(row: Row) -> str:
    return "deleted" if row.get("deleted") else "spam" if row["spam"] else ""


@pytest.fixture
def freshdesk() -> FreshdeskServer:
    return FreshdeskServer()
