"""The shipped name lists (``lists/``), and the forms of a Japanese name that its reading gives."""

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
def ambiguous() -> frozenset[str]:
    """Surnames that are as often a place or a maker: only an honorific or a cue makes a person."""
    return frozenset(_read("ambiguous_ja.txt"))


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
def also_words() -> frozenset[str]:
    """English given names that are as often a word, a place or a product."""
    return frozenset(_read("ambiguous_en.txt"))


@cache
def word_parts() -> frozenset[str]:
    """Parts of English names that are plain words: alone they are no sign of a stated person."""
    return frozenset(_read("words_as_names_en.txt"))


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
def brands() -> frozenset[str]:
    """Firms, products and services that people write as if they spoke: "Shopify says"."""
    return frozenset(_read("brands_en.txt"))


@cache
def places() -> frozenset[str]:
    """Countries, states and large towns as English writes them, a word each."""
    return frozenset(_read("places_en.txt"))


@cache
def not_people() -> frozenset[str]:
    """What helpdesks put where a name should be: admin, guest, お客様."""
    return frozenset(_read("not_people.txt"))


@cache
def named_like_people() -> tuple[str, ...]:
    """Firms and things whose whole name reads as a person's; the person alone still goes."""
    return _read("named_like_people.txt")


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
