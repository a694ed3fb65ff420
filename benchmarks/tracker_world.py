"""A small world for the tracker's benchmarks and histories: topics, people, a Jira, a memory.

The Jira is ``koe jira-sim``; its requests go straight into its code instead of through a
socket, so that thousands of nights fit into minutes. Everything from the connector's session
to the simulator's gate, faults included, is what runs over HTTP.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from requests import PreparedRequest, Response
from requests.adapters import BaseAdapter
from requests.exceptions import ConnectionError as ConnectionLost
from requests.structures import CaseInsensitiveDict

from app.jira_sim import Faults, JiraState, SimClock, create_app
from app.jira_sim.clock import frozen
from app.jira_sim.gate import RequestLog
from app.jira_sim.model import Issue
from connectors.tracker.base import Tracker
from connectors.tracker.jira import JiraTracker
from connectors.tracker.jira_session import JiraAccess
from connectors.tracker.outbox import send
from connectors.tracker.plan import plan
from connectors.tracker.policy import Policy
from connectors.tracker.pull import pull
from connectors.tracker.recover import recover, unsettled_labels
from connectors.tracker.store import OutboxStore, SendReport
from records.issue import (
    IssueState,
    Operation,
    OperationState,
    Plan,
    Quote,
    SupportWord,
    TopicEvidence,
    WeekCount,
)

START = datetime(2026, 10, 1, 20, 0, tzinfo=UTC)
BASE = "http://127.0.0.1:9"
REWRITABLE = (OperationState.PLANNED, OperationState.THROTTLED, OperationState.DROPPED)


class Inside(BaseAdapter):
    """Hands requests to the simulator without a socket; a cut connection is a lost reply."""

    def __init__(self, app: Any) -> None:
        super().__init__()
        self._app, self._loop = app, asyncio.new_event_loop()
        self.answered = 0

    def send(self, request: PreparedRequest, *args: Any, **kwargs: Any) -> Response:  # noqa: ARG002
        """One request, start to end."""
        self.answered += 1
        try:
            status, headers, body = self._loop.run_until_complete(_call(self._app, request))
        except ConnectionResetError as error:
            raise ConnectionLost(error, request=request) from None
        answer = Response()
        answer.status_code, answer.headers = status, CaseInsensitiveDict(headers)
        answer._content, answer.request, answer.url = body, request, str(request.url)
        return answer

    def close(self) -> None:
        """Nothing is open between two requests."""


async def _call(app: Any, request: PreparedRequest) -> tuple[int, dict[str, str], bytes]:
    url = urlsplit(str(request.url))
    sent = request.body
    body = sent.encode() if isinstance(sent, str) else sent if isinstance(sent, bytes) else b""
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": request.method,
        "scheme": "http",
        "path": url.path,
        "raw_path": url.path.encode(),
        "query_string": url.query.encode(),
        "headers": [(k.lower().encode(), str(v).encode()) for k, v in request.headers.items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 9),
    }
    answer: dict[str, Any] = {"status": 0, "headers": {}, "body": b""}

    async def receive() -> Mapping[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def tell(message: Mapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            answer["status"] = message["status"]
            answer["headers"] = {k.decode(): v.decode() for k, v in message["headers"]}
        else:
            answer["body"] += message.get("body", b"")

    await app(scope, receive, tell)
    return answer["status"], answer["headers"], answer["body"]


class Killed(BaseException):
    """The process is gone: nothing may catch it, so it is no Exception."""


@dataclass
class Memory:
    """An outbox store that a kill cannot undo: ``kill_at`` dies at that commit, ``torn`` just
    before it is durable."""

    operations: dict[str, Operation] = field(default_factory=dict)
    known: dict[str, IssueState] = field(default_factory=dict)
    kill_at: int = 0
    torn: bool = False
    commits: int = 0

    def add(self, operations: Sequence[Operation], now: datetime) -> None:
        """Keep operations as planned where none was sent."""
        fresh = {}
        for one in operations:
            old = self.operations.get(one.op_id)
            if old is None or old.state in REWRITABLE:
                attempts = old.attempts if old else 0
                fresh[one.op_id] = replace(
                    one, state=OperationState.PLANNED, changed_at=now, attempts=attempts
                )
        self._commit(self.operations, fresh)

    def set_state(
        self, op_id: str, state: OperationState, *, now: datetime, error: str | None = None
    ) -> None:
        """Change a state."""
        old = self.operations[op_id]
        more = state is OperationState.SENDING
        changed = replace(
            old, state=state, changed_at=now, error=error, attempts=old.attempts + more
        )
        self._commit(self.operations, {op_id: changed})

    def by_state(self, *states: OperationState) -> list[Operation]:
        """Operations in these states."""
        return [one for one in self.operations.values() if one.state in states]

    def issues(self) -> list[IssueState]:
        """Every known issue."""
        return list(self.known.values())

    def save_issue(self, issue: IssueState) -> None:
        """Keep an issue."""
        self._commit(self.known, {issue.label: issue})

    def _commit(self, kept: dict[str, Any], fresh: dict[str, Any]) -> None:
        self.commits += 1
        dies = self.commits == self.kill_at
        if dies and self.torn:
            raise Killed
        kept.update(fresh)
        if dies:
            raise Killed


class JiraInside:
    """A simulated Jira at a moment that the caller moves."""

    def __init__(self, start: datetime = START) -> None:
        self.state = JiraState(flavour="cloud", clock=SimClock(frozen(start)))
        self.faults, self.log = Faults(), RequestLog()
        self.calls = Inside(create_app(self.state, self.faults, self.log))

    def now(self) -> datetime:
        """The moment, the same for Koe and for Jira."""
        return self.state.clock.now()

    def sleep(self, seconds: float) -> None:
        """Waiting moves the clock."""
        self.state.clock.advance(seconds)

    def tracker(self) -> JiraTracker:
        """A new process's view of it."""
        access = JiraAccess(api_url=BASE, deployment="cloud", token="t", email="koe@example.com")
        made = JiraTracker(access, "KOE", clock=self.now, sleep=self.sleep)
        made._session._client._session.mount(BASE, self.calls)
        return made

    def issues(self) -> list[Issue]:
        """Every issue there."""
        return self.state.world.issues

    def close(self) -> None:
        """Close the loop that the requests ran in."""
        self.calls._loop.close()


