"""An Intercom on loopback, written from Intercom's public API pages (docs/helpdesks.md)."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

Row = dict[str, Any]
BEGIN = int(datetime(2026, 11, 20, 17, 50, tzinfo=UTC).timestamp())


@dataclass
class IntercomServer:
    """A workspace. Each change is a minute of its clock."""

    rows: dict[str, Row] = field(default_factory=dict)
    asked: list[Any] = field(default_factory=list)
    instead: dict[str, deque[Any]] = field(default_factory=dict)
    before_get: Callable[[str], None] | None = None
    most_parts: int = 500
    page: int = 150
    forgets_places: bool = False
    stuck: bool = False
    code: str = "ab12"
    tick: int = 0

    def now(self) -> int:
        self.tick += 1
        return BEGIN + 60 * self.tick

    def open(self, number: str, body: str, name: str = "勅使河原 冴子") -> None:
        at = self.now()
        contact = {"type": "user", "id": f"contact-{number}", "name": name, "email": "s@m.example"}
        self.rows[number] = {
            "type": "conversation",
            "id": number,
            "created_at": at,
            "updated_at": at,
            "state": "open",
            "open": True,
            "title": None,
            "source": {
                "type": "conversation",
                "id": f"source-{number}",
                "delivered_as": "customer_initiated",
                "subject": "",
                "body": f"<p>{body}</p>",
                "author": contact,
            },
            "contacts": {
                "type": "contact.list",
                "contacts": [{"type": "contact", "id": contact["id"]}],
            },
            "admin_assignee_id": 814860,
            "custom_attributes": {"plan": "pro", "app_version": "4.1"},
            "tags": {"type": "tag.list", "tags": [{"type": "tag", "id": "1", "name": "crash"}]},
            "conversation_rating": {"rating": 2},
            "statistics": {"count_reopens": 0, "last_close_at": None, "first_admin_reply_at": None},
            "parts": [],
        }

    def part(
        self, number: str, body: str | None, kind: str = "comment", who: str = "admin"
    ) -> None:
        row, at = self.rows[number], self.now()
        author = row["source"]["author"] if who == "user" else {"type": who, "id": "814860"}
        one = {"type": "conversation_part", "id": f"{number}-{len(row['parts'])}"}
        row["parts"].append(
            one | {"part_type": kind, "body": body, "created_at": at, "author": author}
        )
        row["updated_at"] = at

    def close(self, number: str) -> None:
        self.part(number, None, "close")
        self.rows[number]["state"] = "closed"
        self.rows[number]["statistics"]["last_close_at"] = self.rows[number]["updated_at"]

    def reopen(self, number: str) -> None:
        self.part(number, None, "open", "user")
        self.rows[number]["state"] = "open"
        self.rows[number]["statistics"]["count_reopens"] += 1

    # --- what it answers -------------------------------------------------------------------

    def __call__(self, asked: Any) -> Any:
        self.asked.append(asked)
        for start, answers in self.instead.items():
            if asked.path.startswith(start) and answers:
                return answers.popleft()
        if asked.headers.get("authorization") != "Bearer intercom-token-51c":
            return 401, {}, {"type": "error.list"}
        if asked.headers.get("intercom-version") != "2.11":
            return 400, {}, {"type": "error.list"}
        if asked.path == "/me":
            return 200, {}, {"type": "admin", "app": {"id_code": self.code, "name": "Kakeibo"}}
        if asked.path == "/conversations/search":
            return self._search(asked.body)
        return self._get(asked.path.rpartition("/")[2])

    def _search(self, body: Row) -> Any:
        (since,) = [one["value"] for one in body["query"]["value"]]
        after = body["pagination"].get("starting_after")
        if after and self.forgets_places:
            self.forgets_places = False
            return 400, {}, {"type": "error.list"}
        found = [row for row in self.rows.values() if row["updated_at"] > since]
        found.sort(key=lambda row: -row["updated_at"])  # newest first, as by default
        start = int(after or 0)
        size = min(self.page, body["pagination"]["per_page"])
        shown = [
            {k: v for k, v in row.items() if k not in ("parts", "source")}
            for row in found[start : start + size]
        ]
        pages: Row = {"type": "pages", "per_page": size}
        if start + size < len(found) or self.stuck:
            pages["next"] = {"page": 2, "starting_after": "7" if self.stuck else str(start + size)}
        told = {"type": "conversation.list", "conversations": shown, "pages": pages}
        return 200, {}, told | {"total_count": len(found)}

    def _get(self, number: str) -> Any:
        if self.before_get:
            self.before_get(number)
        row = self.rows.get(number)
        if row is None:
            return 404, {}, {"type": "error.list"}
        parts = row["parts"][-self.most_parts :]
        told = {k: v for k, v in row.items() if k != "parts"}
        listed = {"type": "conversation_part.list", "conversation_parts": parts}
        return 200, {}, told | {"conversation_parts": listed | {"total_count": len(row["parts"])}}


@pytest.fixture
def intercom() -> IntercomServer:
    return IntercomServer()
