"""Records of a CSV or TSV file, one at a time, with the physical line each begins on.

Python's own parser reads a file with one broken quote as a single cell up to the end and says
nothing. Here a record is gathered line by line; where its quotes never close, or close in the
middle of what is plainly another row, only its first line is quarantined and reading goes on at
the next one.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from connectors.helpdesk.decoding import HEAD, Line
from records.ticket import Reason


class TextLine(NamedTuple):
    """A decoded physical line. ``reason`` is set where it cannot be used as it is."""

    number: int
    text: str
    reason: Reason | None = None


class Record(NamedTuple):
    """One row: its cells, or the reason why it has none. ``text`` is as it stood."""

    line: int
    text: str
    cells: list[str] | None
    reason: Reason | None = None
    error: str = ""


class _Outcome(Enum):
    OPEN = "a quoted cell goes on in the next line"
    MALFORMED = "something stands between a closing quote and the next delimiter"


@dataclass(frozen=True, slots=True)
class CsvDialect:
    """How cells are separated and quoted; quotes inside a quoted cell are doubled."""

    delimiter: str = ","
    quote: str = '"'


def decoded(lines: Iterable[Line], encoding: str) -> Iterator[TextLine]:
    """The lines as text. A line that cannot be decoded keeps its structure and its reason."""
    for line in lines:
        if line.oversize:
            yield TextLine(line.number, _lenient(line.data, encoding), Reason.OVERSIZE)
            continue
        try:
            yield TextLine(line.number, line.data.decode(encoding).removesuffix("\r"))
        except UnicodeDecodeError:
            yield TextLine(line.number, _lenient(line.data, encoding), Reason.BAD_ENCODING)


def _lenient(data: bytes, encoding: str) -> str:
    return data.decode(encoding, "backslashreplace").removesuffix("\r")


class Records:
    """Iterates over the records of ``lines``.

    ``width`` is the number of cells a row should have; set it once the header is known, it
    helps to tell a long cell from a quote that swallows rows. ``limit`` is in characters.
    """

    def __init__(self, lines: Iterable[TextLine], dialect: CsvDialect, limit: int) -> None:
        self._lines = iter(lines)
        self._again: deque[TextLine] = deque()
        self._limit = limit
        self._quote, self._delimiter = dialect.quote, dialect.delimiter
        self._strict = _dialect(dialect, strict=True)
        self._loose = _dialect(dialect, strict=False)
        self.width: int | None = None
        self.last_line = 0
        csv.field_size_limit(max(csv.field_size_limit(), limit * 2))

    def __iter__(self) -> Iterator[Record]:
        return self

    def __next__(self) -> Record:
        """The next record that is not blank."""
        while True:
            first = self._pull()
            if first is None:
                raise StopIteration
            if first.reason is Reason.OVERSIZE:
                return _bad(first, Reason.OVERSIZE, f"longer than {self._limit} bytes")
            record = self._record(first)
            if record.cells is None or any(cell.strip() for cell in record.cells):
                return record

    def _pull(self) -> TextLine | None:
        line = self._again.popleft() if self._again else next(self._lines, None)
        if line:
            self.last_line = line.number
        return line

    def _record(self, first: TextLine) -> Record:
        if not self._quote or self._quote not in first.text:
            return self._made([first], first.text.split(self._delimiter))
        gathered, size = [first], len(first.text)
        outcome = self._parse(first.text, self._strict)
        while outcome is _Outcome.OPEN:
            line = self._pull()
            size += len(line.text) if line else 0
            if line is None or line.reason is Reason.OVERSIZE or size > self._limit:
                return self._runaway(gathered, line)
            gathered.append(line)
            if self._breaks(line.text):
                outcome = _Outcome.MALFORMED
            elif line.text.count(self._quote) % 2:  # only an odd number can close the cell
                outcome = self._parse("\n".join(part.text for part in gathered), self._strict)
        return self._closed(gathered, outcome)

    def _breaks(self, text: str) -> bool:
        """Whether the first quote of this line, read inside a cell, neither closes nor doubles."""
        at = text.find(self._quote)
        return at >= 0 and text[at + 1 : at + 2] not in ("", self._quote, self._delimiter)

    def _closed(self, gathered: list[TextLine], outcome: list[str] | _Outcome) -> Record:
        """A record whose quotes are closed, unless they closed inside another row."""
        if len(gathered) > 1 and self._swallows(gathered, outcome):
            return self._runaway(gathered, None)
        if outcome is _Outcome.MALFORMED:
            outcome = self._parse(gathered[0].text, self._loose)
        if isinstance(outcome, _Outcome):
            return _bad(gathered[0], Reason.BAD_CSV_ARITY, outcome.value)
        return self._made(gathered, outcome)

    def _swallows(self, gathered: list[TextLine], outcome: list[str] | _Outcome) -> bool:
        """Malformed over several lines; or of the wrong width, with a line that has the right."""
        if isinstance(outcome, _Outcome):
            return True
        if self.width is None or len(outcome) == self.width:
            return False
        alone = (self._parse(line.text, self._strict) for line in gathered[1:])
        return any(isinstance(cells, list) and len(cells) == self.width for cells in alone)

    def _runaway(self, gathered: list[TextLine], pulled: TextLine | None) -> Record:
        """Give back all but the first line, which goes to quarantine."""
        back = [*gathered[1:], *([pulled] if pulled else [])]
        self._again.extendleft(reversed(back))
        self.last_line = gathered[0].number
        return _bad(
            gathered[0], Reason.BAD_CSV_ARITY, "a quote that opens on this line is not closed"
        )

    def _made(self, gathered: list[TextLine], cells: list[str]) -> Record:
        text = "\n".join(line.text for line in gathered)
        number = gathered[0].number
        for line in gathered:
            if line.reason:
                return Record(
                    number, text, None, line.reason, f"undecodable bytes in {line.number}"
                )
        return Record(number, text, cells)

    def _parse(self, text: str, dialect: type[csv.Dialect]) -> list[str] | _Outcome:
        try:
            return next(csv.reader([text], dialect), [])
        except csv.Error as error:
            return _Outcome.OPEN if "end of data" in str(error) else _Outcome.MALFORMED


def _bad(line: TextLine, reason: Reason, error: str) -> Record:
    return Record(
        line.number,
        line.text[:HEAD] if reason is Reason.OVERSIZE else line.text,
        None,
        reason,
        error,
    )


def _dialect(dialect: CsvDialect, *, strict: bool) -> type[csv.Dialect]:
    """A class, because the csv module takes its settings once and fastest that way."""
    settings = {
        "delimiter": dialect.delimiter,
        "quotechar": dialect.quote,
        "doublequote": True,
        "lineterminator": "\n",
        "quoting": csv.QUOTE_MINIMAL,
        "strict": strict,
    }
    return type("KoeDialect", (csv.Dialect,), settings)
