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
_SMALL = (
    r"(?:de|del|dela|della|di|da|do|dos|das|du|des|d'|la|le|les|el|los|las|van|von|der|den|den|ten|ter|zu|zum|am|an"
    r"|af|av|och|og|i|y|e|of|the|in|im|u|ul|út|utca|tér|tee|nad|pri|pod|na|v|St|str|pr)"
)
_NUMBER = r"\d{1,6}[A-Za-z]?(?:[-/]\d{1,4})?"
_UNIT = r"(?:Apt|Apartment|Suite|Ste|Unit|Flat|Room|Rm|Floor|Bldg)\.? ?#?\d{1,5}[A-Za-z]?(?!\d)"
# A line break of an address: with quote marks, a comma before it or after it.
_BREAK = r"(?:,? ?\n[ >|?*]*(?:\n[ >|?*]*)?,? ?)"
_JOIN = rf"(?:{_BREAK}|, ?| {{1,2}})"
_STREET = rf"(?:{_NUMBER} ){{1,2}}(?:{_WORD} ){{1,6}}?(?:{_NUMBER}\.? ?)?"
_PLACE = rf"(?:{_CAP}(?: (?:{_SMALL}|{_CAP}|\({_CAP}\))){{0,4}})"
_CODE = r"(?:[A-Z]{2,3}\.? )?(?:\d{4,6}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z0-9]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d)(?![\w-])"
_STATE = r"(?:[A-Z]{2}|nan)(?![A-Za-z])"
_TAIL = rf"(?:{_JOIN}{_UNIT})?(?:{_JOIN}(?:{_CODE}|{_STATE}|{_PLACE})){{0,5}}"
# with a unit: sure wherever it stands, whatever the letters
_WITH_UNIT = re.compile(rf"(?<![\w.-])(?:{_STREET}|(?:P\.?O\.? ?Box|{_NUMBER} P\.?O\.? ?Box) \d+){_JOIN}?{_UNIT}{_TAIL}", re.IGNORECASE)
_UNIT_FIRST = re.compile(rf"(?<![\w.-]){_UNIT},? (?:{_NUMBER} ){{1,2}}(?:{_CAP} ){{1,4}}(?:{_NUMBER})?{_TAIL}")
# "6750 Koskikatu 25\nJoinville, SC 89200", "Dašická 688, Turkovice"
_NUMBERED = re.compile(
    rf"(?<![\w.,$€£#-])(?:{_NUMBER} ){{1,2}}(?:{_CAP}|{_SMALL})(?: (?:{_CAP}|{_SMALL})){{0,4}}(?: {_NUMBER}\.?)?"
    rf"(?:{_BREAK}|, ?){_PLACE}{_TAIL}"
)
_ENDS_IN_CODE = re.compile(rf"{_CODE}\Z|,\s*{_STATE}(?:\s+{_CODE})?\Z")
_TWO_NUMBERS = re.compile(
    rf"(?<![\w.,$€£#-])(?:{_NUMBER} ){{1,2}}(?:{_CAP}|{_SMALL})(?: (?:{_CAP}|{_SMALL})){{0,4}} {_NUMBER}(?![\w.%]\w|%)"
)
_CUE = re.compile(
    r"(?:address(?:es)?\b[^.\n]{0,40}|lives? (?:at|in|on)|living (?:at|on)|resid(?:e|es|ing) at|located (?:at|in|on)"
    r"|office is (?:at|in)|deliver(?:ed|y)?\b[^.\n]{0,20}|ship(?:ped|ping)?\b[^.\n]{0,20}|sent? (?:it |this )?to|return to"
    r"|meet (?:me |you )?(?:\w+ )?at|moved to|corner of|drops you off at|enter on|stop at|arrived at|side of|refers to"
    r"|here they are|and|at|to be sent to\? (?:User|user)):?\s*$"
)
_MILITARY = re.compile(
    r"(?<!\w)(?:(?:PSC|CMR|Unit) \d{3,5},? Box \d{1,5}|US(?:NS|S|CGC|NV) [A-Z][a-z]+)\s{1,3}(?:APO|FPO|DPO),? (?:AA|AE|AP)"
    r" \d{5}",
    re.IGNORECASE,
)
_CORNER = re.compile(
    rf"(?i:the )?(?i:corner of) (?:{_NUMBER} )?{_CAP}[^\n.?!]{{2,60}}? and (?:{_NUMBER} )?{_PLACE}(?: {_NUMBER})?"
)


def _find(text: str) -> Iterator[Range]:
    for pattern in (_WITH_UNIT, _UNIT_FIRST, _MILITARY, _CORNER):
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
