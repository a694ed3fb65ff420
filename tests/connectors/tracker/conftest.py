"""A topic to report, a memory that survives a crash, and a running Jira to report it to."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import BaseModel

from app.jira_sim import Faults, JiraState, SimClock, running
from app.jira_sim.clock import frozen
from app.jira_sim.gate import RequestLog
from app.jira_sim.model import Issue
from app.jira_sim.pm import act
from app.jira_sim.state import Flavour
from connectors.tracker.jira import JiraTracker
from connectors.tracker.jira_session import JiraAccess
from connectors.tracker.outbox import send
from connectors.tracker.plan import plan
from connectors.tracker.policy import Policy
from connectors.tracker.pull import pull
from connectors.tracker.recover import recover, unsettled_labels
from connectors.tracker.store import SendReport
from records.issue import (
    Answer,
    IssueState,
    Operation,
    OperationState,
    Quote,
    TopicEvidence,
    WeekCount,
)

NIGHT = datetime(2024, 10, 21, 20, 0, tzinfo=UTC)
QUOTES = (
    Quote(
        "支払い画面を開いた瞬間にアプリが落ちます。再起動しても同じです。",
        "ja",
        date(2024, 10, 20),
        "1042",
        "https://help.example/tickets/1042",
        "プレミアム",
        "6.2.0",
    ),
    Quote(
        "The app dies every time I tap Pay.\nI have reinstalled it twice, <NAME> told me to.",
        "en",
        date(2024, 10, 19),
        "1038",
        "https://help.example/tickets/1038",
        None,
        "6.2.0",
    ),
    Quote("{code} [~boss] !img! *bold* <script>alert(1)</script>", "en", date(2024, 10, 18), "9"),
)
TOPIC = TopicEvidence(
    topic_uid="t-payment-crash",
    number=7,
    name="支払い画面を開くとアプリが落ちる",
    language="ja",
    request_type="bug",
    severity="normal",
    keywords=("支払い", "落ちる"),
    tickets=42,
    customers=38,
    customers_last_7_days=12,
    first_seen=date(2024, 10, 1),
    last_seen=date(2024, 10, 20),
    weeks=tuple(
        WeekCount(date(2024, 9, 2) + timedelta(weeks=n), tickets, customers)
        for n, (customers, tickets) in enumerate(
            [(0, 0)] * 4 + [(4, 4), (9, 11), (13, 15), (12, 12)]
        )
    ),
    quotes=QUOTES,
    segments=(("プレミアム", 20), ("無料", 18)),
    versions=(("6.2.0", 30), ("6.1.3", 6)),
    ticket_times=tuple(
        datetime(2024, 10, 1, tzinfo=UTC) + timedelta(hours=11 * n) for n in range(42)
    ),
    commonest_reply="ご不便をおかけしております。現在、原因を調査しております。",
    runs_seen=3,
)
STATE = IssueState(
    label="koe-label",
    topic_uid=TOPIC.topic_uid,
    issue_id="10001",
    issue_key="KOE-1",
    url="https://jira.example/browse/KOE-1",
    status="To Do",
    status_category="todo",
    answer=Answer.RECEIVED,
    resolution=None,
    labels=("koe", "koe-label"),
    created_at=NIGHT - timedelta(days=30),
    updated_at=NIGHT - timedelta(days=30),
    customers_at_last_note=TOPIC.customers,
    severity_at_last_note="normal",
    segments_at_last_note=("プレミアム", "無料"),
)


@pytest.fixture
def night() -> datetime:
    return NIGHT


@pytest.fixture
def topic() -> Callable[..., TopicEvidence]:
    """The topic of these tests, with changes."""
    return lambda **changes: replace(TOPIC, **changes)


@pytest.fixture
def known_issue() -> Callable[..., IssueState]:
    """Its issue as the warehouse remembers it, with changes."""
    return lambda **changes: replace(STATE, **changes)


class Kept(BaseModel):
    """The file behind a store."""

    operations: dict[str, Operation] = {}
    issues: dict[str, IssueState] = {}


class Crash(BaseException):
    """The process is killed: nothing may catch it, so it is no Exception."""


class FileStore:
    """An outbox store in one JSON file, read anew for each call: all that survives is on disk.

    ``crash_at`` kills the process after that many more commits; ``torn`` before the commit.
    """

    def __init__(self, path: Path) -> None:
        self.path, self.crash_at, self.torn, self.commits = path, 0, False, 0

    def add(self, operations: Sequence[Operation], now: datetime) -> None:
        kept, rewritable = self._load(), {"planned", "throttled", "dropped"}
        for one in operations:
            old = kept.operations.get(one.op_id)
            if old is None or old.state in rewritable:
                attempts = old.attempts if old else 0
                fresh = replace(
                    one, state=OperationState.PLANNED, changed_at=now, attempts=attempts
                )
                kept.operations[one.op_id] = fresh
        self._commit(kept)

    def set_state(
        self, op_id: str, state: OperationState, *, now: datetime, error: str | None = None
    ) -> None:
        kept = self._load()
        old = kept.operations[op_id]
        more = 1 if state is OperationState.SENDING else 0
        kept.operations[op_id] = replace(
            old, state=state, changed_at=now, error=error, attempts=old.attempts + more
        )
        self._commit(kept)

    def by_state(self, *states: OperationState) -> list[Operation]:
        return [one for one in self._load().operations.values() if one.state in states]

    def issues(self) -> list[IssueState]:
        return list(self._load().issues.values())

    def save_issue(self, issue: IssueState) -> None:
        kept = self._load()
        kept.issues[issue.label] = issue
        self._commit(kept)

    def states(self) -> list[str]:
        return sorted(str(one.state) for one in self._load().operations.values())

    def _load(self) -> Kept:
        return Kept.model_validate_json(self.path.read_bytes()) if self.path.exists() else Kept()

    def _commit(self, kept: Kept) -> None:
        self.commits += 1
        is_last = self.crash_at == self.commits
        if is_last and self.torn:
            raise Crash
        self.path.write_text(kept.model_dump_json())
        if is_last:
            raise Crash


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "outbox.json")


@dataclass
class Jira:
    """A running simulator and what a night needs to talk to it."""

    base: str
    state: JiraState
    faults: Faults
    log: RequestLog
    slept: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        return self.state.clock.now()

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.state.clock.advance(seconds)

    def pass_days(self, days: float) -> None:
        self.state.clock.advance(days * 86_400)

    def tracker(self, **changes: float | str | None) -> JiraTracker:
        access = JiraAccess(
            api_url=self.base,
            deployment=self.state.flavour,
            token="s3cr3t-token",
            email="koe@example.com" if self.state.flavour == "cloud" else None,
            read_seconds=5,
        )
        return JiraTracker(access, "KOE", clock=self.now, sleep=self.sleep, **changes)  # type: ignore[arg-type]

    def issues(self) -> list[Issue]:
        return self.state.world.issues

    def person(self, action: str, key: str = "KOE-1", **more: object) -> None:
        """Something a product manager does in Jira's own pages."""
        act(self.state, {"action": action, "key": key, **more})

    def posts(self, operation: str) -> int:
        """How many requests of a kind came; the log is written just after a cut connection."""
        time.sleep(0.05)
        counts = self.log.as_json()["counts"]
        return int(counts.get(operation, 0))


