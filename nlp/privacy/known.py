"""Names that the helpdesk itself states for a ticket: found wherever they stand in its texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nlp.privacy import name_lists as lists
from nlp.privacy.fold import fold
from nlp.privacy.japanese_names import surname_length
from nlp.privacy.spans import Span

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff々]")
_LETTER = re.compile(r"[^\W\d_]")


def find(folded: str, known: Sequence[str]) -> Iterator[Span]:
    """The ``known`` names and addresses in ``folded``, whole and by their sure parts."""
    low = folded.casefold()
    for name in known:
        plain = " ".join(fold(name).split())
        if len(plain) < 2 or plain.casefold() in lists.not_people() or not _LETTER.search(plain):
            continue
        if "@" in plain:
            yield from _all(
                folded, rf"(?<![A-Za-z0-9._%+-]){re.escape(plain)}(?![A-Za-z0-9-])", "EMAIL"
            )
        elif _may_stand(plain, low):
            pattern = _japanese(plain) if _CJK.search(plain) else _latin(plain)
            if pattern:
                yield from _all(folded, pattern, "NAME")


def _all(text: str, pattern: str, kind: str) -> Iterator[Span]:
    return (Span(*found.span(), kind) for found in re.finditer(pattern, text))


def _may_stand(plain: str, low: str) -> bool:
    """A cheap test before a pattern is made: most names stand in few of their texts."""
    if _CJK.search(plain):
        parts = (plain[:2], *(form[:2] for form in _kana_of(plain)))
        return any(part in low for part in parts) or plain[0] in low
    return any(part in low for part in plain.casefold().split(" "))


def _surname(plain: str) -> str:
    head, space, _ = plain.partition(" ")
    return head if space else plain[: surname_length(plain)]


def _kana_of(plain: str) -> tuple[str, ...]:
    return lists.readings().get(_surname(plain), ())


def _japanese(plain: str) -> str:
    """Whole with any spacing; the surname alone from two kanji on, else only before 様 or さん."""
    parts = plain.split(" ")
    whole = r"[ ・_]?".join(map(re.escape, parts))
    options = [whole if len(plain) > 2 or " " in plain else ""]
    honoured = [name for name in (_surname(plain), *_kana_of(plain)) if name]
    surname = _surname(plain)
    if len(surname) >= 2 and re.fullmatch(r"[\u3400-\u9fff々]+", surname):
        place = "(?![県市区町村駅])" if surname in lists.ambiguous() else "(?![県市駅])"
        options.append(re.escape(surname) + place)
    options += [rf"{re.escape(name)}(?= ?(?:様|さん|さま|氏|です|と申))" for name in honoured]
    if len(parts) == 2 and len(parts[1]) >= 2:
        options.append(rf"{re.escape(parts[1])}(?= ?(?:様|さん|さま|くん|ちゃん|です|と申))")
    return "|".join(option for option in options if option)


def _latin(plain: str) -> str:
    """Whole in any case and either order; each part alone only with its capital."""
    parts = plain.split(" ")
    escaped = [re.escape(part) for part in parts]
    options = []
    if len(parts) > 1:
        order = (r"[ .,_-]{1,2}".join(escaped), rf"{escaped[-1]},? {' '.join(escaped[:-1])}")
        options += [rf"(?i:{form})" for form in order]
    for part in parts:
        if (
            len(part) > 2
            and part.casefold() not in lists.word_parts()
            and part.casefold() not in lists.not_people()
        ):
            title = part.capitalize() if part.islower() or part.isupper() else part
            if title not in lists.common_words():
                options.append(f"(?:{re.escape(title)}|{re.escape(title.upper())})")
    if not options:
        return ""
    return rf"(?<![A-Za-z0-9_.@/À-ɏ-])(?:{'|'.join(options)})(?![A-Za-z0-9_@À-ɏ]|-[A-Za-z])"
