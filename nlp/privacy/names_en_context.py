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
from nlp.privacy.names_en import bare, is_listed
from nlp.privacy.spans import Range, Recogniser

_U, _L = r"A-ZÀ-ÖØ-Þ\u0100-\u024f", r"a-zà-öø-ÿ\u0100-\u024f"
_CAP = rf"(?:(?:Mc|Mac|O'|D')?[{_U}][{_L}]+(?:['-](?!s(?![{_L}]))[{_U}{_L}][{_L}]*)*)"
_PARTICLE = r"(?:van|von|der|den|de|da|del|dos|di|bin|al|el|la|le|ter|ten|af|zu|du|y)"
_NAME = rf"(?:{_CAP}(?: {{1,2}}(?:(?!I (?:am|was|would|have|had|will|can|could|want|need|got|did|do)\b)[{_U}]\.?(?![{_L}])|(?:{_PARTICLE} ){{0,2}}{_CAP})){{0,3}})"
_B, _E = rf"(?<![{_U}{_L}0-9_.@/\\#$-])", rf"(?![{_U}{_L}0-9_@/\\])"
# What only people do, are and have.
_SAYS = (
    r"(?:says?|said|told|tells|asked|asks|replied|explained|explains|answered|wrote|writes|called"
    r"|emailed|texted|phoned|rang|thinks|thought|knows|knew|lives|lived|works|worked|resides|moved to"
    r"|married|died|was born|studied|helped|assured|promised|claims|claimed|refused|sent me|gave me"
    r"|apologi[sz]ed|mentioned|suggested|insisted|laughed|smiled|shouted|yelled|talked|recommended"
    r"|spoke|informed|began|had given|explained to|has to (?:get|go)|listed (?:his|her|their)|confirmed|agreed|believes|wants|wanted|hopes|complained|joined|retired|resigned"
    r"|has left|left (?:us|me|a|the)|(?:has been|was|is|seemed|sounded) (?:very |so |really |super |extremely )?"
    r"(?:rude|kind|reliable|impulsive|responsible|professional|knowledgeable|careless|helpful|friendly|great|amazing|wonderful|polite|patient|nice|lovely|unhappy|upset|angry"
    r"|on (?:leave|holiday|vacation|parental|sick|call)|out (?:sick|of (?:the )?office|today|until)|away|sick"
    r"|pregnant|retired|off (?:sick|today))"
    r"|is (?:my|his|her|our|their|your) |(?:and|nor|or) I\b"
    r"|(?:in|from) (?:support|billing|sales|accounts?|accounting|finance|HR|IT|legal|marketing|reception"
    r"|logistics|customer|technical|your|our|the)\b)"
)
_OWNED = (
    r"(?:kid|child|children|address|phone|e-?mail|account|name|number|daughter|son|wife|husband|mother"
    r"|father|mom|mum|dad|brother|sister|house|home|birthday|card|order|ticket|request|message|office"
    r"|desk|boss|manager|friend|family|laptop|passport|profile|subscription|reply|response|work|team|car"
    r"|login|seat|licen[cs]e|calendar|inbox|mailbox|invoice|refund|parcel|appointment|permissions?|access"
    r"|contract|signature|behalf|shift|salary|surname|badge|machine|screen|patients?)"
)
_RELATION = (
    r"(?:kid|child|son|daughter|wife|husband|partner|fianc[ée]e?|boss|friend|colleague|co-?worker"
    r"|neighbou?r|mother|father|mom|mum|dad|brother|sister|aunt|uncle|cousin|nephew|niece|grandmother"
    r"|grandfather|assistant|manager|doctor|lawyer|landlord|landlady|roommate|flatmate|accountant"
    r"|bookkeeper|engineer|technician|admin|administrator|director|intern|tenant|nurse|teacher|tutor"
    r"|secretary|supervisor|representative|rep|agent|advisor|contact|buyer|client|guest|student|patient"
    r"|employee|teammate|developer|designer)"
)
_STRONG = (
    # who is spoken of as somebody's somebody: "our accountant, Odile", "my late uncle Bram"
    re.compile(
        rf"\b(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir|[Yy]our|[Tt]he) (?:[a-z-]+ ){{0,2}}{_RELATION},? ({_NAME}){_E}"
    ),
    # after what is done to people alone
    re.compile(
        rf"\b(?:says?|said|asked?|told|tell|replied|wrote|explained|thank|thanked|shout-?out to|kudos to"
        rf"|credit to|props to|thanks to|named (?:him|her|them)|I'm|I am|am called|call me|known as|aka"
        rf"|a\.k\.a\.|signed|hired|interview with|[Ss]p(?:oke|eak|oken|eaking) (?:to|with)|talk(?:ed|ing)? (?:to|with)"
        rf"|chat(?:ted|ting)? with|call with|phone with|meeting with|heard from|message from|email from"
        rf"|call from|letter from|hearing from|on behalf of|[Cc][Cc]:?|[Nn]either|assigned to|escalated to"
        rf"|signed (?:off |for )?by|prepared by|approved by|placed by|requested by|reported by|handled by"
        rf"|written by|performed by|belongs to|belonging to|in the name of|replaced by|interpreter for"
        rf"|surname (?:is|was|from)|name (?:is|was|from)|[Aa]ccording to|instead of|a certain|take over from|[Nn]ame'?s|somebody called|someone called|(?:issued|registered|handed|addressed|transferred|reassigned?) to"
        rf"|(?:[Gg]ive|given|gave|showed?|sent|send|handed|paid)(?=(?: \S+){{1,2}} (?:his|her|their|my|the|a|access|permission|rights|credit|admin|and)\b))"
        rf" [\"'“(]?({_NAME}){_E}"
    ),
    re.compile(rf"{_B}({_NAME}),? (?:[A-Z]{{2,4}} lead, )?{_SAYS}"),
    re.compile(rf"{_B}({_NAME})(?=(?:'s|s') (?:\w+ )?{_OWNED}\b)"),
    re.compile(rf"(?:^|[.!?,>\n] ?)(?:[Hh]ey,? |[Hh]i,? |[Hh]ello,? )?({_NAME}) (?=here\b(?:[.,!]|$| from))", re.MULTILINE),
    re.compile(rf"\b(?:[Rr]emove|[Aa]dd|[Ii]nvite|[Dd]elete|[Rr]eplace) ({_NAME})(?=,| from| to| as| \(|\.? ?he\b|\.? ?she\b)"),
    re.compile(rf"\b(?:call|phone|ring|ask for|contact|reach|email|text) ({_NAME})(?= back\b| on \ue000| at \ue000|[.]?$)", re.MULTILINE),
    re.compile(rf"\b[Tt]he ({_NAME}) (?=family|household|couple)"),
    re.compile(rf"\bas [\"“]({_NAME})(?=[\"”])"),
    re.compile(rf"^[ >]*({_NAME})(?= wrote:| joined the chat| has left the conversation| \([^)\n]{{2,30}}\) (?:said|reported|asked|wrote|called))", re.MULTILINE),
    re.compile(rf"^[ >]*\[?\d{{1,2}}:\d\d(?::\d\d)?(?: [AP]M)?\]? ?({_NAME})(?=:)", re.MULTILINE),
    re.compile(rf"(?i:\b(?:attendees|participants|approved by|prepared by|signed by|checked by|owner|author|by)): ({_NAME}){_E}"),
    re.compile(rf"\ue000; ({_NAME}){_E}|{_B}({_NAME})(?=; \ue000)"),
    re.compile(rf"(?:^|[,\t|;]\"?)({_NAME})(?=\"?[,\t|;]\"?\ue000)", re.MULTILINE),
    re.compile(rf"^[ >]*/({_NAME})[ ]*\Z", re.MULTILINE),
    # who is spoken to: "Danial, can I", "Don't go, Derrick!", "Remember me, Kelly?"
    re.compile(
        rf"(?:^|[.!?\n\"“] ?)({_NAME}), (?=(?:can|could|please|would you|will you|do you|did you"
        rf"|are you|what|when|where|why|how|I|we|thanks|thank)\b)"
    ),
    re.compile(rf"(?<=[{_L}]), ({_NAME})(?=[!?])"),
    # a speaker at the beginning of a line
    re.compile(rf"^[ >]*({_NAME}): ?(?=[\"“])", re.MULTILINE),
    # beside a name that was found: "Torpy and <NAME>", "Erik, <NAME>", "from <NAME> to Om"
    re.compile(
        rf"\ue000(?:,? (?:and|&|or|nor|to|with|but|then) |, |/| vs\.? |,? and remove |,? but )({_NAME}){_E}"
        rf"(?! (?:Orchestra|Inc|LLC|Ltd))"
    ),
    re.compile(rf"{_B}({_NAME})(?=(?:,? (?:and|&|or|nor) |, |/| vs\.? )\ue000)"),
    re.compile(
        rf"(?i:\b(?:last|first|maiden|given|family|full|middle) name\??(?: is|:)? |\bname\?:? ?(?:is |to )?)"
        rf"({_NAME}){_E}"
    ),
    # a dash and a name close a message
    re.compile(rf"^[ >]*[-–—~] ?({_NAME})[ ]*\Z", re.MULTILINE),
    re.compile(rf"(?:^|[\s(])(?:Sr|Sra|Srta|Don|Doña|Mons|Fr|Sig|Sr\.ª|Mlle)\.? ({_NAME}){_E}"),
)
# Things stand here as well: the word has to be a listed name or formed as one, or two words.
_WEAK = (
    re.compile(
        rf"\b(?:by|with|from|featuring|met|meet|thank you|thanks|seen|heard|hear|ask for|contact"
        rf"|see|add|for|including|to|of|and|is|does|did|was|has|do|are|ask|let|show|hi|hello|hey"
        rf"|but|that|remove|love|leave me|producer|Producer|directed by|Directed [Bb]y: *) ({_NAME}){_E}"
    ),
    re.compile(
        rf"{_B}({_NAME}) (?:at|of|from|and|has|is|was|will|had|did|would|just|to|on|can|can't|cannot|left|needs|set"
        rf"|both)\b"
    ),
    re.compile(rf"{_B}({_NAME})(?='s [a-z])"),
    re.compile(rf"{_B}({_NAME}) from {_CAP}"),
    re.compile(
        rf"^[ >*|?]*({_NAME})(?: (?:MD|DDS|DVM|PhD|Jr\.?|Sr\.?|II|III))?[ ,]*$", re.MULTILINE
    ),
)
# "Seifert, Guntram": as lists and exports have it
_TURNED = re.compile(rf"(?:^|(?<=[=:>|\n\"(\t;] )|(?<=[=:>|\n\"(\t;]))({_CAP}), ({_CAP})(?= (?:is|was|has|\()|[ ]*(?:$|[|;\t\")]))", re.MULTILINE)
_CAPITALS = re.compile(
    rf"(?i:\b(?:cardholder|card holder|passenger|guest|name(?: on (?:the )?card)?|holder|beneficiary|traveller|traveler"
    rf"|patient|payee|regards|sincerely(?: yours)?|yours(?: truly| sincerely)?|thanks|best|cheers|signed))[ :,=\n-]{{1,4}}"
    rf"([{_U}]{{2,}}(?:[-'][{_U}]{{2,}})?(?: [{_U}]{{2,}}(?:[-'][{_U}]{{2,}})?){{1,2}})(?![{_U}{_L}0-9])"
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
_INITIAL = re.compile(rf"{_B}({_CAP} (?!I\b)[{_U}]\.? (?:{_PARTICLE} ){{0,2}}{_CAP}){_E}")
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
_CODE = re.compile(r"[{}]|;[ ]*$|\w=\S|[=!]=|::|->|\w\(\)|Exception|https?://|\w/\w+/\w")


def may_be_name(word: str) -> bool:
    """Whether a capitalised ``word`` may be a part of a person's name."""
    if word in lists.common_words() or word in lists.places() or word in lists.brands():
        return False
    if "-" in word:
        return all(map(may_be_name, word.split("-")))
    if not word[:1].isupper() or any(mark.isupper() for mark in word[3:]) or word.isupper():
        return False
    return is_listed(word) or not is_word(word.replace("'", ""))


def looks_like_surname(word: str) -> bool:
    """Whether ``word`` ends as surnames of Europe end and is no English word."""
    if re.match(r"(?:O'|Mc|Mac|Fitz)[A-Z]", word):
        return True
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
    for found in _LOWER_SAYS.finditer(text):
        words = found[1].split()
        if not any(map(is_word, words)) or all(map(is_listed, words)) and len(words) > 1:
            yield found.span(1)
    if text == text.lower():
        yield from _lower(text)


def _in_prose(text: str) -> Iterator[Range]:
    for pattern in _STRONG:
        yield from (found.span(found.lastindex or 0) for found in pattern.finditer(text) if _may_well_be(found[found.lastindex or 0]))
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
    for found in _TURNED.finditer(text):
        if all(map(may_be_name, found.groups())) and any(map(is_listed, found.groups())):
            yield found.span()
    for found in _CAPITALS.finditer(text):
        if not any(is_word(word) and not is_listed(word) for word in found[1].split()):
            yield found.span(1)
    for found in _CAPITAL_PAIR.finditer(text):
        words = found[1].split()
        if any(map(is_listed, words)) and not any(is_word(w) and not is_listed(w) for w in words):
            if not all(map(is_word, words)):
                yield found.span(1)
    for found in _TWO.finditer(text):
        if all(map(may_be_name, found.groups())) and any(map(is_listed, found.groups())):
            yield found.span(1)
            yield found.span(2)


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
    name = bare(word.capitalize())
    return name in lists.given_english() and name not in lists.also_words() and not is_word(name)


_LOWER = re.compile(rf"(?<![{_L}0-9'’@._/-])[{_L}]{{4,15}}(?![{_L}0-9@_/-]|\.[a-z])")
_LOWER_CALLED = re.compile(
    rf"\b(?:name is|call me|calls? me|named|i am|i'm|im|its|it's"
    rf"|this is) ([{_L}]{{3,15}}(?: [{_L}]{{4,20}})?)(?= but|[ ,.!?]*$|[,.!?])",
    re.MULTILINE,
)
_CAPITAL_PAIR = re.compile(
    rf"(?<![{_U}{_L}0-9_.-])(?<![{_U}] )([{_U}]{{3,}} [{_U}]{{3,}})(?![{_U}{_L}0-9_-]| [{_U}]{{2}})"
)
_LOWER_SAYS = re.compile(
    rf"(?:^|[.!?,\n] ?|\b(?:hi|hello|hey),? )(?:this is |it's |its |i'm |im )?([{_L}]{{3,15}}(?: [{_L}]{{3,15}})?)"
    r"(?= here\b(?:[,.!]|$)| (?:from (?:the|your|our|\w+ing)\b))",
    re.MULTILINE,
)
_TRIGGER = re.compile(rf"[{_U}][{_L}]|\A[^A-Z]+\Z")

RECOGNISERS = (Recogniser("NAME", _TRIGGER.search, _find),)
