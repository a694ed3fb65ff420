"""Test sets that were written before anybody looked at the rules, and measured once.

    .venv/bin/python -m benchmarks.privacy_fresh.build third > third.jsonl
    koe eval pii third.jsonl

Each set has a Japanese and an English half: ``SET_ja.txt`` with ``{slots}``, ``SET_ja_hard.txt``
with ``{=KIND literal}`` and ``SET_ja_decoys.txt`` with nothing personal in them. ``\\n`` is a
line break. Everything is made up.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.privacy_fresh import addresses, numbers, people
from benchmarks.privacy_ja.people import Person

HERE = Path(__file__).parent
SETS = ("third", "fourth", "fifth", "sixth")
PER_TEMPLATE = 5
_SLOT = re.compile(r"\{=([A-Z_]+) ([^}]*)\}|\{([a-z_0-9]+?)(2?)\}")
_ENGLISH_FORMS = [
    "name",
    "first",
    "last",
    "name_caps",
    "name_last_first",
    "first_lower",
    "last_lower",
    "initial",
]
_JAPANESE_FORMS = [
    "full",
    "sur",
    "given",
    "kata",
    "hira",
    "sur_kata",
    "given_kata",
    "half_kata",
    "romaji",
    "romaji_caps",
    "romaji_lower",
    "spaced",
]
_COMPANIES = {
    "ja": ("株式会社青空商事", "㈱ミナミ製作所", "合同会社ノーススター", "みらい物流株式会社"),
    "en": ("Northwind Ltd", "Acme Robotics", "Bluebird Logistics Inc.", "Contoso"),
}
Piece = tuple[str, str | None]


def rows(name: str, language: str) -> Iterator[dict[str, Any]]:
    """Every sentence of one half of a set: full_text, spans, template."""
    chance = random.Random(f"{name} {language}")
    for line in _lines(f"{name}_{language}.txt"):
        for _ in range(PER_TEMPLATE):
            yield _row(line, list(_filled(line, language, chance)))
    for kind in ("hard", "decoys"):
        for line in _lines(f"{name}_{language}_{kind}.txt"):
            yield _row(line, list(_filled(line, language, chance)))


def _lines(name: str) -> list[str]:
    text = (HERE / name).read_text(encoding="utf-8")
    return [line.replace("\\n", "\n").replace("\\t", "\t") for line in text.splitlines() if line]


def _filled(line: str, language: str, chance: random.Random) -> Iterator[Piece]:
    made: dict[str, Any] = {}
    at = 0
    for slot in _SLOT.finditer(line):
        yield line[at : slot.start()], None
        at = slot.end()
        if slot[1]:
            yield slot[2], slot[1]
            continue
        yield from made.setdefault(slot[0], _value(slot[3], slot[4], language, chance, made))
    yield line[at:], None


def _value(
    form: str, which: str, language: str, chance: random.Random, made: dict[str, Any]
) -> list[Piece]:
    if form == "company":
        return [(chance.choice(_COMPANIES[language]), None)]
    if language == "en" and form in _ENGLISH_FORMS:
        someone = made.setdefault(f"person{which}", people.english(chance))
        return [(someone.written(form), "NAME")]
    if form in _JAPANESE_FORMS:
        someone = made.setdefault(f"person{which}", people.japanese(chance))
        return [(_of(someone, form, chance), "NAME")]
    kind, make = (MAKERS if language == "ja" else MAKERS | ENGLISH)[form]
    value = make(chance)
    return value if isinstance(value, list) else [(value, kind)]


def _of(someone: Person, form: str, chance: random.Random) -> str:
    return people.written(someone, form, chance)


def _row(template: str, pieces: list[Piece]) -> dict[str, Any]:
    text, spans = "", []
    for value, kind in pieces:
        if kind:
            spans.append(
                {
                    "entity_type": kind,
                    "entity_value": value,
                    "start_position": len(text),
                    "end_position": len(text) + len(value),
                }
            )
        text += value
    return {"full_text": text, "spans": spans, "template": template}


def main() -> None:
    """Print one set, or one half of it, as JSON lines."""
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in SETS:
        sys.exit(f"got {name!r}, expected one of {', '.join(SETS)}, and perhaps ja or en")
    for language in sys.argv[2:] or ("ja", "en"):
        for row in rows(name, language):
            print(json.dumps(row, ensure_ascii=False))


Maker = Callable[[random.Random], str | list[Piece]]
MAKERS: dict[str, tuple[str, Maker]] = {
    "addr": ("ADDRESS", addresses.mixed),
    "addr_short": ("ADDRESS", addresses.short),
    "addr_kanji": ("ADDRESS", addresses.kanji),
    "addr_kyoto": ("ADDRESS", addresses.kyoto),
    "addr_hokkaido": ("ADDRESS", addresses.hokkaido),
    "addr_building": ("ADDRESS", addresses.building),
    "addr_full_width": ("ADDRESS", addresses.full_width),
    "postcode": ("POSTCODE", numbers.postcode),
    "phone": ("PHONE", numbers.phone_ja),
    "phone_no": ("PHONE", numbers.phone_spoken),
    "phone_abroad": ("PHONE", numbers.phone_abroad),
    "email": ("EMAIL", numbers.email),
    "bank": ("BANK_ACCOUNT", numbers.bank),
    "yucho": ("BANK_ACCOUNT", numbers.yucho),
    "account": ("BANK_ACCOUNT", partial(numbers.digits, count=7)),
    "card": ("CARD", numbers.card),
    "my_number": ("MY_NUMBER", numbers.my_number),
    "passport": ("PASSPORT", numbers.passport),
    "licence": ("LICENCE", numbers.licence),
    "iban": ("IBAN", numbers.iban),
    "ip": ("IP", numbers.ip),
    "ipv6": ("IP", numbers.ipv6),
    "birth": ("BIRTHDATE", numbers.birth_ja),
    "url_token": ("URL_TOKEN", numbers.url_token),
    "secret": ("SECRET", numbers.secret),
    "api_key": ("SECRET", numbers.api_key),
    "foreign": ("NAME", people.foreign),
}
ENGLISH: dict[str, tuple[str, Maker]] = {
    "street": ("ADDRESS", addresses.us_street),
    "street_bare": ("ADDRESS", addresses.us_street_bare),
    "uk_street": ("ADDRESS", addresses.uk_street),
    "au_street": ("ADDRESS", addresses.au_street),
    "de_street": ("ADDRESS", addresses.de_street),
    "po_box": ("ADDRESS", addresses.po_box),
    "citystate": ("LOCATION", addresses.us_city),
    "uk_city": ("LOCATION", addresses.uk_city),
    "de_city": ("LOCATION", addresses.de_city),
    "phone": ("PHONE", numbers.phone_en),
    "email": ("EMAIL", numbers.email_en),
    "email_spoken": ("EMAIL", numbers.email_spoken),
    "passport_en": ("PASSPORT", numbers.passport_en),
    "licence_en": ("LICENCE", numbers.licence_en),
    "ssn": ("SSN", numbers.ssn),
    "us_account": ("BANK_ACCOUNT", numbers.us_account),
    "dob": ("BIRTHDATE", numbers.birth_en),
}

if __name__ == "__main__":
    main()
