"""Decisions that wait: on the disk when they are kept, in order, sealed, withdrawn, never twice."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from records.decision import (
    AlertDecision,
    AlertWish,
    AnyWish,
    DecisionKind,
    LabelWish,
    SupportWish,
    Waiting,
    Wish,
)
from records.errors import WarehouseError
from records.issue import Said
from warehouse.inbox import Inbox

NOW = datetime(2026, 11, 1, 20, 0, 0, 123456, tzinfo=UTC)
WISHES: tuple[AnyWish, ...] = (
    Wish(DecisionKind.RENAME, "田中", "お客様の言葉", 3, name_ja="支払いが止まる"),
    LabelWish("mori", "the code never came", "20004", "request_type", "bug"),
    AlertWish(AlertDecision.SNOOZE, "3f9a", "sato", None, date(2026, 11, 8)),
    SupportWish(Said.DISPUTE, 3, "田中", "三社が解約しました", ("1042", "1043")),
    SupportWish(Said.REPLIED, 3, "田中", "違うトピックでした", withdraws=True, op_id="a1"),
    SupportWish(Said.INFORM, 3, "田中", "Android 15", label="koe-3", answered_at=NOW),
)
CHILD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from records.decision import LabelWish
from warehouse.inbox import Inbox
inbox = Inbox(Path(sys.argv[1]))
for number in range(10_000):
    entry = inbox.put(LabelWish("a", str(number), "1", "t", "v"), datetime.now(UTC))
    print(entry, flush=True)
"""


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    return Inbox(tmp_path / "koe.duckdb")


def test_what_waits_comes_back_as_it_was_said_and_in_order(inbox: Inbox) -> None:
    entries = [inbox.put(wish, NOW) for wish in WISHES]
    assert entries == [1, 2, 3, 4, 5, 6]
    found = inbox.waiting()
    assert tuple(one.wish for one in found) == WISHES
    ticks = [NOW + timedelta(microseconds=number) for number in range(6)]
    assert [one.asked_at for one in found] == ticks
    assert inbox.path.stat().st_mode & 0o077 == 0


def test_what_was_withdrawn_is_gone_but_its_moment_is_never_given_again(inbox: Inbox) -> None:
    first = inbox.put(WISHES[0], NOW)
    assert inbox.withdraw(first)
    assert not inbox.withdraw(99)
    assert inbox.entries() == []
    inbox.put(WISHES[1], NOW)
    (second,) = inbox.waiting()
    assert second.asked_at > NOW
    assert "支払い".encode() not in inbox.path.read_bytes()


def test_what_was_refused_waits_no_more_but_stays_with_its_reason(inbox: Inbox) -> None:
    inbox.refuse(inbox.put(WISHES[0], NOW), "there is no topic 3")
    assert inbox.waiting() == []
    assert inbox.entries() == [Waiting(1, WISHES[0], NOW, "there is no topic 3")]


def test_what_a_run_has_begun_with_is_no_longer_withdrawn_but_waits_until_it_is_published(
    inbox: Inbox,
) -> None:
    entry = inbox.put(WISHES[0], NOW)
    assert inbox.take(entry)
    assert not inbox.withdraw(entry)
    assert [one.taken for one in inbox.waiting()] == [True]
    inbox.forget(inbox.waiting())
    assert inbox.entries() == []


def test_what_was_withdrawn_before_a_run_came_to_it_is_not_carried_out(inbox: Inbox) -> None:
    entry = inbox.put(WISHES[0], NOW)
    assert inbox.withdraw(entry)
    assert not inbox.take(entry)


def test_a_reason_for_refusing_is_encrypted_as_the_decision_is(tmp_path: Path) -> None:
    sealed = Inbox(tmp_path / "koe.duckdb", "k" * 16)
    sealed.refuse(sealed.put(WISHES[0], NOW), "topic 7 has the name 「支払い」")
    assert [one.refused for one in sealed.entries()] == ["topic 7 has the name 「支払い」"]
    assert "支払い".encode() not in sealed.path.read_bytes()


def test_a_change_of_keys_that_was_killed_is_done_again(tmp_path: Path) -> None:
    path, key = tmp_path / "koe.duckdb", "k" * 16
    Inbox(path).put(WISHES[0], NOW)
    kept = Inbox(path, key)
    assert [one.wish for one in kept.waiting()] == [WISHES[0]]
    kept.rekey(key)
    assert "支払い".encode() not in kept.path.read_bytes()


def test_an_inbox_that_nobody_used_makes_no_file(inbox: Inbox) -> None:
    assert inbox.entries() == []
    assert not inbox.path.exists()


def test_an_encrypted_inbox_shows_no_word_and_changes_with_its_key(tmp_path: Path) -> None:
    path, key = tmp_path / "koe.duckdb", "k" * 16
    sealed = Inbox(path, key)
    sealed.put(WISHES[0], NOW)
    assert "支払い".encode() not in sealed.path.read_bytes()
    with pytest.raises(WarehouseError, match="kept decision cannot be decrypted"):
        Inbox(path, "another key of 16").entries()
    sealed.rekey(None)
    assert [one.wish for one in Inbox(path).waiting()] == [WISHES[0]]
    Inbox(path).rekey(key)
    assert [one.wish for one in Inbox(path, key).waiting()] == [WISHES[0]]
    assert "支払い".encode() not in sealed.path.read_bytes()


def test_a_foreign_file_in_its_place_is_said(inbox: Inbox) -> None:
    inbox.path.write_bytes(b"not a database, but long enough to look like a file" * 40)
    with pytest.raises(WarehouseError, match="inbox of decisions"):
        inbox.entries()


def test_what_was_kept_survives_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "koe.duckdb"
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as child:
        assert child.stdout is not None
        told = [int(child.stdout.readline()) for _ in range(20)]
        child.send_signal(signal.SIGKILL)
        told += [int(line) for line in child.stdout if line.endswith("\n")]
    entries = [one.entry for one in Inbox(path).waiting()]
    assert entries[: len(told)] == told
    with sqlite3.connect(Inbox(path).path) as conn:
        assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    conn.close()


def test_a_word_kept_before_its_answer_was_written_down_is_still_read(inbox: Inbox) -> None:
    inbox.put(WISHES[3], NOW)
    with sqlite3.connect(inbox.path) as conn:
        old = json.loads(conn.execute("SELECT wish FROM inbox").fetchone()[0])
        for key in ("label", "answered_at", "op_id"):
            del old[key]
        conn.execute("UPDATE inbox SET wish = ?", (json.dumps(old).encode(),))
    assert [one.wish for one in inbox.waiting()] == [WISHES[3]]
