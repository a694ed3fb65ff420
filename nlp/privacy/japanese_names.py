"""Whether Japanese characters are a name of the lists, in kanji, kana and half-width kana."""

from __future__ import annotations

import re
import unicodedata

from nlp.privacy import name_lists as lists

KANJI = r"\u3400-\u9fff\uf900-\ufaff々"
KATA = "ァ-ヶーﾞﾟ"
HIRA = "ぁ-ゖ"
ROLE_ENDS = tuple("者員屋店社師手長客方主人係官士家医部課署局院校庁所側達等々業")
_PLACE_AFTER = re.compile(
    r"[県市区町村駅線港湾店城川山寺橋通]|空港|支|営業|工場|銀行|産業|製|電|建|商|工業|株|大学"
    r"|高校|病院|式|流"
)


def plain(word: str) -> str:
    """Half-width kana with its voicing marks as the lists have it: ヤマタﾞ -> ヤマダ."""
    return unicodedata.normalize("NFKC", word) if "ﾞ" in word or "ﾟ" in word else word


def surname_length(run: str) -> int:
    """How many characters of ``run`` are a surname of the lists; the longest one wins."""
    return next(
        (size for size in range(min(4, len(run)), 0, -1) if run[:size] in lists.surnames()), 0
    )


def is_full_name(run: str) -> bool:
    """Whether ``run`` is a listed surname and a listed given name, with or without a space."""
    return any(
        run[:size] in lists.surnames() and run[size:].strip() in lists.given()
        for size in range(1, min(5, len(run)))
    )


def is_no_name(word: str) -> bool:
    """Whether ``word`` is a role or a pronoun that stands where names stand."""
    return word in lists.roles() or word in {
        "何",
        "なん",
        "どう",
        "そう",
        "こう",
        "これ",
        "それ",
        "なに",
        "という",
    }


def looks_like_name(word: str) -> bool:
    """Whether ``word`` may be a name where a label says that one follows."""
    if is_listed(word):
        return True
    if re.search(rf"[{HIRA}]{{2,}}$", word) and " " not in word:
        return False
    if (
        is_no_name(word)
        or word.endswith(ROLE_ENDS)
        or word.startswith(("変更", "登録", "未", "不", "確認", "入力", "表示"))
    ):
        return False
    return " " in word or "・" in word


def is_listed(word: str) -> bool:
    """Whether ``word`` is, or begins with, a listed surname (kanji, kana or Latin)."""
    parts = re.split(r"[ ・]", plain(word))
    if parts[0] in lists.surname_kana() or parts[-1] in lists.given_kana():
        return len(parts) > 1 or parts[0] not in lists.maker_kana()
    if word[0].isascii():
        return any(p.capitalize() in lists.surname_latin() | lists.given_latin() for p in parts)
    size = surname_length(word)
    if not size or _PLACE_AFTER.match(word[size:]):
        return False
    return (
        is_full_name(word) or (size >= 2 and len(word.replace(" ", "")) - size <= 3) or " " in word
    )


def listed_length(word: str) -> int:
    """A surname alone where more kanji follow that are no given name: 担当の山田対応 -> 山田."""
    size = surname_length(word)
    whole = is_full_name(word) or " " in word or not size
    return len(word) if whole else size


def is_pair_of_kana(name: str) -> bool:
    """Whether ``name`` is a listed surname and given name in kana, with a space."""
    first, _, second = plain(name).partition(" ")
    return first in lists.surname_kana() and second in lists.given_kana()


def is_run_of_kana(run: str) -> bool:
    """The same without a space."""
    return any(
        run[:cut] in lists.surname_kana() and run[cut:] in lists.given_kana()
        for cut in range(2, len(run) - 1)
    )


_TITLE_AT_END = re.compile(
    r"(?<=.)(?: ?(?:様|御中|殿|氏|さん|さま|宛|携帯|宅|名義|です|(?:代表)?(?:取締役|部長|課長"
    r"|係長|主任|社長|店長|専務|常務|次長|室長|所長|院長|会長|教授)))+$"
)
_TITLE_AT_START = re.compile(
    r"^(?:(?:ご?担当者?|申込者|ご?契約者|氏名|フリガナ|カナ) |[^\W\d]*名は)(?=.)"
)


def without_titles(text: str, start: int, end: int) -> tuple[int, int]:
    """The range of a name without the title or the label that a rule took with it."""
    name = text[start:end]
    after = _TITLE_AT_START.match(name)
    before = _TITLE_AT_END.search(name)
    return start + (after.end() if after else 0), start + (before.start() if before else len(name))
