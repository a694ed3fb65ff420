"""A cache of vectors that may be deleted at any time."""

from __future__ import annotations

import stat
from array import array
from pathlib import Path

import pytest

from records.errors import WarehouseError
from warehouse.vectors import VectorCache

ROW = array("f", [0.6, 0.8, -1.5]).tobytes()


def test_a_row_comes_back_byte_for_byte_under_its_embedder_only(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path / "var" / "vectors.sqlite")
    cache.put({"a": ROW, "b": ROW[::-1]}, "use-1")
    assert VectorCache(tmp_path / "var" / "vectors.sqlite").get(["b", "a", "c"], "use-1") == {
        "a": ROW,
        "b": ROW[::-1],
    }
    assert cache.get(["a"], "use-2") == {}


def test_a_known_key_keeps_its_row(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path / "v")
    cache.put({"a": ROW}, "use-1")
    cache.put({"a": b"other"}, "use-1")
    assert cache.get(["a"], "use-1") == {"a": ROW}


def test_a_deleted_cache_is_simply_empty(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path / "v")
    cache.put({"a": ROW}, "use-1")
    (tmp_path / "v").unlink()
    assert cache.get(["a"], "use-1") == {}


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path / "var" / "v")
    cache.put({"a": ROW}, "use-1")
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "var").iterdir()}
    assert modes == {0o600}


def test_a_foreign_file_in_its_place_says_to_delete_it(tmp_path: Path) -> None:
    (tmp_path / "v").write_bytes(b"DUCK" * 1000)
    with pytest.raises(WarehouseError, match="delete it"):
        VectorCache(tmp_path / "v").get(["a"], "use-1")
