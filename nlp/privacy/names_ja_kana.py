"""Japanese names in kana and Latin letters, and foreign names in katakana."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.privacy import name_lists as lists
from nlp.privacy.english import is_word
from nlp.privacy.japanese_names import HIRA, KATA, plain
from nlp.privacy.name_dictionary import is_given, is_surname, kinds
from nlp.privacy.romaji import spellings
from nlp.privacy.spans import Range, Recogniser

# What follows a person and hardly anything else.
_FOLLOWS = (
    r"(?=で(?:す|ござい|ー)|と(?:申|もう|いい|言い|いう|言う)|様|さま|さん|氏|くん|ちゃん|先生|名義|宛|拝|より"
    r"|[)）/／]|[ ]*$)"
)
_SAYS_WHO = r"で(?:す[。、がけ]|ございます)|と(?:申|もう)"
_BEGINS = r"(?:^|(?<=[\s(（「『:：/／>、。はがのも])|(?<=した))"
_HIRAGANA = re.compile(
    rf"{_BEGINS}([{HIRA}]{{2,6}})([ ・]?)([{HIRA}]{{2,6}}?){_FOLLOWS}", re.MULTILINE
)
_KATAKANA = re.compile(rf"(?<![{KATA}])([{KATA}]{{4,12}})(?![{KATA}])")
_KATAKANA_PAIR = re.compile(rf"(?<![{KATA}])([{KATA}]{{2,7}})[ ]([{KATA}]{{2,7}})(?![{KATA}])")
_CALLED = re.compile(
    r"(?:名義|氏名|フリガナ|カナ|ふりがな|名前|セイメイ)(?:[はがも:： 」)）】\n]|で|を)*$"
)
_FOREIGN = re.compile(
    rf"(?<![{KATA}])([{KATA}]{{2,10}}(?:[・=][{KATA}]{{1,12}}){{1,3}})(?![{KATA}])"
)
_LATIN_PAIR = re.compile(
    r"(?<![A-Za-z0-9_.@/-])([A-Z][A-Za-z]{1,11}) ([A-Z][A-Za-z]{1,13})(?![A-Za-z0-9_@/])"
)


_PEOPLE = frozenset({"person", "given", "surname"})


def _find(text: str) -> Iterator[Range]:
    yield from _hiragana(text)
    yield from _katakana(text)
    for found in _FOREIGN.finditer(text):
        if _is_foreigner(text, found):
            yield found.span()
    for found in _LATIN_PAIR.finditer(text):
        if _is_romaji(found[1], found[2]) or _is_romaji(found[2], found[1]):
            yield found.span()


def _hiragana(text: str) -> Iterator[Range]:
    for found in _HIRAGANA.finditer(text):
        whole, gap = found[1] + found[3], bool(found[2])
        cuts = [len(found[1])] if gap else range(2, len(whole) - 1)
        if any(_is_pair(whole[:cut], whole[cut:], gap=gap) for cut in cuts):
            yield found.span()


def _katakana(text: str) -> Iterator[Range]:
    for found in _KATAKANA_PAIR.finditer(text):
        sure = _is_called(text, found) or _says_who(text, found)
        if _is_pair(plain(found[1]), plain(found[2]), gap=sure):
            yield found.span()
    for found in _KATAKANA.finditer(text):
        run = plain(found[1])
        opens = text[max(0, found.start() - 1) : found.start()] in ("", "。", "、", "\n")
        sure = _is_called(text, found) or (opens and _says_who(text, found))
        if any(_is_pair(run[:cut], run[cut:], gap=sure) for cut in range(2, len(run) - 1)):
            yield found.span()


def _is_called(text: str, found: re.Match[str]) -> bool:
    return _CALLED.search(text[max(0, found.start() - 14) : found.start()]) is not None


def _says_who(text: str, found: re.Match[str]) -> bool:
    return re.match(_SAYS_WHO, text[found.end() : found.end() + 8]) is not None


def _is_pair(first: str, second: str, *, gap: bool) -> bool:
    """Whether ``first`` and ``second`` are surname and given name in kana.

    With a ``gap`` between them, or a word before them that says that a name follows, knowing
    one of the two is enough.
    """
    if first == second:
        return False  # カンカン
    surname = first in lists.surname_kana() or is_surname(first)
    given = second in lists.given_kana() or is_given(second)
    if surname and given:
        return len(first) + len(second) > 3
    if not gap:
        return False
    unknown = first if given else second
    return (
        (surname or given) and 2 <= len(unknown) <= 6 and not kinds(unknown) - {"given", "surname"}
    )


def _is_foreigner(text: str, found: re.Match[str]) -> bool:
    """マイケル・ジョンソン: a part that the dictionary knows as a person's, or a title after it."""
    parts = re.split(r"[・=]", found[1])
    known = [kinds(part) for part in parts]
    people = sum(bool(each & _PEOPLE) for each in known)
    if re.match(_FOLLOWS, text[found.end() : found.end() + 6]):
        return people > 0
    return people > 0 and all(each <= _PEOPLE for each in known) and people > len(parts) / 2


def _is_romaji(surname: str, given: str) -> bool:
    if is_word(surname) and is_word(given):
        return False
    first, second = spellings(surname), spellings(given)
    if not first or not second:
        return False
    known_first = any(kana in lists.surname_kana() or is_surname(kana) for kana in first)
    known_second = any(kana in lists.given_kana() or is_given(kana) for kana in second)
    if known_first and known_second:
        return True
    return (known_first or known_second) and not is_word(surname) and not is_word(given)


_TRIGGER = re.compile(rf"[{KATA}]{{2}}|[{HIRA}]{{4}}|[A-Z][a-z]+ [A-Z]|[A-Z]{{2}} [A-Z]{{2}}")

RECOGNISERS = (Recogniser("NAME", _TRIGGER.search, _find),)
