"""Labelled texts from a file of the user's own: CSV, TSV or JSON lines, UTF-8, UTF-16 or CP932."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from records.errors import InputError

# Strict, so that a file in another encoding is refused rather than read as other letters.
ENCODINGS = ("utf-8-sig", "cp932")
FORMS = (".csv", ".tsv", ".jsonl", ".ndjson")
_LONGEST_CELL = 10_000_000


@dataclass(frozen=True, slots=True)
class LabelledText:
    """One row. ``label`` is None where the file has no such column, ``language`` where it says
    none; ``split`` is ``train``, ``test`` or whatever the file says."""

    text: str
    label: str | None = None
    language: str | None = None
    split: str | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns are called in the file."""

    text: str = "text"
    label: str = "label"
    language: str = "lang"
    split: str = "split"


def read_labelled(
    path: Path, columns: Columns | None = None, where: Mapping[str, str] | None = None
) -> list[LabelledText]:
    """The rows of ``path`` whose columns equal ``where``, in the order of the file.

    Raises InputError for a file that cannot be read, has no text column, or has no such rows.
    """
    named = columns or Columns()
    header, rows = _rows(path)
    needed = [named.text, *(where or {})]
    if named.label != Columns().label:  # the usual one may be absent, one that was asked for not
        needed.append(named.label)
    for column in needed:
        if column not in header:
            raise InputError(
                f"{path.name} has no column {column!r}",
                expected=f"one of: {', '.join(header) or 'none at all'}",
                next_step="name the column with --text-column or --label-column"
                + (", or mend --where" if where else ""),
            )
    wanted = (where or {}).items()
    kept = [row for row in rows if all(str(row.get(k) or "") == v for k, v in wanted)]
    if not kept:
        raise InputError(
            f"{path.name} has no rows" + (f" with {dict(wanted)}" if where else ""),
            expected="one text a row",
            next_step="look into the file" + (", or mend --where" if where else ""),
        )
    has_label = named.label in header
    return [_labelled(row, named, has_label) for row in kept]


def _labelled(row: Mapping[str, Any], named: Columns, has_label: bool) -> LabelledText:
    return LabelledText(
        text=_said(row.get(named.text)),
        label=_said(row.get(named.label)) if has_label else None,
        language=_said(row.get(named.language)) or None,
        split=_said(row.get(named.split)) or None,
    )


def _said(value: object) -> str:
    return "" if value is None else str(value)


def _rows(path: Path) -> tuple[list[str], list[dict[str, Any]]]:
    """Column names and rows, by the file's ending."""
    if path.suffix.lower() not in FORMS:
        raise InputError(
            f"{path.name} is in a form that is not known",
            expected=f"a file ending in {', '.join(FORMS)}",
            next_step="save it as CSV with a header row",
        )
    text = _decoded(path)
    if path.suffix.lower() in (".jsonl", ".ndjson"):
        objects = list(_objects(path, text.splitlines()))
        return list(dict.fromkeys(key for row in objects for key in row)), objects
    return _table(path, text)


def _decoded(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"{path} cannot be read: {error.strerror}", next_step="check the path"
        ) from error
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(
        f"{path.name} is neither UTF-8 nor UTF-16 nor CP932 (Shift_JIS)",
        next_step="save it as UTF-8",
    )


def _table(path: Path, text: str) -> tuple[list[str], list[dict[str, Any]]]:
    csv.field_size_limit(_LONGEST_CELL)
    tabs = path.suffix.lower() == ".tsv" or "\t" in text.partition("\n")[0]
    try:
        reader = csv.DictReader(
            io.StringIO(text, newline=""), delimiter="\t" if tabs else ",", strict=True
        )
        rows = list(reader)
    except csv.Error as error:
        raise InputError(
            f"{path.name} is not a table: {error} (row {reader.line_num})",
            next_step="mend that row; a text with line breaks or commas stands in quotes",
        ) from error
    return [name for name in (reader.fieldnames or ()) if name], rows


def _objects(path: Path, lines: Sequence[str]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise _not_an_object(path, number) from error
        if not isinstance(row, dict):
            raise _not_an_object(path, number)
        yield row


def _not_an_object(path: Path, number: int) -> InputError:
    return InputError(
        f"row {number} of {path.name} is no JSON object",
        expected='{"text": "…", "label": "…"} on each line',
        next_step="mend that row",
    )


def write_predictions(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A CSV of what was found, in the order of the file (UTF-8)."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
