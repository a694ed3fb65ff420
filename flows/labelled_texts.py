"""Labelled personal data from a file: JSON, JSON lines or CSV, in presidio's shape or Koe's."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nlp.privacy.scoring import Labelled
from nlp.privacy.spans import Span
from records.errors import InputError

EXPECTED = (
    'a JSON array or JSON lines of {"text": …, "spans": [{"start": 0, "end": 5, "type": "NAME"}]} '
    "(presidio's full_text, entity_type, start_position, end_position too), or a CSV with the "
    "columns text and spans (the same list as JSON)"
)
_TEXT, _SPANS = ("full_text", "text"), ("spans", "entities")
_START, _END = ("start_position", "start"), ("end_position", "end")
_TYPE = ("entity_type", "type", "label")


def labelled_texts(path: Path) -> list[Labelled]:
    """Every text of ``path`` with its labels. Raises InputError naming the row; no message
    holds any of its text."""
    try:
        raw = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}", expected=EXPECTED) from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 (byte {error.start})", expected=EXPECTED) from None
    read = _csv if path.suffix.lower() in {".csv", ".tsv"} else _json
    found = [_labelled(path, number, row) for number, row in read(path, raw)]
    if not found:
        raise InputError(f"{path} holds no texts", expected=EXPECTED)
    return found


def _json(path: Path, raw: str) -> Iterator[tuple[int, Any]]:
    if raw.lstrip().startswith("["):
        yield from enumerate(_loaded(path, 1, raw), 1)
        return
    for number, line in enumerate(raw.split("\n"), 1):
        if line.strip():
            yield number, _loaded(path, number, line)


def _csv(path: Path, raw: str) -> Iterator[tuple[int, Any]]:
    csv.field_size_limit(10_000_000)
    rows = csv.DictReader(
        raw.splitlines(keepends=True), delimiter="\t" if ".tsv" in path.name else ","
    )
    for number, row in enumerate(rows, 2):
        spans = next((row[key] for key in _SPANS if row.get(key)), "[]")
        yield number, {**row, "spans": _loaded(path, number, spans)}


def _loaded(path: Path, number: int, text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise _wrong(path, number, f"no JSON ({error.msg} at column {error.colno})") from None


def _labelled(path: Path, number: int, row: Any) -> Labelled:
    if not isinstance(row, dict):
        raise _wrong(path, number, f"{type(row).__name__} instead of an object")
    text, spans = _first(row, _TEXT), _first(row, _SPANS) or []
    if not isinstance(text, str) or not isinstance(spans, list):
        raise _wrong(path, number, f"no text and spans (keys: {', '.join(map(str, row))})")
    return Labelled(text, tuple(_span(path, number, span, len(text)) for span in spans))


def _span(path: Path, number: int, span: Any, length: int) -> Span:
    if not isinstance(span, dict):
        raise _wrong(path, number, "a span that is no object")
    start, end, label = _first(span, _START), _first(span, _END), _first(span, _TYPE)
    if not isinstance(start, int) or not isinstance(end, int) or not isinstance(label, str):
        raise _wrong(path, number, f"a span without start, end and type (keys: {', '.join(span)})")
    if not 0 <= start < end <= length:
        raise _wrong(path, number, f"a span from {start} to {end} in a text of {length} characters")
    return Span(start, end, label)


def _first(row: dict[str, Any], keys: tuple[str, ...]) -> Any:
    return next((row[key] for key in keys if key in row), None)


def _wrong(path: Path, number: int, what: str) -> InputError:
    return InputError(f"{path}, row {number}: {what}", expected=EXPECTED)
