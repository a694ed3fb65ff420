"""`koe mapping suggest FILE`: a first mapping guessed from the header, and what it could not place.

The guess goes by the names of the columns alone (and, for status and role, by the words in the
first rows). Of those words only what is short and repeats is shown.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from connectors.helpdesk.compression import Member, members
from connectors.helpdesk.csv_rows import CsvDialect, Records, decoded
from connectors.helpdesk.decoding import as_utf8, choose_encoding, physical_lines
from connectors.helpdesk.json_rows import head_of
from connectors.helpdesk.mapped.known_columns import known
from connectors.helpdesk.mapped.spec import MESSAGE_FIELDS, REQUIRED, Grain
from connectors.helpdesk.options import DEFAULTS
from connectors.helpdesk.plain_text import fold
from records.errors import InputError

ENCODINGS = ("utf-8-sig", "cp932")
EXAMINED = 500
MOST_WORDS, LONGEST_WORD = 25, 30
DELIMITERS = (",", "\t", ";")
_SIDES = re.compile(r"[/／|()\[\]（）:]|(?<=[^\x00-\x7f]) +(?=[a-z])|(?<=[a-z]) +(?=[^\x00-\x7f])")
_OF_A_TICKET = re.compile(
    r"^(?:ticket|case|request|inquiry|associated|チケット|問い?合わせ|案件)(?:の| +|_)(?=..)"
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``yaml`` is a mapping to look through; ``unplaced`` are columns that no field took;
    ``lacking`` are fields a mapping needs and no column seems to be; ``unknown`` are words of
    status and role that need a decision."""

    yaml: str
    unplaced: tuple[str, ...]
    lacking: tuple[str, ...]
    unknown: tuple[str, ...]


def suggest(path: Path) -> Suggestion:
    """Guess. Raises InputError for JSON (which needs no mapping) and where not one column has a
    known name: then the first line is most likely no header but a customer's row."""
    member = members(path, DEFAULTS)[0]
    if head_of(member.chunks).is_json:
        raise InputError(f"{path} is JSON", expected="a CSV or TSV: JSON needs no mapping")
    delimiter, header, rows = _opened(member)
    found, names, dropped = _placed(header)
    if not found:
        raise InputError(
            f"{path}: none of the {len(header)} cells of its first line is a known column name",
            expected="a header (not shown: where there is none, it is a customer's row)",
            next_step="add a header, or write the mapping by hand from examples/mappings",
        )
    grain = Grain.MESSAGE if "role" in found and "sent" in found else Grain.TICKET
    columns = {name: column for name, column in found.items() if _belongs(name, grain)}
    taken = {*columns.values(), *names, *dropped}
    status, unknown_status = _words(columns.get("status"), header, rows, known().words["status"])
    role, unknown_role = _words(columns.get("role"), header, rows, known().words["role"])
    return Suggestion(
        _yaml(delimiter, grain, columns, status, role, names, dropped, header),
        tuple(name for name in header if name and name not in taken),
        tuple(name for name in REQUIRED[grain] if name not in columns),
        (*unknown_status, *unknown_role),
    )


def _opened(member: Member) -> tuple[str, list[str], list[list[str]]]:
    limit = DEFAULTS.row_limit
    encoding = choose_encoding(member.name, member.chunks, ENCODINGS, limit)
    lines = list(islice(decoded(physical_lines(as_utf8(member.chunks()), limit), encoding), 5_000))
    if not lines:
        raise InputError(f"{member.name} is empty", expected="a header and rows")
    delimiter = max(DELIMITERS, key=lambda mark: lines[0].text.count(mark))
    records = Records(lines, CsvDialect(delimiter), limit)
    header = next(records, None)
    cells = [cell.strip() for cell in header.cells or ()] if header else []
    records.width = len(cells)
    rows = [record.cells for record in islice(records, EXAMINED) if record.cells is not None]
    return delimiter, cells, [row for row in rows if len(row) == len(cells)]


