"""A sliding window over JSON text, and the bracket counting that finds where a value ends."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from connectors.helpdesk.errors import BrokeOff

_SPACE = re.compile(r"[ \t\n\r\x00\ufeff]*")
_OUTSIDE = re.compile(r'["{}\[\]]')
_INSIDE = re.compile(r'\\(?:.|$)|"', re.DOTALL)


def _no_number(name: str) -> object:
    raise ValueError(f"{name} is not JSON")


# Literal tabs and the like inside strings are let through (strict=False); NaN is not.
DECODER = json.JSONDecoder(strict=False, parse_constant=_no_number)


def plainly(error: ValueError | RecursionError) -> str:
    """What is wrong, without the position: that counts from wherever the window began."""
    if isinstance(error, json.JSONDecodeError):
        return error.msg
    return str(error) if isinstance(error, ValueError) else "nested too deeply"


class Nesting:
    """Finds where a JSON value ends by its brackets, however the text comes in pieces."""

    def __init__(self) -> None:
        self.depth = 0
        self.inside = False

    def end(self, text: str, at: int) -> tuple[int | None, int]:
        """(one past the closing bracket or None, where to go on once more text is there)."""
        while found := (_INSIDE if self.inside else _OUTSIDE).search(text, at):
            mark = found.group()
            if mark == "\\":  # its second character is not here yet
                return None, found.start()
            at = found.end()
            if mark == '"':
                self.inside = not self.inside
            elif not self.inside:
                self.depth += 1 if mark in "{[" else -1
                if self.depth <= 0:
                    return at, at
        return None, len(text)


class Window:
    """The part of the text between what is consumed and what has not been read yet."""

    def __init__(self, chunks: Iterator[str], limit: int) -> None:
        self._chunks = chunks
        self.limit = limit
        self.text = ""
        self.at = 0

    def more(self) -> bool:
        """Drop what is consumed, then about double the rest (so retries cost linear time)."""
        pieces = [self.text[self.at :]]
        size = len(pieces[0])
        self.at, wanted = 0, 2 * size
        grown = False
        for chunk in self._chunks:
            grown = grown or bool(chunk)
            pieces.append(chunk)
            size += len(chunk)
            if size > wanted:
                break
        self.text = "".join(pieces)
        return grown

    def peek(self) -> str:
        """The next character that is not white space, or "" at the end of the stream."""
        while True:
            found = _SPACE.match(self.text, self.at)
            self.at = found.end() if found else self.at
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.more():
                return ""

    def take(self, expected: str) -> None:
        """Step over one character that must stand here."""
        got = self.peek()
        if got != expected:
            raise BrokeOff(f"the JSON has {got or 'its end'!r}", expected=f"{expected!r} here")
        self.at += 1

    def scalar(self) -> object:
        """The next value of any type, at most ``limit`` characters long."""
        self.peek()
        while True:
            try:
                value, end = DECODER.raw_decode(self.text, self.at)
            except (ValueError, RecursionError) as error:
                if len(self.text) - self.at > self.limit or not self.more():
                    raise BrokeOff(f"the JSON cannot be read here ({error})") from error
                continue
            length, more_may_follow = end - self.at, end == len(self.text)
            if isinstance(value, dict | list | str) or not (more_may_follow and self.more()):
                self.at += length
                return value
