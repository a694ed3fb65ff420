"""``koe demo``: three nights of a made-up payment app against a Jira on this machine.

The helpdesk exports, the releases and the people are made up (``examples/demo``); everything
else is the product itself: real HTTP to ``koe jira-sim``, a real warehouse, real models.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rich.table import Table

from app import console
from records.errors import ConfigurationError, InputError

if TYPE_CHECKING:
    from app.jira_sim import JiraState
    from flows.settings import Settings
    from records.run import RunReport

EXAMPLES = Path(__file__).parents[1] / "examples" / "demo"
ZONE = ZoneInfo("Asia/Tokyo")
NIGHTS = tuple(
    (f"night-{number}.ndjson", datetime(2026, 10, 30, 5, tzinfo=ZONE) + timedelta(days=number - 1))
    for number in (1, 2, 3)
)
MARK = ".koe-demo"
WHAT = (
    "first fill: eight weeks of tickets, the first issues",
    "an ordinary night: new tickets, figures updated, nothing opened twice",
    "the night after the product manager shipped one fix and declined one wish",
)


def run_demo(folder: Path) -> None:
    """Run the three nights into ``folder`` and say what to look at. Overwrites only what an
    earlier demo made. Raises ConfigurationError outside a checkout, InputError for a folder
    that holds something else."""
    if not EXAMPLES.is_dir():
        raise ConfigurationError(
            f"the demo's tickets are not at {EXAMPLES}",
            expected="a checkout of the project",
            next_step="clone the repository and run `make demo` there",
        )
    root = _fresh(folder)
    began = time.monotonic()
    clock = _Clock()
    with _jira(root, clock) as (jira, address):
        settings = _settings(root, address)
        for number, (export, moment) in enumerate(NIGHTS, start=1):
            clock.now = moment
            console.say(f"\n=== Night {number} ({moment:%Y-%m-%d}): {WHAT[number - 1]}")
            _night(settings, EXAMPLES / "export" / export, clock)
            if number == 2:
                _act_as_product_manager(settings, jira, clock)
    _show(settings, root, time.monotonic() - began)


class _Clock:
    """The demo's time: it stands still within a night and is the same for Koe and for Jira."""

    def __init__(self) -> None:
        self.now = NIGHTS[0][1]

    def __call__(self) -> datetime:
        return self.now


def _fresh(folder: Path) -> Path:
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise InputError(
            f"{folder} holds something that no demo made",
            expected="an empty folder, or one of an earlier demo",
            next_step="name another: koe demo --folder FOLDER",
        )
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / MARK).touch()
    return folder.resolve()


@contextmanager
def _jira(root: Path, clock: Callable[[], datetime]) -> Iterator[tuple[JiraState, str]]:
    from app.jira_sim import JiraState, SimClock, running

    state = JiraState(clock=SimClock(clock), state_file=root / "jira.json")
    with running(state) as address:
        yield state, address


def _settings(root: Path, address: str) -> Settings:
    """Written as the koe.toml that the commands printed at the end read."""
    from flows.settings import load_settings

    # A made-up account's key is no secret; a real one is written by `koe init`.
    (root / ".env").write_text(
        f"KOE_PSEUDONYM_KEY={'demo-key-of-a-made-up-account'}\n"
        "KOE_JIRA_EMAIL=koe-bot@example.com\nKOE_JIRA_TOKEN=demo\n",
        encoding="utf-8",
    )
    (root / "koe.toml").write_text(
        f"""# The demo's settings; `koe init --show` explains every key.
[account]
name = "mikanpay"
product = "Mikan Pay"
also_called = ["Mikan", "みかんペイ", "ミカンペイ"]
time_zone = "Asia/Tokyo"
ticket_url = "https://mikanpay.example.com/agent/tickets/{{ticket_id}}"

[intake]
exports = ["{EXAMPLES / "export"}"]
releases = "{EXAMPLES / "releases.csv"}"
keep_words = ["みかんポイント"]

[tracker]
kind = "jira"
api_url = "{address}"
project = "KOE"
markdown_copy = true
allow_first_fill = 8
new_issues_per_run = 3
settle_minutes = 0
writes_per_second = 50
""",
        encoding="utf-8",
    )
    return load_settings(root / "koe.toml")


