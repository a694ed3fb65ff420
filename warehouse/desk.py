"""What the desk shows, read from one published snapshot through a connection that stays open.

Each function of :class:`SnapshotReader` is one query of ``warehouse/queries/desk_*.sql`` and
gives rows by column name. Texts are the customers' own, redacted before they were stored.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from records.alert import Alert
from records.errors import WarehouseError
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
WEEKS = 12
FEW = 1000  # rows that are looked up by their place, not by reading the table (DuckDB: 50)
MOST_KEPT = 200  # answers that are kept, of 200 voices at most each: some megabytes


@dataclass(frozen=True, slots=True)
class VoiceFilter:
    """Which voices to show; None is any. ``words`` are looked for as they stand, in any case."""

    number: int | None = None
    language: str | None = None
    segment: str | None = None
    version: str | None = None
    words: str | None = None
    request_type: str | None = None
    sentiment: str | None = None
    ticket_id: str | None = None


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
    """One edition of the snapshot. Open until :meth:`close`, and as long as somebody holds it; safe
    to use from several threads. Every question raises WarehouseError once it is closed."""

    def __init__(self, snapshot: Place, of_edition: tuple[int, int]) -> None:
        self.edition = of_edition
        self._open = ExitStack()
        self._keeping = threading.Lock()
        self._kept: dict[tuple[str, str], list[Row]] = {}
        self._reading: dict[tuple[str, str], Future[list[Row]]] = {}
        self._keeps = True
        self._holders, self._closing = 0, False
        self._conn = self._open.enter_context(open_snapshot(snapshot))
        self._conn.execute("SET enable_external_access = false")
        zone = self._rows("SELECT value FROM account WHERE key = 'time_zone'")
        self.time_zone = str(zone[0]["value"]) if zone else "UTC"

    def close(self) -> None:
        """Let go of the file, once nobody holds it."""
        with self._keeping:
            self._closing = True
            if self._holders:
                return
        self._open.close()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Open until the end of this block, whoever closes it meanwhile."""
        with self._keeping:
            if self._closing and not self._holders:
                raise WarehouseError(
                    "this edition is closed: a newer one was published",
                    next_step="load the page again",
                )
            self._holders += 1
        try:
            yield
        finally:
            with self._keeping:
                self._holders -= 1
                last = self._closing and not self._holders
            if last:
                self._open.close()

    def forget(self) -> None:
        """Keep no answers any more, neither old nor new: another edition took its place."""
        with self._keeping:
            self._keeps = False
            self._kept.clear()

    def page(self, product: str) -> Page | None:
        """Figures and topics without quotes; None where no ticket was analysed yet."""
        with self._cursor() as conn:
            return read_page(conn, product, quotes=0)

    def voices(self, wanted: VoiceFilter, most: int = MOST_VOICES) -> list[Row]:
        """Voices that pass the filter, newest first."""
        asked = {key: value or None for key, value in asdict(wanted).items()}
        given = {key for key, value in asked.items() if value}
        name, keys = "desk_newest_voices_narrowed", set(asked)
        if given == {"number"}:
            name, keys = "desk_newest_voices_of_topic", given
        elif given <= {"language", "words"}:
            name, keys = "desk_newest_voices", {"language", "words"}
        values = {key: asked[key] for key in keys}
        ids = [row["voice_id"] for row in self._rows(query(name), most=most, **values)]
        return self._rows(query("desk_voices"), voice_ids=ids, time_zone=self.time_zone)

    def events(self) -> list[Row]:
        """Releases, campaigns and incidents, oldest first."""
        return self._rows("SELECT DISTINCT began_on, kind, name FROM product_events ORDER BY ALL")

    def weeks(self, number: int) -> list[Row]:
        """A topic week by week."""
        asked = {"number": number, "weeks": None, "time_zone": self.time_zone}
        return self._rows(query("counted_weeks"), **asked)

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

    def ticket(self, ticket_id: str, most: int) -> list[Row]:
        """The newest that its customer and support wrote in it, oldest first, by source."""
        asked = {"ticket_id": ticket_id, "most": most, "time_zone": self.time_zone}
        return self._rows(query("desk_ticket"), **asked)

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

    def asked(self, task: str, voice_ids: list[str]) -> list[Row]:
        """These voices, in this order, with what answers ``task`` now; ``correction`` where a
        person said so. One that is gone is left out."""
        found = self._rows(query("desk_asked"), task=task, voice_ids=voice_ids)
        return sorted(found, key=lambda row: voice_ids.index(row["voice_id"]))

    def corrections(self) -> list[Row]:
        """What people said of labels, newest first; ``holds`` where it was not undone."""
        return self._rows(query("corrections"))

    def answers(self) -> list[Row]:
        """Every issue with its answer, support's turn first, then longest waiting; ``to_tell``
        where it shipped and nobody said yet that the customers were told."""
        return self._rows(query("desk_answers"), time_zone=self.time_zone)

    def support_words(self, number: int) -> list[Row]:
        """What support said to the newest answer about a topic, newest first; ``is_told`` where
        the tracker has it, or may have it."""
        return self._rows(query("desk_support_words"), topic=number, time_zone=self.time_zone)

    def targets(self) -> list[Row]:
        """What support reached of its targets in the newest seven days."""
        return self._rows(query("digest_targets"), slot_days=7)

    def missed_replies(self) -> list[Row]:
        """Tickets whose customer wrote last and hears nothing, longest waiting first."""
        return self._rows(query("desk_missed_replies"))

    def one_agent_topics(self) -> list[Row]:
        """Topics that only one agent answers."""
        return self._rows(query("desk_one_agent"))

    def contact_rates(self) -> list[Row]:
        """Tickets per 1,000 active customers and month, newest first."""
        return self._rows(query("desk_contact_rate"))

    def customer_time(self) -> list[Row]:
        """What tickets cost their customers in time, newest week first."""
        return self._rows(query("desk_customer_time"), weeks=WEEKS)

    def trend(self, dimension: str) -> list[Row]:
        """The whole weeks of every theme, segment ..., oldest first, and the last one compared."""
        return self._rows(query("desk_trend"), dimension=dimension, weeks=WEEKS)

    def filters(self) -> dict[str, list[str]]:
        """The values to choose from, by filter."""
        found: dict[str, list[str]] = {
            key: [] for key in ("language", "segment", "version", "request_type", "sentiment")
        }
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
        """The rows of a query; of one asked before, those of then, as an edition never changes.
        Whoever asks what is being read for somebody else waits for that answer."""
        asked = (sql, repr(sorted(values.items())))
        with self._keeping:
            if asked in self._kept:
                return self._kept[asked]
            is_mine = asked not in self._reading
            answer = self._reading.setdefault(asked, Future())
        if not is_mine:
            return answer.result()
        try:
            rows = self._read(sql, values)
            self._keep(asked, rows)
            answer.set_result(rows)
        except BaseException as error:
            answer.set_exception(error)
            raise
        finally:
            with self._keeping:
                del self._reading[asked]
        return rows

    def _read(self, sql: str, values: dict[str, object]) -> list[Row]:
        with self._cursor() as conn:
            found = conn.execute(sql, values or None)
            columns = [str(column[0]) for column in found.description or ()]
            return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]

    def _keep(self, asked: tuple[str, str], rows: list[Row]) -> None:
        with self._keeping:
            if self._keeps:
                self._kept[asked] = rows
            while len(self._kept) > MOST_KEPT:
                del self._kept[next(iter(self._kept))]

    @contextmanager
    def _cursor(self) -> Iterator[DuckDBPyConnection]:
        with self.held(), self._conn.cursor() as conn:
            conn.execute("USE koe")
            conn.execute("SET TimeZone = 'UTC'")
            conn.execute(f"SET dynamic_or_filter_threshold = {FEW}")
            yield conn
