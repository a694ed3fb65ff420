"""Ten thousand mutated files and pages: no crash, no lost row, every row accounted for.

    .venv/bin/python -m benchmarks.fuzz_intake [--cases 10000] [--seed 1]

Each case takes a good export (JSON of three helpdesks in every shape, CSV in three encodings, gzip,
zip) or a good page of an API, damages it one to four times, and reads it. What must hold:

- reading ends in rows, reasons or an error of Koe's own that says what was expected, in no other;
- every row is a ticket or has a reason, and rows are numbered upwards;
- a row that the damage did not touch is still read (for NDJSON, where rows stand alone);
- read in two halves (killed after any row, resumed after it) the same rows come;
- all tickets land in a warehouse, and its counts add up.

Prints one JSON object; exits 1 where anything did not hold, with the seeds of those cases.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import random
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from connectors.helpdesk import freshdesk, intercom
from connectors.helpdesk.api.rt_tickets import STATUSES, RtTranslator, Thread
from connectors.helpdesk.api.source import read_of
from connectors.helpdesk.fields import CustomFields
from connectors.helpdesk.files import Read, read_export
from connectors.helpdesk.mapping import Mapping, load_mapping
from connectors.helpdesk.zendesk import Translator as Zendesk
from connectors.helpdesk.zendesk_people import SideLoads
from records.errors import InputError
from records.ticket import SourceFile, Ticket
from warehouse import landing
from warehouse.store import Warehouse

MAPPINGS = Path(__file__).parents[1] / "examples" / "mappings"
FILE_TIME = datetime(2026, 11, 1, tzinfo=UTC)
CSV = (
    "会話ID,状態,本文,送信日時,送信者種別,顧客ID,送信者名\r\n"
    '7,終了,"チャージ\r\n""できません""①",1790989200000,顧客,c1,髙﨑\r\n'
    "8,終了,確認します,1790989200000,オペレーター,c1,\r\n"
    "9,保留,Still broken,1790989200000,顧客,c2,Smith\r\n"
)
TIME = "2026-10-03T01:00:00Z"
WEIRD: tuple[object, ...] = (
    None, True, -1, 0, 1e308, "", "\x00", "\ud83d", "9" * 400, [], {}, [[]], [None], {"id": {}},
    "2026-13-45", "<p>" * 50, ["a", 1, None], "全角　", 2**70,
)  # fmt: skip
BYTES = (b"\x00", b"\xff\xfe", b'"', b"\n", b"{", b"]", b",", b"\\", b"\x81", b"\xf0\x9f", b"\r")


def zendesk(number: int) -> dict[str, Any]:
    """A ticket as Zendesk tells it."""
    comment = {"id": 2, "body": "ok", "author_id": 1, "public": True, "created_at": TIME}
    return {
        "id": number,
        "status": "solved",
        "subject": "落ちる",
        "description": 'アプリが"落ち"ます\n',
        "created_at": TIME,
        "updated_at": TIME,
        "generated_timestamp": 1790989200,
        "requester_id": 1,
        "tags": ["a"],
        "custom_fields": [{"id": 3, "value": "4.1"}],
        "metric_set": {"solved_at": TIME, "reopens": 1},
        "via": {"channel": "web", "source": {"rel": None, "from": {}}},
        "comments": [comment],
    }


def intercom_row(number: int) -> dict[str, Any]:
    """A conversation as Intercom tells it."""
    author = {"type": "user", "id": "u1", "name": "Hana"}
    part = {"id": "p", "part_type": "comment", "body": "ok", "created_at": 1790989200}
    return {
        "type": "conversation",
        "id": str(number),
        "state": "closed",
        "created_at": 1790989200,
        "updated_at": 1790989300,
        "source": {"body": "<p>It crashes</p>", "author": author},
        "conversation_parts": {"conversation_parts": [part | {"author": author}]},
        "statistics": {"last_close_at": 1790989300, "count_reopens": 0},
        "tags": {"tags": [{"name": "a"}]},
    }


def freshdesk_row(number: int) -> dict[str, Any]:
    """A ticket as Freshdesk tells it."""
    return {
        "id": number,
        "status": 4,
        "created_at": TIME,
        "updated_at": TIME,
        "description_text": "It crashes",
        "requester_id": 7,
        "requester": {"id": 7, "name": "Hana"},
        "stats": {"resolved_at": TIME},
        "custom_fields": {"cf_plan": "pro"},
        "conversations": [{"id": 1, "body_text": "ok", "user_id": 8, "created_at": TIME}],
    }


def rt_row(number: int) -> dict[str, Any]:
    """A ticket as Request Tracker tells it."""
    return {
        "id": str(number),
        "EffectiveId": str(number),
        "Status": "resolved",
        "Subject": "落ちる",
        "Created": TIME,
        "LastUpdated": TIME,
        "Resolved": TIME,
        "Requestor": [{"Name": "a@b.example", "RealName": "Hana"}],
        "Queue": {"Name": "General"},
        "CustomFields": [{"name": "plan", "values": ["pro"]}],
    }


ROWS = (zendesk, intercom_row, freshdesk_row)


def good_files(rng: random.Random) -> list[tuple[str, bytes]]:
    """Exports in every shape, each with its name."""
    rows = [rng.choice(ROWS)(number) for number in range(1, rng.randint(2, 7))]
    lines = b"\n".join(json.dumps(row, ensure_ascii=False).encode() for row in rows) + b"\n"
    page = json.dumps({"tickets": [zendesk(1), zendesk(2)], "users": [{"id": 1, "role": "agent"}]})
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.ndjson", lines)
        packed.writestr("b.csv", CSV.encode("cp932"))
    return [
        ("a.ndjson", lines),
        ("a.json", json.dumps(rows).encode()),
        ("a.json", page.encode()),
        ("a.json", b"\n".join(json.dumps(row, indent=1).encode() for row in rows)),
        ("a.csv", CSV.encode("cp932")),
        ("a.csv", CSV.encode("utf-8-sig")),
        ("a.csv", CSV.encode("utf-16")),
        ("a.ndjson.gz", gzip.compress(lines)),
        ("a.zip", archive.getvalue()),
    ]


def damaged(data: bytes, rng: random.Random) -> bytes:
    """The bytes with one thing wrong: cut off, a byte changed, something put in, taken out or
    doubled, or two encodings in one file."""
    at, to = sorted(rng.randrange(len(data) + 1) for _ in range(2))
    return rng.choice(
        (
            lambda: data[:at],
            lambda: data[:at] + bytes([rng.randrange(256)]) + data[at + 1 :],
            lambda: data[:at] + rng.choice(BYTES) * rng.choice((1, 1, 5000)) + data[at:],
            lambda: data[:at] + data[to:],
            lambda: data[:to] + data[at:],
            lambda: data + "\n混在,終了\n".encode(rng.choice(("cp932", "utf-8", "euc_jp"))),
        )
    )()


def twisted(value: Any, rng: random.Random) -> Any:
    """The JSON value with one of its places holding something strange, or gone."""
    if isinstance(value, dict) and value and rng.random() < 0.9:
        key = rng.choice(list(value))
        if rng.random() < 0.15:
            return {name: one for name, one in value.items() if name != key}
        return value | {key: twisted(value[key], rng)}
    if isinstance(value, list) and value and rng.random() < 0.7:
        at = rng.randrange(len(value))
        return [*value[:at], twisted(value[at], rng), *value[at + 1 :]]
    return rng.choice(WEIRD)


class Broken(AssertionError):
    """Something that must hold did not."""


def check(held: bool, what: str) -> None:
    """Raise Broken unless it held."""
    if not held:
        raise Broken(what)


def read_file(path: Path, mapping: Mapping, after: int = 0) -> tuple[list[Read], bool]:
    """The rows of a file, and whether it was read to its end."""
    found: list[Read] = []
    try:
        for read in read_export(
            path, source="fuzz", mapping=mapping, after_line=after, file_time=FILE_TIME
        ):
            found.append(read)
    except InputError as error:
        check(bool(error.expected), "an error that does not say what was expected")
        return found, False
    return found, True


def a_file(rng: random.Random, folder: Path, mapping: Mapping) -> tuple[list[Read], bool]:
    """One damaged file, read whole and in two halves."""
    name, data = rng.choice(good_files(rng))
    kept = set(data.splitlines()) if name == "a.ndjson" else set()
    for _ in range(rng.randint(1, 4)):
        data = damaged(data, rng)
    path = folder / name
    path.write_bytes(data)
    reads, whole = read_file(path, mapping)
    rows_hold(reads)
    if name == "a.ndjson" and whole:
        untouched = [line for line in data.splitlines() if line in kept]
        good = sum(read.ticket is not None for read in reads)
        check(good >= len(untouched), f"{len(untouched)} untouched rows, {good} read")
    if reads and whole:
        cut = rng.choice(reads).row.line
        rest, _ = read_file(path, mapping, after=cut)
        told = [read for read in reads if read.row.line > cut]
        check(rest == told, "a resumed reading tells other rows")
    return reads, whole


def a_page(rng: random.Random, _folder: Path, _mapping: Mapping) -> tuple[list[Read], bool]:
    """One page of an API with strange things in it: as many rows out as rows in."""
    fields = CustomFields({})
    thread = Thread(transactions=[{"id": "1", "Type": "Create", "Created": TIME, "ObjectId": "1"}])
    rt = RtTranslator("fuzz", "https://rt.example", STATUSES, fields)
    ways: tuple[tuple[Callable[[int], Any], Callable[[Any], Any]], ...] = (
        (zendesk, Zendesk("fuzz", SideLoads(), {}).ticket),
        (intercom_row, intercom.Translator("fuzz", fields).ticket),
        (freshdesk_row, freshdesk.Translator("fuzz", "", {}, fields).ticket),
        (rt_row, lambda row: rt.ticket(row, thread)),
    )
    make, translate = rng.choice(ways)
    page: list[Any] = [make(number) for number in range(1, 6)]
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(page))
        page[at] = twisted(page[at], rng)
    reads = [read_of(row, translate) for row in page]
    check(len(reads) == len(page), "a row of a page was lost")
    for read in reads:
        check((read.ticket is None) != (read.reason is None), "neither ticket nor reason")
    return reads, True


def land(tickets: list[Ticket], folder: Path) -> list[str]:
    """Land everything that was read, as it is; what did not add up."""
    warehouse = Warehouse(folder / "fuzz.duckdb", time_zone="Asia/Tokyo")
    file = SourceFile("fuzz", "fuzz", 0, FILE_TIME)
    with warehouse.lock():
        landing.begin_file(warehouse, "fuzz", "fuzz", file, FILE_TIME)
        for at in range(0, len(tickets), 2_000):
            some = tickets[at : at + 2_000]
            last = at + len(some)
            landing.land(warehouse, "fuzz", "fuzz", file, some, [], last, len(some), FILE_TIME)
        counts = landing.finish_file(warehouse, "fuzz", file, FILE_TIME).counts
    held = counts.reconciles and counts.read == len(tickets)
    return [] if held else [f"{counts.read} landed of {len(tickets)}"]


def rows_hold(reads: list[Read]) -> None:
    """Each row is one or the other, and their numbers grow."""
    for read in reads:
        check((read.ticket is None) != (read.reason is None), "neither ticket nor reason")
    numbers = [read.row.line for read in reads]
    check(numbers == sorted(numbers), "rows out of order")


def reason_of(read: Read) -> str:
    """What became of a row."""
    return str(read.reason) if read.reason else "ticket"


def run(cases: int, seed: int) -> dict[str, Any]:
    """All cases; what became of their rows, and the seeds of those where something broke."""
    mapping = load_mapping(MAPPINGS / "generic_message_ja.yaml")
    outcomes: Counter[str] = Counter()
    broken: list[str] = []
    tickets: list[Ticket] = []
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        for case in range(seed, seed + cases):
            rng = random.Random(case)
            one = a_file if case % 2 else a_page
            try:
                reads, whole = one(rng, Path(folder), mapping)
                outcomes.update(reason_of(read) for read in reads)
                outcomes["files that broke off"] += not whole
                tickets += [read.ticket for read in reads if read.ticket is not None]
            except Exception as error:  # noqa: BLE001 - it is what is looked for
                broken.append(f"{case}: {type(error).__name__}: {str(error)[:120]}")
        broken += land(tickets, Path(folder))
    seconds = round(time.perf_counter() - began, 1)
    told = {"cases": cases, "broken": len(broken), "seconds": seconds, "first_broken": broken[:5]}
    return told | {"rows": dict(outcomes.most_common())}


def main() -> int:
    """Run, print, and say by the exit code whether everything held."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    arguments.add_argument("--cases", type=int, default=10_000)
    arguments.add_argument("--seed", type=int, default=1)
    told = arguments.parse_args()
    figures = run(told.cases, told.seed)
    print(json.dumps(figures, ensure_ascii=False))
    return int(figures["broken"] > 0)


if __name__ == "__main__":
    sys.exit(main())
