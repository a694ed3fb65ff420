"""``koe alerts``, ``koe event`` and ``koe eval spikes`` as people type them, on a plain warehouse
and on an encrypted one."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from flows.night import open_warehouse
from flows.settings import load_settings
from records.alert import Alert, AlertKind, StandsOut
from warehouse.alerts.keep import keep_alert
from warehouse.sealing import is_sealed
from warehouse.snapshot import publish

Koe = Callable[..., Any]
DAY = date(2026, 10, 29)
SINCE = datetime(2026, 10, 22, 15, tzinfo=UTC)
TICKET = {
    "id": 1,
    "status": "open",
    "created_at": "2026-10-29T03:00:00Z",
    "updated_at": "2026-10-29T03:00:00Z",
    "subject": "x",
    "description": "アプリが落ちます。",
    "requester_id": 5,
}
ALERTS = (
    Alert("3f9a0001", AlertKind.TARGET, "same_day_reply", DAY, SINCE, 168, 0.43, 0.7, 1e-12, 90,
          DAY),
    Alert("3f9b0002", AlertKind.RISE, "*", DAY, SINCE, 24, 31.0, 9.5, 0.0004, 24, DAY,
          StandsOut("version", "6.2.1", 0.8, 0.2)),
)  # fmt: skip


@pytest.fixture(scope="module", params=["plain", pytest.param("encrypted", marks=pytest.mark.slow)])
def alerted(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    new_account: Callable[[Path, list[dict[str, Any]]], Path],
) -> Path:
    """The folder of an account with two alerts."""
    config = new_account(tmp_path_factory.mktemp("alerted") / "account", [])
    if request.param == "encrypted":
        with (config.parent / ".env").open("a", encoding="utf-8") as file:
            file.write("KOE_WAREHOUSE_KEY=a-warehouse-key-for-tests-only\n")
        with config.open("a", encoding="utf-8") as file:
            file.write("\n[protection]\nencrypt = true\n")
    settings = load_settings(config)
    wh = open_warehouse(settings)
    with wh.lock(), wh.transaction() as conn:
        for one in ALERTS:
            keep_alert(conn, one, "r1", SINCE)
    publish(wh, settings.at(settings.paths.snapshot))
    assert is_sealed(wh.path) == (request.param == "encrypted")
    return config.parent


@pytest.fixture
def config(alerted: Path, tmp_path: Path) -> Path:
    """The koe.toml of an account of its own with two alerts."""
    return copytree(alerted, tmp_path / "account") / "koe.toml"


def states(koe: Koe, config: Path) -> dict[str, tuple[str, str | None]]:
    """Each alert's state, and who decided it."""
    rows = json.loads(koe("alerts", "list", "--all", "--json", "--config", config).out)
    return {
        row["alert_id"]: (row["state"], row["decided"] and row["decided"]["by"]) for row in rows
    }


def test_alerts_are_listed_for_people_and_for_programs(config: Path, koe: Koe) -> None:
    told = koe("alerts", "list", "--config", config)
    assert (told.code, told.err) == (0, "")
    assert "3f9a0001" in told.out
    assert "6.2.1 80%" in told.out
    assert states(koe, config) == {"3f9a0001": ("open", None), "3f9b0002": ("open", None)}


def test_an_alert_is_acknowledged_snoozed_and_opened_again_by_the_beginning_of_its_id(
    config: Path, koe: Koe
) -> None:
    export = config.parent / "exports" / "day.ndjson"
    export.write_text(json.dumps(TICKET), encoding="utf-8")
    assert koe("intake", "--config", config).code == 0
    by = ("--by", "sato", "--config", config)
    told = koe("alerts", "ack", "3f9a", "--reason", "mori@example.com に確認", *by)
    assert told.code == 0, told.err
    assert "3f9a: ack" in told.err
    assert koe("alerts", "snooze", "3f9b", "--days", "9", *by).code == 0
    assert states(koe, config) == {"3f9a0001": ("acknowledged", "sato"),
                                   "3f9b0002": ("snoozed", "sato")}  # fmt: skip
    rows = json.loads(koe("alerts", "list", "--all", "--json", "--config", config).out)
    decided = {row["alert_id"]: row["decided"] for row in rows}
    assert decided["3f9a0001"]["why"] == "<EMAIL> に確認"
    today = datetime.now(load_settings(config).account.zone).date()
    assert decided["3f9b0002"]["until"] == str(today + timedelta(days=9))
    assert json.loads(koe("alerts", "list", "--json", "--config", config).out) == []
    assert koe("alerts", "reopen", "3f9a", *by).code == 0
    assert states(koe, config)["3f9a0001"] == ("open", "sato")