def _night(settings: Settings, export: Path, clock: Callable[[], datetime]) -> RunReport:
    from flows.night import open_night, run_night

    with console.progress() as progress:
        night = open_night(
            settings, clock=clock, progress=progress, say=console.say, exports=[export]
        )
        return run_night(night)


def _act_as_product_manager(settings: Settings, jira: JiraState, clock: _Clock) -> None:
    """Close the crash as fixed in 6.2.1, decline the first wish, start on the second issue."""
    from app.jira_sim.pm import act
    from warehouse.snapshot import ask

    clock.now = clock.now.replace(hour=14)
    snapshot = settings.at(settings.paths.snapshot)
    _, rows = ask(snapshot, QUESTION_ISSUES)
    crash = max(rows, key=lambda row: int(str(row[2])))
    wish = _first(rows, lambda row: row[0] != crash[0] and row[1] in ("request", "complaint"))
    other = _first(rows, lambda row: row[0] not in (crash[0], wish[0]))
    fixed = {"key": crash[0], "action": "fix_version", "version": "6.2.1"}
    act(jira, fixed | {"release_date": "2026-10-15", "released": True})
    act(jira, {"key": crash[0], "action": "close", "resolution": "Done"})
    act(jira, {"key": wish[0], "action": "close", "resolution": "Won't Do"})
    act(jira, {"key": other[0], "action": "transition", "to": "In Progress"})
    console.say(
        f"\n--- The product manager closes {crash[0]} as fixed in 6.2.1, declines {wish[0]} "
        f"and starts on {other[0]}"
    )


def _first(
    rows: list[tuple[object, ...]], wanted: Callable[[tuple[object, ...]], bool]
) -> tuple[object, ...]:
    return next((row for row in rows if wanted(row)), rows[0])


# The crash is known by what customers say of it, not by the name that Koe gave the topic.
QUESTION_ISSUES = """
SELECT t.issue_key, t.request_type,
    count(*) FILTER (regexp_matches(q.text, 'crash|落ち|6\\.2\\.0')) AS crashes
FROM topic_today AS t JOIN voice_quotes AS q USING (topic_number)
WHERE t.issue_key IS NOT NULL GROUP BY t.issue_key, t.request_type, t.tickets
ORDER BY t.tickets DESC, t.issue_key
"""
QUESTION_TOPICS = """
SELECT topic_number, name_ja, name_en, request_type, tickets, tickets_last_7_days,
    tickets_prior_7_days, issue_key, answer
FROM topic_today ORDER BY tickets DESC, topic_number LIMIT 20
"""
QUESTION_OPERATIONS = """
SELECT state, kind, count(*) FROM outbox GROUP BY ALL ORDER BY ALL
"""
TRY = (
    "select topic_name, week, tickets, change from topic_trend_weekly"
    " where topic_number = 1 order by week",
    "select topic_name, said_at::date as day, version, text from voice_quotes"
    " where rank <= 2 order by topic_number limit 12",
    "select issue_key, answer, answer_ja, tickets, customers from cs_topic_status"
    " order by tickets desc",
)


def _show(settings: Settings, root: Path, seconds: float) -> None:
    from warehouse.snapshot import ask

    snapshot = settings.at(settings.paths.snapshot)
    _, topics = ask(snapshot, QUESTION_TOPICS)
    table = Table(
        "#", "トピック", "topic", "kind", "all", "7 days", "before", "issue", "answer",
        title="Topics (the twenty largest)",
    )  # fmt: skip
    for row in topics:
        table.add_row(*("" if item is None else str(item) for item in row))
    console.data().print(table)
    _, operations = ask(snapshot, QUESTION_OPERATIONS)
    done = ", ".join(f"{number} {kind} {state}" for state, kind, number in operations)
    here = os.path.relpath(root)
    lines = [
        f"\nWrites to Jira in three nights: {done}",
        f"All of it took {seconds:.0f} s.",
        "",
        f"Page            {settings.at(settings.paths.page)}",
        f"Issues          {settings.at(settings.paths.issues)}/README.md (Markdown)",
        f"Issues in Jira  koe jira-sim --state {here}/jira.json, then open http://127.0.0.1:8090",
        f"Snapshot        {snapshot} (any DuckDB client, read-only)",
        "",
        "Three questions to try (koe is at .venv/bin/koe):",
        *(f'  koe sql --config {here}/koe.toml "{query}"' for query in TRY),
    ]
    for line in lines:
        console.data().print(line, markup=False, soft_wrap=True)
