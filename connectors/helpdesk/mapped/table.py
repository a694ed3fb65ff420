"""A CSV member of an export under a mapping: its encoding, its header, its rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Generator
from datetime import datetime

from connectors.helpdesk.compression import Member
from connectors.helpdesk.csv_rows import Record, Records, decoded
from connectors.helpdesk.decoding import as_utf8, choose_encoding, physical_lines
from connectors.helpdesk.mapped.header import Header, lay_over
from connectors.helpdesk.mapped.rows import Translator
from connectors.helpdesk.mapped.spec import Mapping
from connectors.helpdesk.options import ReadOptions
from connectors.helpdesk.plain_text import clean
from records.errors import InputError
from records.ticket import RawRow, Reason


class Table:
    """Opens the member once to choose the encoding and read the header, again for the rows.

    ``header.require()`` is left to the caller, since a preview shows what is missing.
    """

    def __init__(self, member: Member, mapping: Mapping, options: ReadOptions) -> None:
        self.member, self.mapping, self.options = member, mapping, options
        self.encoding = choose_encoding(
            member.name, member.chunks, mapping.encodings, options.row_limit
        )
        self.header = self._header(self._records())

    def translator(self, source: str, file_time: datetime) -> Translator:
        """What turns this table's rows into tickets."""
        return Translator(self.mapping, self.header, source, file_time)

    def rows(self, after: int) -> Generator[RawRow, None, int]:
        """Rows that begin after line ``after``; returns the number of the last line.

        Lines before are split into records again (a record may span lines) but not translated.
        """
        records = self._records()
        next(records)
        records.width = len(self.header.names)
        for record in records:
            if record.line > after:
                yield self._row(record)
        return records.last_line

    def _records(self) -> Records:
        limit = self.options.row_limit
        lines = physical_lines(as_utf8(self.member.chunks()), limit)
        for _ in range(self.mapping.skip_lines):
            next(lines, None)
        return Records(decoded(lines, self.encoding), self.mapping.dialect, limit)

    def _header(self, records: Records) -> Header:
        first = next(records, None)
        if first is None or first.cells is None:
            got = first.error if first else "there is none"
            raise InputError(
                f"{self.member.name}: the header cannot be read: {got}",
                expected="the columns' names in the first line (see skip_lines)",
            )
        return lay_over(self.mapping, first.cells)

    def _row(self, record: Record) -> RawRow:
        if record.cells is None:
            return RawRow(record.line, record.text, None, record.reason, record.error)
        names = self.header.names
        if len(record.cells) != len(names):
            error = f"{len(record.cells)} cells. Expected: {len(names)}, as the header has"
            return RawRow(record.line, record.text, None, Reason.BAD_CSV_ARITY, error)
        payload: dict[str, object] = dict(zip(names, map(clean, record.cells), strict=True))
        return RawRow(record.line, self._without_dropped(record, payload), payload)

    def _without_dropped(self, record: Record, payload: dict[str, object]) -> str:
        """Take the dropped columns out of the row and its text; they go no further than here."""
        if not self.header.dropped:
            return record.text
        for name in self.header.dropped:
            payload[name] = ""
        text = io.StringIO()
        dialect = self.mapping.dialect
        writer = csv.writer(
            text,
            delimiter=dialect.delimiter,
            quotechar=dialect.quote or None,
            quoting=csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE,
            escapechar=None if dialect.quote else "\\",
            lineterminator="",
        )
        writer.writerow(payload.values())
        return text.getvalue()
