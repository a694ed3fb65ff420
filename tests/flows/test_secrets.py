"""Secrets go in through the environment and come out nowhere."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from flows.intake import cleaner
from flows.night import open_night
from flows.tracking import jira_access

NewAccount = Callable[..., Any]
ROOT = Path(__file__).parents[2]
MARKERS = {
    "KOE_PSEUDONYM_KEY": "pseudonym-marker-5f0c2d9e",
    "KOE_JIRA_TOKEN": "jira-token-marker-77aa31",
    "KOE_WAREHOUSE_KEY": "warehouse-marker-e41b90c7",
}


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in MARKERS.items():
        monkeypatch.setenv(name, value)


def secrets_in(told: str) -> list[str]:
    return [name for name, value in MARKERS.items() if value in told]


def test_no_object_of_a_night_shows_a_secret(new_account: NewAccount, marked: None) -> None:
    account = new_account("repr", rows=[], kind="jira", api_url="http://127.0.0.1:9")
    account.values["protection"] = {"encrypt": True}
    settings = account.settings
    night = open_night(settings)
    shown = [settings, settings.secrets, night, night.warehouse, cleaner(settings)]
    shown += [jira_access(settings), settings.snapshot, settings.model_dump(mode="json")]
    assert secrets_in(" ".join(f"{one!r} {one}" for one in shown)) == []


@pytest.mark.slow
@pytest.mark.parametrize("command", [["run"], ["doctor"], ["report"]])
def test_a_failing_run_tells_no_secret_and_writes_none(
    new_account: NewAccount, marked: None, command: list[str]
) -> None:
    rows: list[dict[str, Any]] = []
    account = new_account("fails", '{"broken', rows=rows, kind="jira", api_url="http://127.0.0.1:9")
    done = subprocess.run(
        [sys.executable, "-m", "app.main", *command, "--config", str(account.config)],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env=os.environ | {"KOE_JIRA_EMAIL": "bot@example.com", "PYTHONFAULTHANDLER": "1"},
    )
    assert done.returncode != 0
    told = (done.stdout + done.stderr).decode()
    assert "cannot be reached" in told
    assert secrets_in(told) == []
    written = [path for path in account.folder.rglob("*") if path.is_file()]
    assert secrets_in("".join(path.read_bytes().decode("latin-1") for path in written)) == []
