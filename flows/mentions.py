"""Which export files name a person: Koe reads them, but does not own them."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol
from zipfile import BadZipFile, ZipFile

from flows.intake import export_paths
from flows.night import Night
from records.errors import KoeError

SHORTEST = 4  # a shorter id stands by chance in every file
PIECE = 1 << 20


class _Readable(Protocol):
    """What is read a piece at a time."""

    def read(self, size: int, /) -> bytes:
        """At most so many bytes; none at the end."""
        ...


def files_that_name(night: Night, told: Sequence[str]) -> tuple[str, ...]:
    """Paths of exports that hold any of these words, packed ones too."""
    asked = [word.strip() for word in told]
    words = [form for word in asked if len(word) >= SHORTEST for form in _forms(word)]
    if not words:
        return ()
    try:
        paths = export_paths(night)
    except KoeError:
        return ()  # no exports are kept: nothing to tell
    return tuple(str(path) for path in paths if _names(path, words))


def _forms(word: str) -> list[bytes]:
    found = [word.encode("utf-8", "replace"), word.encode("cp932", "ignore")]
    return [form for form in dict.fromkeys(found) if len(form) >= SHORTEST]


def _names(path: Path, words: Sequence[bytes]) -> bool:
    try:
        return any(_holds(stream, words) for stream in _streams(path))
    except (OSError, EOFError, zlib.error, BadZipFile, RuntimeError):
        return False  # intake says what is wrong with a broken file


def _streams(path: Path) -> Iterator[_Readable]:
    if path.suffix == ".zip":
        with ZipFile(path) as packed:
            for name in packed.namelist():
                with packed.open(name) as member:
                    yield member
    elif path.suffix == ".gz":
        with gzip.open(path, "rb") as unpacked:
            yield unpacked
    else:
        with path.open("rb") as plain:
            yield plain


def _holds(stream: _Readable, words: Sequence[bytes]) -> bool:
    """Piece by piece, each with the end of the one before, so that no word is cut."""
    longest = max(map(len, words))
    tail = b""
    while piece := stream.read(PIECE):
        window = tail + piece
        if any(word in window for word in words):
            return True
        tail = window[-longest:]
    return False