@dataclass
class Night:
    """One night's report stage, step by step, as ``flows`` runs it."""

    jira: Jira
    store: FileStore
    policy: Policy

    def __call__(self, *topics: TopicEvidence) -> SendReport:
        tracker, now = self.jira.tracker(), self.jira.now()
        try:
            tracker.check()
            recover(tracker, self.store, self.policy, now)
            for issue in pull(tracker, self.store.issues(), self.policy, now).issues:
                self.store.save_issue(issue)
            planned = plan(
                topics,
                self.store.issues(),
                self.policy,
                now,
                unsettled=unsettled_labels(self.store),
            )
            return send(planned, tracker, self.store, self.policy, self.jira.now, self.jira.sleep)
        finally:
            tracker.close()

    def killed(self, commit: int, torn: bool, *topics: TopicEvidence) -> bool:
        """A night that is killed at this commit, ``torn`` just before it is durable; whether it
        lived long enough to be killed."""
        self.store.commits, self.store.crash_at, self.store.torn = 0, commit, torn
        try:
            self(*topics)
        except Crash:
            return True
        finally:
            self.store.crash_at = 0
        return False


def _server(flavour: Flavour) -> Iterator[Jira]:
    state, faults, log = JiraState(flavour=flavour), Faults(), RequestLog()
    with running(state, faults=faults, log=log) as base:
        yield Jira(base, state, faults, log)


@pytest.fixture(scope="session")
def cloud_server() -> Iterator[Jira]:
    yield from _server("cloud")


@pytest.fixture(scope="session")
def datacenter_server() -> Iterator[Jira]:
    yield from _server("datacenter")


def _fresh(jira: Jira) -> Jira:
    jira.state.clock = SimClock(frozen(NIGHT))
    jira.state.time_zone = "UTC"
    jira.state.reset()
    jira.faults.clear()
    jira.log.clear()
    jira.slept.clear()
    return jira


@pytest.fixture
def cloud(cloud_server: Jira) -> Jira:
    return _fresh(cloud_server)


@pytest.fixture
def datacenter(datacenter_server: Jira) -> Jira:
    return _fresh(datacenter_server)


@pytest.fixture(params=["cloud", "datacenter"])
def jira(request: pytest.FixtureRequest) -> Jira:
    """Each kind of Jira in turn."""
    return _fresh(request.getfixturevalue(f"{request.param}_server"))


@pytest.fixture
def run_night(jira: Jira, store: FileStore) -> Night:
    return Night(jira, store, Policy(allow_first_fill=10))
