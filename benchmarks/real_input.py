"""The product on real input: the ministry's car complaints, a month a night, or Hadoop's bugs.

    .venv/bin/python -m benchmarks.real_input mlit --folder /tmp/mlit [--from 2022-01 --to 2024-12]
    .venv/bin/python -m benchmarks.real_input hadoop --folder /tmp/hadoop
    .venv/bin/python -m benchmarks.real_input mlit --folder /tmp/mlit --pm

Needs ../shared/data, which the project does not ship. Prints what a person would ask: rows read
and what became of them, topics, the largest with a quote, the strongest rises, the issues, the
seconds of each stage and the peak memory. ``--pm`` sends the issues to koe jira-sim, where a
product manager of fixed habits answers after each night: of three new issues one is declined,
one fixed, one begun.
"""

from __future__ import annotations

import argparse
import calendar
import csv
import os
import re
import shutil
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from flows.night import Night, open_night, run_night
from flows.settings import Settings, build_settings
from warehouse.snapshot import ask

ROOT = Path(__file__).parents[1]
DATA = ROOT.parent / "shared" / "data"
DATE = re.compile(r"(\d{4})年(\d{1,2})月")
MONTHS = {name: number for number, name in enumerate(calendar.month_abbr) if number}


@dataclass(frozen=True, slots=True)
class Corpus:
    """A real export: its files, its mapping, and how a row tells its month."""

    files: tuple[Path, ...]
    mapping: str
    product: str
    date_column: str
    zone: str


CORPORA = {
    "mlit": Corpus(
        tuple(sorted((DATA / "mlit_car_complaints").glob("*.csv"))),
        "mlit_car_complaints.yaml",
        "国土交通省 自動車不具合情報",
        "受付日",
        "Asia/Tokyo",
    ),
    "hadoop": Corpus(
        (DATA / "eval" / "gitbugs_hadoop_en.csv",),
        "gitbugs_hadoop.yaml",
        "Apache Hadoop",
        "Created",
        "UTC",
    ),
}


def month_of(date: str) -> str | None:
    """``2023-10`` of ``2023年10月31日`` or ``30/Oct/23 17:20``."""
    if found := DATE.search(date):
        return f"{int(found[1]):04}-{int(found[2]):02}"
    if found := re.search(r"\d+/(\w{3})/(\d{2})", date):
        return f"20{found[2]}-{MONTHS[found[1]]:02}"
    return None


def split_by_month(corpus: Corpus, folder: Path) -> dict[str, list[Path]]:
    """Each file cut into one file a month, as if it had been exported month by month."""
    found: dict[str, list[Path]] = defaultdict(list)
    for file in corpus.files:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.reader(stream)
            header = next(reader)
            at = header.index(corpus.date_column)
            rows: dict[str, list[list[str]]] = defaultdict(list)
            for row in reader:
                rows[month_of(row[at]) or "unknown"].append(row)
        for month, lines in rows.items():
            path = folder / f"{month}-{file.stem}.csv"
            with path.open("w", encoding="utf-8", newline="") as stream:
                csv.writer(stream).writerows([header, *lines])
            found[month].append(path)
    return found


def settings_of(corpus: Corpus, folder: Path, jira: str | None = None) -> Settings:
    """Default settings but for names and paths; issues as Markdown or at ``jira``, the first
    fill allowed."""
    tracker: dict[str, Any] = {"allow_first_fill": 10, "writes_per_second": 1000}
    if jira:
        os.environ |= {"KOE_JIRA_EMAIL": "koe@example.com", "KOE_JIRA_TOKEN": "benchmark"}
        tracker |= {"kind": "jira", "api_url": jira, "settle_minutes": 0}
    os.environ.setdefault("KOE_PSEUDONYM_KEY", "a key for a benchmark only")
    return build_settings(
        {
            "account": {
                "name": "real", "product": corpus.product, "time_zone": corpus.zone,
            },
            "intake": {"mapping": str(ROOT / "examples" / "mappings" / corpus.mapping)},
            "tracker": tracker,
        },
        root=folder,
    )  # fmt: skip


