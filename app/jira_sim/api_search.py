"""The REST routes of search: Cloud's token paging and reconcileIssues, Data Center's startAt.

Sources: Atlassian's OpenAPI description, its notes on the removal of /search (2025), and public
threads for the wording of refusals.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from typing import Any

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from app.jira_sim import search
from app.jira_sim.call import INVALID_PAYLOAD, Call, Handler, endpoint, whole
from app.jira_sim.errors import Refusal
from app.jira_sim.faults import Faults
from app.jira_sim.jql import bad
from app.jira_sim.model import Issue
from app.jira_sim.state import JiraState

MAX_RECONCILE = 50  # Atlassian's search documentation
MAX_PAGE_IDS, MAX_PAGE_FIELDS = 5000, 100  # long pages only when no fields are asked for
REMOVED = "The requested API has been removed. Please migrate to the /rest/api/3/search/jql API."


# --


def search_cloud(call: Call) -> Response:
    """GET or POST search/jql: nextPageToken, no total, ids only unless fields are named,
    reconcileIssues.
    """
    asked = _search_request(call)
    wanted = asked["fields"] or ["id"]
    ids_only = set(wanted) <= {"id", "key"}
    reconcile = reconcile_ids(asked["reconcileIssues"])
    issues = search.find(call.state, call.faults, asked["jql"], reconcile, bounded=True)
    size = min(
        whole(asked["maxResults"], "maxResults"), MAX_PAGE_IDS if ids_only else MAX_PAGE_FIELDS
    )
    page = page_by_token(issues, asked["jql"], asked["nextPageToken"], max(1, size))
    body: dict[str, Any] = {"issues": [_found(call, issue, wanted, asked) for issue in page.issues]}
    body["isLast"] = page.next_token is None
    if page.next_token:
        body["nextPageToken"] = page.next_token
    return JSONResponse(body)


def _found(call: Call, issue: Issue, wanted: list[str], asked: dict[str, Any]) -> dict[str, Any]:
    if wanted == ["id"]:
        return {"id": str(issue.id)}
    return call.wire.issue(issue, wanted, asked["properties"], set(asked["expand"].split(",")))


def search_datacenter(call: Call) -> Response:
    """GET or POST search on Data Center: startAt paging with a total."""
    asked = _search_request(call)
    issues = search.find(call.state, call.faults, asked["jql"], bounded=False)
    start = whole(asked["startAt"], "startAt")
    size = min(whole(asked["maxResults"], "maxResults"), 1000)
    wanted = asked["fields"] or ["*navigable"]
    page = [_found(call, issue, wanted, asked) for issue in issues[start : start + size]]
    return JSONResponse(
        {"startAt": start, "maxResults": size, "total": len(issues), "issues": page}
    )


LISTS = ("fields", "properties", "reconcileIssues")
SEARCH_KEYS: dict[str, type] = dict.fromkeys(("jql", "expand", "nextPageToken"), str)
SEARCH_KEYS |= dict.fromkeys(("maxResults", "startAt"), int) | dict.fromkeys(LISTS, list)
SEARCH_KEYS |= {"fieldsByKeys": bool, "failFast": bool, "validateQuery": object}
DEFAULTS = {"jql": "", "expand": "", "maxResults": 50, "startAt": 0, "nextPageToken": None}


def _search_request(call: Call) -> dict[str, Any]:
    """The same request from a query string or a JSON body, where a null is a 400."""
    if call.payload is None:
        single = {name: call.one(name) for name in DEFAULTS if call.one(name)}
        return DEFAULTS | single | {name: call.words(name) for name in LISTS}
    body = call.body()
    if not all(_is_proper(name, value) for name, value in body.items()):
        raise bad(INVALID_PAYLOAD)
    return DEFAULTS | {name: [] for name in LISTS} | body


def _is_proper(name: str, value: Any) -> bool:
    if name not in SEARCH_KEYS or value is None or not isinstance(value, SEARCH_KEYS[name]):
        return False
    if name not in ("fields", "properties"):
        return True
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def count_issues(call: Call) -> Response:
    """POST search/approximate-count."""
    jql = call.body().get("jql", "")
    if not isinstance(jql, str):
        raise bad(INVALID_PAYLOAD)
    return JSONResponse({"count": len(search.find(call.state, call.faults, jql, bounded=True))})


def search_removed(_: Call) -> Response:
    """The old search on Cloud: gone since 2025, and clients that still call it must notice."""
    raise Refusal(410, REMOVED)


def reconcile_ids(value: Any) -> list[int]:
    """The ids in reconcileIssues: whole numbers (not keys), at most 50."""
    rows = value or []
    if not isinstance(rows, list) or len(rows) > MAX_RECONCILE:
        raise bad(f"reconcileIssues takes a list of at most {MAX_RECONCILE} issue ids.")
    try:
        return [int(str(row)) for row in rows]
    except ValueError as error:
        raise bad("reconcileIssues takes issue ids (numbers), not keys.") from error


@dataclass(frozen=True)
class Page:
    """A slice of the results and the token of the next one (None on the last page)."""

    issues: list[Issue]
    next_token: str | None


def page_by_token(issues: list[Issue], text: str, token: str | None, size: int) -> Page:
    """Cloud's paging: an opaque token that belongs to one query; there is no total."""
    mark = hashlib.sha256(text.encode()).hexdigest()[:12]
    start = _offset(token, mark) if token else 0
    end = start + size
    following = (
        base64.urlsafe_b64encode(f"{mark}:{end}".encode()).decode() if end < len(issues) else None
    )
    return Page(issues[start:end], following)


def _offset(token: str, mark: str) -> int:
    try:
        found, _, offset = base64.urlsafe_b64decode(token.encode()).decode().partition(":")
        if found != mark:
            raise ValueError("the token of another query")
        return int(offset)
    except (ValueError, binascii.Error) as error:
        raise bad("The provided next page token is invalid or expired.") from error


def routes(state: JiraState, faults: Faults, prefix: str) -> list[Route]:
    """The routes of this module under one prefix."""
    both, post = ["GET", "POST"], ["POST"]
    table: list[tuple[list[str], str, Handler]] = [(both, "search", search_datacenter)]
    if state.flavour == "cloud":
        table = [
            (both, "search/jql", search_cloud),
            (both, "search", search_removed),
            (post, "search/approximate-count", count_issues),
        ]
    return [Route(f"{prefix}/{p}", endpoint(state, faults, h), methods=m) for m, p, h in table]
