"""Phone numbers: verified by ``phonenumbers``, or called one by the words before them.

A digit run alone proves nothing (order numbers, timestamps, amounts), so a number has to be
written as a phone number of a country that has it, or stand after "電話" or "call me at".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.privacy.cues import cue, names_a_thing, stands_before
from nlp.privacy.spans import Range, Recogniser

_BEFORE = r"(?<![0-9A-Za-z_+])(?<![0-9A-Za-z][.,:/#-])"
_AFTER = r"(?![0-9A-Za-z_]|[.,:/-][0-9A-Za-z]|%)"
_SEP = r"(?:[ .-]|\) ?|\( ?| \(|\)-|-\(){1,2}"
_JAPAN = re.compile(
    rf"{_BEFORE}(?:\(0\d{{1,4}}\)[ -]?\d{{1,4}}[ -]\d{{3,4}}"
    rf"|0\d{{1,4}}{_SEP}\d{{1,4}}{_SEP}\d{{3,4}}|0\d{{1,4}}[ -]\d{{6,8}}|0\d{{9,10}}){_AFTER}"
)
_EXTENSION = r"(?: ?(?:x|ext\.?|内線) ?\d{1,5})?"
_ABROAD = re.compile(
    rf"{_BEFORE}\(?\+\(?\d{{1,3}}\)?(?:[ ().-]{{0,3}}\d){{6,13}}{_EXTENSION}{_AFTER}"
)
_AMERICA = re.compile(
    rf"{_BEFORE}(?:1[ .-])?(?:\([2-9]\d\d\) ?|[2-9]\d\d[ .-])[2-9]\d\d[ .-]\d{{4}}"
    rf"{_EXTENSION}{_AFTER}"
)
# Nothing but a Japanese mobile number is written so, whatever it is called.
_MOBILE = re.compile(r"0[5789]0-\d{4}-\d{4}")
_CALLED = re.compile(
    rf"(?<![0-9A-Za-z_])\(?\+?\(?\d(?:[ ().-]{{0,2}}\d){{5,14}}{_EXTENSION}"
    r"(?![0-9A-Za-z_%円]|[,:/][0-9])"
)
_CUE = cue(
    r"電話(?:番号)?|でんわ|携帯(?:電話)?(?:番号)?|スマホ(?:の番号)?|ケータイ|(?:TEL|Tel|tel|FAX"
    r"|Fax|ファックス)"
    r"|連絡先(?:番号)?|直通|内線|自宅|勤務先"
    r"|\b(?:tele)?phone(?: ?(?:number|no|#))?(?: at| to| on)?|\b(?:cell|mobile|landline|desk"
    r"|office|fax|whatsapp|voicemail|hotline)"
    r"(?: ?(?:number|phone|no))?(?: at| to| on)?|\bcall(?: (?:me|us|him|her|them|back|you))*(?: "
    r"(?:at|on|to))?"
    r"|\b(?:reach|contact|text|ring|dial|sms|page|answering|fax)(?: (?:me|us|him|her|them|back"
    r"|you|it))?(?: (?:at|on|to|via))?"
    r"|\b(?:messages?|texts?|calls?) (?:to|from|on)|\bregistered(?: number| mobile)?"
)
_CALLED_AFTER = re.compile(
    r"[ -]{0,2}\(?(?:office|fax|mobile|cell|home|work|desk|携帯|自宅|会社|勤務先)(?![a-z])",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:19|20)\d\d[-/. ]?(?:0?[1-9]|1[0-2])[-/. ]?(?:0?[1-9]|[12]\d|3[01])(?!\d)"
    r"|\d\d?[-/.]\d\d?[-/.](?:19|20)\d\d"
)
_SEVEN = re.compile(r"\d(?:[ ().の、-]{0,2}\d){5}|[〇零]\s?[一二三四五六七八九〇]{2}")
# As a voicemail's transcript has them: 090の1234の5678, 090、1234、5678, 〇九〇一二三四五六七八
_SPOKEN = re.compile(
    r"(?<![0-9])0\d{1,4}(?:の|、)\d{1,4}(?:の|、)\d{3,4}(?![0-9])"
    r"|(?<![一-九〇零])[〇零][一二三四五六七八九〇零の、 -]{8,14}[一二三四五六七八九〇零]"
    r"(?![一二三四五六七八九〇十百千万年月日])"
)
_KANJI_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
# Written nationally: 07911 123456, 020 7946 0958, 0171 1234567, or with 00 instead of +
_NATIONAL = re.compile(
    rf"{_BEFORE}(?:0\d{{2,4}}[ -]\d{{3,4}}[ -]\d{{3,4}}|0\d{{4}}[ -]\d{{6}}){_AFTER}"
)
_DOUBLE_ZERO = re.compile(
    rf"{_BEFORE}00(?=[ ]?[1-9])(?=\d*[ ().-])(?:[ ().-]{{0,3}}\d){{8,14}}{_AFTER}"
)
_ELSEWHERE = ("GB", "AU", "DE", "FR", "IN")


def _phones(text: str) -> Iterator[Range]:
    yield from _checked(text, _JAPAN, "JP")
    yield from _checked(text, _AMERICA, "US")
    for found in _ABROAD.finditer(text):
        end = _longest_possible(found[0])
        if end:
            yield found.start(), found.start() + end
    yield from _so_called(text)
    yield from _spoken(text)
    for found in _DOUBLE_ZERO.finditer(text):
        if _longest_possible("+" + found[0][2:].lstrip()) and not names_a_thing(
            text, found.start()
        ):
            yield found.span()
    for found in _NATIONAL.finditer(text):
        if any(_is_valid(found[0], region) for region in _ELSEWHERE) and not names_a_thing(
            text, found.start()
        ):
            yield found.span()


def _spoken(text: str) -> Iterator[Range]:
    for found in _SPOKEN.finditer(text):
        digits = re.sub(r"\D", "", found[0].translate(_KANJI_DIGITS))
        if _is_valid(digits, "JP"):
            yield found.span()


def _checked(text: str, pattern: re.Pattern[str], region: str) -> Iterator[Range]:
    for found in pattern.finditer(text):
        sure = _MOBILE.fullmatch(found[0]) or not names_a_thing(text, found.start())
        if sure and _is_valid(found[0], region):
            yield found.span()


def _is_valid(number: str, region: str) -> bool:
    import phonenumbers  # its tables load at the first number, not at start

    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, region))
    except phonenumbers.NumberParseException:
        return False


def _longest_possible(number: str) -> int:
    """How many characters of ``+…`` make a possible number; 0 for none.

    Another number may follow after a space: groups are given back from the end. "Possible"
    is enough after a plus sign: nothing else is written so, and reserved numbers are people's.
    """
    import phonenumbers

    while number:
        try:
            if phonenumbers.is_possible_number(phonenumbers.parse(number.replace("(0)", ""), None)):
                return len(number)
        except phonenumbers.NumberParseException:
            return 0
        cut = max(number.rfind(mark) for mark in " .-(")
        number = number[: max(cut, 0)].rstrip(" .-()")
    return 0


def _so_called(text: str) -> Iterator[Range]:
    """Numbers that the words before them call a phone number, whatever country's."""
    for found in _CALLED.finditer(text):
        digits = sum(mark.isdigit() for mark in found[0])
        if (
            7 <= digits <= 15
            and not _DATE.match(found[0].lstrip("(+"))
            and (_is_called(text, found) and not names_a_thing(text, found.start()))
        ):
            yield found.span()


def _is_called(text: str, found: re.Match[str]) -> bool:
    after = _CALLED_AFTER.match(text, found.end())
    return after is not None or stands_before(_CUE, text, found.start())


RECOGNISERS = (Recogniser("PHONE", _SEVEN.search, _phones),)
