"""The first looks at an edition, taken by a thread that nothing ends for good."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from app.desk import ready
from app.desk.editions import PATIENCE, Shown, first_looks, held, published, to_show
from app.desk.filters import number_in
from app.desk.ready import Watch
from flows.erasure import erase
from flows.night import open_night, open_warehouse
from flows.settings import Settings, load_settings
from records.errors import WarehouseError
from warehouse.desk import SnapshotReader, VoiceFilter, edition
from warehouse.snapshot import ask, publish

HOSTILE = "決済画面で"


def until(so: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def words_in(reader: SnapshotReader) -> str:
    return str(reader._kept)


def publish_again(settings: Settings) -> None:
    """Another edition with the same content."""
    publish(open_warehouse(settings), settings.at(settings.paths.snapshot))


@pytest.fixture
def own_account(account: Path, tmp_path: Path) -> Path:
    """A copy of the desk's account, to erase somebody from."""
    copytree(account.parent, tmp_path / "own", symlinks=True)
    return tmp_path / "own" / account.name


@pytest.mark.slow
def test_nothing_of_the_erased_stays_in_what_was_made_ready(own_account: Path) -> None:
    watch, settings = Watch(own_account), load_settings(own_account)
    watch.look()
    before = watch.reader
    assert before is not None
    assert HOSTILE in words_in(before)
    of_them = "SELECT customer FROM tickets WHERE ticket_id = '7777'"
    erase(open_night(settings), [ask(settings.snapshot, of_them)[1][0][0]], "an officer")
    watch.look()
    assert watch.reader is not None
    assert watch.reader is not before
    assert words_in(watch.reader) not in ("", "{}")
    assert HOSTILE not in words_in(watch.reader)
    before.voices(VoiceFilter(words=HOSTILE))  # by a page that is still being drawn
    assert words_in(before) == "{}"


@pytest.mark.slow
def test_after_any_trouble_it_looks_again_and_says_nothing_of_what_it_read(
    own_account: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = load_settings(own_account)
    snapshot = Path(str(settings.snapshot))
    whole = snapshot.read_bytes()
    snapshot.write_bytes("決済画面で落ちました".encode() * 500)
    watch = Watch(own_account, every=0.01)
    with caplog.at_level(logging.WARNING):
        watch.start()
        until(lambda: len(caplog.messages) >= 2)
    assert caplog.messages[0].startswith("the edition was not made ready (")
    assert "決済" not in caplog.text
    snapshot.write_bytes(whole)
    until(lambda: watch.reader is not None and HOSTILE in words_in(watch.reader))
    assert watch.is_alive
    watch.stop()


@pytest.mark.slow
def test_what_lies_a_click_further_is_looked_at_unless_somebody_waits_for_a_newer_edition(
    own_account: Path,
) -> None:
    watch = Watch(own_account)
    watch.look()
    assert watch.reader is not None
    asked = "Customers' time of the newest"
    watch.wake()
    watch.look_further()
    assert asked not in str(list(watch.reader._kept))
    watch._woken.clear()
    watch.look_further()
    assert asked in str(list(watch.reader._kept))


@pytest.mark.slow
def test_an_edition_opened_before_anybody_came_is_forgotten_once_there_is_a_newer_one(
    own_account: Path,
) -> None:
    settings, watch = load_settings(own_account), Watch(own_account)
    first, _ = published(settings, edition(settings.snapshot))
    first_looks(first)
    watch.reader = first
    publish_again(settings)
    watch.look()
    assert words_in(first) == "{}"


@pytest.mark.slow
def test_readers_keep_what_they_see_until_the_next_edition_is_ready(own_account: Path) -> None:
    watch, settings = Watch(own_account), load_settings(own_account)
    watch.look()
    before = to_show(settings)[0]
    publish_again(settings)
    assert to_show(settings)[0] is before
    watch.look()
    assert to_show(settings)[0].edition == edition(settings.snapshot)
    assert to_show(settings)[0] is not before


@pytest.mark.slow
def test_an_edition_that_cannot_be_made_ready_is_kept_from_readers_for_a_minute_at_most(
    own_account: Path,
) -> None:
    settings, clock = load_settings(own_account), [100.0]
    shown = Shown(lambda: clock[0])
    second = 10**9
    assert shown.while_published((1, 99 * second)) is None
    found = published(settings, edition(settings.snapshot))
    shown.show(found)
    assert shown.while_published(found[0].edition) is found
    assert shown.while_published((1, 100 * second)) is found
    clock[0] += PATIENCE - 1
    assert shown.while_published((1, 100 * second)) is found
    clock[0] += 1
    assert shown.while_published((1, 100 * second)) is None
    assert shown.while_published((1, 160 * second)) is None, "whatever is published meanwhile"
    shown.show(found)
    assert shown.while_published((1, 30 * second)) is None, "overtaken before anybody looked"


@pytest.mark.slow
def test_an_edition_that_was_overtaken_while_it_was_made_ready_is_never_shown(
    own_account: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch, settings = Watch(own_account), load_settings(own_account)
    watch.look()
    before, looked = to_show(settings)[0], first_looks

    def overtaken(reader: Any) -> None:
        looked(reader)
        publish_again(settings)

    publish_again(settings)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(ready, "first_looks", overtaken)
        watch.look()
    assert to_show(settings)[0] is before
    watch.look()
    assert to_show(settings)[0].edition == edition(settings.snapshot)


@pytest.mark.slow
def test_what_readers_see_answers_while_one_edition_after_the_other_is_published(
    own_account: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch, settings = Watch(own_account), load_settings(own_account)
    watch.look()
    before = to_show(settings)[0]
    answers: list[list[dict[str, Any]]] = []

    def overtaken(_: Any) -> None:
        publish_again(settings)
        answers.append(to_show(settings)[0].ticket("7777", len(answers) + 1))

    publish_again(settings)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(ready, "first_looks", overtaken)
        for _ in range(4):
            watch.look()
    assert [len(rows) for rows in answers] == [1, 1, 1, 1]
    assert to_show(settings)[0] is before


@pytest.mark.slow
def test_a_page_is_drawn_to_its_end_from_one_edition_whatever_is_shown_meanwhile(
    own_account: Path,
) -> None:
    watch, settings = Watch(own_account), load_settings(own_account)
    watch.look()
    with held(settings) as (reader, _):
        for _ in range(3):
            publish_again(settings)
            watch.look()
        assert to_show(settings)[0] is not reader
        assert [row["role"] for row in reader.ticket("7777", 1)] == ["customer"]
    with pytest.raises(WarehouseError, match="closed"):
        reader.ticket("7777", 2)


def test_a_watch_that_ended_is_begun_anew_and_only_one_looks(tmp_path: Path) -> None:
    watch = Watch(tmp_path / "koe.toml", every=0.01)
    watch.start()
    first = watch._thread
    watch.start()
    assert watch._thread is first
    watch.stop()
    assert not watch.is_alive
    watch.start()
    assert watch.is_alive
    watch.stop()


@pytest.mark.parametrize(
    ("asked", "number"),
    [("7", 7), ("７", 7), ("²", None), ("", None), ("-1", None), ("9" * 5000, None)],
)
def test_an_address_may_ask_for_anything(asked: str, number: int | None) -> None:
    assert number_in(asked) == number
