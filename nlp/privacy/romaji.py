"""Latin letters back to katakana: Ichikawa -> イチカワ; None for what is not Japanese."""

from __future__ import annotations

import re
from functools import cache, lru_cache

_VOWELS = "aiueo"
_ROWS = {
    "": "アイウエオ",
    "k": "カキクケコ",
    "s": "サシスセソ",
    "t": "タチツテト",
    "n": "ナニヌネノ",
    "h": "ハヒフヘホ",
    "m": "マミムメモ",
    "r": "ラリルレロ",
    "g": "ガギグゲゴ",
    "z": "ザジズゼゾ",
    "d": "ダヂヅデド",
    "b": "バビブベボ",
    "p": "パピプペポ",
}
_OTHERS = {
    **{"shi": "シ", "chi": "チ", "tsu": "ツ", "fu": "フ", "ji": "ジ", "wa": "ワ", "wo": "ヲ"},
    **{"ya": "ヤ", "yu": "ユ", "yo": "ヨ", "ja": "ジャ", "ju": "ジュ", "jo": "ジョ"},
    **{"sha": "シャ", "shu": "シュ", "sho": "ショ", "cha": "チャ", "chu": "チュ", "cho": "チョ"},
}
_GLIDES = {"k": "キ", "n": "ニ", "h": "ヒ", "m": "ミ", "r": "リ", "g": "ギ", "b": "ビ", "p": "ピ"}
_O = frozenset("オコソトノホモヨロゴゾドボポョュユツクスヌフムルグズブ")
_LONG = re.compile(r"oh(?=[^aiueoy]|$)")


@cache
def _syllables() -> dict[str, str]:
    table = {
        consonant + vowel: kana
        for consonant, row in _ROWS.items()
        for vowel, kana in zip(_VOWELS, row, strict=True)
    }
    for consonant, kana in _GLIDES.items():
        table |= {
            f"{consonant}y{v}": kana + small for v, small in zip("auo", "ャュョ", strict=True)
        }
    return table | _OTHERS


@lru_cache(maxsize=16_384)
def spellings(word: str) -> tuple[str, ...]:
    """The katakana that ``word`` may stand for: Shohei is ショヘイ or ショウヘイ; () for none."""
    kana = kana_of(word)
    if kana is None:
        return ()
    longer = (kana[:end] + "ウ" + kana[end:] for end in range(1, len(kana)) if kana[end - 1] in _O)
    return (kana, *longer, *((kana + "ウ",) if kana[-1] in _O else ()))


def kana_of(word: str) -> str | None:
    """``"Ohtani"`` -> ``"オオタニ"``; the long vowels are written as they are spelled."""
    rest, out = _LONG.sub("oo", word.casefold()), ""
    while rest:
        size = next((n for n in (3, 2, 1) if rest[:n] in _syllables()), 0)
        if size:
            out, rest = out + _syllables()[rest[:size]], rest[size:]
        elif rest[0] == "n" or (rest[0] == "m" and rest[1:2] in ("b", "p", "m")):
            out, rest = out + "ン", rest[1:]
        elif rest[0] == rest[1:2] or rest.startswith("tch"):
            out, rest = out + "ッ", rest[1:]
        else:
            return None
    return out
