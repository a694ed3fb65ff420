"""What a night with the tracker costs: 500 open topics planned and synced, and unchanged ones.

    .venv/bin/python -m benchmarks.tracker_sync [--topics 500]

The Jira is koe jira-sim over loopback HTTP in a process of its own, the memory a real warehouse,
writes unpaced (waiting for rate limits is not our own time). Prints seconds for opening,
for a night in which every topic changed, and calls for each unchanged issue in a week.
"""

from __future__ import annotations

import argparse
import multiprocessing
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.tracker_world import night, topic
from connectors.tracker.jira import JiraTracker
from connectors.tracker.jira_session import JiraAccess
from connectors.tracker.policy import Policy
from flows.tracking import WarehouseOutbox
from warehouse.issues import use_tracker
from warehouse.store import Warehouse

NAME = "jira http://127.0.0.1 KOE koe"


class Moment:
    """The benchmark's clock: from now on, in leaps of a day."""

    def __init__(self) -> None:
        self.at = datetime.now(UTC)

    def now(self) -> datetime:
        """The moment."""
        return self.at

    def sleep(self, seconds: float) -> None:
        """Waiting moves it."""
        self.at += timedelta(seconds=seconds)


def _serve(told: Any) -> None:
    from app.jira_sim import JiraState, running
    from app.jira_sim.gate import RequestLog

    log = RequestLog()
    with running(JiraState(), log=log) as address:
        told.send(address)
        while told.recv() == "calls":
            told.send(sum(log.as_json()["counts"].values()))


@contextmanager
def jira() -> Iterator[tuple[str, Any]]:
    """A simulator in a process of its own; yields its address and a way to ask for its calls."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs,))
    process.start()
    try:
        yield str(ours.recv()), ours
    finally:
        ours.send("end")
        process.join(10)


def calls(pipe: Any) -> int:
    """How many requests Jira has answered."""
    pipe.send("calls")
    return int(pipe.recv())


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--topics", type=int, default=500)
    many = parser.parse_args().topics
    policy = Policy(
        allow_first_fill=many, new_issues_per_run=many, open_issues=many,
        notes_per_run=2 * many, writes_per_second=1e6,
    )  # fmt: skip
    moment = Moment()
    with tempfile.TemporaryDirectory() as folder, jira() as (address, pipe):
        wh = Warehouse(Path(folder) / "koe.duckdb", time_zone="Asia/Tokyo")
        use_tracker(wh, NAME, kind="jira", url=address)
        store = WarehouseOutbox(wh, NAME, "run-1", moment.now)
        access = JiraAccess(api_url=address, deployment="cloud", token="t", email="k@example.com")
        tracker = JiraTracker(access, "KOE", clock=moment.now, sleep=lambda _seconds: None)

        def run(title: str, tickets: int) -> None:
            topics = [topic(n, tickets, moment.at, customers=tickets) for n in range(many)]
            weeks = tuple(replace(week, tickets=tickets) for week in topics[0].weeks)
            topics = [replace(one, weeks=weeks) for one in topics]
            before, began, cpu = calls(pipe), time.perf_counter(), time.process_time()
            with wh.lock():
                planned, report = night(moment, store, topics, policy, tracker=tracker)  # type: ignore[arg-type]
            seconds, own = time.perf_counter() - began, time.process_time() - cpu
            did = ", ".join(f"{key} {n}" for key, n in sorted(report.counts.items()) if n)
            print(
                f"{title}: {len(planned.operations)} operations ({did or 'none'}), "
                f"{seconds:.1f} s, own CPU {own:.1f} s, {calls(pipe) - before} calls",
                flush=True,
            )

        run(f"{many} topics opened", 9)
        moment.at += timedelta(days=1)
        run(f"{many} topics changed", 14)
        before = calls(pipe)
        for day in range(7):
            moment.at += timedelta(days=1)
            run(f"unchanged, night {day + 1}", 14)
        print(f"calls for an unchanged issue in a week: {(calls(pipe) - before) / many:.2f}")
        tracker.close()


if __name__ == "__main__":
    main()
