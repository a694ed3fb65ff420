"""Postal addresses of any country by their anchors: a unit ("Apt. 12"), a code at the end, a
number before and after a street.

The words between are of any language and any script, so no list of streets helps: from an
anchor the address is read to the left up to its house number and to the right over towns,
countries and codes, a line at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.privacy.spans import Range, Recogniser

_WORD = r"[^\W\d_][^\W\d_.'’∆-]*(?:[.'’∆-][^\W\d_]+)*\.?"
_CAP = r"(?:(?![a-zß-ÿ])[^\W\d_][\w.'’∆-]*)"
_TOWN = r"(?:(?![a-zß-ÿ])[^\W\d_][\w'’∆-]*)"  # no full stop: a sentence may end after it
_SMALL = (
    r"(?:de|del|dela|della|di|da|do|dos|das|du|des|d'|la|le|les|el|los|las|van|von|der|den|ten|ter"
    r"|zu|zum|am|an|af|av"
    r"|och|og|i|y|e|of|the|in|im|u\.?|ul\.|út|útja|utca|tér|tee|põik|gate|terrasse|vei|nad|pri|pod"
    r"|na|v|u)(?![^\W\d_])"
)
_NUMBER = r"\d{1,6}[A-Za-z]?(?:[-/]\d{1,4})?"
_UNIT = r"(?i:Apt|Apartment|Suite|Ste|Unit|Flat|Room|Rm|Floor|Bldg)\.? ?#?\d{1,5}[A-Za-z]?(?!\w)"
_BOX = r"(?i:P\.? ?O\.? ?Box|Postbox|Post Office Box)"
# A line break of an address: with quote marks, a comma before it or after it, a blank line.
_BREAK = r"(?:,? ?\n[ >|?*]*(?:\n[ >|?*]*)?,? ?)"
_JOIN = rf"(?:{_BREAK}|, ?| {{1,2}})"
_STREET = rf"(?:{_NUMBER} ){{1,2}}(?:{_WORD} ){{1,6}}?(?:{_NUMBER}\.?)?"
# Two letters of a state; an export writes nan where it knows none.
_STATE = r"(?:[A-Z]{2,3}|nan)(?![A-Za-z])"
_CODE = (
    rf"(?:{_STATE} )?(?:\d{{4,6}}(?:-\d{{4}})?|[A-Z]{{1,2}}\d[A-Z0-9]? ?\d[A-Z]{{2}}"
    r"|[A-Z]\d[A-Z] ?\d[A-Z]\d)(?![\w-])"
)


def _place(word: str) -> str:
    word = rf"(?:{word}(?![\w:]))"
    return rf"(?:{word}(?: (?:{_SMALL}|{word}|\({word}\))){{0,4}})"


def _tail(word: str) -> str:
    """What follows a street: town, region, country and code, in any order."""
    part = rf"(?:{_CODE}|{_STATE}|{_place(word)}|\d{{1,6}}(?=$|\n))"
    return rf"(?:{_JOIN}{_UNIT})?(?:{_JOIN}{part}){{0,6}}"


def _with_unit(word: str) -> re.Pattern[str]:
    """Sure wherever it stands, whatever the letters."""
    box = rf"(?:{_NUMBER} )?{_BOX} \d+(?: {word}){{0,3}}"
    house = rf"(?:{_STREET}|{box}|{_CAP}(?: {_CAP}){{0,3}} {_NUMBER}\.?)"
    return re.compile(rf"(?<![\w.-]){house}{_JOIN}?{_UNIT}{_tail(_TOWN if word == _CAP else word)}")


_WITH_UNIT = _with_unit(_CAP)
_WITH_UNIT_LOWER = _with_unit(_WORD)
_TAIL, _PLACE = _tail(_TOWN), _place(_TOWN)
_UNIT_FIRST = re.compile(
    rf"(?<![\w.-]){_UNIT},? (?:{_NUMBER} ){{1,2}}(?:{_CAP} ){{1,4}}(?:{_NUMBER})?{_TAIL}"
)
_STREET_BOX = re.compile(rf"(?<![\w.-]){_NUMBER} {_BOX} \d+{_TAIL}")
# "6750 Koskikatu 25\nJoinville, SC 89200", "Dašická 688, Turkovice"
_NUMBERED = re.compile(
    rf"(?<![\w.,$€£#-])(?:{_NUMBER} ){{1,2}}(?:{_CAP}|{_SMALL})(?: (?:{_CAP}"
    rf"|{_SMALL})){{0,4}}(?: {_NUMBER}\.?)?"
    rf"(?:{_BREAK}|, ?){_PLACE}{_TAIL}"
)
_ENDS_IN_CODE = re.compile(rf"{_CODE}\Z|,\s*{_STATE}(?:\s+{_CODE})?\Z")
_TWO_NUMBERS = re.compile(
    rf"(?<![\w.,$€£#-])(?:{_NUMBER} ){{1,2}}(?:{_CAP}|{_SMALL})(?: (?:{_CAP}"
    rf"|{_SMALL})){{0,4}} {_NUMBER}(?![\w.%]\w|%)"
)
_CUE = re.compile(
    r"(?:address(?:es)?\b[^.\n]{0,40}|lives? (?:at|in|on)|living (?:at|on)|resid(?:e|es|ing) at"
    r"|located (?:at|in|on)"
    r"|office is (?:at|in)|deliver(?:ed|y)?\b[^.\n]{0,20}|ship(?:ped|ping)?\b[^.\n]{0,20}"
    r"|sent? (?:it |this )?to|return to"
    r"|meet (?:me |you )?(?:\w+ )?at|moved to|corner of|drops you off at|enter on|stop at"
    r"|arrived at|side of|refers to"
    r"|here they are|and|at|to be sent to\? (?:User|user)):?\s*$"
)
_MILITARY = re.compile(
    r"(?<!\w)(?:(?:PSC|CMR|Unit) \d{3,5},? Box \d{1,5}|US(?:NS|S|CGC|NV) \w+)\s{1,3}(?:APO|FPO"
    r"|DPO),? (?:AA|AE|AP)"
    r" \d{5}",
    re.IGNORECASE,
)
_CORNER = re.compile(
    rf"(?:[Tt]he )?[Cc]orner of (?:{_NUMBER} )?(?:{_SMALL} )?{_CAP}[^\n?!]{{2,60}}? and"
    rf" (?:{_NUMBER} )?(?:{_SMALL} ){{0,2}}{_PLACE}(?: {_NUMBER})?"
)


def _find(text: str) -> Iterator[Range]:
    unit = _WITH_UNIT if text != text.lower() else _WITH_UNIT_LOWER
    for pattern in (unit, _UNIT_FIRST, _STREET_BOX, _MILITARY, _CORNER):
        yield from (found.span() for found in pattern.finditer(text))
    for found in _NUMBERED.finditer(text):
        if _ENDS_IN_CODE.search(found[0]) or _is_cued(text, found.start()):
            yield found.span()
    for found in _TWO_NUMBERS.finditer(text):
        if _is_cued(text, found.start()):
            yield found.span()


def _is_cued(text: str, start: int) -> bool:
    return _CUE.search(text[max(0, start - 60) : start]) is not None


_TRIGGER = re.compile(r"\d [^\W\d_]|[Cc]orner of|\d[^\S\n]*,? ?\n")

RECOGNISERS = (Recogniser("ADDRESS", _TRIGGER.search, _find),)
