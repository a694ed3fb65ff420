"""``koe eval spikes``: a dated file replayed day by day (or hourly), and what is told when."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from records.alert import EVERYTHING
from records.errors import InputError
from warehouse.alerts.replay import replay
from warehouse.alerts.rising import Finding
from warehouse.alerts.rules import DAILY, HOURLY, Rules
from warehouse.alerts.series import Board, day_kinds, hour_kinds, public_holidays
from warehouse.alerts.standing_out import stands_out

QUOTES = 3
AGAIN = timedelta(days=14)  # a customer counts once in so long, as in a night
FORMATS = ("%Y年%m月%d日", "%Y/%m/%d", "%d/%b/%y %H:%M", "%Y-%m-%d")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the file; ``customer`` falls back on moment and words."""

    moment: datetime
    topic: str
    text: str
    version: str
    customer: str


def evaluate_spikes(
    file: Path, *, hourly: bool = False, country: str = "JP", rules: Rules | None = None
) -> dict[str, Any]:
    """``{"n", "alerts"}`` of a CSV with the columns date and topic or text (also version,
    customer); ``n`` are the rows read. Without a topic column the topics are Koe's own, found in
    the whole file at once. Raises InputError for a file without them or a date it cannot read."""
    rows = sorted(_read(file), key=lambda row: (row.moment, row.topic, row.text))
    if not rows:
        return {"n": 0, "alerts": []}
    chosen = rules or (HOURLY if hourly else DAILY)
    board = board_of_rows(rows, hourly=hourly, country=country)
    told = [_told(end, found, board, rows) for end, found in replay(board, chosen)]
    return {"n": len(rows), "alerts": told}


def _read(file: Path) -> Iterator[Row]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            lines = list(csv.DictReader(stream))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file} cannot be read: {error}", expected="a CSV in UTF-8") from error
    columns = set(lines[0]) if lines else {"date", "topic"}
    if "date" not in columns or not columns & {"topic", "text"}:
        raise InputError(
            f"{file} has the columns {', '.join(sorted(map(str, columns)))}",
            expected="date and topic (or text), perhaps version and customer",
        )
    topics = [line["topic"] for line in lines] if "topic" in columns else _found_topics(lines)
    for number, (line, topic) in enumerate(zip(lines, topics, strict=True), start=2):
        moment = _moment(file, number, line["date"])
        text = line.get("text") or ""
        customer = line.get("customer") or f"{moment.isoformat()}|{text or number}"
        yield Row(moment, topic, text, line.get("version") or "", customer)


def _found_topics(lines: Sequence[Mapping[str, str]]) -> list[str]:
    from flows.spikes_topics import topics_of

    return topics_of([line["text"] for line in lines])


def _moment(file: Path, line: int, told: str) -> datetime:
    """A moment, in UTC where the file says an offset, else as the file's own clock has it."""
    text = (told or "").strip()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = _by_format(file, line, text)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _by_format(file: Path, line: int, text: str) -> datetime:
    for form in FORMATS:
        try:
            return datetime.strptime(text, form)
        except ValueError:
            continue
    raise InputError(
        f"{file}, line {line}: date {text!r}",
        expected="2026-10-01, 2026-10-01T09:30:00+09:00, 2026/10/01 or 2026年10月1日",
    )


def board_of_rows(rows: Sequence[Row], *, hourly: bool, country: str) -> Board:
    """Series by topic; the same moment, customer and words count once in all."""
    first, last = rows[0].moment.date(), rows[-1].moment.date()
    days = (last - first).days + 1
    kinds = day_kinds(first, days, public_holidays(country, first, last))
    start = datetime(first.year, first.month, first.day, tzinfo=UTC)
    step = timedelta(hours=1) if hourly else timedelta(days=1)
    slots = days * 24 if hourly else days
    board = Board(start, step, hour_kinds(kinds) if hourly else kinds, [0] * slots)
    seen: dict[tuple[str, str], date] = {}
    counted: set[tuple[datetime, str, str]] = set()
    for row in rows:
        slot = board.slot(row.moment)
        if (once := (row.moment, row.customer, row.text)) not in counted:
            counted.add(once)
            board.total[slot] += 1
        before = seen.get((row.topic, row.customer))
        seen[row.topic, row.customer] = row.moment.date()
        if row.topic and (before is None or row.moment.date() - before > AGAIN):
            board.counts.setdefault(row.topic, [0] * slots)[slot] += 1
    board.counts[EVERYTHING] = list(board.total)
    return board


def _told(end: int, found: Finding, board: Board, rows: Sequence[Row]) -> dict[str, Any]:
    begin, until = board.moment(found.since), board.moment(end)
    mine = [r for r in rows if r.moment < until and found.series in (r.topic, EVERYTHING)]
    now = [row for row in mine if row.moment >= begin]
    out = stands_out(_versions(now, mine))
    newest = board.moment(end - 1)
    return {
        "date": newest.isoformat() if board.hourly else newest.date().isoformat(),
        "topic": found.series,
        "name": "all tickets" if found.series == EVERYTHING else found.series,
        "kind": "new" if found.is_new else "rise",
        "since": begin.isoformat() if board.hourly else begin.date().isoformat(),
        "observed": found.observed,
        "expected": round(found.expected, 2),
        "p_value": found.p_value,
        "version": out.value if out else None,
        "quotes": _quotes(now),
    }


def _versions(now: Sequence[Row], mine: Sequence[Row]) -> list[tuple[str, str, int, int, int]]:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in mine:
        counts[row.version][1] += 1
    for row in now:
        counts[row.version][0] += 1
    return [
        ("version", version, recent, every - recent, every - recent)
        for version, (recent, every) in counts.items()
        if version
    ]


def _quotes(rows: Sequence[Row]) -> list[str]:
    """The newest three different texts, redacted: the file is somebody's raw words."""
    from nlp.privacy import Redactor

    texts = list(dict.fromkeys(row.text for row in reversed(rows) if row.text))[:QUOTES]
    return Redactor().redact(texts) if texts else []
