"""``koe doctor`` where something is wrong: it says what, and ends with 1."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.jira_sim import Faults, JiraState, running

Koe = Callable[..., Any]


def test_the_doctor_without_settings_says_so_and_stops(
    tmp_path: Path, koe: Koe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = koe("doctor")
    assert (told.code, told.out) == (1, "")
    assert "FAIL settings: there is no koe.toml" in told.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_the_doctor_names_everything_that_is_wrong_at_once(empty_account: Path, koe: Koe) -> None:
    empty_account.with_name(".env").unlink()
    (empty_account.parent / "exports" / "day.ndjson").unlink()
    text = empty_account.read_text(encoding="utf-8")
    empty_account.write_text(
        f'{text}kind = "jira"\napi_url = "http://127.0.0.1:9"\n', encoding="utf-8"
    )
    told = koe("doctor", "--json", "--config", empty_account)
    assert told.code == 1
    wrong = {one["name"]: one["told"] for one in json.loads(told.out) if not one["ok"]}
    assert set(wrong) == {"pseudonym key", "exports", "tracker"}
    assert all("Next:" in words for words in wrong.values())


@pytest.mark.slow
def test_the_doctor_tries_the_mapping(empty_account: Path, koe: Koe) -> None:
    text = empty_account.read_text(encoding="utf-8")
    empty_account.write_text(f'{text}[intake]\nmapping = "nowhere.yaml"\n', encoding="utf-8")
    told = koe("doctor", "--config", empty_account)
    assert told.code == 1
    assert "FAIL exports" in told.err
    assert "nowhere.yaml" in told.err


@pytest.mark.slow
def test_the_doctor_proves_jira_thing_by_thing_and_names_what_is_missing(
    empty_account: Path, koe: Koe
) -> None:
    faults = Faults(lacking=["ADD_COMMENTS"], labels_off_screen=True)
    with empty_account.with_name(".env").open("a", encoding="utf-8") as env:
        env.write("KOE_JIRA_EMAIL=koe@example.com\nKOE_JIRA_TOKEN=token\n")
    text = empty_account.read_text(encoding="utf-8")
    with running(JiraState(), faults=faults) as base:
        more = f'kind = "jira"\napi_url = "{base}"\n[helpdesk]\nnotes = true\n'
        empty_account.write_text(text + more, encoding="utf-8")
        found = json.loads(koe("doctor", "--json", "--config", empty_account).out)
        faults.clear()
        assert koe("doctor", "--config", empty_account).code == 0
    told = {one["name"]: one["told"] for one in found}
    assert [one["name"] for one in found if not one["ok"]] == [
        *("tracker permissions", "tracker fields")
    ]
    assert "lacks ADD_COMMENTS" in told["tracker permissions"]
    assert "lacks labels" in told["tracker fields"]
    assert "no closed issue" in told["tracker transitions"]
    assert "no issue yet" in told["tracker label"]
    assert told["helpdesk"] == "files only; no notes: files cannot be told anything"
