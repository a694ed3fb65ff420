"""How fast an export is read and landed, redaction apart: 50,000 tickets, 174,000 messages, 180 MB.

    .venv/bin/python -m benchmarks.intake_speed [--tickets 50000] [--folder /tmp/speed]

Prints one JSON object: seconds of parsing alone, of parsing and landing (with the language of
every message told, and nothing redacted; by the clock, and of all cores together), peak memory in
MB, rows and messages kept. The export is made up, the same every time. "Redaction apart" because it
costs what its recall costs: see `benchmarks.privacy_quick`.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from connectors.helpdesk.files import read_export, source_file
from flows import intake
from flows.night import Night, open_night, peak_memory_mb
from flows.redaction import Cleaner
from flows.settings import build_settings
from nlp.privacy import Redactor

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
MESSAGES = (2, 3, 3, 4, 4, 5)  # a ticket, by turns: 3.5 on average
WORDS = (
    "アプリが起動直後に落ちてしまいます。",
    "支払い画面で二重に請求されているようです。",
    "ご不便をおかけしております。担当部署に確認いたします。",
    "設定から通知を切り替えても反映されません。",
    "The export stops half-way and says nothing about why.",
    "I was charged twice this month, please have a look.",
    "Thank you for your message, we are looking into it.",
    "After the last update the screen stays white.",
)


class Untouched(Redactor):
    """Hands texts back as they came."""

    def redact(self, texts: Sequence[str], known: Any = None) -> list[str]:
        """The same texts."""
        del known
        return list(texts)

    def redact_tickets(
        self, tickets: Sequence[Sequence[str]], known: Any = None
    ) -> list[list[str]]:
        """The same texts of each ticket."""
        del known
        return [list(ticket) for ticket in tickets]


def lines(tickets: int) -> Iterator[str]:
    """Zendesk-shaped tickets, one a line, about 3.6 KB each."""
    rng = random.Random(20261122)
    for number in range(1, tickets + 1):
        created = BEGIN + timedelta(minutes=5 * number)
        customer = {"id": 10_000 + number % 9_000, "name": f"customer {number % 9_000}"}
        comments = [
            {
                "id": number * 10 + at,
                "author_id": customer["id"] if at % 2 == 0 else 7,
                "public": True,
                "body": " ".join(rng.choices(WORDS, k=9)),
                "html_body": None,
                "created_at": (created + timedelta(hours=at)).isoformat(),
                "via": {"channel": "email", "source": {"from": {}, "to": {}, "rel": None}},
                "metadata": {"system": {"client": "Mozilla/5.0", "location": "JP"}, "custom": {}},
            }
            for at in range(MESSAGES[number % len(MESSAGES)])
        ]
        row = {
            "id": number,
            "url": f"https://acme.zendesk.example/api/v2/tickets/{number}.json",
            "status": "closed" if number % 3 else "open",
            "subject": WORDS[number % len(WORDS)],
            "description": comments[0]["body"],
            "created_at": created.isoformat(),
            "updated_at": (created + timedelta(hours=9)).isoformat(),
            "requester_id": customer["id"],
            "requester": customer,
            "assignee_id": 7,
            "organization_id": number % 500,
            "tags": ["app", f"area_{number % 20}"],
            "custom_fields": [{"id": field, "value": f"value {number % 50}"} for field in range(9)],
            "metric_set": {"solved_at": (created + timedelta(hours=8)).isoformat(), "reopens": 0},
            "comments": comments,
        }
        yield json.dumps(row, ensure_ascii=False)


def write(path: Path, tickets: int) -> None:
    """The export as a file."""
    with path.open("w", encoding="utf-8") as stream:
        for line in lines(tickets):
            stream.write(line + "\n")


def parsed(path: Path) -> tuple[int, float]:
    """Rows and seconds of reading and translating alone."""
    began = time.perf_counter()
    reads = read_export(path, source="speed", mapping=None, file_time=BEGIN)
    rows = sum(read.ticket is not None for read in reads)
    return rows, time.perf_counter() - began


def landed(path: Path, folder: Path) -> tuple[Night, float, float]:
    """Seconds by the clock and of both cores of reading, translating and landing, through the
    same door as a night."""
    settings = build_settings({"account": {"name": "speed"}}, root=folder)
    night = open_night(settings, exports=[path])
    night.run_id = "speed"
    clean = Cleaner(b"0123456789abcdef", Untouched(names=False), Untouched(names=False))
    began, worked = time.perf_counter(), time.process_time()
    with night.warehouse.lock():
        intake.load_file(night, clean, path, None)
    return night, time.perf_counter() - began, time.process_time() - worked


def main() -> None:
    """Make the export, read it, land it, print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    arguments.add_argument("--tickets", type=int, default=50_000)
    arguments.add_argument("--folder", type=Path)
    told = arguments.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = told.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "export.ndjson"
        write(path, told.tickets)
        size = source_file(path).size
        rows, parse_seconds = parsed(path)
        night, seconds, cpu_seconds = landed(path, folder)
        with night.warehouse.connect() as conn:
            messages = conn.execute("SELECT count(*) FROM messages").fetchall()[0][0]
    figures = {
        "tickets": rows,
        "messages": messages,
        "megabytes": round(size / 1e6, 1),
        "parse_seconds": round(parse_seconds, 1),
        "parse_and_land_seconds": round(seconds, 1),
        "parse_and_land_cpu_seconds": round(cpu_seconds, 1),
        "megabytes_per_second": round(size / 1e6 / seconds, 1),
        "peak_mb": round(peak_memory_mb()),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
