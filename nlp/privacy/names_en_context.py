"""Names in Latin letters that no list knows, by what people do in a sentence and lists do not.

A word may be a name where it has a capital and is listed, or is no English word and no place.
That alone would take products too, so each rule wants a place in the sentence where a person
stands: who says, whose wife, who is spoken to, who stands beside another name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.privacy import name_lists as lists
from nlp.privacy.english import is_word
from nlp.privacy.names_en import is_listed
from nlp.privacy.spans import Range, Recogniser

_U, _L = r"A-ZÀ-ÖØ-Þ\u0100-\u024f", r"a-zà-öø-ÿ\u0100-\u024f"
_CAP = rf"(?:(?:Mc|Mac|O'|D')?[{_U}][{_L}]+(?:['-](?!s(?![{_L}]))[{_U}{_L}][{_L}]*)*)"
_PARTICLE = r"(?:van|von|der|den|de|da|del|dos|di|bin|al|el|la|le|ter|ten|af|zu|du|y)"
_NAME = rf"(?:{_CAP}(?: {{1,2}}(?:[{_U}]\.?(?![{_L}])|(?:{_PARTICLE} ){{0,2}}{_CAP})){{0,3}})"
_B, _E = rf"(?<![{_U}{_L}0-9_.@/\\#$-])", rf"(?![{_U}{_L}0-9_@/\\])"
_SAYS = (
    r"(?:says?|said|told|tells|asked|asks|replied|explained|explains|answered|wrote|writes"
    r"|called me|emailed|texted"
    r"|phoned|thinks|thought|knows|knew|lives|lived|works at|works for|worked|resides|moved to"
    r"|married|died|was born"
    r"|began writing|studied|helped me|helped us|assured me|promised|claims|claimed|refused|sent me"
    r"|gave me|had given"
    r"|apologi[sz]ed|mentioned|suggested|insisted|laughed|smiled|shouted at|yelled at|talked to"
    r"|talked with|recommended|spoke|informed|has been (?:very|so|really)"
    r"|was (?:very|so|really|super|extremely|rude|kind|helpful|friendly|great|amazing|wonderful"
    r"|a huge)"
    r"|is (?:very|so|really) (?:reliable|kind|helpful|friendly|rude|nice|patient|polite)|is (?:my"
    r"|his|her|our)|and I\b)"
)
_OWNS = (
    r"(?:'s|s') (?:\w+ )?(?:kid|child|children|address|phone|e-?mail|account|name|number|daughter"
    r"|son|wife|husband|mother|father|mom|mum"
    r"|dad|brother|sister|house|home|birthday|killers?|tales|songs?|books?|card|order|ticket"
    r"|request|message|office|desk"
    r"|boss|manager|friend|family|laptop|passport|profile|subscription|reply|response|work|team"
    r"|email|concert|car)\b"
)
_STRONG = (
    # "says Joly", "named him Luís", "said Gladys to Logan"
    re.compile(
        rf"\b(?:says?|said|asked|told|replied|wrote|explained|named (?:him|her|them)|starring|I'm"
        rf"|am called|call me"
        rf"|known as|aka|a\.k\.a\.|signed|hired|ex-[A-Z]\w+|fan of|tribute to|interview with"
        rf"|my (?:kid|child|son|daughter|wife|husband|partner|boss|friend|colleague|neighbou?r"
        rf"|mother|father|brother"
        rf"|sister|aunt|uncle|cousin|nephew|niece|assistant|manager|doctor|lawyer|landlord|roommate"
        rf"|flatmate)"
        rf"|(?:given|gave|give|showed?|sent|send|handed|paid|told) (?=\S+ (?:his|her|their|my|the"
        rf"|a)\b)) ?({_NAME}){_E}"
    ),
    re.compile(rf"{_B}({_NAME}) {_SAYS}"),
    re.compile(rf"{_B}({_NAME})(?={_OWNS})"),
    # who is spoken to: "Danial, can I", "Don't go, Derrick!", "Remember me, Kelly?"
    re.compile(
        rf"(?:^|[.!?\n\"“] ?)({_NAME}), (?=(?:can|could|please|would you|will you|do you|did you"
        rf"|are you|what|when"
        rf"|where|why|how)\b)"
    ),
    re.compile(rf"(?<=[{_L}]), ({_NAME})(?=[!?])"),
    # a speaker at the beginning of a line
    re.compile(rf"^[ >]*({_NAME}): ?(?=[\"“])", re.MULTILINE),
    # beside a name that was found: "Torpy and <NAME>", "Erik, <NAME>"
    re.compile(
        rf"\ue000(?:,? (?:and|&|or) |, |/| vs\.? )({_NAME}){_E}(?! (?:Orchestra|Inc|LLC|Ltd))"
    ),
    re.compile(rf"{_B}({_NAME})(?=(?:,? (?:and|&|or) |, |/| vs\.? )\ue000)"),
    re.compile(
        rf"(?i:\b(?:last|first|maiden|given|family|full|middle) name\??(?: is|:)? "
        rf"|\bname\?:? ?(?:is |to )?)"
        rf"({_NAME}){_E}"
    ),
)
# Things stand here as well: the word has to be a listed name or formed as one, or two words.
_WEAK = (
    re.compile(
        rf"\b(?:by|with|from|featuring|feat\.?|met|meet|cc:?|thank you|thanks(?: to)?|seen|heard"
        rf"|hear|ask for|contact"
        rf"|see|add|for|including|to|of|and|is|does|did|was|has|do|are|tell|ask|let|show|hi|hello"
        rf"|hey|but|that"
        rf"|remove|love|leave me|producer|Producer|directed by|Directed [Bb]y: *) ({_NAME}){_E}"
    ),
    re.compile(
        rf"{_B}({_NAME}) (?:fan|concert|novel|at|of|from|and|has|is|was|will|had|did|would|just|to"
        rf"|on)\b"
    ),
    re.compile(rf"{_B}({_NAME}) from {_CAP}"),
    re.compile(
        rf"^[ >*|?]*({_NAME})(?: (?:MD|DDS|DVM|PhD|Jr\.?|Sr\.?|II|III))?[ ,]*$", re.MULTILINE
    ),
)
_SPEAKER = re.compile(rf"^[ >]*({_NAME}): ", re.MULTILINE)
_DIALOGUE = re.compile(r"^[ >]*\ue000+: ", re.MULTILINE)
_TWO = re.compile(
    rf"{_B}({_CAP}) and ({_CAP}){_E}(?= (?:were|are|have|had|both|will|did|went|said))"
)
_DEGREE = re.compile(
    r"(?<=\ue000)( (?:MD|DDS|DVM|PhD|Ph\.D\.|Esq\.?|Jr\.?|Sr\.?|II|III|IV))(?![A-Za-z])"
)
# "Maja S Hermansen", "Sari J. Paavolainen": nobody writes anything else so
_INITIAL = re.compile(rf"{_B}({_CAP} [{_U}]\.? (?:{_PARTICLE} ){{0,2}}{_CAP}){_E}")
_PAIR = re.compile(rf"{_B}(?=({_CAP}) ((?:{_PARTICLE} ){{0,2}}{_CAP}){_E})")
_NOBLE = re.compile(rf"{_B}({_CAP} (?:(?:van|von|der|den|de|ten|ter|zu) )+{_CAP}){_E}")
_LOWER_PAIR = re.compile(
    rf"(?<![{_L}'’-])([{_L}]{{3,15}})( (?:[{_L}]\.? )?)([{_L}]{{3,20}})(?![{_L}-])"
)
_ENDS = re.compile(
    r"(?:ov|sson|dóttir|dottir|sdottir|ova|eva|ović|ević|ić|wicz|czyk|ski|ska|sky|skaya|enko|chuk"
    r"|nen|ström|strom|quist"
    r"|qvist|gård|gaard|escu|idis|akis|poulos|opoulou|yan|adze|shvili|datter|sen|mann|stein|ez|ães"
    r"|inho|etti|elli|ini"
    r"|ák|ová|szky|ffy|ović|ekar|šek|ček|řík|uk|yev|ieff|off|oğlu|oglu|zadeh|pour|sma|stra|inga)$"
)
_CODE = re.compile(r"[{};=]|::|->|\w\(\)|Exception|https?://|\w/\w+/\w")


def may_be_name(word: str) -> bool:
    """Whether a capitalised ``word`` may be a part of a person's name."""
    if word in lists.common_words() or word in lists.places():
        return False
    if not word[:1].isupper() or any(mark.isupper() for mark in word[3:]) or word.isupper():
        return False
    return is_listed(word) or not is_word(word.replace("'", ""))