@pytest.mark.parametrize("named", ["3f9", "nothing"])
def test_an_id_that_names_several_alerts_or_none_is_refused(
    named: str, config: Path, koe: Koe
) -> None:
    told = koe("alerts", "ack", named, "--config", config)
    assert told.code == 3
    assert "koe alerts list" in told.err
    assert states(koe, config)["3f9a0001"] == ("open", None)


def test_events_are_told_listed_and_told_again(config: Path, koe: Koe) -> None:
    add = ("event", "add", "--config", config, "incident", "決済の障害", "--from", "2026-10-20")
    assert koe(*add).code == 0
    told = koe(*add, "--until", "2026-10-21", "--note", "決済会社の停止")
    assert told.code == 0, told.err
    assert "in the snapshot" in told.err
    koe("event", "add", "release", "6.2.1", "--from", "2026-10-25", "--config", config)
    listed = ("event", "list", "--config", config)
    rows = json.loads(koe(*listed, "--json").out)
    assert [(row["kind"], row["name"], row["began_on"], row["ended_on"]) for row in rows] == [
        ("release", "6.2.1", "2026-10-25", None),
        ("incident", "決済の障害", "2026-10-20", "2026-10-21"),
    ]
    shown = koe(*listed)
    assert "決済の障害" in shown.out
    assert shown.err == ""


def test_an_event_of_no_known_kind_or_day_says_what_would_do(config: Path, koe: Koe) -> None:
    wrong = koe("event", "add", "party", "x", "--from", "2026-10-20", "--config", config)
    assert wrong.code == 2
    assert "incident" in wrong.err
    assert koe("event", "add", "release", "x", "--from", "20.10.2026", "--config", config).code == 2


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """Ninety days of two topics, four and five a day; on the last three one of them trebles."""
    rows = []
    for day in range(90):
        moment = date(2026, 8, 1) + timedelta(days=day)
        for topic, usual in (("カードが登録できない", 4), ("refund", 5)):
            count = usual * 4 if day >= 87 and topic != "refund" else usual + day % 2
            for n in range(count):
                version = "6.2.1" if day >= 87 else "6.1.0"
                row = (moment, topic, f"{topic} 090-1234-{day:02}{n:02}", version, f"{day}-{n}")
                rows.append(row)
    path = tmp_path / "history.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("date", "topic", "text", "version", "customer"), *rows])
    return path


def test_a_dated_file_is_replayed_and_only_the_true_rise_is_told(history: Path, koe: Koe) -> None:
    told = koe("eval", "spikes", history)
    assert told.code == 0, told.err
    found = json.loads(told.out)
    assert found["n"] > 800
    (alert,) = [one for one in found["alerts"] if one["topic"] != "*"]
    assert (alert["topic"], alert["kind"], alert["version"]) == (
        *("カードが登録できない", "rise", "6.2.1"),
    )
    assert alert["date"] == "2026-10-27"
    assert alert["since"] == "2026-10-27"
    assert alert["observed"] == 16
    assert len(alert["quotes"]) == 3
    assert "090-1234" not in told.out


def test_the_same_file_twice_over_tells_nothing_more(history: Path, koe: Koe) -> None:
    once = json.loads(koe("eval", "spikes", history).out)["alerts"]
    lines = history.read_text(encoding="utf-8").splitlines(keepends=True)
    history.write_text("".join([*lines, *lines[1:]]), encoding="utf-8")
    assert json.loads(koe("eval", "spikes", history).out)["alerts"] == once


def test_a_file_without_dates_says_what_it_should_hold(tmp_path: Path, koe: Koe) -> None:
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("day,topic\n2026-10-01,x\n", encoding="utf-8")
    told = koe("eval", "spikes", wrong)
    assert told.code == 3
    assert "date and topic" in told.err
