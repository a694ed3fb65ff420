"""Rows of a JSON export, whatever shape it has: told by its first characters, then streamed."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from enum import StrEnum

from connectors.helpdesk.decoding import (
    Line,
    as_utf8,
    physical_lines,
    readable,
)
from connectors.helpdesk.errors import BrokeOff
from connectors.helpdesk.json_stream import (
    Value,
    arrays,
    concatenated,
    envelope,
)
from connectors.helpdesk.json_window import DECODER, Nesting, Window, plainly
from records.ticket import RawRow, Reason

SNIFFED = 64 * 1024
_STARTS_JSON = re.compile(r"\s*(?:\{\s*(?:[\"}]|$)|\[\s*(?:[{\]]|$))")
_TOP_KEY = re.compile(r'"((?:[^"\\]|\\.)*)"\s*:\s*(\[)?')
SIDE_LOADS = frozenset({"users", "metric_sets", "organizations"})
ROW_KEYS = frozenset({"tickets", "conversations"})
_PAGE_KEYS = SIDE_LOADS | ROW_KEYS

Chunks = Callable[[], Iterator[bytes]]


class Shape(StrEnum):
    """How the rows stand in the file."""

    NDJSON = "ndjson"  # one object a line
    ARRAY = "array"  # [ {...}, {...} ]
    ENVELOPE = "envelope"  # {"tickets": [...], "users": [...]}
    CONCATENATED = "concatenated"  # pretty-printed objects one after another


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a file, without its byte order mark."""

    text: str

    @property
    def is_empty(self) -> bool:
        """Nothing but white space and NUL in the first bytes."""
        return not self.text.strip(" \t\r\n\x00")

    @property
    def is_json(self) -> bool:
        """Begins as an object or an array of objects does, or did so before its first line broke.

        A CSV never does: no line of one is a JSON object.
        """
        return bool(_STARTS_JSON.match(self.text)) or any(map(_is_object, self.text.split("\n")))

    def shape(self) -> Shape:
        """Which of the shapes it is."""
        text = self.text.lstrip()
        if text.startswith("["):
            return Shape.ARRAY
        if _has_page_key(text):
            return Shape.ENVELOPE
        first_line = text.split("\n", 1)[0].strip()
        return Shape.CONCATENATED if first_line == "{" else Shape.NDJSON


def _is_object(line: str) -> bool:
    if not line.startswith("{"):
        return False
    try:
        return isinstance(DECODER.decode(line), dict)
    except (ValueError, RecursionError):
        return False


def head_of(chunks: Chunks) -> Head:
    """The first 64 KB, enough to tell the shape and for nothing else. Damage is met later."""
    data = b""
    try:
        for chunk in as_utf8(chunks()):
            data += chunk
            if len(data) >= SNIFFED:
                break
    except BrokeOff:
        if not data.strip():  # or a damaged file would pass for an empty one
            raise
    return Head(data[:SNIFFED].decode("utf-8", "replace"))


def _has_page_key(text: str) -> bool:
    """Whether an array of tickets, users, ... stands at the top level of the first object.

    What has an id is a row and no page: a Freshdesk ticket holds its ``conversations``.
    """
    at, nesting = 1, Nesting()
    while found := _TOP_KEY.search(text, at):
        if "}" in text[at : found.start()]:
            return False
        if found.group(1) in _PAGE_KEYS and found.group(2):
            return True
        if found.group(1) == "id":
            return False
        at = _after_value(text, found.end() - bool(found.group(2)), nesting)
        if at < 0:
            return False
    return False


def _after_value(text: str, at: int, nesting: Nesting) -> int:
    """Where the value at ``at`` ends, or -1 where the sniffed text ends first."""
    while text[at : at + 1].isspace():
        at += 1
    if text[at : at + 1] in ("{", "["):
        end, _ = nesting.end(text, at)
        nesting.depth, nesting.inside = 0, False
        return -1 if end is None else end
    try:
        return DECODER.raw_decode(text, at)[1]
    except ValueError:
        return -1


def rows(chunks: Chunks, shape: Shape, limit: int, after: int) -> Generator[RawRow, None, int]:
    """Rows numbered after ``after``; returns the number of the last row or line.

    NDJSON rows carry their physical line; in the other shapes a row's number is its ordinal,
    because a whole array often stands on one line.
    """
    if shape is Shape.NDJSON:
        return (yield from _ndjson(chunks, limit, after))
    number = 0
    for value in _tickets(chunks, shape, limit):
        number += 1
        if number > after:
            yield _row(number, value)
    return number


def _tickets(chunks: Chunks, shape: Shape, limit: int) -> Iterator[Value]:
    window = window_of(chunks, limit)
    if shape is Shape.ARRAY:
        return arrays(window)
    if shape is Shape.CONCATENATED:
        return concatenated(window)
    return (value for key, value in envelope(window) if key in ROW_KEYS)


def window_of(chunks: Chunks, limit: int) -> Window:
    """A window over the file's text; bytes that are no UTF-8 stay recognisable in it."""
    return Window(_text(as_utf8(chunks())), limit)


def _text(chunks: Iterator[bytes]) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    for chunk in chunks:
        yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def side_loads(chunks: Chunks, limit: int) -> Iterator[tuple[str, dict[str, object]]]:
    """(key, object) of the users, metric sets and organisations of an envelope.

    A pass of its own, since they may stand after the tickets that need them. A file that
    breaks off is refused here, before its first ticket: without the users at its end, messages
    would land under the wrong roles.
    """
    for key, value in envelope(window_of(chunks, limit)):
        if key in SIDE_LOADS and value.payload is not None:
            yield key, value.payload


def _row(number: int, value: Value) -> RawRow:
    if value.payload is not None:
        return RawRow(number, value.text, value.payload)
    return RawRow(number, value.text, None, value.reason, value.error)


def _ndjson(chunks: Chunks, limit: int, after: int) -> Generator[RawRow, None, int]:
    number = 0
    for line in physical_lines(as_utf8(chunks()), limit):
        number = line.number
        if number > after and (line.oversize or line.data.strip(b" \t\r\n")):
            yield _line_row(line, limit)
    return number


def _line_row(line: Line, limit: int) -> RawRow:
    if line.oversize:
        error = f"longer than {limit} bytes"
        return RawRow(line.number, readable(line.data), None, Reason.OVERSIZE, error)
    try:
        text = line.data.decode("utf-8")
    except UnicodeDecodeError as error:
        got = f"byte {error.start} is not UTF-8. Expected: UTF-8 throughout"
        return RawRow(line.number, readable(line.data), None, Reason.BAD_ENCODING, got)
    return _parsed(line.number, text.rstrip("\r"))


def _parsed(number: int, text: str) -> RawRow:
    try:
        payload = DECODER.decode(text)
    except (ValueError, RecursionError) as error:
        got = f"{plainly(error)}{_where(error)}. Expected: one JSON object a line"
        return RawRow(number, text, None, Reason.BAD_JSON, got)
    if not isinstance(payload, dict):
        got = f"a JSON {type(payload).__name__}. Expected: one JSON object a line"
        return RawRow(number, text, None, Reason.BAD_JSON, got)
    return RawRow(number, text, payload)


def _where(error: ValueError | RecursionError) -> str:
    return f" at character {error.pos + 1}" if isinstance(error, json.JSONDecodeError) else ""