class Manager:
    """A product manager of fixed habits in a simulated Jira: by the issue's number one of three
    is declined, one fixed (a release the same day), one begun. Answers are given once; what Koe
    reopens is fixed again."""

    def __init__(self) -> None:
        from app.jira_sim import JiraState, SimClock

        self.moment, self.address = datetime.now(UTC), ""
        self.jira = JiraState(clock=SimClock(lambda: self.moment))
        self.most_open = 0
        self.two_open: set[str] = set()

    def answers(self) -> None:
        """Look at the caps, then answer what is new or open again."""
        from app.jira_sim.pm import act

        issues = self.jira.world.issues
        still_open = [issue for issue in issues if issue.resolution is None]
        self.most_open = max(self.most_open, len(still_open))
        topics = Counter(str(issue.properties["koe.topic"]["topic_uid"]) for issue in still_open)
        self.two_open |= {topic for topic, number in topics.items() if number > 1}
        for issue in still_open:
            habit = int(issue.key.rpartition("-")[2]) % 3
            if habit == 0:
                act(self.jira, {"action": "close", "key": issue.key, "resolution": "Won't Do"})
            elif habit == 1:
                act(self.jira, {"action": "close", "key": issue.key, "resolution": "Done"})
            else:
                act(self.jira, {"action": "transition", "key": issue.key, "to": "In Progress"})

    def verdict(self) -> None:
        """What became of the issues, and whether the promises held."""
        issues = self.jira.world.issues
        declined = [issue for issue in issues if issue.key.rpartition("-")[2] in self._third()]
        notes = Counter(
            issue.key
            for issue in declined
            for comment in issue.comments
            if not str(comment.properties.get("koe.note", {}).get("key")).endswith("/evidence")
        )
        print(f"\n## The product manager: {len(issues)} issues, {len(declined)} declined")
        print(f"most open at once {self.most_open} (cap 50)")
        print(f"topics with two open issues: {len(self.two_open)}")
        print(f"declined issues that were written to later: {len(notes)}, notes {notes.total()}")

    def _third(self) -> set[str]:
        return {str(number) for number in range(0, len(self.jira.world.issues) + 1, 3)}


