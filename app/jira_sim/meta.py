"""The REST routes about the site itself: server, user, permissions, projects, catalogues, create
screens.
"""

from typing import Any

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from app.jira_sim import catalog
from app.jira_sim.call import Call, Handler, endpoint
from app.jira_sim.errors import Refusal
from app.jira_sim.faults import Faults
from app.jira_sim.screens import SCREEN_FIELDS
from app.jira_sim.state import JiraState

READ_ONLY_FIELDS = {
    "status": ("Status", "status"),
    "resolution": ("Resolution", "resolution"),
    "created": ("Created", "datetime"),
    "updated": ("Updated", "datetime"),
    "resolutiondate": ("Resolved", "datetime"),
    "comment": ("Comment", "comments-page"),
    "issuelinks": ("Linked Issues", "array"),
}
CLAUSE_NAMES = {"issuetype": ["issuetype", "type"], "fixVersions": ["fixVersion"], "issuelinks": []}
CLAUSE_NAMES |= {"resolutiondate": ["resolutiondate", "resolved"]}


def server_info(call: Call) -> Response:
    """GET serverInfo: what a client must compare with its own setting before it dares to write."""
    is_cloud = call.wire.is_cloud
    version = [1001, 0, 0] if is_cloud else [9, 12, 0]
    body = {
        "baseUrl": call.wire.base,
        "version": "1001.0.0-SNAPSHOT" if is_cloud else "9.12.0",
        "versionNumbers": version,
        "deploymentType": "Cloud" if is_cloud else "Server",
        "buildNumber": 100000,
        "buildDate": "2026-01-01T00:00:00.000+0000",
        "serverTime": call.wire.at(call.state.clock.now()),
        "scmInfo": "koe-jira-sim",
        "serverTitle": "Jira simulator of Koe",
    }
    return JSONResponse(
        body | ({"displayUrl": call.wire.base, "serverTimeZone": "UTC"} if is_cloud else {})
    )


def myself(call: Call) -> Response:
    """GET myself: also where a client learns the time zone in which its JQL dates are read."""
    return JSONResponse(call.wire.user(call.user))


def my_permissions(call: Call) -> Response:
    """GET mypermissions: all is allowed but for the fault `lacking`; Cloud insists on the
    `permissions` parameter.
    """
    wanted, lacking = call.words("permissions"), call.faults.lacking
    if call.wire.is_cloud and not wanted:
        raise Refusal(400, "The 'permissions' query parameter is required.")
    if unknown := set(wanted) - set(catalog.PERMISSIONS):
        raise Refusal(400, f"Unrecognized permission keys: {', '.join(sorted(unknown))}")
    if call.one("projectKey"):
        call.state.project(call.one("projectKey"))
    rows = {
        key: _permission(key, *catalog.PERMISSIONS[key]) | {"havePermission": key not in lacking}
        for key in wanted or catalog.PERMISSIONS
    }
    return JSONResponse({"permissions": rows})


def _permission(key: str, number: str, name: str) -> dict[str, Any]:
    return {"id": number, "key": key, "name": name, "type": "PROJECT", "description": ""}


def get_project(call: Call) -> Response:
    """GET project, with its issue types and versions."""
    project = call.state.project(call.path["project"])
    rows = [call.wire.issue_type(entry, project.language) for entry in catalog.ISSUE_TYPES]
    versions = [call.wire.version(project, version) for version in project.versions]
    return JSONResponse(call.wire.project(project) | {"issueTypes": rows, "versions": versions})


def get_projects(call: Call) -> Response:
    """GET project (Data Center's plain list)."""
    return JSONResponse([call.wire.project(project) for project in call.state.world.projects])


def get_versions(call: Call) -> Response:
    """GET project versions, with release dates."""
    project = call.state.project(call.path["project"])
    return JSONResponse([call.wire.version(project, version) for version in project.versions])


def get_project_statuses(call: Call) -> Response:
    """GET the statuses of a project by issue type, in the project's language."""
    project = call.state.project(call.path["project"])
    statuses = [call.wire.status(status, project.language) for status in catalog.STATUSES]
    kinds = [call.wire.issue_type(entry, project.language) for entry in catalog.ISSUE_TYPES]
    return JSONResponse([kind | {"statuses": statuses} for kind in kinds])


def _site_language(state: JiraState) -> str:
    """The language of site-wide lists: that of the first project, so that a Japanese site is
    Japanese throughout.
    """
    return state.world.projects[0].language if state.world.projects else "en"


def get_statuses(call: Call) -> Response:
    """GET status."""
    language = _site_language(call.state)
    return JSONResponse([call.wire.status(status, language) for status in catalog.STATUSES])


def get_resolutions(call: Call) -> Response:
    """GET resolution."""
    language = _site_language(call.state)
    rows = [
        call.wire.named("resolution", entry, language) | {"description": ""}
        for entry in catalog.RESOLUTIONS
    ]
    return JSONResponse(rows)


def get_priorities(call: Call) -> Response:
    """GET priority."""
    language = _site_language(call.state)
    return JSONResponse(
        [call.wire.named("priority", entry, language) for entry in catalog.PRIORITIES]
    )


def get_link_types(call: Call) -> Response:
    """GET issueLinkType."""
    return JSONResponse(
        {"issueLinkTypes": [call.wire.link_type(kind) for kind in catalog.LINK_TYPES]}
    )


def get_fields(_: Call) -> Response:
    """GET field: the `jira` library asks for it before its first search."""
    names = {key: row[0] for key, row in SCREEN_FIELDS.items()} | {
        k: row[0] for k, row in READ_ONLY_FIELDS.items()
    }
    return JSONResponse([_field(key, name) for key, name in names.items()])


def _field(key: str, name: str) -> dict[str, Any]:
    kind = SCREEN_FIELDS[key][1] if key in SCREEN_FIELDS else READ_ONLY_FIELDS[key][1]
    flags = {"custom": False, "orderable": True, "navigable": key != "comment", "searchable": True}
    names = CLAUSE_NAMES.get(key, [key])
    return {
        "id": key,
        "key": key,
        "name": name,
        "clauseNames": names,
        "schema": {"type": kind, "system": key},
    } | flags


def routes(state: JiraState, faults: Faults, prefix: str) -> list[Route]:
    """The routes of this module under one prefix; serverInfo is open to all, as in Jira."""
    table: list[tuple[str, Handler]] = [
        ("myself", myself),
        ("mypermissions", my_permissions),
        ("project", get_projects),
        ("project/{project}", get_project),
        ("project/{project}/statuses", get_project_statuses),
        ("project/{project}/versions", get_versions),
        ("status", get_statuses),
        ("resolution", get_resolutions),
        ("priority", get_priorities),
        ("issueLinkType", get_link_types),
        ("field", get_fields),
    ]
    info = Route(
        f"{prefix}/serverInfo",
        endpoint(state, faults, server_info, open_to_all=True),
        methods=["GET"],
    )
    return [
        info,
        *(Route(f"{prefix}/{p}", endpoint(state, faults, h), methods=["GET"]) for p, h in table),
    ]
