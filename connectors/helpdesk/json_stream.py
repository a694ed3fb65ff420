"""JSON values one after another out of a stream that is never held whole.

``json.JSONDecoder.raw_decode`` runs over a sliding window; what it cannot read is measured by
counting brackets, so that one broken element costs that element and not the rest of the array.
Every decision depends on the text alone, never on where chunks happened to end (tested).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from connectors.helpdesk.decoding import HEAD
from connectors.helpdesk.errors import BrokeOff
from connectors.helpdesk.json_window import DECODER, Nesting, Window, plainly
from records.ticket import Reason

_NEXT_OBJECT = re.compile(r"[,\n]\s*(?=\{)")
_JUNK_END = re.compile(r"[,{\]\n]")


class Value(NamedTuple):
    """One element: its text, and its object or the reason why there is none."""

    text: str
    payload: dict[str, object] | None
    reason: Reason | None = None
    error: str = ""


class Elements:
    """Reads objects off a window, one call each, and comes back onto its feet after a bad one.

    ``like`` is the first three keys of the last good element: after a broken one, reading goes
    on at the next object that begins in the same way, so that a nested object is not taken for
    an element.
    """

    def __init__(self, window: Window) -> None:
        self.window = window
        self.like: list[str] = []

    def next(self) -> Value:
        """The element that begins at the window's position."""
        window = self.window
        while True:
            try:
                value, end = DECODER.raw_decode(window.text, window.at)
            except (ValueError, RecursionError) as error:
                found = self._broken(plainly(error))
                if found:
                    return found
                continue
            text = window.text[window.at : end]
            window.at = end
            return self._judged(text, value)

    def _judged(self, text: str, value: object) -> Value:
        if len(text) > self.window.limit:
            return _oversize(text, self.window.limit)
        if not isinstance(value, dict):
            return _bad(text, "this element is no object")
        self.like = list(value)[:3]
        return Value(text, value)

    def _broken(self, error: str) -> Value | None:
        """The broken element as far as it goes; None where more text was read instead."""
        window, nesting = self.window, Nesting()
        end, _ = nesting.end(window.text, window.at)
        if end is not None and end - window.at <= window.limit:
            return self._cut(end, error, whole=True)
        if end is None and len(window.text) - window.at <= window.limit and window.more():
            return None
        stop = min(len(window.text), window.at + window.limit)
        cut = self._cut(stop, "the object is not closed", whole=False)
        if cut is None and len(window.text) - window.at <= window.limit:
            raise BrokeOff("the JSON ends inside an element: the file was cut off")
        return cut or self._discard()

    def _cut(self, stop: int, error: str, *, whole: bool) -> Value | None:
        """Quarantine up to the next element that looks like the others, at most to ``stop``."""
        window = self.window
        start = window.at
        found = self._next_alike(window.text[start:stop])
        if found is None and not whole:
            return None
        window.at = stop if found is None else start + found
        return _bad(window.text[start : window.at].rstrip(", \n\r\t"), error)

    def _next_alike(self, text: str) -> int | None:
        for found in _NEXT_OBJECT.finditer(text, 1):
            try:
                value, _ = DECODER.raw_decode(text, found.end())
            except (ValueError, RecursionError):
                continue
            if isinstance(value, dict) and value and list(value)[:3] == self.like:
                return found.end()
        return None

    def _discard(self) -> Value:
        """Run over an element longer than the limit without keeping it."""
        window, nesting = self.window, Nesting()
        head, at = "", window.at
        while True:
            end, at = nesting.end(window.text, at)
            head += window.text[window.at : at][: HEAD - len(head)]
            if end is not None:
                window.at = end
                return _oversize(head, window.limit)
            window.at = at
            if not window.more():
                raise BrokeOff("the JSON ends inside an element that is longer than allowed")
            at = 0


def _oversize(text: str, limit: int) -> Value:
    return Value(shown(text[:HEAD]), None, Reason.OVERSIZE, f"longer than {limit} characters")


def _bad(text: str, error: str) -> Value:
    if _has_bad_bytes(text):
        return Value(shown(text), None, Reason.BAD_ENCODING, "bytes that are not UTF-8")
    return Value(text, None, Reason.BAD_JSON, f"{error}. Expected: a JSON object")


def _has_bad_bytes(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def shown(text: str) -> str:
    """The text with undecodable bytes as ``\\x..``, so that it can be stored."""
    raw = text.encode("utf-8", "surrogateescape")
    return raw.decode("utf-8", "backslashreplace")


def array(window: Window) -> Iterator[Value]:
    """The elements of the array that begins here, up to and with its closing bracket."""
    window.take("[")
    elements = Elements(window)
    while (mark := window.peek()) != "]":
        if not mark:
            raise BrokeOff("the JSON array is not closed: the file was cut off")
        if mark == ",":
            window.at += 1
            continue
        yield _checked(elements.next() if mark in '{["' else _junk(window))
    window.take("]")


def arrays(window: Window) -> Iterator[Value]:
    """All arrays that follow each other (one API page a line); anything else is an error."""
    while window.peek():
        yield from array(window)


def concatenated(window: Window) -> Iterator[Value]:
    """Objects one after another, as ``jq`` writes them, with or without commas."""
    elements = Elements(window)
    while mark := window.peek():
        if mark in ",]":
            window.at += 1
            continue
        yield _checked(elements.next() if mark in '{["' else _junk(window))


def _checked(value: Value) -> Value:
    """The value, unless its bytes were no UTF-8."""
    if value.payload is not None and _has_bad_bytes(value.text):
        return _bad(value.text, "")
    return value


def _junk(window: Window) -> Value:
    """Whatever stands where an object should, up to the next sign of order."""
    kept = ""
    while True:
        found = _JUNK_END.search(window.text, window.at + (not kept))
        stop = found.start() if found else len(window.text)
        kept = (kept + window.text[window.at : stop])[:HEAD]
        window.at = stop
        if found or not window.more():
            return _bad(kept.rstrip(), "no object stands here")


def envelope(window: Window) -> Iterator[tuple[str, Value]]:
    """Every element of every array in ``{"tickets": [...], "users": [...]}``, with its key.

    Several such objects may follow each other (one API page a line).
    """
    while window.peek():
        window.take("{")
        while (mark := window.peek()) != "}":
            if mark == ",":
                window.at += 1
                continue
            key = str(window.scalar())
            window.take(":")
            if window.peek() == "[":
                yield from ((key, value) for value in array(window))
            else:
                window.scalar()
        window.take("}")
