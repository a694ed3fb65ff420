"""Numbers with a check digit or a name before them: cards, My Number, IBAN, accounts, papers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.privacy.cues import cue, names_a_thing, stands_before
from nlp.privacy.spans import Range, Recogniser

# No letter, digit or decimal point may touch: ids such as MK-20261003-4821 stay whole.
_BEFORE = r"(?<![0-9A-Za-z_])(?<![0-9A-Za-z][.,:/-])"
_AFTER = r"(?![0-9A-Za-z_]|[.,:/-][0-9A-Za-z])"
_LONG = re.compile(rf"{_BEFORE}\d(?:[ -]?\d){{11,18}}{_AFTER}")
_CARD_CUE = cue(
    r"カード(?:の?番号)?|クレジット|クレカ|\b(?:credit|debit|bank)?\s?card(?:\s?(?:number|no|num"
    r"|#))?|\bcc\b"
    r"|\bVISA|\bMaster(?:Card)?|\bJCB|\bAmex"
)
_MY_NUMBER_CUE = cue(
    r"マイナンバー(?:カード)?(?:の?番号)?|個人番号|\bMy ?Number(?: number| card)?|\bindividual"
    r" number"
)
# Issuer ranges by first digits -> lengths (ISO/IEC 7812; the networks' public tables). Without
# them one in ten numbers that begin with any digit would pass Luhn and be called a card.
_NETWORKS = (
    (re.compile(r"4"), {13, 16, 18, 19}),
    (re.compile(r"5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720"), {16}),
    (re.compile(r"3[47]"), {15}),
    (re.compile(r"35(?:2[89]|[3-8])"), {16, 17, 18, 19}),
    (re.compile(r"1800|2131"), {15}),
    (re.compile(r"30[0-5]|3095|3[689]"), {14, 16}),
    (re.compile(r"6011|64[4-9]|65"), {16, 17, 18, 19}),
    (re.compile(r"62"), {16, 17, 18, 19}),
    (re.compile(r"50(?:18|20|38)|5[6-8]|6304|67(?:59|6[123])"), set(range(12, 20))),
)
_STAMP = re.compile(
    r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d"
)


def luhn(digits: str) -> bool:
    """Whether the last digit is right (ISO/IEC 7812-1 annex B)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 * (value > 9)
    return total % 10 == 0


def _is_card(digits: str) -> bool:
    fits = any(start.match(digits) and len(digits) in sizes for start, sizes in _NETWORKS)
    return fits and luhn(digits)


def _cards(text: str) -> Iterator[Range]:
    for found in _LONG.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        called = stands_before(_CARD_CUE, text, found.start(), 24)
        if called or (_is_card(digits) and not names_a_thing(text, found.start())):
            yield found.span()


def _my_numbers(text: str) -> Iterator[Range]:
    for found in _LONG.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        if len(digits) != 12:
            continue
        if stands_before(_MY_NUMBER_CUE, text, found.start(), 24) or (
            _right_individual_number(digits)
            and not _STAMP.fullmatch(digits)
            and not names_a_thing(text, found.start())
        ):
            yield found.span()


def _right_individual_number(digits: str) -> bool:
    from stdnum.jp import in_ as individual_number  # loaded at the first twelve digits

    return bool(individual_number.is_valid(digits))


_IBAN = re.compile(
    r"(?<![0-9A-Za-z])[A-Z]{2}\d{2}(?: ?[0-9A-Z]{2,4}){3,8}(?![0-9A-Za-z])", re.IGNORECASE
)


def _ibans(text: str) -> Iterator[Range]:
    from stdnum import iban

    for found in _IBAN.finditer(text):
        # a word in capitals after the number is not part of it: give it back word by word
        value = found[0]
        while " " in value and not iban.is_valid(value, check_country=False):
            value = value[: value.rindex(" ")]
        if iban.is_valid(value, check_country=False):
            yield found.start(), found.start() + len(value)


# Dashes are part of how these are written; the words before them are what makes them sure.
_SSN = re.compile(rf"{_BEFORE}(?!000|666)\d{{3}}-(?!00)\d\d-(?!0000)\d{{4}}{_AFTER}")
_CALLED = {
    "SSN": (r"\bSSN|social security(?: number| no)?", r"\d{3}[ -]?\d{2}[ -]?\d{4}"),
    "BANK_ACCOUNT": (
        r"口座番号|口座|(?:普通|当座|貯蓄)(?:預金)?(?:口座)?|\([普当]\)|\b(?:bank )?account "
        r"(?:number|no)"
        r"|\bacct(?: no)?",
        r"\d{6,12}",
    ),
    "PASSPORT": (
        r"パスポート(?:の?番号)?|旅券(?:番号)?|passport(?: number| no| #)?",
        r"[A-Z]{1,2}\d{6,8}|\d{8,9}",
    ),
    "LICENCE": (
        r"運転免許証?(?:の?番号)?|免許証?(?:の?番号)?|driv(?:er'?s?|ing) licen[cs]e(?: number| no"
        r"| #)?",
        r"(?=[A-Z0-9 -]*\d{4})[A-Z0-9](?:[ -]?[A-Z0-9]){5,15}",
    ),
}


def _ssns(text: str) -> Iterator[Range]:
    for found in _SSN.finditer(text):
        if not names_a_thing(text, found.start()):
            yield found.span()


def called(kind: str, words: str, shape: str) -> Recogniser:
    """A recogniser for values known only by the word before them."""
    trigger = re.compile(words, re.IGNORECASE)
    value = re.compile(
        rf"(?:(?i:{words}))(?: (?:of|for) [^\n:]{{2,40}}:)?"  # Driver's licence of …: …
        rf"(?:[\s:#はがのをにて、.=\"'()「→-]|(?i:is|was|番号|number"
        rf"|no\.?)){{0,14}}?"
        rf"(?<![0-9A-Za-z])((?:{shape}))(?![0-9A-Za-z])"
    )
    return Recogniser(
        kind, trigger.search, lambda text: [found.span(1) for found in value.finditer(text)]
    )


# ゆうちょ銀行 writes an account as 記号 10120 番号 12345671.
_POSTAL_BANK = re.compile(
    r"記号[\s:はが]{0,3}(\d{5})(?!\d)[^\d\n]{0,12}番号[\s:はが]{0,3}(\d{6,8})(?!\d)"
)


def _postal_accounts(text: str) -> Iterator[Range]:
    for found in _POSTAL_BANK.finditer(text):
        yield found.span(1)
        yield found.span(2)


_TWELVE = re.compile(r"\d(?:[ -]?\d){11}")

RECOGNISERS = (
    Recogniser("CARD", _TWELVE.search, _cards),
    Recogniser("MY_NUMBER", _TWELVE.search, _my_numbers),
    Recogniser("IBAN", re.compile(r"[A-Za-z]{2}\d{2}[ ]?[0-9A-Za-z]{2}").search, _ibans),
    Recogniser("SSN", re.compile(r"\d{3}-\d\d-\d{4}").search, _ssns),
    *(called(kind, *pattern) for kind, pattern in _CALLED.items()),
    Recogniser("BANK_ACCOUNT", re.compile(r"記号").search, _postal_accounts),
)
