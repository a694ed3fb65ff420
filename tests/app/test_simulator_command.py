"""``koe jira-sim``: a Jira on this machine, which keeps its issues in a file."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

KOE = Path(sys.executable).with_name("koe")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answer(url: str) -> httpx.Response:
    for _ in range(200):
        try:
            return httpx.get(url, auth=("koe-bot@example.com", "demo"))
        except httpx.ConnectError:
            time.sleep(0.1)
    raise AssertionError(f"nothing answers at {url}")


@pytest.mark.slow
@pytest.mark.parametrize(("more", "version"), [((), "3"), (("--datacenter",), "2")])
def test_the_simulator_serves_a_board_and_the_api(
    more: tuple[str, ...], version: str, tmp_path: Path
) -> None:
    port = free_port()
    command = [str(KOE), "jira-sim", "--port", str(port), "--state", "jira.json", *more]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL) as server:
        try:
            base = f"http://127.0.0.1:{port}"
            assert "<html" in answer(base).text
            assert answer(f"{base}/rest/api/{version}/serverInfo").status_code == 200
        finally:
            server.terminate()


def test_a_state_file_that_is_none_is_refused(koe: Callable[..., Any], tmp_path: Path) -> None:
    state = tmp_path / "jira.json"
    state.write_text("not an issue", encoding="utf-8")
    told = koe("jira-sim", "--state", state)
    assert told.code == 2
    assert "--state" in told.err
    assert state.read_text(encoding="utf-8") == "not an issue"
