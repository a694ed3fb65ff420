"""What a simulated Backlog remembers, and the faults that it can be asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

Json = dict[str, Any]
Fault = Literal["drop before", "drop after", "429", "503 after"]
NAMES = {
    "ja": (
        ("未対応", "処理中", "処理済み", "完了"),
        ("タスク", "バグ", "要望", "その他"),
        ("対応済み", "対応しない", "無効", "重複", "再現しない"),
    ),
    "en": (
        ("Open", "In Progress", "Resolved", "Closed"),
        ("Task", "Bug", "Request", "Other"),
        ("Fixed", "Won't Fix", "Invalid", "Duplicated", "Cannot Reproduce"),
    ),
}


def utc_now() -> datetime:
    """The clock of a simulator run by hand."""
    return datetime.now(UTC)


@dataclass
class BacklogState:
    """One space with one project. ``faults`` are used up one a write (a 429 also by reads).

    ``role`` is the account's roleType; ``required_field`` a custom field that every issue must
    have ("" for none, None where the plan has no custom fields).
    """

    clock: Callable[[], datetime] = utc_now
    language: Literal["ja", "en"] = "ja"
    rule: Literal["backlog", "markdown"] = "backlog"
    key: str = "koe-key-of-the-simulator"
    project: str = "KOE"
    may_make_categories: bool = True
    role: int = 2
    required_field: str | None = ""
    is_blind: bool = False
    issues: dict[int, Json] = field(default_factory=dict)
    comments: dict[int, list[Json]] = field(default_factory=dict)
    categories: list[Json] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    requests: list[tuple[str, str]] = field(default_factory=list)
    lock: threading.RLock = field(default_factory=threading.RLock, repr=False)
    last_id: int = 100
    last_number: int = 0

    def new_id(self) -> int:
        """An id that was never used."""
        self.last_id += 1
        return self.last_id

    def stamp(self) -> str:
        """Now, as Backlog writes it."""
        return f"{self.clock().astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"

    def named(self, what: Literal["status", "type", "resolution"], first: int) -> list[Json]:
        """Statuses (ids from 1), issue types or resolutions (from 0) in the space's language."""
        names = NAMES[self.language][("status", "type", "resolution").index(what)]
        return [{"id": first + place, "name": name} for place, name in enumerate(names)]

    def issue(self, id_or_key: str) -> Json | None:
        """An issue by id or key."""
        for issue in self.issues.values():
            if id_or_key in (str(issue["id"]), issue["issueKey"]):
                return issue
        return None

    def person(
        self,
        key: str,
        *,
        status: int | None = None,
        resolution: int | None = None,
        comment: str | None = None,
        category: str | None = None,
        **changes: Any,
    ) -> None:
        """Something a product manager does in Backlog's own pages."""
        with self.lock:
            issue = self.issue(key)
            if issue is None:
                raise KeyError(key)
            issue.update(changes)
            if status is not None:
                issue["status"] = self.named("status", 1)[status - 1]
            if resolution is not None:
                issue["resolution"] = self.named("resolution", 0)[resolution]
            if category:
                issue["category"].append({"id": self.new_id(), "name": category})
            if comment:
                self.say(issue["id"], comment)
            issue["updated"] = self.stamp()

    def say(self, issue_id: int, content: str) -> Json:
        """Add a comment."""
        now = self.stamp()
        made = {"id": self.new_id(), "content": content, "created": now, "updated": now}
        self.comments.setdefault(issue_id, []).append(made)
        return made
