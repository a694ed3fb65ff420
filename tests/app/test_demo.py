"""``koe demo``: three nights of a made-up payment app, end to end, against the truth written
down beside its tickets (``examples/demo``). The demo runs once for the whole session."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb
import pytest

pytestmark = pytest.mark.slow

EXAMPLES = Path(__file__).parents[2] / "examples" / "demo"
NIGHT_3 = "2026-10-31T20:00:00Z"  # 05:00 in Tokyo on 1 November
RELEASE_WEEK = "2026-10-12"  # 6.2.1 is out on Thursday, 15 October
# Measured 0.561 (1,205 tickets); a fall under this is a change for the worse.
V_MEASURE_FLOOR = 0.54
# Measured: 1 of 1,390 names stays (チアゴ・グエン, a foreigner's name in katakana), 2 of 55
# postcodes.
NAMES_GONE = 0.97
POSTCODES_GONE = 0.95


def rows_of(name: str) -> list[dict[str, str]]:
    with (EXAMPLES / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def ask(demo: Any) -> Iterator[Callable[[str], list[tuple[Any, ...]]]]:
    with duckdb.connect(str(demo.snapshot), read_only=True) as conn:
        yield lambda query: conn.execute(query).fetchall()


Ask = Callable[[str], list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def jira(demo: Any) -> list[dict[str, Any]]:
    """The simulator's issues after the three nights."""
    issues: list[dict[str, Any]] = json.loads(
        (demo.folder / "jira.json").read_text(encoding="utf-8")
    )["issues"]
    return issues


def writes(ask: Ask) -> list[dict[str, int]]:
    """What was done to Jira, night by night."""
    found = ask("SELECT run_id, kind, count(*) FROM outbox WHERE state = 'done' GROUP BY ALL")
    nights = groupby(sorted(found), key=lambda row: row[0])
    return [{kind: number for _, kind, number in night} for _, night in nights]


def test_the_first_night_opens_the_eight_issues_it_is_allowed(ask: Ask) -> None:
    assert writes(ask)[0] == {"create": 8}


def test_an_ordinary_night_updates_figures_and_opens_at_most_three(ask: Ask) -> None:
    second = writes(ask)[1]
    assert second["edit_evidence"] >= 1
    assert second.get("create", 0) <= 3
    assert set(second) <= {"create", "edit_evidence", "note"}


def test_every_write_has_an_outcome(ask: Ask) -> None:
    assert ask("SELECT * FROM outbox WHERE state NOT IN ('done', 'dropped')") == []


def test_the_third_night_hears_all_three_answers_and_tells_support(demo: Any, ask: Ask) -> None:
    found: dict[str, int] = dict(ask("SELECT answer, count(*) FROM cs_topic_status GROUP BY ALL"))
    assert {key: found.get(key) for key in ("shipped", "declined", "in_progress")} == {
        **{"shipped": 1, "declined": 1, "in_progress": 1}
    }
    assert demo.told.err.count("answer heard:") == 3
    page = (demo.folder / "var" / "published" / "index.html").read_text(encoding="utf-8")
    assert all(word in page for word in ("リリース済み", "見送り", "対応中"))


def test_nothing_is_written_where_the_product_manager_has_answered_with_shipped_or_no(
    ask: Ask, jira: list[dict[str, Any]]
) -> None:
    answered = {
        key
        for (key,) in ask(
            "SELECT issue_key FROM cs_topic_status WHERE answer IN ('shipped', 'declined')"
        )
    }
    untouched = [issue for issue in jira if issue["key"] in answered]
    assert len(untouched) == 2
    assert all(issue["updated"] < NIGHT_3 for issue in untouched)


def test_the_crash_is_what_the_product_manager_fixed(ask: Ask) -> None:
    about = {row["ticket_id"]: row["topics"] for row in rows_of("truth.csv")}
    fixed = ask(
        "SELECT ticket_id FROM ticket_topics"
        " JOIN cs_topic_status USING (topic_uid) WHERE answer = 'shipped'"
    )
    crashes = sum("crash_on_pay" in about[ticket] for (ticket,) in fixed)
    assert crashes / len(fixed) > 0.5


