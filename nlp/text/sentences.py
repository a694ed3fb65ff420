"""Sentences with offsets, for Japanese and English in one pass and without a parser.

A parser costs 30 ms a text and splits messy mobile writing no better than these rules do. Every
rule looks at the characters around a candidate, so a text that changes language half-way is fine.
Newlines and bullets end a sentence; a line that a mail program wrapped does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from nlp.text.lines import Line, bullet_of, lines_of

JAPANESE = r"[぀-ヿ㐀-鿿ｦ-ﾟ々〆ー]"
_EMOJI = r"[\U0001F300-\U0001FAFF☀-➿️‍]"
_CIRCLED = r"[①-⑳❶-❿]"
_POLITE = r"(?:です|ます|ました|ません|でした|ください|下さい)"
_ENDING = re.compile(
    rf"(?:{_POLITE}[かねよ]?|しました|ないです|ない|たい|した|だ|かな|です[けが]ど?)[ 　]*$"
)

# Nothing inside these is a boundary: addresses, quotations, asides, decimals, placeholders.
_WHOLE = re.compile(
    r"https?://[^\s　<>「」（）、。]+|www\.[^\s　<>「」（）、。]+|[\w.+-]+@[\w-]+\.[\w.]+"
    r"|「[^「」]*(?:「[^「」]*」[^「」]*)*」|『[^『』]*』|【[^【】]*】|（[^（）]{0,80}）"
    r"|\([^()]{0,80}\)"
    r"|<[A-Z_]+>|[0-9０-９]+(?:[.．,，][0-9０-９]+)+|\bYahoo!"
)
_CANDIDATE = re.compile(
    r"(?P<stop>[。｡！？!?♪]+|．)[」』）)”’\"]*"
    r"|(?P<dots>\.{2,}|…+|・・・+)"
    r"|(?P<point>\.)[”’\")]*(?=[\s　]|$)"
    rf"|(?P<emoji>{_EMOJI}+)"
    r"|(?P<space>[ 　]+)"
    rf"|(?P<polite>{_POLITE})(?=[一-鿿ァ-ヴ]|よろしく|あと|なんとか|それと|ちなみに|どうすれば)"
)
_ITEM = re.compile(rf"{_CIRCLED}|(?<=[\s　。！？!?.])[(（]?[1-9][)）](?=[\s　]*\S)")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:e\.g|i\.e|etc|vs|mr|mrs|ms|dr|prof|st|no|nos|approx|incl|excl|inc|ltd|co|corp"
    r"|dept|ext|tel|fig|min|max|sec|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|a\.m|p\.m"
    r"|u\.s|u\.k|ver|vol|cf|[A-Za-z]|\d{1,2})$",
    re.IGNORECASE,
)
_ENDS_ANYWAY = re.compile(r"(?:etc|a\.m|p\.m|inc|ltd|\d{1,2}|u\.s|u\.k)$", re.IGNORECASE)
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Sentence:
    """``text == whole[start:stop]`` without its bullet. ``paragraph`` counts from 0 and grows at
    each blank line; ``bullet`` is the mark that stood before it ("1.", "・", "①") or ""."""

    start: int
    stop: int
    text: str
    paragraph: int
    bullet: str = ""


def sentences(text: str, start: int = 0, stop: int | None = None) -> list[Sentence]:
    """The sentences of ``text[start:stop]``, offsets counted in ``text``.

    Pieces without a letter or digit (rules, lone emoji) are no sentences and are left out.
    """
    found: list[Sentence] = []
    for line in lines_of(text, start, len(text) if stop is None else stop):
        found.extend(_of_line(text, line))
    return found


def _of_line(text: str, line: Line) -> Iterator[Sentence]:
    unit = text[line.start : line.stop]
    edges = [0, *sorted(_boundaries(unit)), len(unit)]
    for left, right in pairwise(edges):
        yield from _trimmed(text, line.start + left, line.start + right, line.paragraph)


def _trimmed(text: str, start: int, stop: int, paragraph: int) -> Iterator[Sentence]:
    piece = text[start:stop]
    mark = bullet_of(piece)
    begin = start + len(mark)
    begin += len(text[begin:stop]) - len(text[begin:stop].lstrip())
    stop = begin + len(text[begin:stop].rstrip())
    if _WORD.search(text, begin, stop):
        yield Sentence(begin, stop, text[begin:stop], paragraph, mark.strip())


def _boundaries(unit: str) -> set[int]:
    """Places in ``unit`` where a sentence ends: just past its last character."""
    whole = [found.span() for found in _WHOLE.finditer(unit)]
    stopped = bool(re.search(r"[。｡！？!?]", unit))
    cuts = set()
    for found in _CANDIDATE.finditer(unit):
        if not _inside(found.start(), whole) and _ends(unit, found, stopped):
            cuts.add(found.end())
    cuts.update(
        m.start() for m in _ITEM.finditer(unit) if not _inside(m.start(), whole, closed=False)
    )
    return cuts - {0, len(unit)}


def _inside(place: int, spans: list[tuple[int, int]], *, closed: bool = True) -> bool:
    """Whether ``place`` is inside a span; ``closed=False`` lets it stand at a span's start."""
    return any(start < place < stop or (closed and place == start) for start, stop in spans)


def _ends(unit: str, found: re.Match[str], stopped: bool) -> bool:
    before, after = unit[: found.start()], unit[found.end() :]
    kind = found.lastgroup
    if kind == "stop":
        return _stop_ends(found, before, after)
    if kind == "point":
        return _point_ends(before, after)
    if kind == "polite":
        return not stopped
    return _soft_ends(kind, before, after)


def _stop_ends(found: re.Match[str], before: str, after: str) -> bool:
    """A mark glued to a Latin letter ("what?is", "a!=b") ends nothing; a Japanese one does."""
    if found["stop"] in "．" and before[-1:].isdigit() and after[:1].isdigit():
        return False
    ascii_mark = found["stop"].isascii()
    return not (ascii_mark and after[:1].isascii() and after[:1].isalnum())


def _point_ends(before: str, after: str) -> bool:
    if not _ABBREVIATION.search(before):
        return bool(before.strip())
    following = after.lstrip()[:1]
    return bool(_ENDS_ANYWAY.search(before)) and following.isupper() and len(before.split()) > 1


def _soft_ends(kind: str | None, before: str, after: str) -> bool:
    """Dots, emoji and blanks end a sentence only where the words around them agree."""
    following = after.lstrip()[:1]
    if kind == "dots":
        return following.isupper() or bool(re.search(r"[すたいんだねよ]$", before))
    if kind == "emoji":
        return following.isupper() or bool(re.search(rf"{JAPANESE}[。！？!?]*$", before))
    long_enough = len(before.strip()) >= 6 and len(after.strip()) >= 4
    return long_enough and bool(_ENDING.search(before)) and bool(re.match(JAPANESE, after))
