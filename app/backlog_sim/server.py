"""The routes of the simulated Backlog, and putting them onto a port."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from app.backlog_sim.state import BacklogState, Fault, Json
from app.jira_sim.server import cut_connection, serving

Form = list[tuple[str, str]]
Act = Callable[[BacklogState, Request, Form], Response]
MOST = 100


def create_app(state: BacklogState) -> Starlette:
    """The ASGI app around a state; keep the state to steer and to look."""
    routes: list[tuple[str, str, Act]] = [
        ("GET", "/users/myself", _myself),
        ("GET", "/projects/{project}", _project),
        ("GET", "/projects/{project}/statuses", _statuses),
        ("GET", "/projects/{project}/issueTypes", _types),
        ("GET", "/projects/{project}/categories", _categories),
        ("POST", "/projects/{project}/categories", _make_category),
        ("GET", "/projects/{project}/customFields", _custom_fields),
        ("GET", "/resolutions", _resolutions),
        ("GET", "/issues", _find),
        ("POST", "/issues", _create),
        ("GET", "/issues/{issue}", _get),
        ("PATCH", "/issues/{issue}", _update),
        ("GET", "/issues/{issue}/comments", _comments),
        ("POST", "/issues/{issue}/comments", _comment),
        ("PATCH", "/issues/{issue}/comments/{comment}", _edit_comment),
    ]
    return Starlette(
        routes=[
            Route(f"/api/v2{path}", _served(state, act), methods=[method])
            for method, path, act in routes
        ]
    )


@contextmanager
def running(state: BacklogState, *, host: str = "127.0.0.1", port: int = 0) -> Iterator[str]:
    """A simulator in a background thread; yields its base URL."""
    with serving(create_app(state), host=host, port=port) as address:
        yield address


def serve(state: BacklogState, *, host: str = "127.0.0.1", port: int = 8091) -> None:
    """Run until interrupted; the address and the key go to stderr."""
    import threading

    with running(state, host=host, port=port) as address:
        told = f"Backlog simulator on {address}, project {state.project}"
        told += f", KOE_BACKLOG_KEY={state.key}"
        print(told, file=sys.stderr, flush=True)  # noqa: T201 (the door's own talk, on stderr)
        threading.Event().wait()


def _served(state: BacklogState, act: Act) -> Callable[[Request], Any]:
    async def answer(request: Request) -> Response:
        form = parse_qsl((await request.body()).decode(), keep_blank_values=True)
        with state.lock:
            state.requests.append((request.method, request.url.path))
        if request.query_params.get("apiKey") != state.key:
            return _refused(401, "Authentication failure.")
        fault = _fault(state, request.method)
        if fault == "drop before":
            return await _dropped(request)
        if fault == "429":
            reset = int(state.clock().timestamp()) + 5
            return JSONResponse(
                {"errors": [{"message": "Rate limit", "code": 13}]},
                429,
                {"X-RateLimit-Reset": str(reset)},
            )
        done = await run_in_threadpool(_locked, state, act, request, form)
        if fault == "drop after":
            return await _dropped(request)
        return HTMLResponse("<h1>503</h1>", 503) if fault == "503 after" else done

    return answer


def _locked(state: BacklogState, act: Act, request: Request, form: Form) -> Response:
    with state.lock:
        return act(state, request, form)


def _fault(state: BacklogState, method: str) -> Fault | None:
    with state.lock:
        if state.faults and (method != "GET" or state.faults[0] == "429"):
            return state.faults.pop(0)
    return None


async def _dropped(request: Request) -> Response:
    if not cut_connection(request.scope):
        raise ConnectionResetError("koe backlog-sim dropped this connection on request")
    return Response(status_code=500)


def _refused(status: int, message: str) -> Response:
    return JSONResponse({"errors": [{"message": message, "code": 6, "moreInfo": ""}]}, status)


def _myself(state: BacklogState, _request: Request, _form: Form) -> Response:
    return JSONResponse({"id": 1, "userId": "koe", "name": "Koe", "roleType": state.role})


def _project(state: BacklogState, request: Request, _form: Form) -> Response:
    if request.path_params["project"] != state.project:
        return _refused(404, "No project.")
    return JSONResponse(
        {"id": 7, "projectKey": state.project, "name": "Koe", "textFormattingRule": state.rule}
    )


def _statuses(state: BacklogState, _request: Request, _form: Form) -> Response:
    return JSONResponse(state.named("status", 1))


def _types(state: BacklogState, _request: Request, _form: Form) -> Response:
    return JSONResponse(state.named("type", 11))


def _resolutions(state: BacklogState, _request: Request, _form: Form) -> Response:
    return JSONResponse(state.named("resolution", 0))


def _categories(state: BacklogState, _request: Request, _form: Form) -> Response:
    return JSONResponse(state.categories)


def _custom_fields(state: BacklogState, _request: Request, _form: Form) -> Response:
    if state.required_field is None:
        return _refused(403, "Custom fields are not in this plan.")
    row = {"id": 31, "name": state.required_field, "required": True, "applicableIssueTypes": []}
    return JSONResponse([row] if state.required_field else [])


def _make_category(state: BacklogState, _request: Request, form: Form) -> Response:
    if not state.may_make_categories:
        return _refused(403, "You do not have permission.")
    made = {"id": state.new_id(), "name": dict(form)["name"]}
    state.categories.append(made)
    return JSONResponse(made, 201)


def _find(state: BacklogState, request: Request, _form: Form) -> Response:
    asked = request.query_params
    found = [] if state.is_blind else [i for i in state.issues.values() if _matches(i, asked)]
    found.sort(key=lambda one: (one["created"], one["id"]), reverse=asked.get("order") != "asc")
    start, many = int(asked.get("offset", 0)), min(MOST, int(asked.get("count", 20)))
    return JSONResponse(found[start : start + many])


def _matches(issue: Json, asked: Any) -> bool:
    """Whether an issue is one of those asked for: ids, keyword, category, day of the update."""
    ids, keyword = asked.getlist("id[]"), asked.get("keyword", "")
    categories = {str(one["id"]) for one in issue["category"]}
    wanted = set(asked.getlist("categoryId[]"))
    text = f"{issue['summary']}\n{issue['description']}"
    return (
        (not ids or str(issue["id"]) in ids)
        and keyword in text
        and issue["updated"][:10] >= asked.get("updatedSince", "")
        and (not wanted or bool(categories & wanted))
    )


def _create(state: BacklogState, _request: Request, form: Form) -> Response:
    values = dict(form)
    missing = {"projectId", "summary", "issueTypeId", "priorityId"} - set(values)
    if missing or not 0 < len(values["summary"]) <= 255:
        return _refused(400, f"missing or too long: {', '.join(sorted(missing)) or 'summary'}")
    types = {one["id"]: one for one in state.named("type", 11)}
    state.last_number += 1
    now = state.stamp()
    issue = {
        "id": state.new_id(),
        "projectId": int(values["projectId"]),
        "issueKey": f"{state.project}-{state.last_number}",
        "keyId": state.last_number,
        "issueType": types[int(values["issueTypeId"])],
        "summary": values["summary"],
        "description": values.get("description", ""),
        "resolution": None,
        "priority": {"id": int(values["priorityId"]), "name": "中"},
        "status": state.named("status", 1)[0],
        "category": _chosen(state, form),
        "versions": [],
        "milestone": [],
        "created": now,
        "updated": now,
    }
    state.issues[state.last_id] = issue
    return JSONResponse(issue, 201)


def _chosen(state: BacklogState, form: Form) -> list[Json]:
    ids = {value for name, value in form if name == "categoryId[]"}
    return [one for one in state.categories if str(one["id"]) in ids]


def _get(state: BacklogState, request: Request, _form: Form) -> Response:
    issue = state.issue(request.path_params["issue"])
    return JSONResponse(issue) if issue else _refused(404, "No issue.")


def _update(state: BacklogState, request: Request, form: Form) -> Response:
    issue, values = state.issue(request.path_params["issue"]), dict(form)
    if issue is None:
        return _refused(404, "No issue.")
    if "statusId" in values:
        issue["status"] = state.named("status", 1)[int(values["statusId"]) - 1]
    for field in ("summary", "description"):
        issue[field] = values.get(field, issue[field])
    if "resolutionId" in values:
        names = {str(one["id"]): one for one in state.named("resolution", 0)}
        issue["resolution"] = names.get(values["resolutionId"])
    if "categoryId[]" in values:
        people = [one for one in issue["category"] if one not in state.categories]
        issue["category"] = _chosen(state, form) + people
    issue["updated"] = state.stamp()
    return JSONResponse(issue)


def _comments(state: BacklogState, request: Request, _form: Form) -> Response:
    issue = state.issue(request.path_params["issue"])
    if issue is None:
        return _refused(404, "No issue.")
    below = int(request.query_params.get("maxId", 1 << 60))
    found = [one for one in state.comments.get(issue["id"], []) if one["id"] < below]
    return JSONResponse(found[::-1][: int(request.query_params.get("count", 20))])


def _comment(state: BacklogState, request: Request, form: Form) -> Response:
    issue = state.issue(request.path_params["issue"])
    if issue is None:
        return _refused(404, "No issue.")
    issue["updated"] = state.stamp()
    return JSONResponse(state.say(issue["id"], dict(form)["content"]), 201)


def _edit_comment(state: BacklogState, request: Request, form: Form) -> Response:
    issue = state.issue(request.path_params["issue"])
    wanted = request.path_params["comment"]
    for one in state.comments.get(issue["id"], []) if issue else []:
        if str(one["id"]) == wanted:
            one |= {"content": dict(form)["content"], "updated": state.stamp()}
            return JSONResponse(one)
    return _refused(404, "No comment.")
