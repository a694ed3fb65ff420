"""kill -9 at every commit of a night with the tracker: is there exactly one issue a topic?

    .venv/bin/python -m benchmarks.tracker_kills [--times 20]

Each trial is a process of its own with a real warehouse, talking to koe jira-sim over HTTP; it
kills itself with SIGKILL just before or just after a commit is durable. Then nights run to their
end, and the issues, notes and reopenings in Jira are counted. Prints one line a commit point.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from app.jira_sim import Faults, JiraState, SimClock, running
from app.jira_sim.pm import act
from benchmarks.tracker_world import START, night, topic
from connectors.tracker.jira import JiraTracker
from connectors.tracker.jira_session import JiraAccess
from connectors.tracker.policy import Policy
from flows.tracking import WarehouseOutbox
from records.issue import IssueState, Operation, OperationState, TopicEvidence
from warehouse.store import Warehouse

NAME = "jira http://127.0.0.1 KOE koe"
POLICY = Policy(allow_first_fill=5, writes_per_second=1e6)
KINDS = ("create", "figures", "note", "reopen")
COMMITS = (1, 2, 3, 4)  # planned, sending, issue saved, done
LAG = 120.0


@dataclass
class Killing:
    """The warehouse's outbox, killing its process at one commit."""

    inner: WarehouseOutbox
    at: int
    is_torn: bool
    commits: int = 0

    def add(self, operations: Sequence[Operation], now: datetime) -> None:
        """Keep operations."""
        self._commit(lambda: self.inner.add(operations, now))

    def set_state(
        self, op_id: str, state: OperationState, *, now: datetime, error: str | None = None
    ) -> None:
        """Change a state."""
        self._commit(lambda: self.inner.set_state(op_id, state, now=now, error=error))

    def by_state(self, *states: OperationState) -> list[Operation]:
        """Operations in these states."""
        return self.inner.by_state(*states)

    def issues(self) -> list[IssueState]:
        """Every known issue."""
        return self.inner.issues()

    def save_issue(self, issue: IssueState) -> None:
        """Keep an issue; what a pull writes again does not count as a commit point."""
        if self.commits:
            self._commit(lambda: self.inner.save_issue(issue))
        else:
            self.inner.save_issue(issue)

    def _commit(self, write: Any) -> None:
        self.commits += 1
        if self.commits == self.at and self.is_torn:
            os.kill(os.getpid(), signal.SIGKILL)
        write()
        if self.commits == self.at:
            os.kill(os.getpid(), signal.SIGKILL)


class Trial:
    """One warehouse and one Jira, killed once."""

    def __init__(self, folder: Path, kind: str) -> None:
        self.kind, self.path = kind, folder / "koe.duckdb"
        self.offset = 0.0
        self.faults = Faults()
        self.state = JiraState(clock=SimClock(self.now))
        self.faults.index_lag = LAG

    def now(self) -> datetime:
        """Simulated time."""
        return START + timedelta(seconds=self.offset)

    def evidence(self, *, is_after: bool) -> list[TopicEvidence]:
        """The topic before, and after something happened that calls for this kind of write."""
        made = topic(1, 9, START)
        if not is_after or self.kind == "create":
            return [made]
        if self.kind == "figures":
            return [topic(1, 12, START)]
        if self.kind == "note":
            return [topic(1, 9, START, severity="high")]
        late = [self.now() - timedelta(hours=n) for n in range(8)]
        return [topic(1, 17, START, ticket_times=(*made.ticket_times, *sorted(late)))]

    def run(self, address: str, *, is_after: bool, killed: tuple[int, bool] | None = None) -> None:
        """A night, in this process; with ``killed`` it does not return."""
        wh = Warehouse(self.path, time_zone="UTC", clock=self.now)
        outbox: Any = WarehouseOutbox(wh, NAME, "run", self.now)
        store = Killing(outbox, *killed) if killed else outbox
        access = JiraAccess(api_url=address, deployment="cloud", token="t", email="k@example.com")
        tracker = JiraTracker(access, "KOE", clock=self.now, sleep=lambda _seconds: None)
        with wh.lock():
            night(self, store, self.evidence(is_after=is_after), POLICY, tracker=tracker)  # type: ignore[arg-type]
        tracker.close()

    def sleep(self, seconds: float) -> None:
        """Simulated waiting."""
        self.offset += seconds

    def prepare(self, address: str) -> None:
        """What must have happened before the killed night."""
        if self.kind == "create":
            return
        self.run(address, is_after=False)
        self.sleep(86_400 * 8)
        if self.kind == "reopen":
            act(self.state, {"action": "close", "key": "KOE-1", "resolution": "Done"})
            self.run(address, is_after=False)
            self.sleep(86_400 * 20)

    def verdict(self) -> str | None:
        """What is wrong in Jira, or None."""
        issues = self.state.world.issues
        keys = [
            comment.properties["koe.note"]["key"].partition("/")[2] or "note"
            for issue in issues
            for comment in issue.comments
        ]
        if len(issues) != 1:
            return f"{len(issues)} issues"
        if len(keys) != len(set(keys)):
            return f"a note told twice: {keys}"
        if self.kind == "reopen" and issues[0].resolution is not None:
            return "not reopened"
        return None


def killed_night(trial: Trial, address: str, commit: int, is_torn: bool) -> bool:
    """Fork, and let the child die at its commit; whether it died there."""
    child = os.fork()
    if child == 0:
        try:
            trial.run(address, is_after=True, killed=(commit, is_torn))
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def one(kind: str, commit: int, is_torn: bool, empty: Path) -> tuple[bool, str | None]:
    """One trial: whether it was killed, and what was wrong afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(Path(folder), kind)
        shutil.copy(empty, trial.path)
        with running(trial.state, faults=trial.faults) as address:
            trial.prepare(address)
            was_killed = killed_night(trial, address, commit, is_torn)
            for wait in (5, 3600, 86_400):
                trial.sleep(wait)
                trial.run(address, is_after=True)
        return was_killed, trial.verdict()


def main() -> None:
    """Kill and count; exit 1 where anything was written twice or lost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--times", type=int, default=20)
    times = parser.parse_args().times
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "empty.duckdb"
        with Warehouse(empty, time_zone="UTC").connect():
            pass  # migrated once, copied for each trial
        wrong = trials(times, empty)
    points = len(KINDS) * len(COMMITS) * 2
    print(f"{points} points x {times}: {wrong} wrong ({time.perf_counter() - began:.0f} s)")
    sys.exit(1 if wrong else 0)


def trials(times: int, empty: Path) -> int:
    """Every kind of write at every commit point; how many went wrong."""
    wrong = 0
    for kind in KINDS:
        for commit in COMMITS:
            for is_torn in (True, False):
                ended = [one(kind, commit, is_torn, empty) for _ in range(times)]
                bad = [verdict for _, verdict in ended if verdict]
                wrong += len(bad)
                when = "before" if is_torn else "after"
                died = sum(was_killed for was_killed, _ in ended)
                print(f"{kind}, {when} commit {commit}: killed {died} of {times}, wrong {bad}")
                sys.stdout.flush()
    return wrong


if __name__ == "__main__":
    main()
