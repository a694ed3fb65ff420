"""From bytes to lines of text: physical lines, byte order marks, and which encoding it is.

The encoding is never guessed by statistics: the mapping's list is tried in order and each is
decoded strictly over the whole file before the first row is handed out, since a CP932 file whose
first Japanese character stands in row 100,000 looks like UTF-8 until then.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from connectors.helpdesk.errors import BrokeOff
from records.errors import InputError

HEAD = 2_000  # how much of an oversize row is kept for the quarantine, in bytes or characters
_BOMS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


class Line(NamedTuple):
    """One physical line, from 1, without its ``\\n``. An oversize one is cut to ``HEAD``."""

    number: int
    data: bytes
    oversize: bool


class EncodingCount(NamedTuple):
    """How an encoding did: lines beyond ASCII, how many of them failed, the first failure."""

    beyond_ascii: int
    bad: int
    first: str

    @property
    def fits(self) -> bool:
        """Clean, or so nearly that single bytes are broken rather than the encoding wrong.

        A wrong encoding fails on nearly every line with Japanese; a fifth stands far from both.
        """
        return self.bad * 5 <= self.beyond_ascii


def as_utf8(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The chunks without a byte order mark; UTF-16 (told by its mark) turned into UTF-8.

    Half characters of UTF-16 stay as bytes that are not UTF-8, so that only their own row is
    quarantined.
    """
    first = b""
    while len(first) < 4 and (chunk := next(chunks, b"")):
        first += chunk
    for bom, encoding in _BOMS:
        if first.startswith(bom):
            yield from _transcoded(first[len(bom) :], chunks, encoding)
            return
    if kept := first.removeprefix(codecs.BOM_UTF8):
        yield kept
    yield from chunks


def _transcoded(first: bytes, rest: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)("surrogatepass")
    yield decoder.decode(first).encode("utf-8", "surrogatepass")
    for chunk in rest:
        yield decoder.decode(chunk).encode("utf-8", "surrogatepass")
    if decoder.getstate()[0]:
        raise BrokeOff("the UTF-16 text ends in the middle of a character")


def _until_broken(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The chunks up to where the file breaks off; the reading itself will tell."""
    try:
        yield from chunks
    except BrokeOff:
        return


def physical_lines(chunks: Iterator[bytes], limit: int) -> Iterator[Line]:
    """Lines as an editor would count them. No more than ``limit`` bytes of one are ever held."""
    rest, over, number = b"", False, 0
    for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        for data in lines:
            number += 1
            yield _line(number, data, over, limit)
            over = False
        if len(rest) > limit:
            rest, over = rest[:HEAD], True
    if rest:
        yield _line(number + 1, rest, over, limit)


def _line(number: int, data: bytes, over: bool, limit: int) -> Line:
    if over or len(data) > limit:
        return Line(number, data[:HEAD], True)
    return Line(number, data, False)


def readable(data: bytes) -> str:
    """Bytes of a broken row as text a person can judge; what is no UTF-8 stands as ``\\x..``."""
    return data.decode("utf-8", "backslashreplace")


def choose_encoding(
    name: str, chunks: Callable[[], Iterator[bytes]], encodings: Sequence[str], limit: int
) -> str:
    """The first encoding of the list in which the whole file can be read.

    Raises InputError telling for each encoding where it first failed.
    """
    told = []
    for encoding in dict.fromkeys(_plain(e) for e in encodings):
        if _is_clean(_until_broken(as_utf8(chunks())), encoding):
            return encoding
        count = _count(physical_lines(_until_broken(as_utf8(chunks())), limit), encoding)
        if count.fits:
            return encoding
        told.append(f"{encoding}: {count.bad} of {count.beyond_ascii} lines ({count.first})")
    raise InputError(
        f"{name} is in none of the mapping's encodings. Lines that failed: {'; '.join(told)}",
        expected=f"text in {', '.join(encodings)}",
        next_step="Add the right one to 'encodings' in the mapping, e.g. euc_jp or cp1252.",
    )


def _plain(encoding: str) -> str:
    """The codec's own name; the mark was already taken off, so utf-8-sig is utf-8."""
    name = codecs.lookup(encoding).name
    return "utf-8" if name == "utf-8-sig" else name


def _is_clean(chunks: Iterator[bytes], encoding: str) -> bool:
    """Whether all of it decodes: four times as fast as looking at each line.

    A character cut in two at the very end does not count against it; its row is looked at later.
    """
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        for chunk in chunks:
            decoder.decode(chunk)
    except UnicodeDecodeError:
        return False
    return True


def _count(lines: Iterator[Line], encoding: str) -> EncodingCount:
    beyond, bad, first = 0, 0, ""
    for line in lines:
        if line.oversize or line.data.isascii():
            continue
        beyond += 1
        try:
            line.data.decode(encoding)
        except UnicodeDecodeError as error:
            bad += 1
            first = first or f"line {line.number}, byte {error.start}"
            if bad > 1_000 and bad * 2 > beyond:
                break
    return EncodingCount(beyond, bad, first)
