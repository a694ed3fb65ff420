"""An encrypted warehouse: nobody reads it without the key, and the key stands nowhere."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest

from records.errors import ConfigurationError, WarehouseError
from warehouse.rewrite import rewrite
from warehouse.sealing import Sealed, is_sealed
from warehouse.search import refuse_words
from warehouse.snapshot import ask, publish
from warehouse.store import Warehouse
from warehouse.vectors import VectorCache

if TYPE_CHECKING:
    from tests.warehouse.conftest import House

KEY, OTHER = "warehouse-key-marker-31337", "another-key-marker-27182"
WORDS = "この言葉は暗号の中にしか立っていません"
has_cipher = pytest.mark.skipif(
    find_spec("duckdb_extension_httpfs") is None,
    reason="writing encrypted files needs the extra: pip install 'koe-voice[encryption]'",
)


@pytest.fixture
def house(house: House) -> House:
    """Nobody holds it: the file itself is looked at."""
    house.let_go()
    return house


@pytest.fixture
def sealed(house: House) -> House:
    """The same house, encrypted from its first byte."""
    house.wh.path.unlink()
    house.wh = Warehouse(house.wh.path, time_zone="Asia/Tokyo", key=KEY)
    house.land(house.ticket("1", WORDS))
    return house


def _files(house: House) -> list[Path]:
    return [path for path in house.wh.path.parent.rglob("*") if path.is_file()]


@has_cipher
def test_no_byte_of_a_sealed_warehouse_tells_its_words_or_its_key(sealed: House) -> None:
    with sealed.wh.connect() as conn:
        conn.execute("UPDATE tickets SET subject = subject || 'x'")  # so that there is a log too
        seen = [path.read_bytes() for path in _files(sealed)]
    seen += [path.read_bytes() for path in _files(sealed)]
    assert is_sealed(sealed.wh.path)
    assert not [one for one in seen if WORDS.encode() in one or KEY.encode() in one]
    assert sealed.value("SELECT text FROM messages") == WORDS


@pytest.mark.slow
@has_cipher
def test_analysts_read_the_sealed_snapshot_with_the_key_and_duckdb_alone(
    sealed: House, tmp_path: Path
) -> None:
    target = tmp_path / "published" / "koe.duckdb"
    publish(sealed.wh, target)
    assert ask(Sealed(target, KEY), "SELECT text FROM messages")[1] == [(WORDS,)]
    with duckdb.connect() as conn:  # as documented, without Koe
        conn.execute(f"ATTACH '{target}' AS koe (READ_ONLY, ENCRYPTION_KEY '{KEY}')")
        assert conn.execute("SELECT count(*) FROM koe.ticket_topics").fetchall() == [(0,)]


@pytest.mark.slow
@has_cipher
@pytest.mark.parametrize("key", [None, OTHER])
def test_a_wrong_or_missing_key_is_an_error_that_names_no_key(
    sealed: House, key: str | None
) -> None:
    wrong = Warehouse(sealed.wh.path, time_zone="Asia/Tokyo", key=key)
    with pytest.raises(WarehouseError, match="KOE_WAREHOUSE_KEY") as caught, wrong.connect():
        pass
    told = repr(caught.value) + str(caught.value.__cause__) + str(caught.value.__context__)
    assert KEY not in told
    assert OTHER not in told


def test_a_plain_warehouse_is_not_opened_as_an_encrypted_one(house: House) -> None:
    house.land(house.ticket("1"))
    assert not is_sealed(house.wh.path)
    other = Warehouse(house.wh.path, time_zone="Asia/Tokyo", key=KEY)
    with pytest.raises(WarehouseError, match="koe encrypt"), other.connect():
        pass


@pytest.mark.slow
@has_cipher
def test_a_warehouse_is_encrypted_and_plain_again_without_losing_a_row(house: House) -> None:
    house.land(house.ticket("1", WORDS))
    before = house.contents()
    rewrite(house.wh, key=KEY)
    house.wh = Warehouse(house.wh.path, time_zone="Asia/Tokyo", key=KEY)
    assert house.contents() == before
    refuse_words([house.wh.path], ["これはどこにもない言葉です"], KEY)
    with pytest.raises(WarehouseError, match="still holds"):
        refuse_words([house.wh.path], [WORDS], KEY)
    rewrite(house.wh, key=None)
    house.wh = Warehouse(house.wh.path, time_zone="Asia/Tokyo")
    assert house.contents() == before


@pytest.mark.slow
@has_cipher
def test_threads_of_one_process_share_a_sealed_warehouse(sealed: House) -> None:
    counts: list[int] = []

    def count() -> None:
        for _ in range(3):
            counts.append(sealed.value("SELECT count(*) FROM tickets"))

    threads = [threading.Thread(target=count) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [1] * 9


def test_without_the_extension_the_message_says_what_to_install(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb_extension_httpfs", None)  # as if never installed
    other = Warehouse(house.folder / "other.duckdb", time_zone="Asia/Tokyo", key=KEY)
    with pytest.raises(ConfigurationError, match="koe-voice\\[encryption\\]"), other.connect():
        pass


def test_a_sealed_place_does_not_show_its_key() -> None:
    assert KEY not in repr(Sealed(Path("x"), KEY))


def test_sealed_vectors_are_found_again_and_tell_neither_text_nor_numbers(tmp_path: Path) -> None:
    path, row = tmp_path / "v.sqlite", b"0123456789abcdef" * 8
    VectorCache(path, KEY).put({"hash-of-a-text": row}, "use-1")
    content = b"".join(one.read_bytes() for one in tmp_path.iterdir())
    assert b"hash-of-a-text" not in content
    assert row[:16] not in content
    assert VectorCache(path, KEY).get(["hash-of-a-text"], "use-1") == {"hash-of-a-text": row}
    assert VectorCache(path, OTHER).get(["hash-of-a-text"], "use-1") == {}


@pytest.mark.parametrize("key", [None, KEY])
def test_vectors_of_texts_that_are_kept_no_longer_go_with_their_bytes(
    tmp_path: Path, key: str | None
) -> None:
    path = tmp_path / "v.sqlite"
    cache = VectorCache(path, key)
    rows = {f"k{n}": f"vector-{n:04d}-".encode() * 40 for n in range(200)}
    cache.put(rows, "use-1")
    assert cache.keep_only(["k1", "k2", "unknown"]) == 198
    assert set(cache.get(rows, "use-1")) == {"k1", "k2"}
    content = b"".join(one.read_bytes() for one in tmp_path.iterdir())
    assert b"vector-0100-" not in content
    assert (b"vector-0001-" in content) is (key is None)


def test_a_cache_that_does_not_exist_yet_has_nothing_to_forget(tmp_path: Path) -> None:
    forget: Callable[[list[str]], int] = VectorCache(tmp_path / "v.sqlite").keep_only
    assert forget([]) == 0
