"""How files are found, identified and opened: plain, gzip, zip, broken and hostile."""

from __future__ import annotations

import gzip
import hashlib
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from connectors.helpdesk.compression import known_suffix
from connectors.helpdesk.files import BrokeOff, export_files, source_file
from records.errors import InputError

Write = Callable[[str, bytes], Path]
ReadAll = Callable[..., Any]
Ndjson = Callable[[int], bytes]


def zipped(*members: tuple[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return held.getvalue()


def test_a_file_is_known_by_the_hash_of_its_bytes_whatever_it_is_called(write: Write) -> None:
    one, other = write("a.ndjson", b"{}\n"), write("b.ndjson", b"{}\n")
    assert (
        source_file(one).sha256 == source_file(other).sha256 == hashlib.sha256(b"{}\n").hexdigest()
    )
    assert source_file(one).size == 3


def test_a_folder_gives_its_exports_sorted_and_nothing_else(write: Write, tmp_path: Path) -> None:
    for name in ("b.csv", "a.ndjson.gz", "notes.md", ".hidden.csv", "c.gz", "書き出し.JSON"):
        write(name, b"x")
    found = [path.name for path in export_files([tmp_path, tmp_path / "b.csv"])]
    assert found == ["a.ndjson.gz", "b.csv", "書き出し.JSON"]


def test_a_path_that_does_not_exist_is_an_error_and_not_a_quiet_night(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        export_files([tmp_path / "nowhere"])


def test_a_folder_without_any_export_says_what_it_looked_for(write: Write, tmp_path: Path) -> None:
    write("readme.md", b"x")
    with pytest.raises(InputError, match=r"holds no export \(1 other files\)"):
        export_files([tmp_path])


@pytest.mark.parametrize(
    ("name", "known"),
    [("a.json", True), ("a.jsonl.gz", True), ("a.CSV", True), ("a.zip", True), ("a.tar.gz", False)],
)
def test_only_known_suffixes_are_taken_from_folders(name: str, known: bool) -> None:
    assert known_suffix(name) is known


def test_gzip_is_told_by_its_bytes_and_may_have_several_parts(
    write: Write, read_all: ReadAll, ndjson: Ndjson
) -> None:
    lines = ndjson(4).splitlines(keepends=True)
    data = gzip.compress(b"".join(lines[:2])) + gzip.compress(b"".join(lines[2:])) + b"\0" * 64
    reads = read_all(write("called-wrongly.json", data))
    assert [read.ticket.ticket_id for read in reads] == ["1", "2", "3", "4"]


def test_a_cut_off_gzip_gives_its_whole_rows_and_then_says_how_far_it_came(
    write: Write, read_all: ReadAll, ndjson: Ndjson
) -> None:
    data = gzip.compress(ndjson(500))
    path = write("cut.ndjson.gz", data[: len(data) // 2])
    with pytest.raises(BrokeOff, match="broke off after") as caught:
        read_all(path)
    assert 100 < caught.value.rows < 500
    assert caught.value.line == caught.value.rows
    assert isinstance(caught.value, InputError)


def test_damaged_gzip_is_told_as_damage(write: Write, read_all: ReadAll, ndjson: Ndjson) -> None:
    data = bytearray(gzip.compress(ndjson(5)))
    data[-6] ^= 0xFF  # the checksum
    with pytest.raises(BrokeOff, match="damaged"):
        read_all(write("bad.gz", bytes(data)))


def test_rows_are_numbered_through_all_members_of_a_zip(
    write: Write, read_all: ReadAll, ndjson: Ndjson
) -> None:
    broken = b'{"id": 9, \n'
    path = write("two.zip", zipped(("a.ndjson", ndjson(3)), ("sub/b.ndjson", broken + ndjson(2))))
    reads = read_all(path)
    assert [read.row.line for read in reads] == [1, 2, 3, 4, 5, 6]
    assert reads[3].detail.endswith("[sub/b.ndjson, line 1]")
    assert [read.row.line for read in read_all(path, after=4)] == [5, 6]


def test_a_member_of_a_zip_may_itself_be_gzip(
    write: Write, read_all: ReadAll, ndjson: Ndjson
) -> None:
    path = write("a.zip", zipped(("a.ndjson.gz", gzip.compress(ndjson(2)))))
    assert len(read_all(path)) == 2


def test_what_a_zip_holds_beside_exports_is_told_and_litter_is_not(
    write: Write, read_all: ReadAll, ndjson: Ndjson
) -> None:
    told: list[str] = []
    members = [("a.ndjson", ndjson(1)), ("説明.pdf", b"x"), ("__MACOSX/._a.ndjson", b"x")]
    read_all(write("a.zip", zipped(*members)), on_warning=told.append)
    assert len(told) == 1
    assert "説明.pdf is not an export" in told[0]


@pytest.mark.parametrize("name", ["../up.json", "/etc/up.json", "C:\\up.json", "a/../../up.json"])
def test_a_member_that_points_outside_the_zip_is_refused(
    write: Write, read_all: ReadAll, name: str
) -> None:
    with pytest.raises(InputError, match="points outside"):
        read_all(write("evil.zip", zipped((name, b"{}"))))


def test_an_encrypted_zip_is_refused_with_the_next_step(write: Write, read_all: ReadAll) -> None:
    data = bytearray(zipped(("a.json", b"[]")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    with pytest.raises(InputError, match=r"encrypted(.|\n)*Unpack it yourself"):
        read_all(write("locked.zip", bytes(data)))


def test_a_zip_bomb_is_refused_before_it_is_opened(write: Write, read_all: ReadAll) -> None:
    path = write("bomb.zip", zipped(("a.json", b"\0" * (70 * 1024 * 1024))))
    with pytest.raises(InputError, match="zip bomb"):
        read_all(path)


@pytest.mark.slow
def test_a_gzip_bomb_is_stopped_while_it_grows(write: Write, read_all: ReadAll) -> None:
    path = write("bomb.gz", gzip.compress(b'{"id":1}\n' + b" " * (70 * 1024 * 1024)))
    with pytest.raises(InputError, match="zip bomb"):
        read_all(path)


def test_a_zip_in_a_zip_is_refused(write: Write, read_all: ReadAll) -> None:
    inner = zipped(("a.json", b"[]"))
    with pytest.raises(InputError, match="a zip inside"):
        read_all(write("outer.zip", zipped(("inner.json", inner))))


def test_a_zip_without_its_end_is_refused_as_a_whole(
    write: Write, read_all: ReadAll, ndjson: Ndjson
) -> None:
    with pytest.raises(InputError, match="not a whole zip"):
        read_all(write("cut.zip", zipped(("a.ndjson", ndjson(50)))[:-30]))


def test_damage_inside_a_zip_member_breaks_off(
    write: Write, read_all: ReadAll, ndjson: Ndjson
) -> None:
    data = bytearray(zipped(("a.ndjson", ndjson(50))))
    data[data.index(b"a.ndjson") + 60] ^= 0xFF
    with pytest.raises(BrokeOff):
        read_all(write("bad.zip", bytes(data)))


def test_an_empty_file_gives_no_rows_and_a_warning(write: Write, read_all: ReadAll) -> None:
    told: list[str] = []
    assert read_all(write("empty.ndjson", b"\xef\xbb\xbf \n"), on_warning=told.append) == []
    assert "is empty" in told[0]


def test_a_csv_without_a_mapping_says_where_to_get_one(write: Write, read_all: ReadAll) -> None:
    with pytest.raises(InputError, match="koe mapping suggest"):
        read_all(write("a.csv", b"id,text\n1,hello\n"))
