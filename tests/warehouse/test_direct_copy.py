"""A snapshot's file is copied whole, past the cache or through it."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from warehouse.direct_copy import BLOCK, PIECE, copy_direct


def copied(tmp_path: Path, size: int) -> bool:
    source, target = tmp_path / "old", tmp_path / "new"
    source.write_bytes(os.urandom(size))
    target.touch()
    copy_direct(source, target)
    return target.read_bytes() == source.read_bytes()


@pytest.mark.parametrize("size", [0, 1, BLOCK, BLOCK + 1, PIECE, PIECE + BLOCK + 7])
def test_a_file_of_any_length_is_copied_byte_by_byte(tmp_path: Path, size: int) -> None:
    assert copied(tmp_path, size)


def test_where_no_way_leads_past_the_cache_it_is_copied_through_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "O_DIRECT", raising=False)
    assert copied(tmp_path, 3 * BLOCK + 5)


def test_a_disk_with_blocks_of_another_size_gets_the_rest_through_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(_handle: int, _part: memoryview) -> int:
        raise OSError(errno.EINVAL, "not aligned")

    monkeypatch.setattr(os, "write", refuses)
    assert copied(tmp_path, 3 * BLOCK + 5)


def test_a_piece_that_is_written_in_part_is_finished_through_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, part: write(handle, part[:BLOCK]))
    assert copied(tmp_path, 3 * BLOCK + 5)


def test_a_full_disk_is_said_and_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int, _part: memoryview) -> int:
        raise OSError(errno.ENOSPC, "no space left")

    try:
        os.close(os.open(tmp_path / "probe", os.O_WRONLY | os.O_CREAT | os.O_DIRECT))
    except (AttributeError, OSError):
        pytest.skip("no way past the cache here")
    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match="no space left"):
        copied(tmp_path, BLOCK)
