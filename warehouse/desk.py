"""What the desk shows, read from one published snapshot through a connection that stays open.

Each function of :class:`SnapshotReader` is one query of ``warehouse/queries/desk_*.sql`` and
gives rows by column name. Texts are the customers' own, redacted before they were stored.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from records.alert import Alert
from records.page import Page
from warehouse.alerts.keep import read_alerts
from warehouse.labels import Candidate, read_candidates
from warehouse.page import read_page
from warehouse.sealing import Place, path_of
from warehouse.snapshot import open_snapshot
from warehouse.sql import query

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Row = dict[str, Any]
MOST_VOICES = 200


@dataclass(frozen=True, slots=True)
class VoiceFilter:
    """Which voices to show; None is any. ``words`` are looked for as they stand, in any case."""

    number: int | None = None
    language: str | None = None
    segment: str | None = None
    version: str | None = None
    words: str | None = None


def edition(snapshot: Place) -> tuple[int, int]:
    """What tells one published snapshot from the next: its file and when it was written.

    Raises WarehouseError where there is none.
    """
    path = path_of(snapshot)
    if not path.is_file():
        with open_snapshot(snapshot):
            pass
    status = path.stat()
    return status.st_ino, status.st_mtime_ns


class SnapshotReader:
    """One edition of the snapshot. Open until :meth:`close`; safe to use from several threads."""

    def __init__(self, snapshot: Place, of_edition: tuple[int, int]) -> None:
        self.edition = of_edition
        self._open = ExitStack()
        self._conn = self._open.enter_context(open_snapshot(snapshot))
        self._conn.execute("SET enable_external_access = false")
        zone = self._rows("SELECT value FROM account WHERE key = 'time_zone'")
        self.time_zone = str(zone[0]["value"]) if zone else "UTC"

    def close(self) -> None:
        """Let go of the file."""
        self._open.close()

    def page(self, product: str) -> Page | None:
        """Figures and topics without quotes; None where no ticket was analysed yet."""
        with self._cursor() as conn:
            return read_page(conn, product, quotes=0)

    def voices(self, wanted: VoiceFilter, most: int = MOST_VOICES) -> list[Row]:
        """Voices that pass the filter, newest first."""
        asked: dict[str, object] = {"language": wanted.language, "words": wanted.words or None}
        tickets = {"segment": wanted.segment, "version": wanted.version}
        if wanted.number is not None:
            name, asked = "desk_newest_voices_of_topic", asked | tickets | {"number": wanted.number}
        elif any(tickets.values()):
            name, asked = "desk_newest_voices_of_tickets", asked | tickets
        else:
            name = "desk_newest_voices"
        ids = [row["voice_id"] for row in self._rows(query(name), most=most, **asked)]
        return self._rows(query("desk_voices"), voice_ids=ids, time_zone=self.time_zone)

    def weeks(self, number: int) -> list[Row]:
        """A topic week by week."""
        return self._rows(query("topic_weeks"), number=number)

    def parts(self, number: int) -> list[Row]:
        """Its tickets by segment and by version."""
        return self._rows(query("desk_topic_parts"), number=number)

    def life(self, number: int) -> list[Row]:
        """What happened to it, newest first."""
        return self._rows(query("desk_topic_life"), number=number, time_zone=self.time_zone)

    def conversation(self, number: int) -> list[Row]:
        """What the product team said about it, newest first."""
        return self._rows(query("desk_topic_answers"), number=number, time_zone=self.time_zone)

    def replies(self, number: int) -> list[Row]:
        """What agents answered."""
        return self._rows(query("desk_topic_replies"), number=number, time_zone=self.time_zone)

    def decisions(self, number: int) -> list[Row]:
        """What people decided about it, newest first; ``holds`` where nothing undid it."""
        return self._rows(query("desk_topic_decisions"), number=number, time_zone=self.time_zone)

    def alerts(self) -> list[Alert]:
        """Every alert with its quotes and what was decided about it, newest first."""
        with self._cursor() as conn:
            return read_alerts(conn, only_open=False)

    def labels(self, target: str) -> list[Row]:
        """A voice, named by the beginning of its id, or a ticket's voices, with their labels."""
        return self._rows(query("desk_labels"), target=target)

    def label_candidates(self, task: str, most: int) -> list[Candidate]:
        """Voices whose label in ``task`` is least sure."""
        with self._cursor() as conn:
            return read_candidates(conn, task, most)

    def corrections(self) -> list[Row]:
        """What people said of labels, newest first; ``holds`` where it was not undone."""
        return self._rows(query("corrections"))

    def answers(self) -> list[Row]:
        """Every issue with its answer, longest waiting first."""
        return self._rows(query("desk_answers"), time_zone=self.time_zone)

    def filters(self) -> dict[str, list[str]]:
        """The values to choose from, by filter."""
        found: dict[str, list[str]] = {"language": [], "segment": [], "version": []}
        for row in self._rows(query("desk_filters")):
            found[row["filter"]].append(row["value"])
        return found

    def runs(self) -> list[Row]:
        """The newest runs."""
        return self._rows(query("run_log"), max_runs=30)

    def freshness(self) -> list[Row]:
        """How fresh quotes were when they became visible, newest run first."""
        return self._rows("SELECT * FROM freshness ORDER BY visible_at DESC LIMIT 30")

    def quarantine(self) -> list[Row]:
        """Rows that wait in quarantine, by reason."""
        return self._rows(query("desk_quarantine"))

    def _rows(self, sql: str, **values: object) -> list[Row]:
        with self._cursor() as conn:
            found = conn.execute(sql, values or None)
            columns = [str(column[0]) for column in found.description or ()]
            return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]

    @contextmanager
    def _cursor(self) -> Iterator[DuckDBPyConnection]:
        with self._conn.cursor() as conn:
            conn.execute("USE koe")
            conn.execute("SET TimeZone = 'UTC'")
            yield conn
