"""The nightly schedule on a real Prefect server with a real worker, all on loopback."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from warehouse.snapshot import ask

pytestmark = pytest.mark.slow

NewAccount = Callable[..., Any]
ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
START_SECONDS = 120.0
RUN_SECONDS = 240.0


@dataclass
class Prefect:
    """A server of this test's own: its address, its folder, the environment of its clients."""

    url: str
    home: Path
    env: dict[str, str]

    def post(self, path: str, **body: Any) -> Any:
        answer = httpx.post(f"{self.url}{path}", json=body, timeout=30)
        answer.raise_for_status()
        return answer.json()

    def get(self, path: str) -> Any:
        answer = httpx.get(f"{self.url}{path}", timeout=30)
        answer.raise_for_status()
        return answer.json()

    def scheduled(self) -> list[dict[str, Any]]:
        state = {"state": {"type": {"any_": ["SCHEDULED"]}}}
        found: list[dict[str, Any]] = self.post("/flow_runs/filter", flow_runs=state)
        return found


@pytest.fixture(scope="module")
def prefect(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prefect]:
    """Started once for this file and stopped after it."""
    home = tmp_path_factory.mktemp("prefect")
    port = free_port()
    url = f"http://127.0.0.1:{port}/api"
    plain = {name: value for name, value in os.environ.items() if not name.startswith("KOE_")}
    env = plain | {
        "PREFECT_HOME": str(home),
        "PREFECT_API_URL": url,
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_UI_ENABLED": "false",
        "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "1",
        "PREFECT_WORKER_QUERY_SECONDS": "1",
    }
    command = ["prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    with started(command, env, home / "server.log"):
        wait_for(lambda: up(url), START_SECONDS)
        yield Prefect(url, home, env)


@contextmanager
def started(command: list[str], env: dict[str, str], log: Path) -> Iterator[None]:
    """A program in a process group of its own; the whole group is gone at the end."""
    with log.open("w") as out:
        program = subprocess.Popen(
            [str(BIN / command[0]), *command[1:]],
            env=env,
            cwd=log.parent,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            yield
        finally:
            os.killpg(program.pid, signal.SIGTERM)
            try:
                program.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(program.pid, signal.SIGKILL)
                program.wait(20)


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def up(url: str) -> bool:
    try:
        return httpx.get(f"{url}/health", timeout=5).status_code == 200
    except httpx.TransportError:
        return False


def wait_for(ready: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < deadline, f"not ready within {seconds} s"
        time.sleep(0.3)


def koe_deploy(prefect: Prefect, config: Path) -> subprocess.CompletedProcess[str]:
    command = [str(BIN / "koe"), "deploy", "--config", str(config), "--cron", "0 5 * * *"]
    return subprocess.run(
        command, env=prefect.env, cwd=prefect.home, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def account(module_account: NewAccount) -> Any:
    """An account whose secrets lie in its .env, as `koe init` puts them: the worker has none."""
    made = module_account("deployed")
    secrets = [f"{name}={value}" for name, value in os.environ.items() if name.startswith("KOE_")]
    (made.folder / ".env").write_text("\n".join(secrets), encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def deployment(prefect: Prefect, account: Any) -> dict[str, Any]:
    """What `koe deploy` made, as the server tells it."""
    made = koe_deploy(prefect, account.config)
    assert made.returncode == 0, made.stderr
    found: dict[str, Any] = prefect.get("/deployments/name/koe-nightly/nightly")
    return found


def test_a_deployed_night_has_its_cron_in_the_accounts_zone(deployment: dict[str, Any]) -> None:
    (schedule,) = deployment["schedules"]
    assert schedule["active"]
    assert schedule["schedule"]["cron"] == "0 5 * * *"
    assert schedule["schedule"]["timezone"] == "Asia/Tokyo"


def test_a_night_never_queues_behind_another(prefect: Prefect, deployment: dict[str, Any]) -> None:
    assert deployment["global_concurrency_limit"]["limit"] == 1
    assert deployment["concurrency_options"]["collision_strategy"] == "CANCEL_NEW"
    pool = prefect.get("/work_pools/koe")
    assert (pool["type"], pool["concurrency_limit"]) == ("process", 1)


def test_the_cron_deployment_gets_its_scheduled_runs(
    prefect: Prefect, deployment: dict[str, Any]
) -> None:
    wait_for(lambda: len(prefect.scheduled()) >= 3, 60)
    times = sorted(run["expected_start_time"] for run in prefect.scheduled())
    assert all("T20:00:00" in time for time in times)  # 05:00 in Tokyo


def test_deploying_twice_changes_nothing(
    prefect: Prefect, deployment: dict[str, Any], account: Any
) -> None:
    wait_for(lambda: len(prefect.scheduled()) >= 3, 60)
    pool, runs = prefect.get("/work_pools/koe"), {run["id"] for run in prefect.scheduled()}
    assert koe_deploy(prefect, account.config).returncode == 0
    again = prefect.get("/deployments/name/koe-nightly/nightly")
    assert [one["schedule"] for one in again["schedules"]] == [
        one["schedule"] for one in deployment["schedules"]
    ]
    for kept in ("id", "entrypoint", "parameters", "work_pool_name", "concurrency_options"):
        assert again[kept] == deployment[kept]
    assert prefect.get("/work_pools/koe") | {"updated": 0} == pool | {"updated": 0}
    wait_for(lambda: len(prefect.scheduled()) >= len(runs), 60)
    assert len({run["expected_start_time"] for run in prefect.scheduled()}) == len(
        prefect.scheduled()
    )


def test_a_worker_carries_out_the_night(
    prefect: Prefect, deployment: dict[str, Any], account: Any
) -> None:
    trigger = (
        "from prefect.deployments import run_deployment\n"
        f"run = run_deployment('koe-nightly/nightly', timeout={RUN_SECONDS})\n"
        "print(run.state.type.value, run.id)"
    )
    command = ["prefect", "worker", "start", "--pool", "koe", "--install-policy", "never"]
    with started(command, prefect.env, prefect.home / "worker.log"):
        ran = subprocess.run(
            [sys.executable, "-c", trigger],
            env=prefect.env,
            cwd=prefect.home,
            capture_output=True,
            text=True,
            check=False,
        )
    assert ran.returncode == 0, ran.stderr
    state, run_id = ran.stdout.split()
    assert state == "COMPLETED", logs(prefect, run_id)
    _, rows = ask(account.snapshot, "SELECT count(*) FROM topic_today")
    assert rows == [(4,)]
    keys = {artifact["key"] for artifact in prefect.post("/artifacts/filter")}
    assert {"koe-run", "koe-topics"} <= keys


def test_no_telemetry_leaves_the_server(prefect: Prefect) -> None:
    settings = prefect.get("/admin/settings")
    assert settings["server"]["analytics_enabled"] is False
    assert "sens-o-matic" not in (prefect.home / "server.log").read_text(encoding="utf-8")


def test_deploying_without_a_server_says_what_to_do(account: Any) -> None:
    env = {name: value for name, value in os.environ.items() if name != "PREFECT_API_URL"}
    command = [str(BIN / "koe"), "deploy", "--config", str(account.config)]
    refused = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert refused.returncode == 2
    assert "PREFECT_API_URL" in refused.stderr


def logs(prefect: Prefect, run_id: str) -> str:
    """What the run and its worker said, for a failure."""
    query = {"flow_run_id": {"any_": [run_id]}}
    said = [line["message"] for line in prefect.post("/logs/filter", logs=query)]
    worker = (prefect.home / "worker.log").read_text(encoding="utf-8")
    return json.dumps(said, indent=1, ensure_ascii=False) + worker
