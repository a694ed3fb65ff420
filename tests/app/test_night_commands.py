"""``koe run`` and the commands that read what it left, typed one after the other.

One account for the whole file, its nights in the order of the tests: the first test that needs
the night pays for it (the ``night`` fixture), the others look.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

Koe = Callable[..., Any]


@pytest.fixture(scope="module")
def dry(small_account: Path, koe_in_process_of_its_own: Koe) -> tuple[Any, list[Path]]:
    """What ``koe run --dry-run --json`` told on the very first night, and the issues it left."""
    told = koe_in_process_of_its_own("run", "--dry-run", "--json", "--config", small_account)
    return told, list((small_account.parent / "var" / "issues").glob("KOE-*"))


@pytest.fixture(scope="module")
def night(small_account: Path, dry: object, koe_in_process_of_its_own: Koe) -> tuple[Path, Any]:
    """The account's koe.toml after its first real night, and what ``koe run --json`` told."""
    told = koe_in_process_of_its_own("run", "--json", "--config", small_account)
    assert told.code == 0, told.err
    return small_account, told


@pytest.fixture
def config(night: tuple[Path, Any]) -> Path:
    return night[0]


def issues(config: Path) -> dict[str, str]:
    folder = config.parent / "var" / "issues"
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.md")
    }


def test_a_dry_run_does_everything_but_write_to_the_tracker(dry: tuple[Any, list[Path]]) -> None:
    told, issues = dry
    assert told.code == 0
    assert issues == []
    assert told.err.count("would create") == 4
    assert told.err.count("because") >= 4


def test_a_night_tells_programs_its_counts_and_people_its_course(
    dry: tuple[Any, list[Path]], night: tuple[Path, Any]
) -> None:
    first, second = json.loads(dry[0].out), json.loads(night[1].out)
    assert [stage["stage"] for stage in first["stages"]] == [
        *("intake", "analyse", "alert", "report", "publish")
    ]
    assert first["stages"][0]["counts"]["loaded"] == 71
    assert second["stages"][0]["counts"]["files_known"] == 1
    assert second["stages"][3]["counts"]["created"] == 4
    assert "intake: files 1" in dry[0].err
    assert "page:" in night[1].err


def test_a_night_opens_its_issues_in_the_folder(config: Path) -> None:
    assert len([name for name in issues(config) if name.startswith("KOE-")]) == 4


def test_the_same_night_twice_changes_nothing(config: Path, koe: Koe) -> None:
    before, topics = issues(config), koe("topics", "list", "--json", "--config", config).out
    told = koe("run", "--config", config)
    assert told.code == 0
    assert told.out == ""
    assert "read before, nothing to do" in told.err
    assert issues(config) == before
    assert koe("topics", "list", "--json", "--config", config).out == topics


@pytest.mark.parametrize("command", ["intake", "analyse", "report", "publish"])
def test_each_step_runs_by_hand_and_finds_nothing_left(
    command: str, config: Path, koe: Koe
) -> None:
    before = issues(config)
    told = koe(command, "--json", "--config", config)
    assert told.code == 0
    (stage,) = json.loads(told.out)["stages"]
    assert stage["stage"] == command
    assert issues(config) == before


def test_a_dry_report_writes_nothing(config: Path, koe: Koe) -> None:
    before = issues(config)
    told = koe("report", "--dry-run", "--config", config)
    assert told.code == 0
    assert "would keep silent about" in told.err
    assert issues(config) == before


def test_topics_are_listed_for_people_and_for_programs(config: Path, koe: Koe) -> None:
    rows = json.loads(koe("topics", "list", "--json", "--config", config).out)
    assert len(rows) == 4
    assert all(row["issue_key"].startswith("KOE-") for row in rows)
    assert [row["tickets"] for row in rows] == sorted((r["tickets"] for r in rows), reverse=True)
    shown = koe("topics", "list", "--config", config)
    assert shown.err == ""
    assert all(row["issue_key"] in shown.out for row in rows)
    one = json.loads(koe("topics", "list", "--json", "--limit", 1, "--config", config).out)
    assert one == rows[:1]