def looks_like_surname(word: str) -> bool:
    """Whether ``word`` ends as surnames of Europe end and is no English word."""
    return len(word) > 5 and _ENDS.search(word) is not None and not is_word(word)


def _words(name: str) -> list[str]:
    return [word for word in name.split() if len(word.strip(".")) > 1 and word[0].isupper()]


def _find(text: str) -> Iterator[Range]:
    if not _CODE.search(text):
        yield from _in_prose(text)
    for found in _INITIAL.finditer(text):
        words = _words(found[1])
        if any(map(may_be_name, words)) and not set(words) & lists.common_words():
            yield found.span(1)
    yield from (found.span(1) for found in _DEGREE.finditer(text))
    if text == text.lower():
        yield from _lower(text)


def _in_prose(text: str) -> Iterator[Range]:
    for pattern in _STRONG:
        yield from (found.span(1) for found in pattern.finditer(text) if _may_be(found[1]))
    for pattern in _WEAK:
        yield from (found.span(1) for found in pattern.finditer(text) if _is_formed(found[1]))
    for found in _PAIR.finditer(text):
        if _is_strange_pair(found[1], found[2].split()[-1]):
            yield found.start(1), found.end(2)
    for found in _NOBLE.finditer(text):
        if re.search(r" (?:van|von|der|den|ten|ter|zu) ", found[1]) and _may_be(found[1]):
            yield found.span(1)
    if _DIALOGUE.search(text):
        yield from (found.span(1) for found in _SPEAKER.finditer(text) if _may_be(found[1]))
    for found in _TWO.finditer(text):
        if all(map(may_be_name, found.groups())) and any(map(is_listed, found.groups())):
            yield found.span(1)
            yield found.span(2)


