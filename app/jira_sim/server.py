"""Putting it together and onto a port: `create_app`, `serve` (blocking) and `running` (in the
background).
"""

import asyncio
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute
from starlette.types import Scope
from uvicorn.protocols.http.h11_impl import H11Protocol

from app.jira_sim import admin, api, api_search, attachments, board, meta, parts, screens
from app.jira_sim.faults import Faults
from app.jira_sim.gate import Gate, RequestLog
from app.jira_sim.state import Flavour, JiraState

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
GATEWAY = "/ex/jira/{cloud_id}"  # api.atlassian.com's path for scoped tokens
START_TIMEOUT = 10.0  # seconds; it takes some 50 ms


def create_app(
    state: JiraState, faults: Faults | None = None, log: RequestLog | None = None
) -> Starlette:
    """The ASGI app around a state. `faults` and `log` are shared objects: keep them to steer and to
    look.
    """
    faults, log = faults or Faults(), log or RequestLog()
    routes: list[BaseRoute] = []
    for prefix in prefixes(state.flavour):
        for module in (meta, screens, api, api_search, parts, attachments):
            routes += module.routes(state, faults, prefix)
    if (
        state.flavour == "cloud"
    ):  # real Cloud answers this under v2 too: how a wrong setting is noticed
        routes += [
            one
            for one in meta.routes(state, faults, "/rest/api/2")
            if one.path.endswith("/serverInfo")
        ]
    routes += [*admin.routes(state, faults, log), *board.routes(state, faults)]
    gate = Middleware(Gate, faults=faults, log=log, state=state, cut=cut_connection)
    return Starlette(routes=routes, middleware=[gate])


def prefixes(flavour: Flavour) -> tuple[str, ...]:
    """Where the REST API lives."""
    if flavour == "cloud":
        return ("/rest/api/3", f"{GATEWAY}/rest/api/3")
    return ("/rest/api/2", "/rest/api/latest")


Ends = tuple[tuple[str, int] | None, tuple[str, int | None] | None]


class CuttableProtocol(H11Protocol):
    """uvicorn's HTTP protocol, which remembers its socket so that a fault can cut it: ASGI has no
    word for that.
    """

    open_sockets: ClassVar[dict[Ends, asyncio.Transport]] = {}

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Remember the socket."""
        super().connection_made(transport)
        self.open_sockets[(self.client, self.server)] = transport

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the socket."""
        self.open_sockets.pop((self.client, self.server), None)
        super().connection_lost(exc)


def cut_connection(scope: Scope) -> bool:
    """Cut the client's socket; False when there is none (a client within the process)."""
    transport = CuttableProtocol.open_sockets.get((scope.get("client"), scope.get("server")))
    if transport is None:
        return False
    transport.abort()
    return True


def _server(app: Starlette) -> uvicorn.Server:
    config = uvicorn.Config(
        app,
        http=CuttableProtocol,
        ws="none",
        loop="asyncio",
        lifespan="off",
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=1,
        server_header=False,
        proxy_headers=False,  # the socket is found again by the client's own address
    )
    return uvicorn.Server(config)


def _listen(host: str, port: int) -> socket.socket:
    """A bound socket; refuses anything but loopback, since the admin routes ask for no login."""
    if host not in LOOPBACK:
        raise ValueError(
            f"koe jira-sim listens on loopback only ({', '.join(sorted(LOOPBACK))}), got {host!r}"
        )
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio switches Nagle off only where the protocol is named; otherwise 40 ms a request
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError:
        listening.close()
        raise
    return listening


def _address(listening: socket.socket, host: str) -> str:
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{listening.getsockname()[1]}"


def serve(
    host: str = "127.0.0.1",
    port: int = 8088,
    state_file: Path | None = None,
    faults: Faults | None = None,
    flavour: Flavour = "cloud",
    state: JiraState | None = None,
) -> None:
    """Run until interrupted; the address goes to stderr. `state` wins over `state_file` and
    `flavour`.
    """
    state = state or JiraState(flavour=flavour, state_file=state_file)
    listening = _listen(host, port)
    try:
        where = f", issues kept in {state_file}" if state_file else ", issues forgotten at the end"
        print(  # noqa: T201 (the door's own talk, on stderr)
            f"Jira simulator ({state.flavour}) on {_address(listening, host)}{where}",
            file=sys.stderr,
            flush=True,
        )
        _server(create_app(state, faults)).run(sockets=[listening])
    finally:
        listening.close()


@contextmanager
def running(
    state: JiraState | None = None,
    *,
    faults: Faults | None = None,
    log: RequestLog | None = None,
    host: str = "127.0.0.1",
    port: int = 0,
) -> Iterator[str]:
    """A simulator in a background thread; yields its base URL and has shut down when the block
    ends.

    Port 0 takes a free one. Pass `state`, `faults` and `log` to look at them and change them
    meanwhile.
    """
    app = create_app(state or JiraState(), faults, log)
    with serving(app, host=host, port=port) as address:
        yield address


@contextmanager
def serving(app: Starlette, *, host: str = "127.0.0.1", port: int = 0) -> Iterator[str]:
    """Any simulator's app in a background thread; yields its base URL."""
    listening = _listen(host, port)
    server = _server(app)
    thread = threading.Thread(
        target=server.run, kwargs={"sockets": [listening]}, name="koe-jira-sim", daemon=True
    )
    thread.start()
    try:
        _wait_until_up(server, thread)
        yield _address(listening, host)
    finally:
        server.should_exit = True
        thread.join(START_TIMEOUT)
        listening.close()


def _wait_until_up(server: uvicorn.Server, thread: threading.Thread) -> None:
    deadline = time.monotonic() + START_TIMEOUT
    while not server.started:
        if not thread.is_alive() or time.monotonic() > deadline:
            raise RuntimeError("koe jira-sim did not start; its messages are on stderr")
        time.sleep(0.005)
