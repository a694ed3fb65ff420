"""The door of the server: counts every request, plays the faults, and keeps foreign web pages out.

Pure ASGI, because a dropped connection must reach below the framework, down to the socket.
"""

import asyncio
import threading
from collections import Counter, deque
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.jira_sim.call import UNAUTHENTICATED
from app.jira_sim.clock import SimClock, stamp
from app.jira_sim.faults import Faults, Rule, operation
from app.jira_sim.state import JiraState

LOG_KEPT = 20_000
Cut = Callable[[Scope], bool]


class RequestLog:
    """Every REST call without its body: proves "one POST" and cannot leak a quote."""

    def __init__(self) -> None:
        self._rows: deque[dict[str, Any]] = deque(maxlen=LOG_KEPT)
        self._counts: Counter[str] = Counter()
        self._lock = threading.Lock()

    def add(self, row: dict[str, Any]) -> None:
        """Add one request."""
        with self._lock:
            self._rows.append(row)
            self._counts[row["operation"]] += 1

    def clear(self) -> None:
        """Start counting again."""
        with self._lock:
            self._rows.clear()
            self._counts.clear()

    def as_json(self) -> dict[str, Any]:
        """All requests in order of their end, and how many of each kind."""
        with self._lock:
            return {"requests": list(self._rows), "counts": dict(self._counts)}


class Gate:
    """Wraps the app. `cut` closes a client's socket and says whether it could (see server.py)."""

    def __init__(
        self, app: ASGIApp, faults: Faults, log: RequestLog, state: JiraState, cut: Cut
    ) -> None:
        self._app = app
        self._faults = faults
        self._log = log
        self._state = state
        self._cut = cut

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif is_foreign(scope):
            refusal = PlainTextResponse("koe jira-sim takes no writes from other web sites\n", 403)
            await refusal(scope, receive, send)
        elif name := operation(scope["method"], scope["path"]):
            await self._rest_call(name, scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _rest_call(self, name: str, scope: Scope, receive: Receive, send: Send) -> None:
        outcome: dict[str, Any] = {"status": None, "fault": None}

        async def watched(message: Message) -> None:
            if message["type"] == "http.response.start":
                outcome["status"] = message["status"]
            await send(message)

        at = stamp(self._state.clock.now())
        try:
            await self._with_fault(self._faults.take(name), outcome, scope, receive, watched)
        finally:
            row = {"operation": name, "method": scope["method"], "path": scope["path"], "at": at}
            self._log.add(row | outcome | {"user": scope.get("jira_user")})

    async def _with_fault(
        self, rule: Rule | None, outcome: dict[str, Any], scope: Scope, receive: Receive, send: Send
    ) -> None:
        if rule is None:
            await self._app(scope, receive, send)
            return
        outcome["fault"] = f"{rule.kind} {rule.when}"
        if rule.when == "before":
            if await self._play(rule, scope, receive, send):
                return
            await self._app(scope, receive, send)
            return
        held: list[Message] = []
        await self._app(scope, receive, _holder(held))
        if not await self._play(rule, scope, receive, send):
            for message in held:
                await send(message)

    async def _play(self, rule: Rule, scope: Scope, receive: Receive, send: Send) -> bool:
        """Do what the rule says; True when that already was the answer."""
        if rule.kind == "slow":
            await asyncio.sleep(rule.seconds)
            return False
        if rule.kind == "status":
            await fault_response(rule, self._state.clock)(scope, receive, send)
            return True
        if not self._cut(scope):
            raise ConnectionResetError("koe jira-sim dropped this connection on request")
        while (await receive())["type"] != "http.disconnect":
            pass
        return True


def _holder(held: list[Message]) -> Send:
    async def hold(message: Message) -> None:
        held.append(message)

    return hold


def fault_response(rule: Rule, clock: SimClock) -> Response:
    """The answer of a status fault; 5xx comes as a proxy's HTML page, because that is what clients
    meet.
    """
    headers = rule.retry_header(clock.now())
    if rule.status >= 500:
        page = f"<html><body><h1>{rule.status} Service Unavailable</h1></body></html>"
        return HTMLResponse(page, rule.status, headers)
    text = {401: UNAUTHENTICATED, 429: "Rate limit exceeded."}.get(
        rule.status, "Refused by a simulated fault."
    )
    return JSONResponse({"errorMessages": [text], "errors": {}}, rule.status, headers)


def is_foreign(scope: Scope) -> bool:
    """True for a write that a browser sends on behalf of another site (its Origin is not this
    address).
    """
    headers = dict(scope["headers"])
    origin = headers.get(b"origin", b"").decode("latin-1")
    if scope["method"] in ("GET", "HEAD") or not origin:
        return False
    host: str = headers.get(b"host", b"").decode("latin-1")
    return str(urlsplit(origin).netloc) != host
