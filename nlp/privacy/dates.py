"""Birth dates: a date that the words around it call one. Other dates are facts and stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.privacy.cues import cue, stands_before
from nlp.privacy.spans import Range, Recogniser

_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"(?<![0-9A-Za-z])(?:{_YEAR} ?年 ?\d{{1,2}} ?月 ?\d{{1,2}} ?日"
    r"|(?:明治|大正|昭和|平成|令和|[MTSHR]) ?(?:\d{1,2}|元)(?: ?年 ?\d{1,2} ?月 ?\d{1,2} ?日"
    r"|[./-]\d{1,2}[./-]\d{1,2})"
    rf"|{_YEAR}([-/.])\d{{1,2}}\1\d{{1,2}}|\d{{1,2}}([-/.])\d{{1,2}}\2(?:{_YEAR}|\d\d)"
    rf"|{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    rf"|{_MONTHS} \d{{1,2}}(?:st|nd|rd|th)?,? {_YEAR}|\d{{1,2}}(?:st|nd|rd|th)?(?: of)?"
    rf" {_MONTHS},? {_YEAR}"
    r"|\d{2} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日"
    rf"|\d{{1,2}}[ -]{_MONTHS}[ -]{_YEAR}"
    r"|(?:明治|大正|昭和|平成|令和)[一二三四五六七八九十元]{1,3}年[一二三四五六七八九十]{1,3}月"
    r"[一二三四五六七八九十]{1,3}日|[一二三四五六七八九〇]{4}年[一二三四五六七八九十]{1,3}月"
    r"[一二三四五六七八九十]{1,3}日"
    rf"|{_YEAR} ?年 ?\d{{1,2}} ?月(?= ?(?:生|うまれ)))(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_CUE = cue(
    r"(?:生年月日|誕生日|バースデー|生まれ|うまれ)(?:は?(?:西暦|和暦)で)?|\bd\.?o\.?b\.?"
    r"|\bdate of birth|\bbirth ?da(?:te|y)"
    r"(?:,? it'?s)?"
    r"|\bborn(?: on)?|\bb-day"
)
_AFTER = re.compile(
    r"[ )]{0,2}に?(?:(?:生まれ|うまれ|生)(?![産成活])|[がをの」 ]{1,3}(?:生年月日|誕生日)"
    r"|[ ,)]{0,3}\((?:DOB|生年月日|誕生日)\)|です?が?(?:私の)?誕生日)"
)
_TRIGGER = re.compile(
    r"生年月日|誕生日|バースデー|生|うまれ|birth|born|\bd\.?o\.?b|b-day", re.IGNORECASE
)
# "name, 1985-04-03, 090-…" after "for verification": a date among particulars is a birth date.
_PROOF = re.compile(r"本人確認|verif(?:y|ication)|identity", re.IGNORECASE)
_PROOF_REACH = 60


def _birth_dates(text: str) -> Iterator[Range]:
    for found in _DATE.finditer(text):
        if (
            stands_before(_CUE, text, found.start(), 28)
            or _AFTER.match(text, found.end())
            or _stands_in_proof(text, found.start())
            or _stands_among_particulars(text, found)
        ):
            yield found.span()


def _stands_in_proof(text: str, start: int) -> bool:
    clause = re.split(r"[。\n]", text[max(0, start - _PROOF_REACH) : start])[-1]
    return _PROOF.search(clause) is not None and ("/" in clause or "," in clause)


_PARTICULAR = "\ue000"  # what was found already stands as this


def _stands_among_particulars(text: str, found: re.Match[str]) -> bool:
    """A date between a name, a phone and a mail address in one row is the person's."""
    before = re.search(r"\ue000 ?[/、,|・;] ?$", text[max(0, found.start() - 4) : found.start()])
    row = text[text.rfind("\n", 0, found.start()) + 1 :].split("\n")[0]
    return before is not None and len(re.findall(r"\ue000 ?(?=[/、,|・;]|$)", row)) > 1


def _may_hold(text: str) -> bool:
    asked = _TRIGGER.search(text) is not None or _PROOF.search(text) is not None
    return asked or _PARTICULAR in text


RECOGNISERS = (Recogniser("BIRTHDATE", _may_hold, _birth_dates),)
