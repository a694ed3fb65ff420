"""Names in Latin letters that no list knows, by what people do in a sentence and lists do not.

A word may be a name where it has a capital and is listed, or is no English word and no place.
That alone would take products too, so each rule wants a place in the sentence where a person
stands: who says, whose wife, who is spoken to, who stands beside another name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.privacy import name_lists as lists
from nlp.privacy.cues_en import (
    CAPITAL_PAIR,
    CAPITALS,
    CODE,
    DEGREE,
    DIALOGUE,
    ENDS,
    INITIAL,
    LOWER,
    LOWER_CALLED,
    LOWER_PAIR,
    LOWER_SAYS,
    NOBLE,
    PAIR,
    SPEAKER,
    STRONG,
    TURNED,
    TWO,
    WEAK,
    L,
    U,
)
from nlp.privacy.english import is_word
from nlp.privacy.names_en import bare, is_listed
from nlp.privacy.spans import Range, Recogniser


def may_be_name(word: str) -> bool:
    """Whether a capitalised ``word`` may be a part of a person's name."""
    if word in lists.common_words() or word in lists.places() or word in lists.brands():
        return False
    if "-" in word:  # Mary-Anne, and Ji-woo as Koreans write it
        parts = word.split("-")
        return len(word) > 4 and all(may_be_name(part[:1].upper() + part[1:]) for part in parts)
    if not word[:1].isupper() or any(mark.isupper() for mark in word[3:]) or word.isupper():
        return False
    return is_listed(word) or not is_word(word.replace("'", ""))


def looks_like_surname(word: str) -> bool:
    """Whether ``word`` ends as surnames of Europe end and is no English word."""
    if re.match(r"(?:O'|Mc|Mac|Fitz)[A-Z]", word):
        return True
    return len(word) > 5 and ENDS.search(word) is not None and not is_word(word)


def _words(name: str) -> list[str]:
    return [word for word in name.split() if len(word.strip(".")) > 1 and word[0].isupper()]


def _find(text: str) -> Iterator[Range]:
    if not CODE.search(text):
        yield from _in_prose(text)
    for found in INITIAL.finditer(text):
        words = _words(found[1])
        if any(map(may_be_name, words)) and not set(words) & lists.common_words():
            yield found.span(1)
    yield from (found.span(1) for found in DEGREE.finditer(text))
    for found in LOWER_SAYS.finditer(text):
        words = found[1].split()
        if not any(map(is_word, words)) or (all(map(is_listed, words)) and len(words) > 1):
            yield found.span(1)
    if text == text.lower():
        yield from _lower(text)


def _in_prose(text: str) -> Iterator[Range]:
    for pattern in STRONG:
        for found in pattern.finditer(text):
            group = found.lastindex or 0
            start = _begins(found[group])
            if _may_well_be(found[group][start:]):
                yield found.start(group) + start, found.end(group)
    for pattern in WEAK:
        yield from (found.span(1) for found in pattern.finditer(text) if _is_formed(found[1]))
    for rule in (_pairs, _in_capitals, _turned):
        yield from rule(text)
    if DIALOGUE.search(text):
        yield from (found.span(1) for found in SPEAKER.finditer(text) if _may_be(found[1]))


def _begins(name: str) -> int:
    """Where the name begins in words with capitals: on Friday Arnaude wrote."""
    start = 0
    while (gap := name.find(" ", start)) > 0 and name[start:gap] in lists.common_words():
        start = gap + 1
    return start


def _pairs(text: str) -> Iterator[Range]:
    for found in PAIR.finditer(text):
        if _is_strange_pair(found[1], found[2].split()[-1]):
            yield found.start(1), found.end(2)
    for found in NOBLE.finditer(text):
        if re.search(r" (?:van|von|der|den|ten|ter|zu) ", found[1]) and _may_be(found[1]):
            yield found.span(1)
    for found in TWO.finditer(text):
        if all(map(may_be_name, found.groups())) and any(map(is_listed, found.groups())):
            yield found.span(1)
            yield found.span(2)


def _in_capitals(text: str) -> Iterator[Range]:
    """CAMILA CASAS: after a word that says a name stands there, or where one part is listed."""
    for found in (*CAPITALS.finditer(text), *CAPITAL_PAIR.finditer(text)):
        words = found[1].split()
        known = any(map(is_listed, words)) and not all(map(is_word, words))
        sure = found.re is CAPITALS or known
        if sure and not any(is_word(word) and not is_listed(word) for word in words):
            yield found.span(1)


def _turned(text: str) -> Iterator[Range]:
    """Seifert, Guntram: as lists and exports have it."""
    for found in TURNED.finditer(text):
        if all(map(may_be_name, found.groups())) and any(map(is_listed, found.groups())):
            yield found.span()


def _may_be(name: str) -> bool:
    words = _words(name)
    return bool(words) and all(map(may_be_name, words)) and (len(words[0]) > 2 or len(words) > 1)


def _may_well_be(name: str) -> bool:
    """The same where a person's place is sure: of two words one may be a word (Vansha Doctor)."""
    words = _words(name)
    known = lists.common_words() | lists.places() | lists.brands()
    return _may_be(name) or (
        len(words) > 1 and any(map(may_be_name, words)) and not known.intersection(words)
    )


def _is_formed(name: str) -> bool:
    """Listed, formed as surnames are, or two words or more that are none."""
    words = _words(name)
    if not _may_be(name):
        return False
    if len(words) == 1 and (words[0] in lists.also_words() or is_word(words[0])):
        return False
    return any(is_listed(word) or looks_like_surname(word) or not word.isascii() for word in words)


def _is_strange_pair(first: str, second: str) -> bool:
    """Two words with capitals, neither English nor a place, one of which is formed as names are."""
    if not may_be_name(first) or not may_be_name(second):
        return False
    formed = is_listed(first) or is_listed(second) or looks_like_surname(second)
    return formed or not (first + second).isascii()


def _lower(text: str) -> Iterator[Range]:
    """All in small letters: listed given names that are no words, and what follows them."""
    for found in LOWER_PAIR.finditer(text):
        last = found[3].capitalize()
        strange = not is_word(last) and (last in lists.surname_latin() or looks_like_surname(last))
        given = _is_sure_given(found[1]) and (strange or not is_word(last) or is_listed(last))
        if given or (strange and not is_word(found[1])):
            yield found.span()
    for found in LOWER.finditer(text):
        if _is_sure_given(found[0]):
            yield found.span()
    for found in LOWER_CALLED.finditer(text):
        if not is_word(found[1]):
            yield found.span(1)


def _is_sure_given(word: str) -> bool:
    name = bare(word.capitalize())
    return name in lists.given_english() and name not in lists.also_words() and not is_word(name)


_TRIGGER = re.compile(rf"[{U}][{L}]|\A[^A-Z]+\Z")

RECOGNISERS = (Recogniser("NAME", _TRIGGER.search, _find),)
