"""Backlog's JSON to what Koe knows of an issue.

Backlog has no labels: the key and the proof stand in a footer of the description, and people
steer with categories (``koe-mute`` and the others), which are read as labels.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from connectors.tracker.answers import plain
from connectors.tracker.base import Category, FoundIssue
from connectors.tracker.policy import Words
from records.errors import Rejected

OPEN, IN_PROGRESS, CLOSED = 1, 2, 4  # the same in every space; 3 (処理済み) awaits a check
_FOOTER = re.compile(r"koe-(key|topic|op|since): *([\w-]+)")
_NOTE = re.compile(r"koe-note: *([0-9a-f]{32})")
TYPE_NAMES = (("Task", "タスク"), ("Bug", "バグ"), ("Request", "要望"), ("Other", "その他"))
PROOF = {"key": "key", "topic": "topic_uid", "op": "op_id", "since": "first_seen"}

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Project:
    """What Koe must know of a project before it writes: ids, names, and how text is formatted."""

    project_id: str
    name: str
    is_markdown: bool
    statuses: tuple[tuple[int, str, Category], ...]
    types: tuple[tuple[str, str], ...]
    priority_id: str

    def category(self, status_id: int) -> Category:
        """todo, doing or done; an unknown status counts as doing, which keeps the issue open."""
        return next((kind for one, _, kind in self.statuses if one == status_id), "doing")

    def status_id(self, category: Category) -> int:
        """The first status of a category."""
        standard = {"todo": OPEN, "doing": IN_PROGRESS, "done": CLOSED}
        return standard[category]

    def type_id(self, wanted: str) -> str:
        """The id of an issue type by id or name, the usual names in both languages. Raises
        Rejected naming what the project has."""
        same = next((names for names in TYPE_NAMES if wanted in names), (wanted,))
        accepted = {plain(name) for name in (wanted, *same)}
        for type_id, name in self.types:
            if {type_id, plain(name)} & accepted:
                return type_id
        raise Rejected(
            f"the project has no issue type {wanted!r}",
            expected=", ".join(name for _, name in self.types),
            next_step="set tracker.issue_type to one of these",
        )


def status_of(raw: Json, words: Words) -> tuple[int, str, Category]:
    """A status with its category. Own statuses are open unless their name is one of an end."""
    status_id, name = int(raw["id"]), str(raw["name"])
    ends = {plain(word) for word in (*words.declined, *words.duplicate, *words.fixed)}
    if status_id == OPEN:
        return status_id, name, "todo"
    if status_id == CLOSED or (status_id > CLOSED and plain(name) in ends):
        return status_id, name, "done"
    return status_id, name, "doing"


def found_issue(raw: Json, site: str, project: Project) -> FoundIssue:
    """An issue as Backlog shows it. When it was closed Backlog does not say."""
    description = raw.get("description") or ""
    proof = footer(description)
    label = (proof["key"],) if "key" in proof else ()
    release = _release(raw)
    return FoundIssue(
        issue_id=str(raw["id"]),
        issue_key=raw["issueKey"],
        url=f"{site}/view/{raw['issueKey']}",
        summary=raw.get("summary") or "",
        labels=(*(str(one["name"]) for one in raw.get("category") or ()), *label),
        status=raw["status"]["name"],
        status_category=project.category(int(raw["status"]["id"])),
        resolution=(raw.get("resolution") or {}).get("name"),
        created_at=moment(raw["created"]),
        updated_at=moment(raw["updated"]),
        release=release.get("name"),
        released_on=_day(release.get("releaseDueDate")),
        proof=proof,
    )


def footer(text: str) -> dict[str, str]:
    """The proof in a description: key, topic_uid, op_id, first_seen; the last of each counts, as
    a quote above the footer may hold anything."""
    return {PROOF[name]: value for name, value in _FOOTER.findall(text.replace("\\", ""))}


def footer_lines(proof: dict[str, str]) -> str:
    """The footer as it is written."""
    names = {value: key for key, value in PROOF.items()}
    return "\n".join(f"koe-{names[key]}: {value}" for key, value in proof.items() if key in names)


def note_key_of(text: str) -> str | None:
    """The hashed key in the last line of one of Koe's comments."""
    found = _NOTE.findall(text)
    return found[-1] if found else None


def moment(text: str) -> datetime:
    """Backlog's ``2026-10-01T12:00:00Z``."""
    at = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _release(raw: Json) -> Json:
    """The latest of the milestones: Backlog's word for the release that will hold the work."""
    milestones: list[Json] = raw.get("milestone") or []
    return max(milestones, key=lambda one: one.get("releaseDueDate") or "9999", default={})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None
