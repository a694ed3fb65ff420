"""The `/sim/...` routes: faults, clock, acting as a person, what happened. Loopback, no login."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from app.jira_sim import pm
from app.jira_sim.call import base_url, read_json
from app.jira_sim.clock import stamp
from app.jira_sim.errors import Refusal
from app.jira_sim.faults import Faults
from app.jira_sim.gate import RequestLog
from app.jira_sim.model import Issue, Project
from app.jira_sim.state import JiraState
from app.jira_sim.wire import Wire

Json = dict[str, Any]


@dataclass(frozen=True)
class _Order:
    """One admin request: the JSON it brought, and the address it came to."""

    payload: Any
    base: str

    def body(self) -> Json:
        if not isinstance(self.payload, dict):
            raise Refusal(400, "send a JSON object (Content-Type: application/json)")
        return self.payload


@dataclass(frozen=True)
class _Admin:
    """What the admin routes may do, over one state."""

    state: JiraState
    faults: Faults
    log: RequestLog

    def show_faults(self, _: _Order) -> Json:
        return self.faults.as_json()

    def set_faults(self, order: _Order) -> Json:
        self.faults.update(order.body())
        return self.faults.as_json()

    def clear_faults(self, _: _Order) -> Json:
        self.faults.clear()
        return self.faults.as_json()

    def show_log(self, _: _Order) -> Json:
        return self.log.as_json()

    def clear_log(self, _: _Order) -> Json:
        self.log.clear()
        return self.log.as_json()

    def show_clock(self, _: _Order) -> Json:
        return {"now": stamp(self.state.clock.now())}

    def advance(self, order: _Order) -> Json:
        seconds = float(order.body().get("advance_seconds", 0))
        with self.state.writing():
            return {"now": stamp(self.state.clock.advance(seconds))}

    def act(self, order: _Order) -> Json:
        with self.state.reading():
            issue = pm.act(self.state, order.body())
            if issue is None:
                return {"deleted": order.payload["key"]}
            return dump(Wire(self.state, order.base), issue)

    def issues(self, order: _Order) -> Json:
        wire = Wire(self.state, order.base)
        with self.state.reading():
            rows = [dump(wire, issue) for issue in self.state.world.issues]
        return {"flavour": self.state.flavour, "issues": rows}

    def add_project(self, order: _Order) -> Json:
        return new_project(self.state, order.body())

    def reset(self, _: _Order) -> Json:
        self.state.reset()
        self.faults.clear()
        self.log.clear()
        return {"issues": []}


def routes(state: JiraState, faults: Faults, log: RequestLog) -> list[Route]:
    """All admin routes."""
    admin = _Admin(state, faults, log)
    table: list[tuple[str, str, Callable[[_Order], Json]]] = [
        ("GET", "faults", admin.show_faults),
        ("POST", "faults", admin.set_faults),
        ("DELETE", "faults", admin.clear_faults),
        ("GET", "log", admin.show_log),
        ("DELETE", "log", admin.clear_log),
        ("GET", "clock", admin.show_clock),
        ("POST", "clock", admin.advance),
        ("POST", "act", admin.act),
        ("GET", "issues", admin.issues),
        ("POST", "projects", admin.add_project),
        ("POST", "reset", admin.reset),
    ]
    return [Route(f"/sim/{path}", _endpoint(do), methods=[method]) for method, path, do in table]


def _endpoint(do: Callable[[_Order], Json]) -> Callable[[Request], Awaitable[Response]]:
    async def run(request: Request) -> Response:
        try:
            return JSONResponse(do(_Order(await read_json(request), base_url(request))))
        except Refusal as refusal:
            return JSONResponse(refusal.body(), refusal.status)
        except (ValueError, TypeError, OverflowError) as error:
            return JSONResponse({"errorMessages": [str(error)], "errors": {}}, 400)

    return run


def dump(wire: Wire, issue: Issue) -> Json:
    """Everything about one issue in wire shapes: what a test or a demo script reads."""
    body = wire.issue(issue, ["*all"], ["*all"], {"changelog"})
    body["remotelinks"] = [{"id": link.id} | link.payload for link in issue.remote_links]
    body["comments"] = [wire.comment(issue, one, with_properties=True) for one in issue.comments]
    return body | {"previousKeys": issue.old_keys}


def new_project(state: JiraState, order: Json) -> Json:
    """Add a project {key, name?, language?: en|ja}; an existing key is left as it is."""
    key, language = str(order.get("key", "")), order.get("language", "en")
    if not (key.isascii() and key.isalnum() and key.isupper() and 2 <= len(key) <= 10):
        raise Refusal(400, f"a project key is 2 to 10 capital letters or digits, got {key!r}")
    if language not in ("en", "ja"):
        raise Refusal(400, f"language must be en or ja, got {language!r}")
    with state.writing():
        state.add_project(Project("", key, str(order.get("name") or key), language))
    return {"projects": [project.key for project in state.world.projects]}
