"""Who is who among the names of one ticket: the same person, the same placeholder."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.privacy import name_lists as lists
from nlp.privacy.draft import Draft
from nlp.privacy.fold import fold
from nlp.privacy.japanese_names import KANJI, surname_length
from nlp.privacy.kinds import placeholder
from nlp.privacy.name_dictionary import is_surname

_SPLIT = re.compile(r"[\s・._,-]+")
_KANJI_FIRST = re.compile(rf"[{KANJI}]")


def told_apart(drafts: Sequence[Draft]) -> list[str]:
    """The texts of one ticket with ``<NAME>`` for the first person in them, ``<NAME_2>`` for
    the second and so on.

    The first keeps the plain form: most tickets name one person, and sentences that stand in
    many tickets stay equal.
    """
    people: list[set[str]] = []
    return [_told(draft, people) for draft in drafts]


def _told(draft: Draft, people: list[set[str]]) -> str:
    pieces, at = [], 0
    for span in draft.spans:
        value = draft.original[span.start : span.end]
        number = _number(value, people) if span.kind == "NAME" else 1
        pieces += [draft.original[at : span.start], placeholder(span.kind, number)]
        at = span.end
    return "".join([*pieces, draft.original[at:]])


def _number(name: str, people: list[set[str]]) -> int:
    """Which person of the ticket ``name`` is: one who shares a part of the name, else a new one.

    山田, 山田太郎 and やまだ are one; so are John Smith, John and Smith. Two people of one
    surname are one as well: better than one person as two.
    """
    parts = _parts(name)
    for number, known in enumerate(people, 1):
        if parts & known:
            known |= parts
            return number
    people.append(parts)
    return len(people)


def _parts(name: str) -> set[str]:
    plain = " ".join(fold(name).split())
    parts = {part for part in _SPLIT.split(plain.casefold()) if len(part) > 1} or {plain.casefold()}
    if _KANJI_FIRST.match(plain):
        head, space, rest = plain.partition(" ")
        size = len(head) if space else surname_length(plain) or _surname_size(plain)
        surname = plain[:size]
        parts = {part for part in (surname, rest or plain[size:]) if part}
        parts |= set(lists.readings().get(surname, ()))
    return parts


def _surname_size(name: str) -> int:
    return next((size for size in (3, 2) if is_surname(name[:size])), len(name))