def _placed(header: Sequence[str]) -> tuple[dict[str, str], list[str], list[str]]:
    """Column by field, columns with people's names, columns to drop. Each column once."""
    by_fold = {form: name for name in reversed(header) if name for form in _forms(name)}
    by_fold |= {fold(name): name for name in reversed(header) if name}
    taken: set[str] = set()

    def take(usual: Sequence[str], most: int) -> list[str]:
        free = (by_fold[name] for name in usual if name in by_fold and by_fold[name] not in taken)
        got = list(islice(dict.fromkeys(free), most))
        taken.update(got)
        return got

    names, dropped = take(known().names, len(header)), take(known().dropped, len(header))
    found = {field: got[0] for field, usual in known().fields.items() if (got := take(usual, 1))}
    return found, names, dropped


def _forms(name: str) -> Iterator[str]:
    """Other forms of a header: either side of ``件名 / Subject``, and without the thing that every
    column is of (``Ticket status``)."""
    whole = fold(name)
    parts = [part.strip() for part in _SIDES.split(whole) if part.strip()]
    for part in (whole, *(parts if len(parts) > 1 else ())):
        yield part
        if (bare := _OF_A_TICKET.sub("", part)) not in ("", "name"):
            yield bare


def _belongs(field: str, grain: Grain) -> bool:
    if grain is Grain.MESSAGE:
        return field != "reply"
    return field not in MESSAGE_FIELDS


def _words(
    column: str | None,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    meanings: Mapping[str, str],
) -> tuple[dict[str, str], tuple[str, ...]]:
    """What the words of a column mean, and those that need a decision. A column with many
    different words is no list of statuses; none of them is shown."""
    if column is None:
        return {}, ()
    at = list(header).index(column)
    counted = Counter(row[at].strip() for row in rows if row[at].strip())
    if len(counted) > MOST_WORDS or any(len(word) > LONGEST_WORD for word in counted):
        return {}, ()
    told = {word: meanings[fold(word)] for word in counted if fold(word) in meanings}
    return told, tuple(word for word, _ in counted.most_common() if word not in told)


def _yaml(
    delimiter: str,
    grain: Grain,
    columns: Mapping[str, str],
    status: Mapping[str, str],
    role: Mapping[str, str],
    names: Sequence[str],
    dropped: Sequence[str],
    header: Sequence[str],
) -> str:
    """The mapping as text. Every name is quoted as JSON, which YAML reads as it is."""
    japanese = any(not name.isascii() for name in header)
    lines = [
        "# Guessed by `koe mapping suggest`: look through it, then try it with `koe mapping test`.",
        f"encodings: [{', '.join(ENCODINGS)}]",
        f"delimiter: {'tab' if delimiter == chr(9) else json.dumps(delimiter)}",
        f"grain: {grain}",
        f"time_zone: {'Asia/Tokyo' if japanese else 'UTC'}   # of dates without an offset: check",
        "columns:",
        *_columns(columns, grain),
        *_table("status", status, "status" in columns),
        *_table("role", role, "role" in columns),
        f"names: {_quoted(names)}   # only help redaction; never stored",
        f"drop: {_quoted(dropped)}   # taken out before anything else sees the row",
    ]
    return "\n".join(lines) + "\n"


def _columns(columns: Mapping[str, str], grain: Grain) -> Iterator[str]:
    for field in dict.fromkeys((*REQUIRED[grain], *columns)):
        if field not in columns:
            yield f"  # {field}: which column? (a mapping needs one)"
        elif field in REQUIRED[grain]:
            yield f"  {field}: {_quote(columns[field])}"
        else:
            yield f"  {field}: {{column: {_quote(columns[field])}, optional: true}}"


def _table(key: str, words: Mapping[str, str], is_wanted: bool) -> Iterator[str]:
    if is_wanted:
        yield f"{key}:"
        yield from (f"  {_quote(word)}: {value}" for word, value in words.items())
        yield '  "*": quarantine'


def _quote(name: str) -> str:
    return json.dumps(name, ensure_ascii=False)


def _quoted(names: Sequence[str]) -> str:
    return f"[{', '.join(map(_quote, names))}]"
