"""Helpdesks on loopback: real sockets, state of their own, and the manners of the real ones."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copy2
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import duckdb
import pytest

from connectors.helpdesk.api.client import Timing
from connectors.helpdesk.translation import Read
from flows.night import Night, open_night
from flows.settings import build_settings
from records.issue import Answer as Given
from records.issue import IssueState
from records.topic import Assignment, NoTopic, Topic
from records.voice import Kind, Voice
from warehouse import tracking
from warehouse.analysis import Analysed, save_analysis
from warehouse.topics import save_discovery

SECRETS = {
    "KOE_PSEUDONYM_KEY": "0123456789abcdef0123456789abcdef",
    "KOE_ZENDESK_CLIENT_SECRET": "zendesk-client-secret-9f3",
    "KOE_ZENDESK_TOKEN": "zendesk-api-token-77a",
    "KOE_INTERCOM_TOKEN": "intercom-token-51c",
    "KOE_FRESHDESK_KEY": "freshdesk-key-20e",
    "KOE_RT_PASSWORD": "password",
}
NIGHT = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
TRACKER = "jira https://jira.example KOE koe"


@dataclass
class Asked:
    """One request as a server sees it."""

    method: str
    path: str
    query: dict[str, str]
    body: Any
    headers: dict[str, str]


# status, headers, and a JSON body (or text, sent as it is)
Answer = tuple[int, dict[str, str], Any]
App = Callable[[Asked], Answer]


@dataclass
class Clock:
    """Time that passes only where somebody sleeps."""

    seconds: float = 1_000.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds

    def now(self) -> datetime:
        return NIGHT + timedelta(seconds=self.seconds - 1_000)

    @property
    def timing(self) -> Timing:
        return Timing(self.sleep, lambda: self.seconds, self.now)


@contextmanager
def _running(app: App) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # head and body are two writes: 40 ms a request otherwise

        def _answer(self) -> None:
            parts = urlsplit(self.path)
            length = int(self.headers.get("Content-Length") or 0)
            raw = self.rfile.read(length)
            query = {k: v[-1] for k, v in parse_qs(parts.query, keep_blank_values=True).items()}
            body = json.loads(raw) if raw else None
            headers = {k.lower(): v for k, v in self.headers.items()}
            asked = Asked(self.command, unquote(parts.path), query, body, headers)
            status, extra, told = app(asked)
            if status == 0:  # hang up in the middle of the answer
                self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{")
                self.close_connection = True
                return
            data = (told if isinstance(told, str) else json.dumps(told)).encode()
            self.send_response(status)
            kind = "text/html" if isinstance(told, str) else "application/json"
            for name, value in ({"Content-Type": kind} | extra).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PUT = _answer

        def log_message(self, format: str, *args: Any) -> None:  # noqa: ARG002
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def serve() -> Iterator[Callable[[App], str]]:
    """Starts a server for an app (a function of a request) and gives its address."""
    open_ones = []

    def start(app: App) -> str:
        context = _running(app)
        open_ones.append(context)
        return context.__enter__()

    yield start
    for context in open_ones:
        context.__exit__(None, None, None)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(autouse=True)
def secrets(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    return SECRETS


@dataclass
class Desk:
    """An account whose helpdesk is asked: its nights and what its warehouse then holds."""

    folder: Path
    helpdesk: dict[str, Any]
    clock: Clock
    said: list[str] = field(default_factory=list)
    nights: int = 0

    def night(self) -> Night:
        self.nights += 1
        settings = build_settings(
            {"account": {"name": "desk"}, "helpdesk": self.helpdesk}, root=self.folder
        )
        night = open_night(settings, clock=self.clock.now, say=self.said.append)
        night.run_id = f"night-{self.nights}"
        return night

    def pull(self) -> dict[str, int]:
        """One night's intake, in this process; returns its counts."""
        from flows.intake import intake

        night = self.night()
        with night.warehouse.lock():
            return intake(night)

    def read(self) -> list[Read]:
        """Everything the helpdesk tells from its beginning, without a warehouse."""
        from flows.helpdesk import open_helpdesk

        with open_helpdesk(self.night()) as helpdesk:
            return [read for page in helpdesk.pages("") for read in page.reads]

    def link(self, *tickets: int) -> None:
        """Give the first words of these tickets (or of all) to one topic, and let the product team
        have it."""
        wh, now = self.night().warehouse, self.clock.now()
        said = self.ask(
            "SELECT ticket_id, message_id, sent_at, language FROM messages WHERE position = 0"
        )
        rows = [row for row in said if not tickets or int(row[0]) in tickets]
        voices = [
            Voice(f"v{n}", "desk", ticket, message, 0, 1, "。", language, at, Kind.COMPLAINT)
            for n, (ticket, message, at, language) in enumerate(rows)
        ]
        topic = Topic(
            "t-1", 1, "アプリが落ちる", "The app crashes", ("落ちる",), (1.0,), 0.5, "e",
            (), None, 0.7, 0.2, len(rows),
        )  # fmt: skip
        waits = [Assignment(one.voice_id, None, NoTopic.WAITING, 0.7) for one in voices]
        placed = [Assignment(one.voice_id, "t-1", None, 0.7) for one in voices]
        with wh.lock():
            save_analysis(wh, "night-1", Analysed([], voices, [], waits))
            save_discovery(wh, "night-1", [topic], placed, [], now)
            tracking.use_tracker(wh, TRACKER, kind="jira", url="https://jira.example")
        self.answer(Given.RECEIVED)

    def answer(self, given: Given, reason: str | None = None, **more: Any) -> None:
        """What the product team says now, heard now."""
        now = self.clock.now()
        issue = IssueState(
            "koe-1", "t-1", "10001", "KOE-1", "https://jira.example/KOE-1", str(given), "doing",
            given, None, (), now - timedelta(days=30), now, reason=reason, **more,
        )  # fmt: skip
        tracking.save_issue(self.night().warehouse, issue, tracker=TRACKER, now=now)

    def later(self, **time: float) -> None:
        self.clock.seconds += timedelta(**time).total_seconds()

    def tell(self, *, dry_run: bool = False) -> tuple[dict[str, int], list[str]]:
        """One night's notes to the helpdesk: their counts, and the warnings."""
        from flows.helpdesk_notes import tell_helpdesk

        night = self.night()
        night.dry_run = dry_run
        with night.warehouse.lock():
            return tell_helpdesk(night), night.warnings

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(self.folder / "var" / "koe.duckdb"), read_only=True) as conn:
            return conn.execute(sql).fetchall()


@pytest.fixture
def desk(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, unused_warehouse: Path
) -> Callable[..., Desk]:
    """Makes an account that asks a helpdesk; nobody really sleeps."""
    import flows.helpdesk

    (tmp_path / "var").mkdir(mode=0o700)
    copy2(unused_warehouse, tmp_path / "var" / "koe.duckdb")
    monkeypatch.setattr(flows.helpdesk, "timing_of", lambda _night: clock.timing)

    def make(**helpdesk: Any) -> Desk:
        return Desk(tmp_path, helpdesk, clock)

    return make
