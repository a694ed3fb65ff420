"""A real warehouse in a fresh folder, and short words for filling it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copy2
from typing import Any

import pytest

from records.ticket import (
    LoadCounts,
    Message,
    QuarantinedRow,
    Reason,
    Role,
    SourceFile,
    Status,
    Ticket,
    Visibility,
)
from records.topic import Assignment, Lineage, LineageKind, NoTopic, Topic
from records.voice import Kind, Label, Voice
from warehouse.analysis import Analysed, pending_tickets, save_analysis, save_discovery
from warehouse.counts import mark_all
from warehouse.landing import begin_file, finish_file, land
from warehouse.store import Warehouse

NIGHT = datetime(2026, 10, 5, 20, 0, tzinfo=UTC)  # Tuesday 05:00 in Tokyo
SOURCE = "zendesk"


@dataclass
class House:
    """A warehouse and the words the tests use; ``now`` is the night they stand in.

    It is held open as a run holds it: opening and closing the file for each call is most of what
    a test would cost (measured: three quarters)."""

    folder: Path
    wh: Warehouse
    now: datetime = NIGHT
    run_id: str = "run-1"
    files: int = 0
    texts: dict[str, str] = field(default_factory=dict)
    held: ExitStack = field(default_factory=ExitStack)
    is_held: bool = False

    def hold(self) -> House:
        """Keep the file open until it is let go. One thread: on so few rows a second one only
        waits, and costs a sixth of the processor's time (measured)."""
        self.held.enter_context(self.wh.lock())
        self.is_held = True
        with self.wh.connect() as conn:
            conn.execute("SET threads = 1")
        return self

    def let_go(self) -> None:
        """Leave the file to others; from now on each call opens and closes it."""
        self.held.close()
        self.is_held = False

    def thrown_away(self) -> None:
        """Let go for good: what stands in the log need not go into the file any more."""
        if self.is_held:
            with self.wh.connect() as conn:
                conn.execute("PRAGMA disable_checkpoint_on_shutdown")
        self.let_go()

    def opened_anew(self, **how: Any) -> None:
        """What the next process finds, which may open the file otherwise."""
        self.let_go()
        self.wh = Warehouse(self.wh.path, **{"time_zone": self.wh.time_zone} | how)
        self.hold()

    def copied_to(self, folder: Path) -> House:
        """A house of its own that begins with all that is in this one."""
        path = folder / "var" / "koe.duckdb"
        path.parent.mkdir(mode=0o700)
        with self.wh.at_rest() as file:
            copy2(file, path)
        warehouse = Warehouse(path, time_zone=self.wh.time_zone)
        return replace(
            self, folder=folder, wh=warehouse, texts={**self.texts}, held=ExitStack(), is_held=False
        )

    def said(
        self,
        text: str,
        *,
        id: str = "m1",
        at: datetime | None = None,
        role: Role = Role.CUSTOMER,
        visibility: Visibility = Visibility.PUBLIC,
        language: str | None = None,
    ) -> Message:
        """A message; Japanese where it has kana or kanji."""
        spoken = language or ("ja" if any(char > "\u3000" for char in text) else "en")
        when = at or self.now - timedelta(days=3)
        return Message(id, 0, role, visibility, when, text, author="c_1", language=spoken)

    def ticket(self, id: str = "1", *messages: Message | str, **changed: Any) -> Ticket:
        """A ticket resolved two days ago."""
        told = messages or ("アプリが落ちます。",)
        said = tuple(
            replace(self.said(m), message_id=f"{id}-{n}") if isinstance(m, str) else m
            for n, m in enumerate(told)
        )
        ticket = Ticket(
            source=SOURCE,
            ticket_id=id,
            source_version=1,
            status=Status.RESOLVED,
            created_at=self.now - timedelta(days=3),
            updated_at=self.now - timedelta(days=2),
            resolved_at=self.now - timedelta(days=2),
            messages=said,
            subject="件名",
            customer=f"c_{id}",
            url=f"https://help.example/{id}",
        )
        return replace(ticket, **changed)

    def file(self, name: str | None = None) -> SourceFile:
        """A file nobody has seen, unless named."""
        self.files += 1
        name = name or f"file-{self.files}"
        sha256 = hashlib.sha256(name.encode()).hexdigest()
        return SourceFile(f"/exports/{name}", sha256, 10, self.now)

    def bad_row(self, line: int = 1, text: str = "{", path: str = "f") -> QuarantinedRow:
        """A row for the quarantine; the same text is the same row."""
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        reason = Reason.BAD_JSON
        return QuarantinedRow(SOURCE, "f", path, line, reason, "not JSON", text, sha256)

    def land(self, *tickets: Ticket, bad: Sequence[QuarantinedRow] = ()) -> LoadCounts:
        """Land these rows as one file of one batch."""
        file, rows = self.file(), len(tickets) + len(bad)
        begin_file(self.wh, self.run_id, SOURCE, file, self.now)
        counts = land(self.wh, self.run_id, SOURCE, file, tickets, bad, rows, rows, self.now)
        finish_file(self.wh, SOURCE, file, self.now)
        return counts

    def voice(self, ticket: Ticket, message: Message, kind: Kind = Kind.COMPLAINT) -> Voice:
        """The whole message as one voice."""
        parts = f"{ticket.source}|{ticket.ticket_id}|{message.message_id}|{message.text}"
        voice_id = hashlib.sha256(parts.encode()).hexdigest()[:24]
        stop = len(message.text)
        language = message.language or "other"
        return Voice(
            voice_id,
            ticket.source,
            ticket.ticket_id,
            message.message_id,
            0,
            stop,
            message.text,
            language,
            message.sent_at,
            kind,
        )

    def analyse(
        self,
        topic_of: Callable[[Voice], str | None] = lambda _voice: None,
        label: str = "bug",
        sentiment: str = "negative",
    ) -> list[Voice]:
        """Analyse what is pending: every customer message is a voice; returns the voices."""
        pending = pending_tickets(self.wh, now=self.now, settle_hours=24, limit=1000)
        tickets = [ticket for ticket, _ in pending]
        voices = [
            self.voice(ticket, message)
            for ticket, messages in pending
            for message in messages
            if message.role is Role.CUSTOMER and message.text.strip()
        ]
        labels = [
            Label(voice.voice_id, task, value, 0.9, "test-1")
            for voice in voices
            for task, value in (("request_type", label), ("sentiment", sentiment))
        ]
        assignments = [self.assignment(voice, topic_of(voice)) for voice in voices]
        save_analysis(self.wh, self.run_id, Analysed(tickets, voices, labels, assignments))
        return voices

    def assignment(self, voice: Voice, topic_uid: str | None) -> Assignment:
        """Into the topic, or waiting."""
        waiting = None if topic_uid else NoTopic.WAITING
        return Assignment(voice.voice_id, topic_uid, waiting, 0.7)

    def topic(self, uid: str = "t-1", number: int = 1, **changed: Any) -> Topic:
        """A newborn topic, not yet saved."""
        topic = Topic(
            topic_uid=uid,
            number=number,
            name_ja="アプリが落ちる",
            name_en="App crashes",
            keywords=("落ちる", "crash"),
            centroid=(0.6000000238418579, 0.800000011920929),
            threshold=0.5,
            embedder="test-1",
            exemplars=(),
            counter_example=None,
            coherence=0.7,
            separation=0.2,
            customers=5,
        )
        return replace(topic, **changed)

    def born(self, *topics: Topic, assignments: Sequence[Assignment] = ()) -> None:
        """Save newborn topics."""
        lineage = [Lineage(LineageKind.BORN, t.topic_uid, None, "many said so") for t in topics]
        save_discovery(self.wh, self.run_id, topics, assignments, lineage, self.now)

    def rows(self, sql: str, **values: object) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        with self.wh.connect() as conn:
            return conn.execute(sql, values or None).fetchall()

    def value(self, sql: str, **values: object) -> Any:
        """The one value of a query."""
        ((value,),) = self.rows(sql, **values)
        return value

    def run(self, sql: str) -> None:
        """Change something behind Koe's back, and count it."""
        with self.wh.transaction() as conn:
            conn.execute(sql)
            mark_all(conn)

    def tamper(self, sql: str) -> None:
        """Change something behind Koe's back, without its being counted."""
        with self.wh.transaction() as conn:
            conn.execute(sql)

    def contents(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every table, as a set of rows in a fixed order; without the numbers that counted
        tickets get in the order of their counting."""
        with self.wh.connect() as conn:
            names = conn.execute(
                "SELECT table_name FROM duckdb_tables() WHERE NOT internal ORDER BY 1"
            ).fetchall()
            return {
                str(name): sorted(conn.execute(_all_of(str(name))).fetchall(), key=repr)
                for (name,) in names
            }


def _all_of(table: str) -> str:
    columns = "* EXCLUDE (ticket)" if table.startswith("counted_") else "*"
    return f'SELECT {columns} FROM "{table}"'


Again = Callable[[House], House]


@pytest.fixture(scope="session")
def empty_house(unused_warehouse: Path) -> House:
    """A warehouse that cuts days in Tokyo, to be copied."""
    warehouse = Warehouse(unused_warehouse, time_zone="Asia/Tokyo")
    return House(unused_warehouse.parents[1], warehouse)


@pytest.fixture(scope="module")
def begun(empty_house: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """An empty warehouse for what all tests of a file begin with (see ``again``)."""
    house = empty_house.copied_to(tmp_path_factory.mktemp("begun")).hold()
    yield house
    house.let_go()


@pytest.fixture
def again(tmp_path: Path) -> Iterator[Again]:
    """Copies a house for one test, and holds it open as long as that lasts."""
    with ExitStack() as copies:

        def copy(house: House) -> House:
            copied = house.copied_to(tmp_path).hold()
            copies.callback(copied.thrown_away)
            return copied

        yield copy


@pytest.fixture
def house(empty_house: House, again: Again) -> House:
    """An empty warehouse that cuts days in Tokyo."""
    return again(empty_house)