def test_the_crash_rises_with_6_2_0_and_falls_after_6_2_1(ask: Ask) -> None:
    weeks = ask(
        "SELECT strftime(week, '%Y-%m-%d'), w.tickets FROM topic_trend_weekly AS w"
        " JOIN cs_topic_status USING (topic_uid) WHERE answer = 'shipped' ORDER BY week"
    )
    before = max((n for week, n in weeks if week < "2026-09-28"), default=0)
    broken = [n for week, n in weeks if "2026-09-28" <= week <= RELEASE_WEEK]
    after = [n for week, n in weeks if week > "2026-10-19"]
    assert max(broken) >= 3 * max(before, 1)
    assert max(broken) >= 4 * max(max(after), 1)


def test_jira_has_exactly_one_issue_for_each_label(jira: list[dict[str, Any]]) -> None:
    labels = [
        label
        for issue in jira
        for label in issue["labels"]
        if label.startswith("koe-") and len(label) >= len("koe-") + 16
    ]
    assert len(labels) == len(set(labels)) == len(jira)


def test_every_issue_is_also_a_markdown_file(demo: Any, jira: list[dict[str, Any]]) -> None:
    copies = list((demo.folder / "var" / "issues").glob("KOE-*.md"))
    assert len(copies) == len(jira)
    told = " ".join(path.read_text(encoding="utf-8") for path in copies)
    assert all(issue["summary"] in told for issue in jira)


def test_the_demo_says_where_everything_lies(demo: Any) -> None:
    folder = demo.folder
    for path in ("var/published/index.html", "var/issues/README.md", "var/published/koe.duckdb"):
        assert str(folder / path) in demo.told.out
        assert (folder / path).is_file()
    assert "All of it took" in demo.told.out
    assert "=== Night 3" in demo.told.err


def published(demo: Any, ask: Ask) -> str:
    """Everything that the demo wrote for people: the snapshot's texts, page, issues, Jira."""
    columns = ask(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal"
        " AND database_name = current_database()"
        " AND data_type IN ('VARCHAR', 'VARCHAR[]', 'JSON')"
    )
    cells = [
        str(cell)
        for table, column in columns
        for (cell,) in ask(f'SELECT DISTINCT "{column}" FROM "{table}" WHERE "{column}" NOT NULL')
    ]
    files = [
        *(demo.folder / "var" / "issues").glob("*.md"),
        demo.folder / "var" / "published" / "index.html",
    ]
    jira = json.loads((demo.folder / "jira.json").read_text(encoding="utf-8"))
    texts = [path.read_text(encoding="utf-8") for path in files]
    return "\n".join([*cells, *texts, json.dumps(jira, ensure_ascii=False)])


@pytest.mark.parametrize("kind", ["EMAIL", "PHONE", "CARD", "MY_NUMBER", "ADDRESS"])
def test_no_personal_datum_of_this_kind_is_left_anywhere(demo: Any, ask: Ask, kind: str) -> None:
    everything = published(demo, ask)
    data = {row["value"] for row in rows_of("pii.csv") if row["type"] == kind}
    assert data
    assert {datum for datum in data if datum in everything} == set()


@pytest.mark.parametrize(("kind", "floor"), [("NAME", NAMES_GONE), ("POSTCODE", POSTCODES_GONE)])
def test_nearly_every_name_and_postcode_is_gone_from_its_ticket(
    ask: Ask, kind: str, floor: float
) -> None:
    kept: dict[str, str] = {}
    for ticket, text in ask(
        "SELECT ticket_id, text FROM messages UNION ALL SELECT ticket_id, subject FROM tickets"
    ):
        kept[ticket] = f"{kept.get(ticket, '')}\n{text}"
    data = [row for row in rows_of("pii.csv") if row["type"] == kind]
    left = [row["value"] for row in data if row["value"] in kept.get(row["ticket_id"], "")]
    assert 1 - len(left) / len(data) >= floor, left


def test_topics_agree_with_the_truth(ask: Ask) -> None:
    from sklearn.metrics import v_measure_score

    truth = {row["ticket_id"]: row["topics"].partition("|")[0] for row in rows_of("truth.csv")}
    found = [
        (truth[ticket], topic)
        for ticket, topic in ask(
            "SELECT ticket_id, first(topic_number ORDER BY voices DESC, topic_number)"
            " FROM ticket_topics GROUP BY ALL"
        )
        if truth[ticket] not in ("misc", "spam")
    ]
    assert len(found) > 1_000
    score = v_measure_score([right for right, _ in found], [topic for _, topic in found])
    assert score >= V_MEASURE_FLOOR


def test_a_folder_that_no_demo_made_is_left_alone(koe: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    told = koe("demo", "--folder", tmp_path)
    assert (told.code, told.out) == (3, "")
    assert "holds something that no demo made" in told.err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
