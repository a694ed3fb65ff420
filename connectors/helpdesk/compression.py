"""Opening a file as it came: plain, gzip or zip, told by its first bytes, never by its name.

Everything is handed on as chunks of bytes, so memory stays bounded whatever the file's size, and
so that damage shows only after every byte before it was used (a buffered reader drops those).
Nothing is ever unpacked to disk.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath, PureWindowsPath

from connectors.helpdesk.errors import BrokeOff
from connectors.helpdesk.options import MEGABYTE, ReadOptions
from records.errors import InputError

CHUNK = 256 * 1024
SLICE = 4096  # packed bytes at a time: damage costs the output of its slice
EXPANSION_FLOOR = 64 * MEGABYTE  # below this a high ratio does no harm
MOST_MEMBERS = 10_000
GZIP, ZIP, EMPTY_ZIP = b"\x1f\x8b", b"PK\x03\x04", b"PK\x05\x06"
SUFFIXES = frozenset({".json", ".ndjson", ".jsonl", ".csv", ".tsv", ".txt"})
PACKED = frozenset({".gz", ".zip"})


@dataclass(frozen=True, slots=True)
class Member:
    """One stream of rows. ``chunks()`` starts again from the front each time it is called."""

    name: str
    chunks: Callable[[], Iterator[bytes]]


def members(path: Path, options: ReadOptions) -> list[Member]:
    """What stands in the file: itself, or the members of a zip in the zip's own order."""
    if _first_bytes(path) in (ZIP, EMPTY_ZIP):
        return _zip_members(path, options)
    size = path.stat().st_size
    return [Member(path.name, partial(_unpacked, path.name, path, None, size, options))]


def _first_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(4)
    except OSError as error:
        raise InputError(
            f"{path} cannot be opened: {error.strerror}",
            expected="a readable export file",
            next_step="Check the path and who may read it.",
        ) from error


def _unpacked(
    name: str, path: Path, info: zipfile.ZipInfo | None, size: int, options: ReadOptions
) -> Iterator[bytes]:
    """The member's bytes, gunzipped where they are gzip, with the bomb guard around them."""
    chunks = _file_chunks(path) if info is None else _zip_chunks(path, info)
    first = next(chunks, b"")
    packed = first[:2] == GZIP
    whole = _gunzip(_chain(first, chunks)) if packed else _chain(first, chunks)
    yield from _guarded(name, whole, size, options.expansion_limit)


def _chain(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    if first:
        yield first
        yield from rest


def _file_chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            yield chunk


def _guarded(name: str, chunks: Iterator[bytes], size: int, limit: int) -> Iterator[bytes]:
    """The same chunks; refuses what grows past ``limit`` times its size or is packed twice."""
    total = 0
    for chunk in chunks:
        if total == 0 and chunk[:4] in (ZIP, EMPTY_ZIP):
            raise InputError(f"{name} holds a zip inside", expected="exports packed once")
        total += len(chunk)
        if total > EXPANSION_FLOOR and total > limit * max(size, 1):
            raise _bomb(name, size, limit)
        yield chunk


def _bomb(name: str, size: int, limit: int) -> InputError:
    return InputError(
        f"{name} grows to more than {limit} times its {size} packed bytes",
        expected="an export; one that packs this well is most likely a zip bomb",
        next_step="If it is genuine, unpack it yourself and give Koe the unpacked file.",
    )


def _gunzip(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Any number of gzip members one after another, each output bounded by ``CHUNK``."""
    inflate, begun = zlib.decompressobj(31), False
    try:
        for data in chunks:
            while data:
                begun = True
                out = inflate.decompress(data[:SLICE], CHUNK)
                data = inflate.unconsumed_tail + data[SLICE:]
                yield from _full(inflate, out)
                if inflate.eof:
                    data = (inflate.unused_data + data).lstrip(b"\0")
                    inflate, begun = zlib.decompressobj(31), False
    except zlib.error as error:
        raise BrokeOff(f"the gzip data are damaged ({error})") from error
    if begun:
        raise BrokeOff("the gzip data end too early: the file was cut off")


def _full(inflate: zlib._Decompress, out: bytes) -> Iterator[bytes]:
    """The output, and what zlib still holds back when a chunk came out full."""
    while out:
        yield out
        full = len(out) == CHUNK and not inflate.unconsumed_tail and not inflate.eof
        out = inflate.decompress(b"", CHUNK) if full else b""


def _zip_members(path: Path, options: ReadOptions) -> list[Member]:
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not _is_litter(info)]
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise InputError(
            f"{path} is not a whole zip file: {error}",
            expected="a zip with its directory at the end; a cut-off one has none",
            next_step="Copy or export it again.",
        ) from error
    if len(infos) > MOST_MEMBERS:
        raise InputError(f"{path} has {len(infos)} members", expected=f"at most {MOST_MEMBERS}")
    for info in infos:
        _refuse_crafted(path, info, options)
    return _readable(path, infos, options)


def _is_litter(info: zipfile.ZipInfo) -> bool:
    """Folders, and what macOS and Windows leave in a zip without being asked."""
    parts = PurePosixPath(info.filename).parts
    hidden = any(part.startswith(".") and part not in (".", "..") for part in parts)
    return info.is_dir() or "__MACOSX" in parts or hidden or parts[-1:] == ("Thumbs.db",)


def _refuse_crafted(path: Path, info: zipfile.ZipInfo, options: ReadOptions) -> None:
    name = info.filename
    if info.flag_bits & 0x1:
        raise InputError(
            f"{path}: {name} is encrypted",
            expected="a zip without a password",
            next_step="Unpack it yourself and give Koe the unpacked file.",
        )
    climbs = ".." in PurePosixPath(name).parts or ".." in PureWindowsPath(name).parts
    if climbs or name.startswith("/") or PureWindowsPath(name).is_absolute():
        raise InputError(
            f"{path}: the member {name!r} points outside the archive",
            expected="plain names, as every helpdesk's export has",
            next_step="Find out who made this file before reading it.",
        )
    if info.file_size > max(EXPANSION_FLOOR, options.expansion_limit * max(info.compress_size, 1)):
        raise _bomb(f"{path}: {name}", info.compress_size, options.expansion_limit)


def _readable(path: Path, infos: list[zipfile.ZipInfo], options: ReadOptions) -> list[Member]:
    """Members with a known suffix; each other one is told, none is passed over in silence."""
    found = []
    for info in infos:
        if not known_suffix(info.filename):
            options.on_warning(f"{path}: {info.filename} is not an export and was not read")
            continue
        read = partial(_unpacked, info.filename, path, info, info.compress_size, options)
        found.append(Member(info.filename, read))
    if not found:
        raise InputError(
            f"{path} holds no export", expected=f"members named {', '.join(sorted(SUFFIXES))}"
        )
    return found


def known_suffix(name: str) -> bool:
    """Whether a file of this name is looked at when a folder or zip is given."""
    suffixes = PurePosixPath(name.lower()).suffixes[-2:]
    last = suffixes[-1] if suffixes else ""
    return last in SUFFIXES or last == ".zip" or (last == ".gz" and suffixes[0] in SUFFIXES)


def _zip_chunks(path: Path, info: zipfile.ZipInfo) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(path) as archive, archive.open(info) as stream:
            while chunk := stream.read(CHUNK):
                yield chunk
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:  # OSError: a place < 0
        raise BrokeOff(f"{info.filename} in the zip is damaged ({error})") from error
    except NotImplementedError as error:
        raise InputError(
            f"{path}: {info.filename} is packed in a way Python cannot read ({error})",
            expected="the usual zip compression (deflate)",
        ) from error
