"""Jira's JSON to what Koe knows of an issue. Only ``key`` of a status category is the same in
every language; names are for people to read and are compared with the policy's lists."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from connectors.tracker.answers import plain
from connectors.tracker.base import Category, FoundIssue
from records.errors import Rejected

PROOF = "koe.topic"
FIELDS = (
    "summary",
    "labels",
    "status",
    "resolution",
    "resolutiondate",
    "created",
    "updated",
    "fixVersions",
    "issuelinks",
)
CATEGORIES: dict[str, Category] = {"new": "todo", "indeterminate": "doing", "done": "done"}
CATEGORY_KEYS = {category: key for key, category in CATEGORIES.items()}
TYPE_NAMES = (
    ("Task", "タスク"),
    ("Bug", "バグ", "不具合"),
    ("Story", "ストーリー"),
    ("Improvement", "改善"),
)

Json = dict[str, Any]


def found_issue(raw: Json, site: str, duplicate_links: tuple[str, ...]) -> FoundIssue:
    """An issue from a search or a GET with ``FIELDS`` and the proof property."""
    fields: Json = raw["fields"]
    release = _release(fields)
    proof = (raw.get("properties") or {}).get(PROOF)
    return FoundIssue(
        issue_id=str(raw["id"]),
        issue_key=raw["key"],
        url=f"{site}/browse/{raw['key']}",
        summary=fields.get("summary") or "",
        labels=tuple(fields.get("labels") or ()),
        status=fields["status"]["name"],
        status_category=category_of(fields["status"]),
        resolution=(fields.get("resolution") or {}).get("name"),
        created_at=moment(fields["created"]),
        updated_at=moment(fields["updated"]),
        resolved_at=moment(fields["resolutiondate"]) if fields.get("resolutiondate") else None,
        duplicate_of=_duplicate_of(fields, duplicate_links),
        release=release.get("name"),
        released_on=_day(release.get("releaseDate")),
        is_released=release.get("released"),
        proof={str(k): str(v) for k, v in proof.items()} if isinstance(proof, dict) else {},
    )


def category_of(status: Json) -> Category:
    """todo, doing or done; a category of no known key counts as todo, which keeps it open."""
    return CATEGORIES.get(status.get("statusCategory", {}).get("key", ""), "todo")


def moment(text: str) -> datetime:
    """Jira's ``2026-10-01T12:00:00.000+0000``; Python 3.11 takes the offset without a colon."""
    return datetime.fromisoformat(text)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _release(fields: Json) -> Json:
    """The latest of the fix versions: customers have the fix once that is out."""
    versions: list[Json] = fields.get("fixVersions") or []
    return max(versions, key=lambda one: one.get("releaseDate") or "9999", default={})


def _duplicate_of(fields: Json, names: tuple[str, ...]) -> str | None:
    """The issue that this one duplicates: Jira shows it as the outward end of the link."""
    known = {plain(name) for name in names}
    for link in fields.get("issuelinks") or []:
        if plain(link["type"]["name"]) in known and "outwardIssue" in link:
            return str(link["outwardIssue"]["key"])
    return None


def issue_type_id(raw: Json, wanted: str) -> str:
    """The id of an issue type by id or name; the usual names in both languages are one name.

    ``raw`` is the answer of createmeta: its rows are in ``issueTypes`` (Cloud) or ``values``.
    Raises Rejected naming what the project has.
    """
    rows: list[Json] = raw.get("issueTypes") or raw.get("values") or []
    same = next((names for names in TYPE_NAMES if wanted in names), (wanted,))
    accepted = {plain(name) for name in (wanted, *same)}
    for row in rows:
        names = {str(row["id"]), plain(row["name"]), plain(row.get("untranslatedName") or "")}
        if not row.get("subtask") and names & accepted:
            return str(row["id"])
    raise Rejected(
        f"the project has no issue type {wanted!r}",
        expected=", ".join(str(row["name"]) for row in rows if not row.get("subtask")),
        next_step="set tracker.issue_type to one of these",
    )
