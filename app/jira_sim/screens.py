"""What the create and transition screens hold: createmeta in its new, paged form."""

from typing import Any

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from app.jira_sim import catalog
from app.jira_sim.call import Call, endpoint
from app.jira_sim.errors import Refusal
from app.jira_sim.faults import Faults
from app.jira_sim.model import Project
from app.jira_sim.state import JiraState

# field id -> (name, type, items, required on create, operations)
SCREEN_FIELDS: dict[str, tuple[str, str, str | None, bool, list[str]]] = {
    "summary": ("Summary", "string", None, True, ["set"]),
    "issuetype": ("Issue Type", "issuetype", None, True, []),
    "project": ("Project", "project", None, True, ["set"]),
    "description": ("Description", "string", None, False, ["set"]),
    "labels": ("Labels", "array", "string", False, ["add", "set", "remove"]),
    "priority": ("Priority", "priority", None, False, ["set"]),
    "assignee": ("Assignee", "user", None, False, ["set"]),
    "reporter": ("Reporter", "user", None, False, ["set"]),
    "fixVersions": ("Fix versions", "array", "version", False, ["set", "add", "remove"]),
}


def get_create_types(call: Call) -> Response:
    """GET createmeta/{project}/issuetypes."""
    project = call.state.project(call.path["project"])
    rows = [call.wire.issue_type(entry, project.language) for entry in catalog.ISSUE_TYPES]
    return _page(call, rows, "issueTypes")


def get_create_fields(call: Call) -> Response:
    """GET createmeta/{project}/issuetypes/{id}: shows at once when the Labels field is off the
    screen.
    """
    project = call.state.project(call.path["project"])
    if not any(entry.id == call.path["type"] for entry in catalog.ISSUE_TYPES):
        raise Refusal(404, "No issue type with that id was found.")
    names = [
        name for name in SCREEN_FIELDS if name != "labels" or not call.faults.labels_off_screen
    ]
    rows = [_screen_field(call, name, project) for name in names]
    if call.faults.required_field:
        rows.append(_required_field(call.faults.required_field))
    return _page(call, rows, "fields")


def _required_field(name: str) -> dict[str, Any]:
    key = "customfield_10042"
    schema = {"type": "string", "custom": "com.atlassian.jira:textfield", "customId": 10042}
    return {"fieldId": key, "key": key, "name": name, "required": True, "schema": schema} | {
        "operations": ["set"],
        "hasDefaultValue": False,
    }


def _page(call: Call, rows: list[dict[str, Any]], cloud_name: str) -> Response:
    start, size = call.number("startAt", 0), min(call.number("maxResults", 50), 200)
    page = rows[start : start + size]
    body: dict[str, Any] = {"startAt": start, "maxResults": size, "total": len(rows)}
    if call.wire.is_cloud:
        return JSONResponse(body | {cloud_name: page})
    return JSONResponse(body | {"isLast": start + size >= len(rows), "values": page})


def _screen_field(call: Call, key: str, project: Project) -> dict[str, Any]:
    name, kind, items, required, operations = SCREEN_FIELDS[key]
    schema = {"type": kind, "system": key} | ({"items": items} if items else {})
    row: dict[str, Any] = {
        "fieldId": key,
        "key": key,
        "name": name,
        "required": required,
        "schema": schema,
    }
    row |= {"operations": operations, "hasDefaultValue": False}
    allowed = {"issuetype": catalog.ISSUE_TYPES, "priority": catalog.PRIORITIES}.get(key)
    if allowed:
        row["allowedValues"] = [call.wire.named(key, entry, project.language) for entry in allowed]
    return row


def transition_fields(call: Call, status: catalog.Status, language: str) -> dict[str, Any]:
    """What the screen of a transition shows: an optional resolution on the way to done, else
    nothing.
    """
    if status is not catalog.DONE_STATUS:
        return {}
    rows = [call.wire.named("resolution", entry, language) for entry in catalog.RESOLUTIONS]
    field: dict[str, Any] = {
        "key": "resolution",
        "name": "Resolution",
        "required": False,
        "operations": ["set"],
    }
    field |= {"hasDefaultValue": False, "schema": {"type": "resolution", "system": "resolution"}}
    return {"resolution": field | {"allowedValues": rows}}


def routes(state: JiraState, faults: Faults, prefix: str) -> list[Route]:
    """The routes of this module under one prefix."""
    base = f"{prefix}/issue/createmeta/{{project}}/issuetypes"
    one = f"{base}/{{type}}"
    return [
        Route(base, endpoint(state, faults, get_create_types), methods=["GET"]),
        Route(one, endpoint(state, faults, get_create_fields), methods=["GET"]),
    ]
