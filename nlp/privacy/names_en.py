"""Names in Latin letters by what stands around them: "my name is", "Dear", "Regards," …"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from nlp.privacy import name_lists as lists
from nlp.privacy.cues_en import L, U
from nlp.privacy.english import is_word
from nlp.privacy.spans import Range, Recogniser

CAP = rf"(?:(?:Mc|Mac|O'|D'|De|Di|Van|Le|La)?[{U}][{L}]+(?:['-](?!s(?![{L}]))[{U}{L}][{L}]*)*)"
_INITIAL = rf"(?:[{U}]\.?(?![{L}]))"
_PARTICLE = r"(?:van|von|der|den|de|da|del|dos|di|bin|al|el|la|le|ter|af)"
FULL = rf"(?:{CAP}(?: (?:{_PARTICLE} ){{0,2}}(?:{CAP}|(?!I ){_INITIAL})){{0,3}})"
TWO = rf"(?:{CAP}(?: (?:{_PARTICLE} ){{0,2}}(?:{CAP}|{_INITIAL})){{1,3}})"
_EDGE = rf"(?![{U}{L}0-9_])"

_SELF = re.compile(
    rf"(?:(?i:\bmy (?:full |real |first |last |maiden |legal )?name(?: (?:on|in|for|at)"
    rf" [a-z ]{{3,20}})? is|\bmy name(?= \()|\bmy name'?s|\bname is"
    rf"|\bnamed?(?: after)?|\bcall me|\bmy name here is))"
    rf"[ :\"'(]{{1,3}}({FULL}|[{U}]{{2,}}(?: [{U}]{{2,}})+){_EDGE}"
)
_SELF_LOWER = re.compile(
    r"\b(?i:my name is|my name's|i am|i'm|this is) ([a-z]{2,15}(?: [a-z]{2,15})?)(?![A-Za-z])"
)
_I_AM = re.compile(
    rf"(?:\b(?:I am|I'm|This is|this is|it's|It's|[Ii]t is|here is|Here's)) ({FULL}){_EDGE}"
    rf"(?=[ ,.!\n]|$)"
)
_SIGN_OFF = re.compile(
    rf"^[ >]*(?i:(?:(?:kind|best|warm|warmest|many|with|and|my)[ ,]+)*(?:regards|wishes|sincerely"
    rf"|thanks|thank you|thx|cheers|yours truly"
    rf"|yours faithfully|yours|respectfully|cordially|faithfully|truly|best|ta|brgds|br|rgds|love"
    rf"|greetings)(?: (?:again|so much|very much|in advance|and regards|yours))?)"
    rf"[ ]*[,.!\-~]{{0,2}}[ ]*(?:\n[ >]*){{0,3}}[-~ ]*({FULL}|[{U}]{{2,}}(?:"
    rf" [{U}]{{2,}}){{0,2}}|[a-z]{{3,12}}(?: [a-z]{{3,15}})?)[ ]*(?:[,.(|/]|$)",
    re.MULTILINE,
)
_INLINE_SIGN_OFF = re.compile(
    rf"(?:Regards|Thanks|Cheers|Sincerely|Best wishes|regards|thanks|Best|Yours)(?:,| -|\.) ?"
    rf"({FULL})\.?\s*\Z"
)
_DASH_SIGN = re.compile(rf"(?:^|[.!?] )[-~]{{1,2}} ?({FULL})\s*$", re.MULTILINE)
_GREETING = re.compile(
    rf"^[ >|\"]*(?:Hi|Hello|Hey|Dear|Good (?:morning|afternoon|evening|day)|Greetings|Hiya|Thank"
    rf" you|Thanks|Sorry)(?: again)?[ ,]+(?:there[ ,]+)?(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr"
    rf"|Prof)\b\.? )?"
    rf"(?!(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof)\b)({FULL})(?=[ ]*(?:[,!.:;\n—-]|$))",
    re.MULTILINE,
)
_TITLE = re.compile(
    rf"(?<![A-Za-z])(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Madame|Mme|Herr|Frau|Señora?|Rev"
    rf"|Capt|Mister)\.? ({FULL}|[{U}]{{2,}}(?: [{U}]{{2,}})*){_EDGE}"
)
_LABELLED = re.compile(
    rf"(?i:\b(?:(?:full|first|last|given|family|customer|client|contact|account|card ?holder'?s?"
    rf"|cardholder|billing|shipping|maiden|user'?s?|patient|guest|passenger|beneficiary"
    rf"|registered) ?name|name(?: on (?:the )?(?:card|account|order))?"
    rf"|attn|attention|cardholder|card holder|account holder|recipient|addressee|contact(?:"
    rf" person)?(?: on our side)?|passenger|guest|customer|signed(?: by)?|sender|bill(?:ing)?(?:"
    rf" address)? to|ship to|billing address|shipping address|conversation with|chat with|visitor"
    rf"|requester|assignee|reporter))"
    rf"(?i:(?: is| was)?[ ]?[:=/-][ \n]{{0,8}}| (?:is |was )| (?=(?-i:{TWO})))[\"']?({FULL}"
    rf"|[{U}]{{2,}}(?: [{U}]{{2,}})+){_EDGE}"
)
_PERSON_BY = re.compile(
    rf"(?i:\b(?:spoke (?:to|with)|speak (?:to|with)|speaking (?:to|with)|talked (?:to|with)"
    rf"|chatted with|chat with|assisted by|helped by|served by|handled by|told by|written by"
    rf"|signed by|sent by"
    rf"|ask for|asked for|agent|representative|rep|advisor|colleague|coworker|wife|husband"
    rf"|partner|son|daughter|mother|father|mom|mum|dad|brother|sister|boss|friend|neighbou?r"
    rf"|in the name of|under the name(?: of)?|under|according to|attn|cc|behalf of"
    rf"|met|emailed|contacted|called))"
    rf"[ ,:]{{1,2}}({FULL}){_EDGE}"
)
_LISTED = re.compile(
    rf"(?<![{U}{L}0-9_.@/\\-])({CAP}) (?:{_INITIAL} )?({CAP})(?: ({CAP}))?(?![{U}{L}0-9_@/\\])"
)
_ROMAJI_SAN = re.compile(rf"(?<![A-Za-z])({CAP})-?(?: )?-(?:san|sama|sensei|kun)\b")
_CAPS_PAIR = re.compile(
    r"(?<![A-Za-z0-9_.-])([A-Z]{2,12}) ([A-Z]{2,12}|[A-Z][a-z]{2,12})(?![A-Za-z0-9_.-])"
)


def _words(name: str) -> list[str]:
    return [part for part in name.replace(".", "").split(" ") if part]


def bare(word: str) -> str:
    """``"Rubén"`` -> ``"Ruben"``."""
    return "".join(
        mark for mark in unicodedata.normalize("NFD", word) if not unicodedata.combining(mark)
    )


def is_listed(word: str) -> bool:
    """Whether ``word`` is a listed given name or surname; "SMITH" counts as "Smith"."""
    form = word.capitalize() if word.isupper() or word.islower() else word
    if any(
        one in lists.given_latin() or one in lists.surname_latin() for one in (form, bare(form))
    ):
        return True
    return "-" in word and all(map(is_listed, word.split("-")))


def plausible(name: str) -> bool:
    """Whether ``name`` may be a person where a cue says so: not all of it common words."""
    words = [word for word in _words(name) if len(word) > 1]
    if not words or words[0].capitalize() in lists.common_words():
        return False
    return any(word.capitalize() not in lists.common_words() for word in words)


def sure(name: str) -> bool:
    """The same where the cue is weak: two words, or one that stands in the lists."""
    words = [word for word in _words(name) if len(word) > 1]
    if not plausible(name):
        return False
    unlisted = [word for word in words if not is_listed(word)]
    return not unlisted or (
        len(words) > 1 and not lists.common_words() & {w.capitalize() for w in words}
    )


def _after_cue(text: str) -> Iterator[Range]:
    for pattern in (_SELF, _GREETING, _TITLE):
        yield from (m.span(1) for m in pattern.finditer(text) if plausible(m[1]))
    for pattern in (_I_AM, _LABELLED, _PERSON_BY, _INLINE_SIGN_OFF, _DASH_SIGN):
        yield from (m.span(1) for m in pattern.finditer(text) if sure(m[1]))
    yield from (m.span(1) for m in _HERE.finditer(text) if sure(m[1]))
    yield from (m.span(1) for m in _HEADER.finditer(text) if " " in m[1] and sure(m[1]))
    if _KANA.search(text) is None:
        yield from (m.span(1) for m in _KATAKANA.finditer(text))
    for found in _SIGN_OFF.finditer(text):
        lower = found[1].islower() or found[1].isupper()
        words = {word.capitalize() for word in _words(found[1])}
        if not words & lists.common_words() and (not lower or is_listed(_words(found[1])[0])):
            yield found.span(1)
    for found in _SELF_LOWER.finditer(text):
        named = list(_lower_name(found[1], found.start(1)))
        if found[0].casefold().startswith("my") or any(" " in text[a:b] for a, b in named):
            yield from named


def _lower_name(words: str, start: int) -> Iterator[Range]:
    """ "my name is john smith and …": as many words as are listed names, the first surely."""
    taken = 0
    for word in words.split(" ")[:2]:
        if not is_listed(word) or word.capitalize() in lists.common_words():
            break
        taken += len(word) + 1
    if taken:
        yield start, start + taken - 1


def _listed_pairs(text: str) -> Iterator[Range]:
    """A listed given name and a capitalised word; surname first for Japanese names."""
    for found in _LISTED.finditer(text):
        first, second = found[1], found[2]
        if _is_pair(first, second):
            third = (
                found[3]
                and found[3] not in lists.common_words()
                and found[3] in lists.surname_latin()
            )
            yield found.start(), found.end(3) if third else found.end(2)
    for found in _ROMAJI_SAN.finditer(text):
        yield found.span(1)
    for found in _CAPS_PAIR.finditer(text):
        if _is_romaji_pair(found[1].capitalize(), found[2].capitalize()):
            yield found.span()


def _alone(text: str) -> Iterator[Range]:
    """A listed given name that stands by itself: "Emily told me", "I asked Joseph"."""
    for found in _ALONE.finditer(text):
        group = 1 if found[1] else 2
        if found[group] in lists.given_english() and found[group] not in lists.also_words():
            yield found.span(group)


def _lines(text: str) -> Iterator[Range]:
    """A line with nothing but a name, as signatures and address blocks have it."""
    for found in (*_LINE.finditer(text), *_LAST.finditer(text)):
        words = [word for word in _words(found[1]) if len(word) > 1]
        if not {word.capitalize() for word in words} & lists.common_words() and (
            words[0] in lists.given_latin()
            or words[-1] in lists.surname_latin()
            or not any(is_word(word) for word in words)
        ):
            yield found.span(1)


def _is_pair(first: str, second: str) -> bool:
    if {first, second} & lists.common_words():
        return False
    if first in lists.given_latin():
        return True
    return _is_romaji_pair(first, second) or (
        second in lists.surname_latin() and not is_word(first)
    )


def _is_romaji_pair(first: str, second: str) -> bool:
    pairs = ((first, second), (second, first))
    if any(a in lists.surname_romaji() and b in lists.given_romaji() for a, b in pairs):
        return True
    return first in lists.given_latin() and second in lists.surname_latin()


_ALONE = re.compile(
    rf"(?<![{U}{L}0-9_.@/\\#$-])(?<![{U}{L}0-9.] )([{U}][{L}]{{2,14}})(?=(?:'s)?"
    rf"(?:[ ,.!?;:)\"]|$))(?!\.[A-Za-z0-9])(?! [{U}0-9])"
    rf"|(?<=[{L}] )([{U}][{L}]{{2,14}})(?=(?:'s)?(?:[ ,.!?;:)\"]|$))(?!\.[A-Za-z0-9])(?!"
    rf" [{U}0-9])",
    re.MULTILINE,
)
_LINE = re.compile(rf"^[ >|*~_=—-]*({TWO}),?[ ~*_—-]*$", re.MULTILINE)
_HERE = re.compile(rf"(?:^|[.!,] )({TWO}) (?:here|speaking|again)(?=[.!, ])", re.MULTILINE)
# An automatic reply ends in a bare name.
_LAST = re.compile(rf"(?<=[.!?>\ue000] )({FULL})\s*\Z")
# a mail header: To: Jane Doe <jane@…>, where the address is a wall already
_HEADER = re.compile(rf"({FULL})\"? ?(?=<?\ue000|<[A-Za-z0-9._-]+@)")
# A name in katakana that stands in English: nothing else there is written with a middle dot.
_KATAKANA = re.compile(
    r"(?:(?<=[A-Za-z\ue000][ (])|(?<=[A-Za-z\ue000] \()|(?<=[:/,] ))"
    r"([ァ-ヶー]{2,12}(?:[・ ][ァ-ヶー]{2,14}){1,2})(?=[ .,;:)/!?]|$)",
    re.MULTILINE,
)
_KANA = re.compile(r"[ぁ-ゖ]")
_CAPITAL = re.compile(rf"[{U}][{L}{U}]|\b(?i:my name|i'm|i am|this is|regards|thanks|cheers)\b")


def _find(text: str) -> Iterator[Range]:
    yield from _after_cue(text)
    yield from _listed_pairs(text)
    yield from _alone(text)
    yield from _lines(text)


RECOGNISERS = (Recogniser("NAME", _CAPITAL.search, _find),)
