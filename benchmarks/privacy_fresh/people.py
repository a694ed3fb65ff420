"""Made-up people in every way of writing that a message may hold."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass
from functools import cache

from faker import Faker

from benchmarks.privacy_ja.people import Person, person

_ENGLISH = ("en_US", "en_US", "en_GB", "en_IN", "en_AU", "en_IE", "es_MX", "de_DE", "fr_FR")
_FOREIGN_FIRST = """
マイケル アレハンドロ オルガ ファティマ ジュリア ラフル プリヤ グエン ホセ
エレナ クリストファー ナディア カルロス ソフィア アブドゥル イヴァン
シャーロット ダニエル ミゲル アイシャ
""".split()  # noqa: SIM905
_FOREIGN_LAST = """
ブラウン シルバ ペレス イワノフ シャルマ チャン フェルナンデス ミュラー ロペス
ハッサン サントス ヴァン・タン ウィルソン コヴァルスキ ラーマン オコンナー
モハメド デュボワ アンダーソン リー
""".split()  # noqa: SIM905


@dataclass(frozen=True)
class English:
    """One made-up person with a name in Latin letters."""

    first: str
    last: str

    def written(self, form: str) -> str:
        """``form``: name, first, last, name_caps, name_last_first, first_lower, last_lower."""
        shapes = {
            "name": f"{self.first} {self.last}",
            "first": self.first,
            "last": self.last,
            "name_caps": f"{self.first} {self.last}".upper(),
            "name_last_first": f"{self.last}, {self.first}",
            "first_lower": self.first.lower(),
            "last_lower": self.last.lower(),
            "initial": self.first[0],
        }
        return shapes[form]


def english(chance: random.Random) -> English:
    """Somebody with a name from one of several countries."""
    faker = _faker(chance.choice(_ENGLISH))
    faker.seed_instance(chance.randrange(10**9))
    return English(faker.first_name(), faker.last_name())


@cache
def _faker(place: str) -> Faker:
    return Faker(place)


def japanese(chance: random.Random) -> Person:
    """Somebody of either half of the older set."""
    return person(chance.choice(("dev", "held_out")), chance)


def written(one: Person, form: str, chance: random.Random) -> str:
    """One Japanese person's name in one of the forms below or those of the older set."""
    latin = (one.sur.latin.capitalize(), one.given.latin.capitalize())
    gap = chance.choice((" ", "　"))
    shapes = {
        "sur_kata": one.sur.kata,
        "given_kata": one.given.kata,
        "half_kata": half_width(f"{one.sur.kata} {one.given.kata}"),
        "romaji": chance.choice((" ".join(latin), " ".join(latin[::-1]))),
        "romaji_caps": chance.choice((" ".join(latin), " ".join(latin[::-1]))).upper(),
        "romaji_lower": " ".join(latin).lower(),
        "spaced": gap.join((*one.sur.kanji, *one.given.kanji)),
    }
    return shapes.get(form) or one.written(form, chance)


def foreign(chance: random.Random) -> str:
    """A foreign resident as Japanese write one."""
    mark = chance.choice(("・", "・", " ", "　", "＝"))
    return mark.join((chance.choice(_FOREIGN_FIRST), chance.choice(_FOREIGN_LAST)))


def half_width(text: str) -> str:
    """``"ヤマダ"`` -> ``"ﾔﾏﾀﾞ"``."""
    return "".join(_half().get(mark, mark) for mark in text)


@cache
def _half() -> dict[str, str]:
    plain = [chr(code) for code in range(0xFF66, 0xFF9E)]
    marked = [mark + tail for mark in plain for tail in ("", "ﾞ", "ﾟ")]
    folded = {unicodedata.normalize("NFKC", mark): mark for mark in marked}
    return {whole: mark for whole, mark in folded.items() if len(whole) == 1}
