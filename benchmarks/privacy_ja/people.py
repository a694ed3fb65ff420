"""Made-up people of the Japanese test set.

The two halves share no surname and no given name: a name belongs to one of them by its
checksum. Surnames are drawn by the square root of how many people bear them (common ones often,
rare ones too); given names half from faker's common ones, half from all the ways of writing in
``japanese-personal-name-dataset``.
"""

from __future__ import annotations

import random
import zlib
from dataclasses import dataclass
from functools import cache
from typing import Literal

from faker.providers.person.ja_JP import Provider
from japanese_personal_name_dataset import load_dataset

Half = Literal["dev", "held_out"]


@dataclass(frozen=True)
class Name:
    """A surname or a given name: kanji, hiragana, Latin letters."""

    kanji: str
    hira: str
    latin: str

    @property
    def kata(self) -> str:
        """``"やまだ"`` -> ``"ヤマダ"``."""
        return "".join(chr(ord(x) + 0x60) if "ぁ" <= x <= "ゖ" else x for x in self.hira)


@dataclass(frozen=True)
class Person:
    """One made-up person."""

    sur: Name
    given: Name

    def written(self, form: str, chance: random.Random) -> str:
        """``form``: full, sur, given, kata, hira, romaji or romaji_caps."""
        gap = chance.choice(("", "", " ", "　"))
        latin = (self.sur.latin.capitalize(), self.given.latin.capitalize())
        shapes = {
            "full": self.sur.kanji + gap + self.given.kanji,
            "sur": self.sur.kanji,
            "given": self.given.kanji,
            "kata": self.sur.kata + chance.choice(("", " ", "　")) + self.given.kata,
            "hira": self.sur.hira + chance.choice(("", " ", "　")) + self.given.hira,
            "romaji": " ".join(latin if chance.random() < 0.3 else latin[::-1]),
            "romaji_caps": " ".join(latin[::-1]).upper(),
        }
        return shapes[form]


def person(half: Half, chance: random.Random) -> Person:
    """Somebody of this half."""
    rows, weights = _surnames(half)
    common = chance.random() < 0.5
    given = chance.choice(_common_given(half) if common else _all_given(half))
    return Person(chance.choices(rows, weights)[0], given)


def _mine(name: str, half: Half) -> bool:
    return (zlib.crc32(name.encode()) % 2 == 0) == (half == "dev")


@cache
def _surnames(half: Half) -> tuple[list[Name], list[float]]:
    _, _, last = load_dataset("opti", include_last_names=True)
    kept = [(kanji, facts) for kanji, facts in sorted(last.items()) if _mine(kanji, half)]
    names = [Name(kanji, str(facts["reading"]), str(facts["en"])) for kanji, facts in kept]
    return names, [float(facts["count"]) ** 0.5 for _, facts in kept]


@cache
def _all_given(half: Half) -> list[Name]:
    rows = [
        Name(kanji, reading, str(facts["en"]))
        for names in load_dataset("opti")
        for reading, facts in sorted(names.items())
        for kanji in facts["kanji"]
    ]
    return [row for row in rows if _mine(row.kanji, half) and len(row.kanji) <= 3]


@cache
def _common_given(half: Half) -> list[Name]:
    pairs = (*Provider.first_name_male_pairs, *Provider.first_name_female_pairs)
    rows = [Name(kanji, _hiragana(kata), latin) for kanji, kata, latin in pairs]
    return [row for row in rows if _mine(row.kanji, half)]


def _hiragana(kata: str) -> str:
    return "".join(chr(ord(mark) - 0x60) if "ァ" <= mark <= "ヶ" else mark for mark in kata)
