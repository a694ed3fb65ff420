"""One form of each character, without moving any: offsets in the folded text are offsets in
the text.

``unicodedata.normalize("NFKC", …)`` would be simpler but changes lengths (㈱, ㌔, half-width
kana with voicing marks), so spans found in it would cut the original in the wrong place.
"""

from __future__ import annotations

import re

from nlp.privacy.kinds import PLACEHOLDER

# Half-width kana in code order from U+FF66; voicing marks stay as they are.
_HALF_KANA = (
    "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテ"
    "トナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン"
)
_HYPHENS = "‐‑‒–—―−－﹣˗"
# Written forms of one character in names: 髙橋 is 高橋, 渡邊 and 渡邉 are 渡辺.
_VARIANTS = (
    "髙高﨑崎嵜崎邊辺邉辺齋斎齊斎斉斎澤沢櫻桜廣広濵浜濱浜國国眞真"
    "嶋島嶌島籠籠冨富桒桑栁柳德徳靜静惠恵"
)

_TABLE = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **{0xFF66 + place: ord(kana) for place, kana in enumerate(_HALF_KANA)},
    **{ord(mark): ord("-") for mark in _HYPHENS},
    **{ord(old): ord(new) for old, new in zip(_VARIANTS[::2], _VARIANTS[1::2], strict=True)},
    0x3000: 0x20,
    0x00A0: 0x20,
    0x202F: 0x20,
    0x09: 0x20,
    ord("’"): ord("'"),
}
_LONG_MARK = re.compile(r"(?<=\d)[ー一](?=\d)")
# No recogniser matches it, so nothing is found inside or across a placeholder.
_WALL = "\ue000"


def fold(text: str) -> str:
    """``text`` with each character in its plain form and placeholders walled off.

    Same length as ``text``. Line breaks stay.
    """
    walled = PLACEHOLDER.sub(lambda found: _WALL * len(found[0]), text)
    return _LONG_MARK.sub("-", walled.translate(_TABLE))
