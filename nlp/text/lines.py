"""Lines as the writer meant them: wrapped lines joined, paragraphs counted, bullets known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(
    r"[ \t　]*(?:(?:[-*•·●○■□◆◇▪▶→–—※#]+|・)[ \t　]*(?=\S)"
    r"|[(（]?[0-9０-９]{1,2}[)）][ \t　]*|[0-9０-９]{1,2}[.．:：][ \t　]+(?=\S)"
    r"|[0-9０-９]{1,2}[.．、](?=[^\s0-9０-９])"
    r"|[(（][a-zア-オ][)）][ \t　]*|[a-z][)）][ \t　]+|[①-⑳❶-❿][ \t　.．:：]*)"
)
_STOPPED = re.compile(r"[。｡！？!?.．…:：;；>＞」』）)♪☆]\s*$")
# A Japanese line that ends so goes on in the next one.
_HANGING = re.compile(r"(?:[、，はがをにへも]|ので|けど|から|[^しっ]て|で|と)$")
_JAPANESE_END = re.compile(r"[一-鿿ァ-ヴー]$")
_JAPANESE_START = re.compile(r"[぀-ヿ一-鿿]")


@dataclass(frozen=True, slots=True)
class Line:
    """``text[start:stop]``, in the ``paragraph``-th paragraph of the text from 0."""

    start: int
    stop: int
    paragraph: int


def bullet_of(piece: str) -> str:
    """The bullet with the blanks around it that ``piece`` begins with, or ""."""
    found = _BULLET.match(piece)
    return found[0] if found else ""


def raw_lines(text: str, start: int, stop: int) -> Iterator[Line]:
    """The lines of ``text[start:stop]`` that are not blank, as typed."""
    paragraph, previous = text.count("\n\n", 0, start), start
    for found in _LINE.finditer(text, start, stop):
        if not found[0].strip():
            continue
        gap = text[previous : found.start()]
        paragraph += 1 if gap.count("\n") > 1 else 0
        previous = found.end()
        yield Line(found.start(), found.end(), paragraph)


def lines_of(text: str, start: int, stop: int) -> list[Line]:
    """The same with each wrapped line joined to the one before."""
    joined: list[Line] = []
    for line in raw_lines(text, start, stop):
        if joined and _wrapped(text, joined[-1], line):
            joined[-1] = Line(joined[-1].start, line.stop, line.paragraph)
        else:
            joined.append(line)
    return joined


def _wrapped(text: str, before: Line, after: Line) -> bool:
    if before.paragraph != after.paragraph:
        return False
    last = text[before.start : before.stop].rstrip().rsplit("\n", 1)[-1]
    first = text[after.start : after.stop].lstrip()
    if _STOPPED.search(last) or bullet_of(first):
        return False
    if first[0].isascii():
        return first[0].islower() and len(last) >= 45
    if not _JAPANESE_START.match(first) or len(last) < 12:
        return False
    return bool(_HANGING.search(last)) or (len(last) >= 30 and bool(_JAPANESE_END.search(last)))
