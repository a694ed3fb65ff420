"""Taking quotes out of a Jira issue: read, leave them out, write back what is left.

Jira keeps the old text of a description in the issue's own history, which no API deletes: that
is for its administrator (docs/data-protection.md).
"""

from __future__ import annotations

from typing import Any

from connectors.tracker.jira_session import JiraSession
from connectors.tracker.jira_write import NOTE, comments, note_key_of
from connectors.tracker.strike import Quoted, from_adf, from_wiki, summary_left

Json = dict[str, Any]


def strike_issue(session: JiraSession, issue_id: str, quoted: Quoted, *, is_cloud: bool) -> int:
    """Description and summary in one write, then each comment that Koe wrote; nothing is
    written where nothing of theirs stands. Comments of people are left to people."""
    path = f"issue/{issue_id}"
    taken = _strike_fields(session, path, quoted, is_cloud=is_cloud)
    return taken + sum(
        _strike_comment(session, path, comment, quoted, is_cloud=is_cloud)
        for comment in list(comments(session, issue_id))
    )


def _strike_fields(session: JiraSession, path: str, quoted: Quoted, *, is_cloud: bool) -> int:
    asked = {"fields": "summary,description"}
    fields = session.read("GET issue", "GET", path, params=asked)["fields"]
    text, summary = fields.get("description"), str(fields.get("summary") or "")
    left, taken = _without(text, quoted, is_cloud=is_cloud)
    named = summary_left(summary, text or "", left or "", quoted)
    changed = {"description": left} if taken else {}
    if named != summary:
        changed["summary"] = named
    if changed:
        session.write("PUT issue", "PUT", path, {"fields": changed})
    return taken + int(named != summary)


def _strike_comment(
    session: JiraSession, path: str, comment: Json, quoted: Quoted, *, is_cloud: bool
) -> int:
    key = note_key_of(comment)
    if key is None:
        return 0
    left, taken = _without(comment.get("body"), quoted, is_cloud=is_cloud)
    if taken:
        body = {"body": left, "properties": [{"key": NOTE, "value": {"key": key}}]}
        session.write("PUT comment", "PUT", f"{path}/comment/{comment['id']}", body)
    return taken


def _without(text: Any, quoted: Quoted, *, is_cloud: bool) -> tuple[Any, int]:
    if not text:
        return text, 0
    return from_adf(text, quoted) if is_cloud else from_wiki(str(text), quoted)