def test_a_topic_is_shown_with_its_weeks_and_its_voices(config: Path, koe: Koe) -> None:
    found = json.loads(koe("topics", "show", 1, "--json", "--config", config).out)
    assert found["topic"]["topic_number"] == 1
    assert sum(week["tickets"] for week in found["weeks"]) == found["topic"]["tickets"]
    assert found["voices"]
    shown = koe("topics", "show", 1, "--config", config)
    assert found["voices"][0]["text"][:8] in shown.out


def test_a_topic_that_is_not_there_says_where_the_numbers_are(config: Path, koe: Koe) -> None:
    told = koe("topics", "show", 999, "--config", config)
    assert (told.code, told.out) == (3, "")
    assert "no active topic 999" in told.err
    assert "koe topics list" in told.err


QUESTION = "select topic_number, tickets from topic_today order by 1"


def test_sql_answers_as_table_json_and_csv(config: Path, koe: Koe) -> None:
    rows = json.loads(koe("sql", "--json", QUESTION, "--config", config).out)
    assert [row["topic_number"] for row in rows] == [1, 2, 3, 4]
    lines = list(csv.DictReader(io.StringIO(koe("sql", "--csv", QUESTION, "--config", config).out)))
    assert [(int(x["topic_number"]), int(x["tickets"])) for x in lines] == [
        (row["topic_number"], row["tickets"]) for row in rows
    ]
    table = koe("sql", QUESTION, "--config", config)
    assert "topic_number" in table.out
    assert table.err == ""


@pytest.mark.parametrize(
    "query",
    [
        "delete from tickets",
        "create table mine as select 1",
        "drop view topic_today",
        "copy tickets to 'stolen.csv'",
        "select * from read_csv('koe.toml')",
        "attach 'other.duckdb'",
        "install httpfs",
        "selec 1",
        "select nothing from topic_today",
    ],
)
def test_sql_that_writes_leaves_the_file_or_does_not_run_is_refused(
    query: str, config: Path, koe: Koe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(config.parent)
    told = koe("sql", query)
    assert (told.code, told.out) == (3, "")
    assert "The query does not run" in told.err
    assert "data-dictionary" in told.err
    assert not Path("stolen.csv").exists()


def test_results_can_be_piped_into_a_program_that_stops_reading(
    config: Path, koe_in_process_of_its_own: Koe
) -> None:
    told = koe_in_process_of_its_own("sql", "--csv", "from run_log", "--config", config)
    assert told.out.startswith("run_id,")
    koe = Path(__file__).parents[2] / ".venv" / "bin" / "koe"
    line = f"'{koe}' sql --csv 'from range(100000)' --config '{config}' | head -n 1"
    piped = subprocess.run(line, shell=True, capture_output=True, text=True, check=True)
    assert piped.stdout == "range\n"
    assert "Traceback" not in piped.stderr


def test_the_doctor_finds_an_account_after_its_night_healthy(config: Path, koe: Koe) -> None:
    told = koe("doctor", "--config", config)
    assert (told.code, told.out) == (0, "")
    assert "FAIL" not in told.err
    found = json.loads(koe("doctor", "--json", "--config", config).out)
    assert [one["name"] for one in found] == [
        *("settings", "pseudonym key", "exports", "helpdesk", "disk", "warehouse", "intake"),
        *("models", "tracker"),
    ]


def test_an_answer_written_into_an_issue_is_heard(config: Path, koe: Koe) -> None:
    """Changes the account: stands last."""
    folder = config.parent / "var" / "issues"
    issue = min(folder.glob("KOE-*.md"))
    text = issue.read_text(encoding="utf-8")
    assert "status: todo" in text
    issue.write_text(text.replace("status: todo", "status: doing", 1), encoding="utf-8")
    told = koe("run", "--config", config)
    assert told.code == 0
    assert "is now in_progress" in told.err
    query = "select issue_key, answer from cs_topic_status where answer = 'in_progress'"
    (row,) = json.loads(koe("sql", "--json", query, "--config", config).out)
    assert row["issue_key"] == issue.stem.split(" ")[0]
