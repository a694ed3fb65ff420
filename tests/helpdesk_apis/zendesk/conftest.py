"""A Zendesk on loopback, written from Zendesk's public pages (docs/helpdesks.md): it keeps tickets,
comments and users, exports changes by its own clock, and misbehaves when told to."""

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
AGENT, ADMIN = 900, 901


@dataclass
class ZendeskServer:
    """Change it with ``open``, ``comment``, ``solve`` …; each is a second of its clock."""

    page: int = 100
    role: str = "admin"
    token_life: int = 3600
    tickets: dict[int, Row] = field(default_factory=dict)
    comments: dict[int, list[Row]] = field(default_factory=dict)
    users: dict[int, Row] = field(default_factory=dict)
    metrics: dict[int, Row] = field(default_factory=dict)
    asked: list[Any] = field(default_factory=list)
    # what to answer instead, first come first served, by the beginning of a path
    instead: dict[str, deque[Any]] = field(default_factory=dict)
    before_comments: Callable[[int], None] | None = None
    empty_page_first: bool = False
    stuck: bool = False
    tokens: list[str] = field(default_factory=list)
    # what happens to writes, first come first served: "lost" (done, and the answer is lost),
    # "cut" (the connection goes before it is done), "meanwhile" (an agent writes first),
    # "forbidden" (the login may not write)
    writes: deque[str] = field(default_factory=deque)
    scope: str = ""
    tick: int = 0

    def __post_init__(self) -> None:
        self.users[AGENT] = {"id": AGENT, "role": "agent", "name": "五十嵐 真"}
        self.users[ADMIN] = {"id": ADMIN, "role": self.role, "name": "Koe"}

    def now(self) -> datetime:
        self.tick += 1
        return BEGIN + timedelta(seconds=self.tick)

    def open(self, number: int, body: str, name: str = "勅使河原 冴子", **more: Any) -> Row:
        at = self.now()
        customer = 10_000 + number
        self.users[customer] = {
            "id": customer,
            "role": "end-user",
            "name": name,
            "email": f"c{number}@mail.example",
        }
        self.tickets[number] = {
            "id": number,
            "url": f"https://acme.zendesk.example/api/v2/tickets/{number}.json",
            "status": "new",
            "subject": body[:20],
            "description": body,
            "created_at": _iso(at),
            "updated_at": _iso(at),
            "generated_timestamp": int(at.timestamp()),
            "requester_id": customer,
            "submitter_id": customer,
            "assignee_id": None,
            "organization_id": 7,
            "custom_fields": [{"id": 360, "value": "4.1.0"}],
            "tags": [],
            "via": {"channel": "web", "source": {"from": {}, "to": {}, "rel": None}},
            "satisfaction_rating": {"score": "unoffered"},
        } | more
        self.comments[number] = []
        self.metrics[number] = {"id": number, "ticket_id": number, "reopens": 0, "solved_at": None}
        self._say(number, customer, body, at)
        return self.tickets[number]

    def comment(self, number: int, body: str, *, public: bool = True, author: int = AGENT) -> None:
        self._say(number, author, body, self.touch(number), public=public)

    def solve(self, number: int) -> None:
        at = self.touch(number, status="solved")
        self.metrics[number]["solved_at"] = _iso(at)

    def reopen(self, number: int) -> None:
        self.touch(number, status="open")
        self.metrics[number]["reopens"] += 1

    def merge(self, number: int, into: int) -> None:
        self.touch(number, status="closed", tags=["closed_by_merge"])
        self.touch(into, merged_ticket_ids=[number])

    def delete(self, number: int) -> None:
        self.touch(number, status="deleted", subject="SCRUBBED", description="SCRUBBED")
        self.comments[number] = []

    def redact(self, number: int, at: int, body: str) -> None:
        """In place: the comment keeps its id, the ticket its updated_at."""
        self.comments[number][at]["body"] = body
        row = self.tickets[number]
        row["description"] = self.comments[number][0]["body"]
        row["generated_timestamp"] = int(self.now().timestamp())

    def touch(self, number: int, **changed: Any) -> datetime:
        at = self.now()
        times = {"updated_at": _iso(at), "generated_timestamp": int(at.timestamp())}
        self.tickets[number] |= changed | times
        return at

    def _say(
        self, number: int, author: int, body: str, at: datetime, *, public: bool = True
    ) -> None:
        comment = {
            "id": number * 1000 + len(self.comments[number]),
            "type": "Comment",
            "author_id": author,
            "public": public,
            "body": body,
            "created_at": _iso(at),
            "via": {"channel": "web"},
        }
        self.comments[number].append(comment)

    # --- what it answers -------------------------------------------------------------------

    def __call__(self, asked: Any) -> Any:
        self.asked.append(asked)
        path = asked.path.removesuffix(".json")
        for start, answers in self.instead.items():
            if path.startswith(start) and answers:
                return answers.popleft()
        if path == "/oauth/tokens":
            return self._token(asked)
        if not self._knows(asked):
            return 401, {}, {"error": "invalid_token"}
        if path == "/api/v2/oauth/tokens/current":
            return self._scopes(asked)
        if path.startswith("/api/v2/tickets/") and path.count("/") == 4 and path[-1].isdigit():
            return self._ticket(int(path.rpartition("/")[2]), asked)
        if path == "/api/v2/users/me":
            return 200, {}, {"user": self.users[ADMIN]}
        if path == "/api/v2/incremental/tickets/cursor":
            return self._export(asked)
        if path == "/api/v2/tickets/show_many":
            ids = [int(one) for one in asked.query["ids"].split(",")]
            rows = [self.tickets[n] for n in ids if n in self.tickets]
            return 200, {}, self._side(rows)
        return self._comments(int(path.split("/")[4]), asked)

    def _token(self, asked: Any) -> Any:
        form = asked.body
        if form.get("grant_type") != "client_credentials" or form.get("client_secret") != (
            "zendesk-client-secret-9f3"
        ):
            return 401, {}, {"error": "invalid_client"}
        self.tokens.append(f"token-{len(self.tokens) + 1}")
        self.scope = form["scope"]
        told = {"access_token": self.tokens[-1], "token_type": "bearer", "scope": self.scope}
        return 200, {}, told | {"expires_in": self.token_life}

    def _scopes(self, asked: Any) -> Any:
        if asked.headers["authorization"].startswith("Basic "):
            return 404, {}, {"error": "RecordNotFound"}
        return 200, {}, {"token": {"scopes": self.scope.split()}}

    def _ticket(self, number: int, asked: Any) -> Any:
        """One ticket, or its safe update: refused where its stamp is not the newest."""
        if self.tickets[number]["status"] == "deleted":
            return 404, {}, {"error": "RecordNotFound"}
        if asked.method == "GET":
            return 200, {}, {"ticket": self.tickets[number]}
        what = self.writes.popleft() if self.writes else ""
        if what == "meanwhile":
            self.comment(number, "An agent was faster.")
        told = asked.body["ticket"]
        if what == "cut":
            return 0, {}, None
        if what == "forbidden":
            return 403, {}, {"error": "Forbidden"}
        if told["updated_stamp"] != self.tickets[number]["updated_at"]:
            return 409, {}, {"error": "UpdateConflict"}
        if self.tickets[number]["status"] == "closed":
            return 422, {}, {"error": "RecordInvalid"}
        comment = told["comment"]
        self.comment(number, comment["body"], public=comment["public"], author=ADMIN)
        if what == "lost":
            return 0, {}, None
        return 200, {}, {"ticket": self.tickets[number], "audit": {"id": 1}}

    def notes(self, number: int) -> list[str]:
        """What Koe wrote to a ticket; a customer sees none of it."""
        found = [one for one in self.comments[number] if one["author_id"] == ADMIN]
        assert not any(one["public"] for one in found)
        return [one["body"] for one in found]

    def _knows(self, asked: Any) -> bool:
        header = asked.headers.get("authorization", "")
        if header.startswith("Basic "):
            login = base64.b64decode(header.removeprefix("Basic ")).decode()
            return login == "koe@acme.example/token:zendesk-api-token-77a"
        return bool(self.tokens) and header == f"Bearer {self.tokens[-1]}"

    def _export(self, asked: Any) -> Any:
        cursor = asked.query.get("cursor")
        after = _place(cursor) if cursor else (int(asked.query["start_time"]) - 1, 0)
        if self.empty_page_first and cursor is None:
            return (
                200,
                {},
                self._side([]) | {"after_cursor": _cursor(after), "end_of_stream": False},
            )
        ordered = sorted(self.tickets.values(), key=_when)
        rows = [row for row in ordered if _when(row) > after]
        page = rows[: min(self.page, int(asked.query.get("per_page", 1000)))]
        last = _when(page[-1]) if page and not self.stuck else after
        told = {"after_cursor": _cursor(last), "end_of_stream": len(rows) == len(page)}
        if self.stuck:
            told["end_of_stream"] = False
        return 200, {}, self._side(page) | told

    def _side(self, page: list[Row]) -> Row:
        numbers = [row["id"] for row in page]
        people = {row["requester_id"] for row in page}
        return {
            "tickets": page,
            "users": [self.users[one] for one in people if one in self.users],
            "metric_sets": [self.metrics[number] for number in numbers],
            "organizations": [{"id": 7, "name": "Acme", "organization_fields": {"plan": "pro"}}],
        }

    def _comments(self, number: int, asked: Any) -> Any:
        if self.before_comments:
            self.before_comments(number)
        if self.tickets[number]["status"] == "deleted":
            return 404, {}, {"error": "RecordNotFound"}
        size = int(asked.query["page[size]"])
        start = int(asked.query.get("page[after]", 0))
        found = self.comments[number]
        page = found[start : start + size]
        more = start + size < len(found)
        authors = {one["author_id"] for one in page}
        return (
            200,
            {},
            {
                "comments": page,
                "users": [self.users[one] for one in authors if one in self.users],
                "meta": {"has_more": more, "after_cursor": str(start + size)},
            },
        )


def _iso(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _when(row: Row) -> tuple[int, int]:
    return row["generated_timestamp"], row["id"]


def _cursor(place: tuple[int, int]) -> str:
    return base64.b64encode(f"{place[0]}.0||{place[1]}".encode()).decode()


def _place(cursor: str) -> tuple[int, int]:
    time, _, number = base64.b64decode(cursor).decode().partition("||")
    return int(float(time)), int(number)


@pytest.fixture
def zendesk() -> ZendeskServer:
    return ZendeskServer()
