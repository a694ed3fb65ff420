"""The night as a Prefect flow, on a server that lives and dies with this file."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest

from flows.settings import prefect_environment
from warehouse.snapshot import ask

pytestmark = pytest.mark.slow

NewAccount = Callable[..., Any]


@pytest.fixture(scope="module")
def harness() -> Iterator[None]:
    """Prefect's own test harness: a server on loopback with a database of its own."""
    prefect_environment()
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=180):
        yield


@pytest.fixture
def impatient(harness: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Retries at once instead of in minutes."""
    from flows import nightly

    monkeypatch.setattr(nightly, "RETRY_SECONDS", [0.0, 0.0])


def run_flow(config: Path) -> tuple[Any, dict[str, int]]:
    """The flow's final state and how often each of its tasks ran."""
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId

    from flows.nightly import nightly

    state = nightly(str(config), return_state=True)
    run = FlowRunFilter(id=FlowRunFilterId(any_=[flow_run_id(state)]))
    with get_client(sync_client=True) as client:
        tasks = client.read_task_runs(flow_run_filter=run)
    return state, {task.name.rpartition("-")[0]: task.run_count for task in tasks}


def flow_run_id(state: Any) -> UUID:
    found: UUID = state.state_details.flow_run_id
    return found


def artifacts() -> dict[str, Any]:
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as client:
        found = client.request("POST", "/artifacts/latest/filter").json()
    return {artifact["key"]: artifact["data"] for artifact in found}


def test_the_flow_runs_the_night_and_leaves_its_artifacts(
    harness: None, new_account: NewAccount
) -> None:
    account = new_account("flow")
    state, runs = run_flow(account.config)
    assert state.is_completed(), state
    assert runs == {"intake": 1, "analyse": 1, "alert": 1, "report": 1, "publish": 1}
    assert ask(account.snapshot, "SELECT count(*) FROM topic_today")[1] == [(4,)]
    made = artifacts()
    assert "| intake |" in made["koe-run"]
    assert made["koe-topics"].count("KOE-") == 4


def test_only_the_report_is_tried_again_and_only_where_that_can_help(
    impatient: None, new_account: NewAccount
) -> None:
    account = new_account("down", kind="jira", api_url="http://127.0.0.1:9", deployment="cloud")
    state, runs = run_flow(account.config)
    assert state.is_failed()
    assert runs == {"intake": 1, "analyse": 1, "alert": 1, "report": 3, "publish": 1}
    assert "report did not finish" in artifacts()["koe-run"]


def test_a_tracker_that_refuses_is_not_asked_again(
    impatient: None, new_account: NewAccount, jira: tuple[str, Any]
) -> None:
    account = new_account("no", kind="jira", api_url=jira[0], project="ELSEWHERE")
    state, runs = run_flow(account.config)
    assert state.is_failed()
    assert runs["report"] == 1


def test_a_bad_export_is_not_tried_again(impatient: None, new_account: NewAccount) -> None:
    account = new_account("bad", *("broken",) * 5)
    state, runs = run_flow(account.config)
    assert state.is_failed()
    assert runs == {"intake": 1}


def test_a_foreign_error_reaches_prefect_without_the_text_it_failed_on(
    harness: None, new_account: NewAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows import analyse

    def quotes_a_customer(_night: object) -> dict[str, int]:
        raise ValueError("could not convert '勅使河原 080-4417-9263'")

    monkeypatch.setattr(analyse, "analyse", quotes_a_customer)
    state, _ = run_flow(new_account("foreign").config)
    assert state.is_failed()
    assert "ValueError" in str(state.message)
    told = said_to_prefect("its message may quote a customer")
    assert "its message may quote a customer" in told
    assert "勅使河原" not in told


def said_to_prefect(until: str) -> str:
    """Everything the server keeps of all runs, once its logs hold ``until`` (they come late)."""
    from prefect.settings import PREFECT_API_URL

    paths = ("logs", "artifacts", "flow_runs", "task_runs")
    deadline = time.monotonic() + 30
    while True:
        told = "".join(
            httpx.post(f"{PREFECT_API_URL.value()}/{path}/filter", json={}, timeout=30).text
            for path in paths
        )
        if until in told or time.monotonic() > deadline:
            return told
        time.sleep(0.5)


def test_prefect_learns_no_personal_data(
    harness: None, marked_account: NewAccount, leaks: Callable[[bytes], set[str]]
) -> None:
    state, _ = run_flow(marked_account("marked").config)
    assert state.is_completed()
    told = said_to_prefect("publish: snapshot")
    assert "publish: snapshot" in told
    assert leaks(told.encode()) == set()


def test_a_run_without_a_server_starts_one_for_itself_and_leaves_none_behind(
    new_account: NewAccount, tmp_path: Path
) -> None:
    """As an operator would try it: the flow in a fresh process, no PREFECT_API_URL."""
    account = new_account("alone")
    env = {name: v for name, v in os.environ.items() if not name.startswith("PREFECT_")}
    env |= {"PREFECT_HOME": str(tmp_path / "prefect")}
    code = (
        "import sys; from flows.nightly import nightly; print(sorted(nightly(sys.argv[1])));"
        "import os; print({k: v for k, v in os.environ.items() if 'ANALYTICS' in k or 'DO_N' in k})"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(account.config)],
        env=env,
        capture_output=True,
        text=True,
        check=False,
        start_new_session=True,
    )
    assert ran.returncode == 0, ran.stderr
    assert "['alert', 'analyse', 'intake', 'publish', 'report']" in ran.stdout
    assert "'PREFECT_SERVER_ANALYTICS_ENABLED': 'false'" in ran.stdout
    assert "'DO_NOT_TRACK': '1'" in ran.stdout
    assert servers_of(tmp_path / "prefect") == []


def servers_of(home: Path) -> list[str]:
    """Processes whose environment names this PREFECT_HOME."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            environment = (process / "environ").read_bytes()
        except OSError:
            continue
        if str(home).encode() in environment:
            found.append((process / "cmdline").read_text().replace("\0", " "))
    return found
