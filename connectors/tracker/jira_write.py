"""The bodies of Jira's writes, and the comments that carry Koe's key.

Cloud takes an Atlassian document where Data Center takes wiki text; nothing else differs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from connectors.tracker.jira_read import PROOF
from connectors.tracker.jira_session import JiraSession
from connectors.tracker.render import adf, wiki
from connectors.tracker.render.clean import cut, one_line, units
from connectors.tracker.render.fit import SUMMARY_LIMIT, fit
from records.issue import Block, Draft

NOTE = "koe.note"
PAGE = 100
Json = dict[str, Any]


def new_issue(
    draft: Draft, label: str, op_id: str, project: str, type_id: str, *, is_cloud: bool
) -> Json:
    """POST issue. The label makes it findable; the property proves that it is ours."""
    fields = {
        "project": {"key": project},
        "issuetype": {"id": type_id},
        "summary": cut(one_line(draft.summary), SUMMARY_LIMIT),
        "description": body_of(draft.description, is_cloud=is_cloud),
        "labels": list(dict.fromkeys([*draft.labels, label])),
    }
    proof = draft.property_value | {"key": label, "op_id": op_id}
    return {"fields": fields, "properties": [{"key": PROOF, "value": proof}]}


def note_body(blocks: Sequence[Block], note_key: str, *, is_cloud: bool) -> Json:
    """POST or PUT comment, with the key by which it is found again."""
    body = body_of(blocks, is_cloud=is_cloud)
    return {"body": body, "properties": [{"key": NOTE, "value": {"key": note_key}}]}


def body_of(blocks: Sequence[Block], *, is_cloud: bool) -> Any:
    """A document that fits. On Cloud the whole JSON is kept within the limit: whether Jira
    counts only its text is not documented."""
    if is_cloud:
        return adf.document(fit(blocks, _adf_units))
    return wiki.document(fit(blocks, lambda kept: units(wiki.document(kept))))


def find_note(session: JiraSession, issue_id: str, note_key: str) -> str | None:
    """The id of the comment with this key, newest first, through all pages."""
    for comment in comments(session, issue_id):
        if note_key_of(comment) == note_key:
            return str(comment["id"])
    return None


def comments(session: JiraSession, issue_id: str) -> Iterator[Json]:
    """All comments of an issue with their properties, newest first."""
    params: Json = {"expand": "properties", "orderBy": "-created", "maxResults": PAGE}
    start = 0
    while True:
        path = f"issue/{issue_id}/comment"
        page = session.read("GET comments", "GET", path, params=params | {"startAt": start})
        yield from page["comments"]
        start += len(page["comments"])
        if not page["comments"] or start >= page["total"]:
            return


def last_word(session: JiraSession, issue_id: str) -> str | None:
    """The text of the newest comment without Koe's key, or None; one page is enough for it."""
    params: Json = {"expand": "properties", "orderBy": "-created", "maxResults": PAGE}
    page = session.read("GET comments", "GET", f"issue/{issue_id}/comment", params=params)
    words = (plain_of(one["body"]).strip() for one in page["comments"] if note_key_of(one) is None)
    return next((word for word in words if word), None)


def plain_of(body: Any) -> str:
    """The words of an Atlassian document (Cloud) or of wiki text (Data Center, as it stands)."""
    if isinstance(body, str):
        return body
    if not isinstance(body, dict):
        return ""
    inside = "".join(plain_of(node) for node in body.get("content") or [])
    text = str(body.get("text") or (body.get("attrs") or {}).get("text") or "")
    ends = body.get("type") in ("paragraph", "heading", "hardBreak", "listItem", "tableRow")
    return text + inside + ("\n" if ends else "")


def note_key_of(comment: Json) -> str | None:
    """The key of a comment that Koe wrote; None where people did."""
    for one in comment.get("properties") or []:
        if one["key"] == NOTE and isinstance(one["value"], dict):
            return str(one["value"].get("key"))
    return None


def _adf_units(blocks: Sequence[Block]) -> int:
    return units(json.dumps(adf.document(blocks), ensure_ascii=False))
