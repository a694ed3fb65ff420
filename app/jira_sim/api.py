"""The REST routes about issues: create, read, edit, comment, transition, link, properties, search.

Paths, parameters and shapes: Atlassian's OpenAPI description of Cloud v3 (see tests) and the Data
Center 9 reference.
"""

from typing import Any

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from app.jira_sim import catalog, changes, checks, fields, screens
from app.jira_sim.call import INVALID_PAYLOAD, Call, Handler, an_object, endpoint
from app.jira_sim.errors import Refusal
from app.jira_sim.faults import Faults
from app.jira_sim.fields import FieldReader
from app.jira_sim.model import Issue, Project
from app.jira_sim.state import JiraState

NO_PROJECT = "Specify a valid project ID or key"


# --- issues
# --


def create_issue(call: Call) -> Response:
    """POST issue: fields and properties at once, so that label and proof are one write."""
    given, update = fields.both_blocks(call.body())
    properties = checks.properties(call.body().get("properties"))
    reader = FieldReader(
        call.state, call.faults, _project_of(call.state, given.pop("project", None))
    )
    _require(given, "summary", "You must specify a summary of the issue.")
    _require(given, "issuetype", "Specify an issue type")
    if name := call.faults.required_field:
        raise Refusal(400, fields={"customfield_10042": f"{name} is required."})
    set_only = {
        name: operations[0]["set"] for name, operations in update.items() if _is_set(operations)
    }
    if set(update) - set(set_only):
        raise Refusal(400, "On create only 'set' operations are supported in 'update'.")
    issue = call.state.create(
        call.user, reader.project, reader.values(given | set_only), properties
    )
    created = {"id": str(issue.id), "key": issue.key, "self": call.wire.url(f"issue/{issue.id}")}
    return JSONResponse(created, 201)


def _is_set(operations: Any) -> bool:
    return isinstance(operations, list) and len(operations) == 1 and list(operations[0]) == ["set"]


def _project_of(state: JiraState, given: Any) -> Project:
    wanted = (given.get("id") or given.get("key")) if isinstance(given, dict) else None
    try:
        return state.project(str(wanted))
    except Refusal as error:
        raise Refusal(400, fields={"project": NO_PROJECT}) from error


def _require(given: dict[str, Any], name: str, message: str) -> None:
    if not given.get(name):
        raise Refusal(400, fields={name: message})


def get_issue(call: Call) -> Response:
    """GET issue by id, key or a key it had before a move."""
    return JSONResponse(_issue_json(call, call.issue()))


def _issue_json(call: Call, issue: Issue) -> dict[str, Any]:
    return call.wire.issue(
        issue, call.words("fields"), call.words("properties"), set(call.words("expand"))
    )


def edit_issue(call: Call) -> Response:
    """PUT issue: fields, update (add / remove / set), properties; 204, 200 with returnIssue."""
    issue = call.issue()
    given, update = fields.both_blocks(call.body())
    properties = checks.properties(call.body().get("properties"))
    if not (given or update or properties):
        raise Refusal(400, "one of 'fields' or 'update' required")
    reader = FieldReader(call.state, call.faults, call.state.project(issue.project))
    changes.edit(call.state, issue, call.user, reader.values(given | reader.updated(issue, update)))
    for key, value in properties.items():
        call.state.put_property(issue, key, value)
    if call.one("returnIssue") == "true":
        return JSONResponse(_issue_json(call, issue))
    return Response(status_code=204)


def delete_issue(call: Call) -> Response:
    """DELETE issue."""
    call.state.delete(call.issue())
    return Response(status_code=204)


def get_changelog(call: Call) -> Response:
    """GET changelog, oldest first."""
    rows = call.issue().changes
    start, size = call.number("startAt", 0), call.number("maxResults", 100)
    page = [call.wire.change(change) for change in rows[start : start + size]]
    body = {"startAt": start, "maxResults": size, "total": len(rows), "values": page}
    return JSONResponse(body | {"isLast": start + size >= len(rows)})


# --- search
# --- transitions


def get_transitions(call: Call) -> Response:
    """GET transitions: the names are localised, so a client must go by `to.statusCategory.key` or
    the id.
    """
    language = call.state.project(call.issue().project).language
    wanted = call.one("transitionId")
    rows = [_transition(call, status, language) for status in _ways(call)]
    rows = [row for row in rows if wanted in ("", row["id"])]
    return JSONResponse({"expand": "transitions", "transitions": rows})


def _ways(call: Call) -> list[catalog.Status]:
    """Where the issue can go: everywhere, but for the fault `no_way_back`."""
    is_stuck = call.faults.no_way_back and call.issue().status == catalog.DONE_STATUS.id
    return [] if is_stuck else list(catalog.STATUSES)


def _transition(call: Call, status: catalog.Status, language: str) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": status.transition_id,
        "name": status.name(language),
        "to": call.wire.status(status, language),
        "hasScreen": status is catalog.DONE_STATUS,
        "isGlobal": True,
        "isInitial": False,
        "isAvailable": True,
        "isConditional": False,
    }
    if "transitions.fields" in call.words("expand"):
        row["fields"] = screens.transition_fields(call, status, language)
    return row


def do_transition(call: Call) -> Response:
    """POST transitions: by id; a resolution may be set on the way to done; a comment may ride
    along.
    """
    issue, body = call.issue(), call.body()
    given = body.get("transition")
    wanted = str(given.get("id", "")) if isinstance(given, dict) else ""
    if not wanted:
        raise Refusal(400, "Missing 'transition' identifier")
    status = next((row for row in _ways(call) if row.transition_id == wanted), None)
    if status is None:
        raise Refusal(400, f"Transition id '{wanted}' is not valid for this issue.")
    comments = _transition_comments(call, body)
    changes.transition(call.state, issue, call.user, status, _transition_resolution(body, status))
    for comment in comments:
        call.state.add_comment(issue, call.user, comment, {})
    return Response(status_code=204)


def _transition_resolution(body: dict[str, Any], status: catalog.Status) -> catalog.Entry | None:
    given = set(an_object(body.get("fields")))
    allowed = {"resolution"} if status is catalog.DONE_STATUS else set()
    if given - allowed:
        raise Refusal(
            400, fields={name: fields.OFF_SCREEN.format(name) for name in given - allowed}
        )
    return fields.resolution(body)


def _transition_comments(call: Call, body: dict[str, Any]) -> list[Any]:
    update = an_object(body.get("update"))
    if unknown := set(update) - {"comment"}:
        raise Refusal(400, fields={name: fields.OFF_SCREEN.format(name) for name in unknown})
    rows = update.get("comment", [])
    if not isinstance(rows, list):
        raise Refusal(400, INVALID_PAYLOAD)
    added = [an_object(an_object(row).get("add")) for row in rows]
    return [checks.comment_body(one.get("body"), call.state.flavour) for one in added]


def routes(state: JiraState, faults: Faults, prefix: str) -> list[Route]:
    """The routes of this module under one prefix."""
    table: list[tuple[str, str, Handler]] = [
        ("POST", "issue", create_issue),
        ("GET", "issue/{issue}", get_issue),
        ("PUT", "issue/{issue}", edit_issue),
        ("DELETE", "issue/{issue}", delete_issue),
        ("GET", "issue/{issue}/changelog", get_changelog),
        ("GET", "issue/{issue}/transitions", get_transitions),
        ("POST", "issue/{issue}/transitions", do_transition),
    ]
    return [Route(f"{prefix}/{p}", endpoint(state, faults, h), methods=[m]) for m, p, h in table]