def _at(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def nights(
    corpus: Corpus, folder: Path, first: str, last: str, manager: Manager | None = None
) -> Iterator[tuple[str, Night, float]]:
    """Run a night a month, each on the 3rd of the month after; ``manager`` answers after it."""
    exports = folder / "exports"
    exports.mkdir(parents=True)
    settings = settings_of(corpus, folder, manager.address if manager else None)
    for month, files in sorted(split_by_month(corpus, exports).items()):
        if not first <= month <= last:
            continue
        end = datetime.fromisoformat(f"{month}-28T00:00:00+00:00") + timedelta(days=6)
        moment = end.replace(day=3, hour=20)
        night = open_night(settings, exports=files, clock=partial(_at, moment))
        if manager:
            manager.moment = moment
        began = time.perf_counter()
        run_night(night)
        yield month, night, time.perf_counter() - began
        if manager:
            manager.answers()


def report(
    corpus: Corpus, folder: Path, first: str, last: str, manager: Manager | None = None
) -> None:
    """Run all nights and print what came of them."""
    totals: Counter[str] = Counter()
    peak, settings = 0.0, None
    for month, night, seconds in nights(corpus, folder, first, last, manager):
        settings = night.settings
        counts = {key: n for stage in night.stages for key, n in stage.counts.items()}
        totals.update(counts)
        for stage in night.stages:
            totals[f"seconds in {stage.stage}"] += round(stage.seconds)
            peak = max(peak, stage.peak_mb)
        shown = ("read", "loaded", "unchanged", "quarantined", "voices", "in_topic", "topics_born",
                 "waiting", "created", "edited", "noted", "reopened")  # fmt: skip
        told = ", ".join(f"{key} {counts.get(key, 0)}" for key in shown)
        print(f"{month}: {told} ({seconds:.1f} s)", flush=True)
    if settings is None:
        sys.exit(f"no month between {first} and {last}")
    print(f"\nAll nights: {dict(totals)}\npeak memory {peak:,.0f} MB")
    summary(settings)
    if manager:
        manager.verdict()


def summary(settings: Settings) -> None:
    """The answers, from the published snapshot, as an analyst would ask for them."""
    for title, query in QUESTIONS.items():
        columns, rows = ask(settings.snapshot, query)
        print(f"\n## {title}\n{' | '.join(columns)}")
        for row in rows:
            print(" | ".join(_short(item) for item in row))
    _areas(settings)


def _areas(settings: Settings) -> None:
    """How well topics agree with the product areas that the source gave, tickets counted once."""
    from sklearn.metrics import v_measure_score

    _, rows = ask(settings.snapshot, AREAS)
    if rows:
        score = v_measure_score([area for area, _ in rows], [topic for _, topic in rows])
        print(
            f"\n## Topics against the product areas given: V {score:.3f} on {len(rows):,} tickets"
        )


def _short(item: Any) -> str:
    text = f"{item:.2f}" if isinstance(item, float) else str(item).replace("\n", " ")
    return text if len(text) <= 110 else text[:109] + "…"


AREAS = """
    SELECT any_value(product_area), first(topic_number ORDER BY voices DESC, topic_number)
    FROM ticket_topics WHERE product_area IS NOT NULL GROUP BY source, ticket_id"""
QUESTIONS = {
    "Ten lineages: the topics with the most events": """
        WITH busiest AS (
            SELECT topic_number, count(*) AS events FROM topic_history
            GROUP BY ALL ORDER BY events DESC, topic_number LIMIT 10
        )
        SELECT h.topic_number AS n, coalesce(p.name_ja, p.name_en) AS name,
            h.happened_at::DATE AS day, h.event, h.other_number AS other, h.reason
        FROM topic_history AS h JOIN busiest USING (topic_number)
        LEFT JOIN topics AS p ON p.number = h.topic_number
        ORDER BY n, h.happened_at""",
    "Where the voices are": """
        SELECT coalesce(no_topic, 'in a topic') AS place, count(*) AS voices FROM assignments
        GROUP BY ALL ORDER BY 2 DESC""",
    "The twenty largest topics": """
        SELECT t.topic_number AS n, t.topic_name AS name, t.tickets, t.request_type AS kind,
            t.severity, q.text AS quote
        FROM topic_today AS t
        LEFT JOIN voice_quotes AS q ON q.topic_uid = t.topic_uid AND q.rank = 1
        ORDER BY t.tickets DESC LIMIT 20""",
    "The strongest rises: a month against the twelve before": """
        WITH monthly AS (
            SELECT topic_number, topic_name, date_trunc('month', day)::DATE AS month,
                sum(tickets) AS tickets
            FROM topic_trend_daily GROUP BY ALL
        ), compared AS (
            SELECT *, avg(tickets) OVER (
                PARTITION BY topic_number ORDER BY month ROWS BETWEEN 12 PRECEDING AND 1 PRECEDING
            ) AS before FROM monthly
        )
        SELECT month, topic_number AS n, topic_name AS name, tickets, before
        FROM compared WHERE tickets >= 8
        ORDER BY (tickets - before) / sqrt(greatest(before, 1)) DESC LIMIT 12""",
    "Steering at Mazda, by month (tickets of the topics in which most of them are)": """
        WITH steering AS (
            SELECT tt.topic_number, tt.topic_name, tt.ticket_id,
                date_trunc('month', tt.created_day)::DATE AS month
            FROM ticket_topics AS tt
            WHERE tt.segment = 'マツダ' AND tt.product_area LIKE '%かじ取%'
        ), largest AS (
            SELECT topic_number FROM steering GROUP BY ALL ORDER BY count(*) DESC LIMIT 1
        )
        SELECT month, any_value(topic_name) AS name, count(DISTINCT ticket_id) AS tickets
        FROM steering WHERE topic_number IN (FROM largest)
        GROUP BY month ORDER BY month""",
    "Issues": """
        SELECT i.state ->> 'issue_key' AS issue, i.answer, topic_name, tickets
        FROM issues AS i JOIN topic_today USING (topic_uid) ORDER BY tickets DESC LIMIT 30""",
}


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("corpus", choices=sorted(CORPORA))
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--from", dest="first", default="0000-00")
    parser.add_argument("--to", dest="last", default="9999-99")
    parser.add_argument("--pm", action="store_true", help="a simulated product manager answers")
    chosen = parser.parse_args()
    if not DATA.is_dir():
        sys.exit(f"skipped: {DATA} is not there (real data, not shipped)")
    shutil.rmtree(chosen.folder, ignore_errors=True)
    corpus, manager = CORPORA[chosen.corpus], Manager() if chosen.pm else None
    if manager is None:
        report(corpus, chosen.folder, chosen.first, chosen.last)
        return
    from app.jira_sim import running

    with running(manager.jira) as manager.address:
        report(corpus, chosen.folder, chosen.first, chosen.last, manager)


if __name__ == "__main__":
    main()
