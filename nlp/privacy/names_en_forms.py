"""Names in Latin letters by how they are written and where a letter ends.

"J. R. Whitcombe", "HERNANDEZ/LUCIA MRS", "my name is siobhan o'dowd and …", the line under
"Thanks a lot!": each is a form that people have and things have not, so no list is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.privacy import name_lists as lists
from nlp.privacy.cues_en import CAP, NAME, B, E, L, U
from nlp.privacy.english import is_word
from nlp.privacy.names_en import bare, is_listed
from nlp.privacy.names_en_context import may_be_name
from nlp.privacy.spans import Range, Recogniser

_INITIALS = re.compile(rf"{B}((?:[{U}]\. ?){{1,3}}({CAP})(?: ({CAP}))?){E}")
_INITIAL_LINE = re.compile(rf"^[ >]*([{U}] ({CAP}))[ ]*$", re.MULTILINE)
# SURNAME/GIVEN MRS, as tickets for flights and trains have it
_TICKET = re.compile(
    r"(?<![A-Z0-9/])(([A-Z]{2,20})/([A-Z]{2,20})(?: [A-Z]{2,20})?? (?:MRS|MR|MS|MISS|MSTR|DR))"
    r"(?![A-Z])"
)
_TURNED_CAPS = re.compile(rf"(?<![{U}{L}0-9])([{U}]{{3,}}(?:[-'][{U}]+)?), ({CAP}){E}")
_CALLED = re.compile(
    rf"(?i:\b(?:my (?:full )?name(?: is|'s)|i am called|i'm called|call me)) ({NAME}){E}"
)
_LOWER = rf"(?:[{L}]['’])?[{L}]{{2,20}}(?:-[{L}]{{2,15}})?"
_MONTHS = frozenset({"april", "may", "june", "august"})  # people are called so, too
_CALLED_LOWER = re.compile(
    rf"(?i:\b(?:my (?:full )?name(?: is|'s| here is)|i am called|i'm called|call me)) "
    rf"({_LOWER}(?: {_LOWER})?)"
    rf"(?= (?:and|but|from|here|i|we|with|at)\b|[,.!;\n]|[ ]*\Z)"
)
_THANKS = (
    r"(?:thanks|thank you|thx|tnx|regards|rgds|wishes|cheers|sincerely|greetings|love|yours|best)"
)
_CLOSED = re.compile(
    rf"^[ >]*(?:[^\n.!?]{{0,30}} )?(?i:{_THANKS})\b[^\n]{{0,20}}\n(?:[ >]*\n){{0,2}}"
    rf"[ >~*_-]*({NAME}|[{U}]{{2,}}(?: [{U}]{{2,}}){{1,2}})[ ~*_-]*$",
    re.MULTILINE,
)
_CLOSED_SHORT = re.compile(
    rf"(?:^|(?<=[.!?\n] )|(?<=[.!?\n]))(?i:rgds|brgds|tnx|thx|xx+|xox+o?|ta|cheers),? "
    rf"({CAP}|[{L}]{{3,12}})[ .!]*\Z"
)
# One person does this to another, and to nothing else.
_SURE = (
    re.compile(
        rf"(?i:\bask(?:ed|ing)?|\bremind(?:ed)?|\btell|\btold) ({NAME})"
        rf"(?= to [{L}]+ (?:me|us|back)\b)"
    ),
    re.compile(
        rf"\b(?:pass(?:ed)?|forward(?:ed)?|hand(?:ed)?|give|gave|show(?:ed)?)"
        rf" (?:this|it|that|them|these)(?: on| along| over| back)? to ({NAME}){E}"
    ),
    re.compile(
        rf"(?i:\b(?:booked|reserved|reservation|registered|booking|table|room) under)"
        rf" ({NAME}){E}"
    ),
    re.compile(rf"(?:^|[.!?,>\n] ?)({NAME}) (?=speaking\b)", re.MULTILINE),
    re.compile(
        rf"(?i:\b(?:my|our|his|her|their|the|your)) (?:[{L}]+ ){{0,2}}(?:[{L}]+-in-law"
        rf"|step(?:son|daughter|mother|father|brother|sister)|grand(?:son|daughter|child|ma|pa)"
        rf"|nanny|carer|caretaker|childminder|babysitter|fianc[ée]e?|ex|twins?|widow|widower|spouse"
        rf"|treasurer|chair(?:man|woman)|coach|trainer|driver|plumber|electrician|builder"
        rf"|gardener|cleaner|apprentice|chef|waiter|waitress|receptionist|surgeon|dentist|vet|midwife"
        rf"|therapist|pharmacist|librarian|clerk|cashier|foreman|skipper|conductor|head(?:master"
        rf"|mistress|teacher)|professor|pastor|colleague|husband|wife|son|daughter|friend"
        rf"|mother|father|mum|mom|dad|brother|sister|neighbou?r),? \(?({NAME}){E}"
    ),
)
# For a webinar, too: only a listed name is a person there.
_BOOKED_FOR = re.compile(
    rf"(?i:\b(?:booked|reserved|reservation|registered|booking|table|room) for) ({NAME}){E}"
)
# Whoever is somebody's wife is a person where the word is no other, or a listed given name.
_KIN = re.compile(
    rf"\b(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir) (?:[{L}]+ )?(?:wife|husband|son|daughter"
    rf"|mother|father|mum|mom|dad|brother|sister|aunt|uncle|cousin|nephew|niece|boss"
    rf"|colleague|friend|neighbou?r|roommate|flatmate|(partner|manager|assistant)),?"
    rf" \(?({CAP})(?![ -]?[{U}]){E}"
)


def _find(text: str) -> Iterator[Range]:
    yield from _by_letters(text)
    for found in _CALLED.finditer(text):
        words = found[1].split()
        if len(words) > 1 and _is_surname(words[-1]):
            yield found.span(1)
    for found in _CALLED_LOWER.finditer(text):
        first, _, rest = found[1].partition(" ")
        either = is_listed(first) or first in _MONTHS
        listed = _is_given(first) or (either and rest and not is_word(rest))
        if listed or not is_word(first.replace("'", "")):
            yield found.span(1)
    yield from _closings(text)
    nobody = lists.common_words() | lists.places() | lists.brands()
    for found in _KIN.finditer(text):
        if found[2] not in nobody and _is_kin(found[2], maybe_a_firm=found[1] is not None):
            yield found.span(2)
    for found in _BOOKED_FOR.finditer(text):
        if _is_somebody(found[1]) and any(map(is_listed, found[1].split())):
            yield found.span(1)
    for pattern in _SURE:
        yield from (found.span(1) for found in pattern.finditer(text) if _is_somebody(found[1]))


def _by_letters(text: str) -> Iterator[Range]:
    """Initials, tickets, and surnames in capitals before a given name."""
    for found in _INITIALS.finditer(text):
        if _is_surname(found[2]):
            whole = found[3] is None or _is_surname(found[3])
            yield found.start(1), found.end(1) if whole else found.end(2)
    for found in _INITIAL_LINE.finditer(text):
        if _is_surname(found[2]):
            yield found.span(1)
    for found in _TICKET.finditer(text):
        words = found.groups()[1:]
        if any(map(is_listed, words)) and all(is_listed(w) or not is_word(w) for w in words):
            yield found.span(1)
    for found in _TURNED_CAPS.finditer(text):
        if may_be_name(found[2]) and (is_listed(found[1]) or not is_word(found[1])):
            yield found.span()


def _closings(text: str) -> Iterator[Range]:
    """Who stands under the thanks, or right behind them at the very end."""
    for found in _CLOSED.finditer(text):
        words = [word for word in found[1].split() if len(word) > 1]
        pair = len(words) > 1 and _is_given(words[0]) and not found[1].islower()
        if pair or all(may_be_name(word.capitalize()) for word in words):
            yield found.span(1)
    for found in _CLOSED_SHORT.finditer(text):
        word = found[1].capitalize()
        if _is_given(word) or (found[1][0].isupper() and may_be_name(word)):
            yield found.span(1)


def _is_surname(word: str) -> bool:
    """A word that may be somebody's, a plain word too where it is listed: L. Young."""
    known = lists.common_words() | lists.places() | lists.brands()
    return may_be_name(word) or (is_listed(word) and word not in known)


def _is_given(word: str) -> bool:
    name = bare(word.capitalize())
    return name in lists.given_latin() or name in lists.given_romaji()


def _is_kin(word: str, *, maybe_a_firm: bool) -> bool:
    """ "Our partner" is a firm and "my manager" a page as often as somebody."""
    return _is_given(word) or not (maybe_a_firm or is_word(word))


def _is_somebody(name: str) -> bool:
    """Where only a person can stand: one part that may be a name, none that is a common word;
    alone, a listed given name also where it is a place as well."""
    words = [word for word in name.split() if word[0].isupper() and len(word.strip(".")) > 1]
    if not words or lists.common_words().intersection(words):
        return False
    if len(words) == 1:
        parts = words[0].split("-")  # Mei-Ling, of which ling is a fish
        return any(map(may_be_name, parts)) or words[0] in lists.given_english()
    return any(map(may_be_name, words)) and not lists.brands().intersection(words)


_TRIGGER = re.compile(rf"[{U}]|(?i:my name|call me|called|rgds|thx|cheers|tnx|xx)")

RECOGNISERS = (Recogniser("NAME", _TRIGGER.search, _find),)