def night(
    jira: JiraInside,
    store: OutboxStore,
    topics: Sequence[TopicEvidence],
    policy: Policy,
    said: Sequence[SupportWord] = (),
    tracker: Tracker | None = None,
) -> tuple[Plan, SendReport]:
    """One night's report stage, in the order of ``flows.report``. Raises a TrackerError."""
    talks, now = tracker or jira.tracker(), jira.now()
    talks.check()
    recover(talks, store, policy, now)
    for issue in pull(talks, store.issues(), policy, now).issues:
        store.save_issue(issue)
    unsettled = unsettled_labels(store)
    planned = plan(topics, store.issues(), policy, now, unsettled=unsettled, said=said)
    return planned, send(planned, talks, store, policy, jira.now, jira.sleep)


def topic(number: int, tickets: int, now: datetime, **changes: Any) -> TopicEvidence:
    """A topic with so many tickets, one an hour until now, each of another customer."""
    times = tuple(now - timedelta(hours=n) for n in reversed(range(tickets)))
    monday = now.date() - timedelta(days=now.weekday())
    quotes = tuple(
        Quote(f"支払い画面が開きません。{number}-{n}", "ja", now.date(), f"{number}{n:04}")
        for n in range(3)
    )
    made = TopicEvidence(
        topic_uid=f"t-{number}",
        number=number,
        name=f"支払い画面が開かない {number}",
        language="ja",
        request_type="bug",
        severity="normal",
        keywords=("支払い", "画面"),
        tickets=tickets,
        customers=tickets,
        customers_last_7_days=min(tickets, 5),
        first_seen=date(2026, 9, 1),
        last_seen=now.date(),
        weeks=tuple(WeekCount(monday - timedelta(weeks=n), tickets, tickets) for n in range(8)),
        quotes=quotes,
        ticket_times=times,
        runs_seen=3,
    )
    return replace(made, **changes)
