"""One night after another on a small export: the whole path, without an orchestrator."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.night import run_night
from records.errors import LockHeld, ReconciliationError, TrackerError
from warehouse import runs
from warehouse.snapshot import ask
from warehouse.store import Warehouse

pytestmark = pytest.mark.slow

Facts = Callable[[Path], dict[str, list[tuple[Any, ...]]]]
NewAccount = Callable[..., Any]
ROOT = Path(__file__).parents[2]


def test_the_first_night_finds_the_four_matters_in_both_languages(first: Any) -> None:
    _, rows = ask(first.snapshot, "SELECT topic_name, tickets, customers FROM topic_today")
    assert len(rows) == 4
    assert all(tickets >= 8 for _, tickets, _ in rows)
    assert len(first.issues_in_folder()) == 4


def test_open_deleted_and_spam_tickets_give_no_voice(first: Any) -> None:
    _, rows = ask(first.snapshot, "SELECT count(*) FROM ticket_topics WHERE ticket_id >= '2000'")
    assert rows == [(0,)]


def test_the_same_export_a_second_time_changes_nothing(first: Any, facts: Facts) -> None:
    before, issues = facts(first.main), first.issues_in_folder()
    run_night(first.night())
    assert facts(first.main) == before
    assert first.issues_in_folder() == issues


def test_the_same_rows_in_another_file_are_all_unchanged(first: Any, facts: Facts) -> None:
    before = facts(first.main)
    again = first.folder / "again.ndjson"
    again.write_text(first.export.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    report = run_night(first.night(exports=[again]))
    counts = report.stages[0].counts
    assert (counts["read"], counts["unchanged"]) == (71, 71)
    after = facts(first.main)
    assert {name for name in before if after[name] != before[name]} == {"files"}


def test_a_dry_run_says_what_it_would_write_and_writes_nothing(new_account: NewAccount) -> None:
    account = new_account("dry")
    run_night(account.night(dry_run=True))
    told = [line for line in account.said if line.startswith("would create")]
    assert len(told) == 4
    assert all("because" in line for line in told)
    assert account.issues_in_folder() == []


def test_a_second_night_tells_the_open_issues_of_new_customers(
    new_account: NewAccount, more_tickets: Callable[[], list[dict[str, Any]]]
) -> None:
    account = new_account("grows")
    run_night(account.night())
    before = len(account.issues_in_folder())
    account.write(more_tickets())
    run_night(account.night(_next_week(account)))
    issues = account.issues_in_folder()
    assert len(issues) == before
    assert any("koe:note" in text for text in issues)


def _next_week(account: Any) -> Any:
    return account.night().clock() + timedelta(days=9)


def test_a_file_with_too_many_bad_rows_fails_the_run_but_keeps_its_good_rows(
    new_account: NewAccount,
) -> None:
    account = new_account("bad", '{"id": 1, broken', "[]", '{"id": 2}', '{"no": "id"}', "what?")
    with pytest.raises(ReconciliationError, match="5 of 76 rows are bad"):
        run_night(account.night())
    warehouse = Warehouse(account.main, time_zone="Asia/Tokyo")
    with warehouse.connect() as conn:
        assert conn.execute("SELECT count(*) FROM tickets").fetchall() == [(71,)]
        assert conn.execute("SELECT count(*) FROM quarantine").fetchall() == [(5,)]
        assert conn.execute("SELECT state FROM ingest_files").fetchall() == [("failed",)]
    assert [run.state for run in runs.run_log(warehouse)] == ["failed"]
    assert not account.snapshot.exists()


def test_a_few_bad_rows_go_to_quarantine_and_the_night_goes_on(new_account: NewAccount) -> None:
    account = new_account("few", '{"id": 1, broken')
    report = run_night(account.night())
    assert report.stages[0].counts["quarantined"] == 1
    assert account.snapshot.is_file()


def test_a_tracker_that_is_down_keeps_nobody_from_tonights_trends(
    new_account: NewAccount, jira: tuple[str, Any]
) -> None:
    account = new_account("down", kind="jira", api_url="http://127.0.0.1:9", deployment="cloud")
    with pytest.raises(TrackerError) as caught:
        run_night(account.night())
    assert caught.value.exit_code != 0
    _, rows = ask(account.snapshot, "SELECT count(*) FROM topic_today")
    assert rows == [(4,)]
    assert account.main.with_name("published").joinpath("index.html").is_file()
    log = runs.run_log(Warehouse(account.main, time_zone="Asia/Tokyo"))
    assert [run.state for run in log] == ["failed"]
    account.values["tracker"]["api_url"] = jira[0]  # it is up again: the next night catches up
    run_night(account.night())
    assert len(jira[1].world.issues) == 4


def test_a_second_run_during_a_night_is_refused_with_exit_code_5(first: Any) -> None:
    with first.night().warehouse.lock():
        refused = subprocess.run(
            [sys.executable, "-m", "app.main", "run", "--config", str(first.config)],
            capture_output=True,
            text=True,
            cwd=ROOT,
            check=False,
        )
    assert refused.returncode == 5
    assert "process" in refused.stderr
    assert "since" in refused.stderr


def test_another_process_reads_whole_snapshots_while_a_night_writes(first: Any) -> None:
    """A reader in a process of its own asks again and again through two nights."""
    reading = (
        "import sys, time\nfrom pathlib import Path\nfrom warehouse.snapshot import ask\n"
        "print('ready', flush=True)\n"
        "for line in range(400):\n"
        "    _, rows = ask(Path(sys.argv[1]), 'SELECT count(*), sum(tickets) FROM topic_today')\n"
        "    assert rows[0][0] == 4, rows\n"
        "    if Path(sys.argv[2]).exists(): break\n"
        "    time.sleep(0.02)\n"
        "print('reads', line + 1)"
    )
    over = first.folder / "over"
    with subprocess.Popen(
        [sys.executable, "-c", reading, str(first.snapshot), str(over)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as reader:
        assert reader.stdout is not None
        reader.stdout.readline()
        try:
            for _ in range(2):
                run_night(first.night())
        finally:
            over.touch()
        told, errors = reader.communicate(timeout=60)
    over.unlink()
    assert reader.returncode == 0, errors
    assert int(told.split()[1]) > 3


def test_two_nights_in_two_threads_of_one_process_do_not_overlap(first: Any) -> None:
    holding, done = threading.Event(), threading.Event()

    def hold() -> None:
        with first.night().warehouse.lock():
            holding.set()
            done.wait(30)

    thread = threading.Thread(target=hold)
    thread.start()
    try:
        assert holding.wait(30)
        with pytest.raises(LockHeld):
            run_night(first.night())
    finally:
        done.set()
        thread.join()
