"""Sudachi's dictionary as a list of Japanese names: it knows tens of thousands of surnames and
given names, in kanji and kana, beside the hand-written lists.

Asking costs 4 µs a word, cutting a text of 60 characters 90 µs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_LONGEST = 5_000  # characters; Sudachi refuses more than 49,149 bytes
_HALF = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Word:
    """One morpheme: where it stands, what it says and what Sudachi takes it for.

    ``kind`` is "surname", "given", "person", "place" or Sudachi's first part of speech.
    """

    start: int
    end: int
    text: str
    kind: str


def words(text: str) -> Iterator[list[Word]]:
    """The morphemes of each line of ``text``."""
    from nlp.tokens import sudachi

    cut = sudachi("A")
    clean = _HALF.sub("\ufffd", text)
    for start, line in _lines(clean):
        yield [
            Word(start + each.begin(), start + each.end(), each.surface(), _kind(each))
            for each in cut.tokenize(line)
        ]


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.splitlines(keepends=True):
        start = 0
        while len(line) - start > _LONGEST:
            gap = max(line.rfind(mark, start, start + _LONGEST) for mark in "。、, ")
            cut = gap + 1 if gap > start else start + _LONGEST
            yield at + start, line[start:cut]
            start = cut
        yield at + start, line[start:]
        at += len(line)


def _kind(morpheme: object) -> str:
    return _named(morpheme.part_of_speech())  # type: ignore[attr-defined]


def _named(speech: tuple[str, ...]) -> str:
    if speech[2] == "人名":
        return {"姓": "surname", "名": "given"}.get(speech[3], "person")
    if speech[2] == "地名":
        return "place"
    return f"{speech[0]}-{speech[1]}"


@lru_cache(maxsize=65_536)
def kinds(word: str) -> frozenset[str]:
    """Everything that the dictionary says ``word`` may be; empty where it does not know it."""
    from nlp.tokens import dictionary

    if _HALF.search(word):
        return frozenset()
    return frozenset(_kind(each) for each in dictionary().lookup(word))


def is_surname(word: str) -> bool:
    """Whether the dictionary has ``word`` as a surname, whatever else it is."""
    return "surname" in kinds(word)


def is_given(word: str) -> bool:
    """Whether the dictionary has ``word`` as a given name, whatever else it is."""
    return "given" in kinds(word)