def _may_be(name: str) -> bool:
    words = _words(name)
    return bool(words) and all(map(may_be_name, words)) and (len(words[0]) > 2 or len(words) > 1)


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
    for found in _LOWER_PAIR.finditer(text):
        last = found[3].capitalize()
        strange = not is_word(last) and (last in lists.surname_latin() or looks_like_surname(last))
        given = _is_sure_given(found[1]) and (strange or not is_word(last) or is_listed(last))
        if given or (strange and not is_word(found[1])):
            yield found.span()
    for found in _LOWER.finditer(text):
        if _is_sure_given(found[0]):
            yield found.span()
    for found in _LOWER_CALLED.finditer(text):
        if not is_word(found[1]):
            yield found.span(1)


def _is_sure_given(word: str) -> bool:
    name = word.capitalize()
    return name in lists.given_english() and name not in lists.also_words() and not is_word(name)


_LOWER = re.compile(rf"(?<![{_L}0-9'’@._/-])[{_L}]{{4,15}}(?![{_L}0-9@_/-]|\.[a-z])")
_LOWER_CALLED = re.compile(
    rf"\b(?:name is|call me|calls? me|named|i am|i'm"
    rf"|this is) ([{_L}]{{3,15}}(?: [{_L}]{{4,20}})?)(?= but|[ ,.!?]*$|[,.!?])",
    re.MULTILINE,
)
_TRIGGER = re.compile(rf"[{_U}][{_L}]|\A[^A-Z]+\Z")

RECOGNISERS = (Recogniser("NAME", _TRIGGER.search, _find),)
