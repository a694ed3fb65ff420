"""The shipped name lists (``lists/``), and the forms of a Japanese name that follow from its reading."""

from __future__ import annotations

from functools import cache
from importlib import resources

_ROWS = {
    "k": "か き く け こ",
    "s": "さ し す せ そ",
    "t": "た ち つ て と",
    "n": "な に ぬ ね の",
    "h": "は ひ ふ へ ほ",
    "m": "ま み む め も",
    "r": "ら り る れ ろ",
    "g": "が ぎ ぐ げ ご",
    "z": "ざ じ ず ぜ ぞ",
    "d": "だ ぢ づ で ど",
    "b": "ば び ぶ べ ぼ",
    "p": "ぱ ぴ ぷ ぺ ぽ",
}
_HEPBURN = {"si": "shi", "ti": "chi", "tu": "tsu", "hu": "fu", "zi": "ji", "di": "ji", "du": "zu"}
# Surnames that are as often a place, a plain or a maker: only an honorific or a cue makes them a person.
AMBIGUOUS = frozenset(
    [
        "山口",
        "石川",
        "福島",
        "千葉",
        "宮崎",
        "長野",
        "福岡",
        "秋田",
        "山形",
        "宮城",
        "福井",
        "長崎",
        "岡山",
        "松本",
        "松山",
        "高松",
        "川崎",
        "上野",
        "渋谷",
        "中野",
        "足立",
        "荒川",
        "日野",
        "豊田",
        "本田",
        "鈴木",
        "松田",
        "三浦",
        "岡崎",
        "船橋",
        "藤沢",
        "神戸",
        "神田",
        "三島",
        "三井",
        "高山",
        "長岡",
        "成田",
        "羽田",
        "福山",
        "近江",
        "難波",
        "目黒",
        "平野",
        "上原",
        "山中",
        "日高",
        "大山",
        "川口",
        "川上",
        "川端",
        "能登",
        "南部",
        "中山",
        "中島",
        "大島",
        "大阪",
        "小田",
        "小倉",
        "小松",
        "水戸",
        "高田",
        "東野",
        "青山",
        "新谷",
        "新田",
        "富山",
        "熊本",
        "大井",
        "諏訪",
        "生田",
        "八代",
        "半田",
        "角田",
        "上田",
        "飯塚",
        "市川",
        "立川",
        "深谷",
        "熊谷",
        "秋葉",
        "大崎",
        "広田",
        "北見",
        "越智",
        "甲斐",
        "磯部",
        "有馬",
        "高島",
        "白石",
        "津田",
        "坂東",
        "瀬戸",
        "内海",
        "谷川",
        "落合",
        "本山",
        "本間",
        "本橋",
        "下田",
        "上村",
        "下村",
        "二宮",
        "一宮",
        "大平",
        "大前",
        "星川",
        "日向",
        "大場",
        "土肥",
        "早坂",
        "城田",
    ]
)
_MAKERS = frozenset({"すずき", "ほんだ", "まつだ", "とよた", "とよだ", "みつい", "まつした"})


@cache
def _read(name: str) -> tuple[str, ...]:
    text = resources.files("nlp.privacy").joinpath("lists", name).read_text(encoding="utf-8")
    return tuple(text.splitlines())


@cache
def _pairs(name: str) -> tuple[tuple[str, str], ...]:
    return tuple((kanji, reading) for kanji, reading in (line.split(" ") for line in _read(name)))


@cache
def surnames() -> frozenset[str]:
    """Japanese surnames in kanji."""
    return frozenset(kanji for kanji, _ in _pairs("surnames_ja.txt"))


@cache
def given() -> frozenset[str]:
    """Japanese given names in kanji."""
    return frozenset(kanji for kanji, _ in _pairs("given_ja.txt"))


@cache
def surname_kana() -> frozenset[str]:
    """Japanese surnames in katakana and hiragana."""
    return _kana("surnames_ja.txt")


@cache
def given_kana() -> frozenset[str]:
    """Japanese given names in katakana and hiragana."""
    return _kana("given_ja.txt")


@cache
def maker_kana() -> frozenset[str]:
    """Surnames in kana that are also car makers and other firms."""
    return frozenset(form for name in _MAKERS for form in (name, katakana(name)))


@cache
def surname_romaji() -> frozenset[str]:
    """Japanese surnames in Latin letters, capitalised, in the spellings in use."""
    return _romaji("surnames_ja.txt") | {"Sato", "Satoh", "Ito", "Itoh"}


@cache
def given_romaji() -> frozenset[str]:
    """Japanese given names in Latin letters, capitalised."""
    return _romaji("given_ja.txt")


@cache
def given_english() -> frozenset[str]:
    """Given names of the Latin-script world without Japan's."""
    return frozenset(_read("given_en.txt"))


@cache
def given_latin() -> frozenset[str]:
    """Given names of the Latin-script world and of Japan."""
    return frozenset(_read("given_en.txt")) | given_romaji()


@cache
def surname_latin() -> frozenset[str]:
    """Surnames of the Latin-script world and of Japan."""
    return frozenset(_read("surnames_en.txt")) | surname_romaji()


@cache
def common_words() -> frozenset[str]:
    """Capitalised English words that are no names."""
    return frozenset(_read("words_en.txt"))


@cache
def roles() -> frozenset[str]:
    """What stands before 様 and さん without being a name."""
    return frozenset(_read("words_ja.txt"))


@cache
def readings() -> dict[str, tuple[str, ...]]:
    """Kanji surname -> its kana forms, for customers who sign in kana."""
    found: dict[str, tuple[str, ...]] = {}
    for kanji, reading in _pairs("surnames_ja.txt"):
        found[kanji] = (*found.get(kanji, ()), reading, katakana(reading))
    return found


def katakana(hiragana: str) -> str:
    """``"やまだ"`` -> ``"ヤマダ"``."""
    return "".join(chr(ord(mark) + 0x60) if "ぁ" <= mark <= "ゖ" else mark for mark in hiragana)


@cache
def _kana(name: str) -> frozenset[str]:
    return frozenset(form for _, reading in _pairs(name) for form in (reading, katakana(reading)))


@cache
def _romaji(name: str) -> frozenset[str]:
    forms: set[str] = set()
    for _, reading in _pairs(name):
        full = romaji(reading)
        short = full.replace("ou", "o").replace("oo", "o").replace("uu", "u")
        forms |= {full, short, full.replace("ou", "oh").replace("oo", "oh")}
    return frozenset(form.capitalize() for form in forms if len(form) > 2)


@cache
def _syllables() -> dict[str, str]:
    table = {"ん": "n", "わ": "wa", "を": "o", "や": "ya", "ゆ": "yu", "よ": "yo"}
    table |= dict(zip("あいうえお", "aiueo", strict=True))
    for consonant, row in _ROWS.items():
        for kana, vowel in zip(row.split(), "aiueo", strict=True):
            table[kana] = _HEPBURN.get(consonant + vowel, consonant + vowel)
    return table


def romaji(reading: str) -> str:
    """``"じゅんいち"`` -> ``"junichi"`` (Hepburn, long vowels spelled out)."""
    out = ""
    for place, mark in enumerate(reading):
        if mark in "ゃゅょ":
            stem = out[:-1] + ("" if out[-2:-1] in ("h", "j") or out.endswith("ji") else "y")
            out = stem + {"ゃ": "a", "ゅ": "u", "ょ": "o"}[mark]
        elif mark == "っ":
            following = _syllables().get(reading[place + 1 : place + 2], "")
            out += "t" if following.startswith("ch") else following[:1]
        else:
            out += _syllables().get(mark, "")
    return out
