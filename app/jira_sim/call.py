"""One REST call: who, what, on which state; and the wrapper that turns a plain function into an
endpoint.
"""

import base64
import binascii
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from app.jira_sim.errors import Refusal
from app.jira_sim.faults import Faults
from app.jira_sim.model import Issue, User
from app.jira_sim.state import JiraState
from app.jira_sim.wire import Wire

INVALID_PAYLOAD = "Invalid request payload. Refer to the REST API documentation and try again."
UNAUTHENTICATED = "You are not authenticated. Authentication required to perform this operation."
MAX_BODY = (
    4_000_000  # bytes; far above anything Jira takes, so that a mistake cannot fill the memory
)


@dataclass(frozen=True)
class Call:
    """What a handler needs and no more."""

    state: JiraState
    faults: Faults
    wire: Wire
    user: User
    path: dict[str, str]
    query: dict[str, list[str]]
    payload: Any = field(default=None)

    def issue(self) -> Issue:
        """The issue named in the path."""
        return self.state.issue(self.path["issue"])

    def body(self) -> dict[str, Any]:
        """The JSON object that was sent; 400 for anything else."""
        if not isinstance(self.payload, dict):
            raise Refusal(400, INVALID_PAYLOAD)
        return self.payload

    def words(self, name: str) -> list[str]:
        """A list parameter: repeated or separated by commas, as Jira takes both."""
        return [
            part.strip()
            for value in self.query.get(name, [])
            for part in value.split(",")
            if part.strip()
        ]

    def one(self, name: str, default: str = "") -> str:
        """A single parameter."""
        return (self.query.get(name) or [default])[0]

    def number(self, name: str, default: int) -> int:
        """A whole number that is not negative."""
        return whole(self.one(name, str(default)), name)


def an_object(value: Any) -> dict[str, Any]:
    """A JSON object inside a body; nothing counts as an empty one, anything else is a 400."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise Refusal(400, INVALID_PAYLOAD)
    return value


def whole(value: Any, name: str) -> int:
    """A whole number >= 0 from a query or a body; 400 otherwise."""
    text = str(value)
    if isinstance(value, bool) or not text.isascii() or not text.isdigit():
        raise Refusal(400, f"{name} must be a whole number that is not negative, got {text!r}.")
    return int(text)


Handler = Callable[[Call], Response]


def endpoint(
    state: JiraState, faults: Faults, handler: Handler, *, open_to_all: bool = False
) -> Callable[[Request], Awaitable[Response]]:
    """An async Starlette endpoint: authenticates, reads the body, runs the handler, words the
    refusal.
    """

    async def run(request: Request) -> Response:
        try:
            user = authenticate(state, request, open_to_all=open_to_all)
            request.scope["jira_user"] = user.name
            payload = await read_json(request)
            query = {name: request.query_params.getlist(name) for name in request.query_params}
            wire = Wire(state, base_url(request))
            with state.reading():
                return handler(
                    Call(state, faults, wire, user, dict(request.path_params), query, payload)
                )
        except Refusal as refusal:
            return JSONResponse(refusal.body(), refusal.status)

    return run


def base_url(request: Request) -> str:
    """The site's address; also behind the gateway path /ex/jira/{cloudId}, whose `self` links name
    the site.
    """
    return f"{request.url.scheme}://{request.url.netloc}"


def authenticate(state: JiraState, request: Request, *, open_to_all: bool) -> User:
    """Who calls: Basic e-mail:token on Cloud, a Bearer token (PAT) or Basic on Data Center. Any
    token is right.
    """
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and value.strip():
        return state.user("koe-bot")
    if scheme.lower() == "basic":
        login, _, secret = _decoded(value).partition(":")
        if login and secret:
            return state.user(login)
    if open_to_all:
        return User("anonymous", "anonymous")
    raise Refusal(401, UNAUTHENTICATED)


def _decoded(value: str) -> str:
    try:
        return base64.b64decode(value.strip(), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""


async def read_body(request: Request) -> bytes:
    """The body, up to MAX_BODY bytes; 413 beyond."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            raise Refusal(413, "The request is too large.")
    return bytes(body)


async def read_json(request: Request) -> Any:
    """The JSON body of a write; None when there is none. Another content type is 415, broken JSON
    400, as in Jira.
    """
    body = await read_body(request)
    if not body or request.method in ("GET", "HEAD", "DELETE"):
        return None
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise Refusal(415, "Unsupported Media Type")
    try:
        return json.loads(body)
    except ValueError as error:
        raise Refusal(400, "Unexpected character: the request body is not valid JSON") from error
