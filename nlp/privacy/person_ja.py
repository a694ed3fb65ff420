"""Whether characters may be a person in Japanese, where the words around say that one stands."""

from __future__ import annotations

import re

from nlp.privacy import name_lists as lists
from nlp.privacy.japanese_names import KANJI, ROLE_ENDS, plain
from nlp.privacy.kana_shapes import is_given_shape, is_surname_shape
from nlp.privacy.name_dictionary import is_given, is_surname, kinds
from nlp.privacy.names_ja_words import GIVEN_ENDS
from nlp.privacy.romaji import kana_of

PEOPLE = frozenset({"person", "given", "surname"})
_K = rf"[{KANJI}ヶノ]"
_POSTS = frozenset(
    """
    部長 課長 係長 主任 社長 店長 専務 常務 次長 室長 所長 院長 会長 代表
    教授 担当 宛て 本人 御中 殿
    """.split()  # noqa: SIM905
)
_NOBODY = frozenset(
    """
    方 人 者 私 君 僕 俺 何 誰 皆 他 上 下 中
    前 後 内 外 間 所 店 品 物 数 国 家 本 日
    月 年 時 分 秒
    """.split()  # noqa: SIM905
)
_NO_NAME = frozenset(
    """
    これ それ あれ どれ なし 同上 不明 未定 非公開 匿名 本人 同じ 下記 上記
    別紙
    """.split()  # noqa: SIM905
)


def is_gapped(surname: str, given: str) -> bool:
    """Whether a surname, a gap and ``given`` are one person: 鎌田 知命, not 森 公園."""
    if not _knows_surname(surname) or given in lists.roles() or given.endswith(ROLE_ENDS):
        return _knows_surname(surname) and (given in lists.given() or is_given(given))
    only_a_name = not any(kind.startswith("名詞-普通") for kind in kinds(surname))
    return _may_be_given(given) or (only_a_name and len(given) > 1 and given[-1] in GIVEN_ENDS)


def is_english(word: str) -> bool:
    """Whether ``word`` is an English word."""
    from nlp.privacy.english import is_word

    return word.isascii() and is_word(word)


def is_latin_pair(first: str, second: str) -> bool:
    """Whether two Latin words in a Japanese text are a name: Fukami Akiyo, either way round."""
    if first[0].isupper() != second[0].isupper() or is_english(first) or is_english(second):
        return False
    one, two = kana_of(first), kana_of(second)
    if not one or not two or {first.capitalize(), second.capitalize()} & lists.places():
        return False
    for surname, given in ((one, two), (two, one)):
        known = (is_kana_surname(surname), is_kana_given(given))
        if all(known) or (any(known) and first[0].isupper() and min(len(one), len(two)) > 1):
            return True
    return False


def is_person(name: str, *, labelled: bool = False, sure: bool = False) -> bool:
    """Whether ``name`` may be a surname, a given name or both where a slot says a person stands.

    ``labelled``: after 氏名： and its like, where even an unknown word is a name. ``sure``: where
    whatever follows a surname is a given name.
    """
    word = plain(name)
    if word in _NO_NAME or word in lists.roles() or word in lists.not_people():
        return False
    if not re.match(rf"{_K}", word):
        return _is_kana_person(word, labelled=labelled)
    head, gap, rest = word.partition(" ")
    if gap:
        return _knows_surname(head) and (
            _may_be_given(rest) or ((labelled or sure) and rest not in _POSTS)
        )
    if word in _NOBODY:
        return False
    if _knows_surname(word) or word in lists.given() or is_given(word):
        return True
    if word.endswith(ROLE_ENDS) and word[-1] not in "士手":
        return False
    cuts = [cut for cut in (3, 2, 1) if cut < len(word) and _knows_surname(word[:cut])]
    if any(_may_be_given(word[cut:]) for cut in cuts):
        return True
    if sure and any(cut > 1 and len(word) - cut <= 3 and word[cut:] not in _POSTS for cut in cuts):
        return True
    return labelled and 2 <= len(word) <= 5 and not kinds(word)


def _is_kana_person(word: str, *, labelled: bool) -> bool:
    first, gap, second = word.replace("・", " ").partition(" ")
    if gap:
        known = is_kana_surname(first) or is_kana_given(second)
        return known or (labelled and not (kinds(first) | kinds(second)) - PEOPLE)
    if is_plain_word(word):
        return False
    if is_kana_surname(word) or is_kana_given(word):
        return True
    return any(
        is_kana_surname(word[:cut]) and is_kana_given(word[cut:]) for cut in range(2, len(word) - 1)
    )


def is_plain_word(word: str) -> bool:
    """Whether the dictionary knows ``word`` and as no person."""
    known = kinds(word)
    return not known & PEOPLE and any(
        kind.startswith(("名詞-普通", "動詞", "形", "助", "副", "代", "感", "接")) for kind in known
    )


def is_kana_surname(kana: str) -> bool:
    """A listed surname in kana, or one that is built like one."""
    return kana in lists.surname_kana() or is_surname(kana) or is_surname_shape(kana)


def is_kana_given(kana: str) -> bool:
    """A listed given name in kana, or one that is built like one."""
    return kana in lists.given_kana() or is_given(kana) or is_given_shape(kana)


def begins_with_surname(word: str) -> bool:
    """Whether ``word`` begins with a surname and is no plain word: 富樫広政."""
    head, gap, _ = word.partition(" ")
    if any(kind.startswith(("名詞-普通", "動詞")) for kind in kinds(word)):
        return False
    sizes = [len(head)] if gap else [size for size in (3, 2) if size < len(word)]
    return any(_knows_surname(word[:size]) for size in sizes)


def _knows_surname(word: str) -> bool:
    return word in lists.surnames() or is_surname(word)


def _may_be_given(word: str) -> bool:
    """A given name, or up to three kanji that no dictionary has as a plain word."""
    if not re.match(rf"{_K}", word):
        return is_kana_given(word)
    if word in lists.given() or is_given(word):
        return True
    known = kinds(word)
    if word.endswith(ROLE_ENDS) and word[-1] not in "士手":
        return False
    return len(word) <= 3 and (not known or bool(known & PEOPLE))
