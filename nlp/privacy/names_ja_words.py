"""Japanese names by the words they stand among: Sudachi cuts the text, these rules judge.

Where two readings are open Sudachi takes the likelier one, so 本田 in a sentence about cars is
no surname to it; of 2,000 complaints about cars it calls fewer than ten words surnames. What it
cuts wrongly (平塚|郭|子) is read again from the characters: a surname of the dictionary, then up
to three characters that are a given name or no word at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nlp.privacy import name_lists as lists
from nlp.privacy.japanese_names import HIRA, KANJI, KATA, ROLE_ENDS
from nlp.privacy.name_dictionary import Word, is_given, is_surname, kinds, words
from nlp.privacy.spans import Range, Recogniser

_RUN = re.compile(rf"[{KANJI}ヶノ]+")
_GAP = re.compile(r"[ 　・]")
_KANA_GIVEN = re.compile(rf"[{HIRA}]{{2,5}}|[{KATA}]{{2,6}}")
_MIXED_GIVEN = re.compile(rf"[{HIRA}{KATA}]{{1,3}}[子美代江恵香奈枝]")
# What ends a surname's word without being part of it; a place, a firm or a thing otherwise.
TITLES = tuple(
    """
    様 さん さま 氏 殿 君 くん ちゃん 先生 部長 課長 係長 主任 社長
    店長 専務 常務 次長 室長 所長 院長 会長 代表 教授 先輩 後輩 夫妻
    夫婦 家 両名 名義 宛 宛て 拝 本人 姓 担当 あて 記 対応 経由 の件
    """.split()  # noqa: SIM905
)
_TITLE = re.compile("|".join(sorted(map(re.escape, TITLES), key=len, reverse=True)))
_OPEN_AFTER = re.compile(r"助詞|助動詞|補助記号|空白|記号|接続詞|感動詞|代名詞|副詞")
_FIRM_BEFORE = re.compile(r"(?:株式会社|有限会社|合同会社|\(株\)|\(有\)|㈱|㈲) ?$")
_FIRM_AFTER = re.compile(r" ?(?:株式会社|有限会社|合同会社|\(株\)|\(有\)|㈱|㈲)")
# The last character of most given names that no dictionary knows.
GIVEN_ENDS = frozenset(
    "子美郎朗太男雄夫也哉介佑輔人斗翔香花華菜奈恵江代世乃穂帆一二三之彦樹希紀季輝貴真馬磨平"
    "助治司志士史織里理莉梨璃音愛羽衣絵央佳加果歌月海心結優友由裕祐悠陽洋生星空奏葉実未"
    "明光晃浩弘宏博広隆孝高敬崇孟茂繁進豊稔実誠清正政昌雅和幸典憲範徳章彰昭利吉義喜良嘉映"
)
_NO_GIVEN = re.compile(r"[駅市区町村県港線店館]|.*[様氏殿宛君]$")
_SURE_KANA = re.compile(
    rf"(?:[{HIRA}]{{2,5}}?|[{KATA}]{{2,6}}?)"
    r"(?=です|でござ|と申|様|さん|さま|氏|ちゃん|くん|宛|名義|[、。,)\n]|$)"
)
_PART_OF_SPEECH = ("place", "given", "person", "名詞-普通名詞", "名詞-固有名詞")


def _find(text: str) -> Iterator[Range]:
    for line in words(text):
        done = 0
        for at, word in enumerate(line):
            end = _name_at(text, line, at) if word.start >= done else 0
            if end:
                yield word.start, end
                done = end


def _name_at(text: str, line: Sequence[Word], at: int) -> int:
    """Where the name ends that begins with word ``at``; 0 where none does."""
    word = line[at]
    strong = word.kind == "surname"
    if not strong and not (word.kind in _PART_OF_SPEECH and is_surname(word.text)):
        return _read_again(text, word)
    if _belongs_to_firm(text, word) or not _RUN.fullmatch(word.text):
        return 0
    full = given_end(text, word.end, strong=strong)
    if full:
        return full
    return word.end if strong and _stands_alone(text, line, at) else 0


def _read_again(text: str, word: Word) -> int:
    """A full name that Sudachi cut in the wrong places: 高|本|訓|央."""
    for size in (3, 2):
        surname = text[word.start : word.start + size]
        if len(word.text) < size and _RUN.fullmatch(surname) and is_surname(surname):
            end = given_end(text, word.start + size, strong=False)
            if end - word.start - size >= 2:
                return end
    return 0


def _belongs_to_firm(text: str, word: Word) -> bool:
    before = text[max(0, word.start - 6) : word.start]
    return bool(_FIRM_BEFORE.search(before) or _FIRM_AFTER.match(text, word.end))


def given_end(text: str, start: int, *, strong: bool) -> int:
    """Where the given name ends that follows a surname ending at ``start``; 0 for none.

    ``strong``: the surname is one beyond doubt.
    """
    gap = _GAP.match(text, start) is not None
    begin = start + gap
    run = _RUN.match(text, begin)
    if run:
        size = _given_size(run[0], gap=gap, strong=strong)
        return begin + size if size else 0
    mixed = _MIXED_GIVEN.match(text, begin)
    if mixed and is_given(mixed[0]):
        return mixed.end()
    sure = _SURE_KANA.match(text, begin) if gap and strong else None
    if sure:
        return sure.end()
    kana = _KANA_GIVEN.match(text, begin)
    return _kana_end(kana, gap=gap, strong=strong) if kana else 0


def _given_size(run: str, *, gap: bool, strong: bool) -> int:
    """How many characters of ``run``, kanji up to where they end, are a given name."""
    for size in range(min(4, len(run)), 0, -1):
        name, rest = run[:size], run[size:]
        if rest and not _TITLE.match(rest):
            continue
        if _may_be_given(name, gap=gap, strong=strong):
            return size
    if not gap:
        return 0
    return next((n for n in (3, 2) if len(run) > n and is_given(run[:n]) and kinds(run[n:])), 0)


def _may_be_given(name: str, *, gap: bool, strong: bool) -> bool:
    known = kinds(name)
    if name in lists.given():
        return strong or gap or len(name) > 1
    if "given" in known:
        a_word = any(kind.startswith("名詞") for kind in known)
        return gap or (strong and len(name) > 1) or (not a_word and (strong or len(name) > 1))
    if gap and strong and len(name) == 1:
        return True
    if known or len(name) > 3 or name.endswith(ROLE_ENDS) or _TITLE.match(name):
        return False
    if _NO_GIVEN.match(name):
        return False
    return gap or (len(name) > 1 and name[-1] in GIVEN_ENDS) or (strong and len(name) == 2)


def _kana_end(kana: re.Match[str], *, gap: bool, strong: bool) -> int:
    """The longest beginning of ``kana`` that is a given name."""
    for size in range(len(kana[0]), 1, -1):
        name = kana[0][:size]
        if (name in lists.given_kana() or is_given(name)) and (gap or (strong and size > 2)):
            return kana.start() + size
    return 0


def _stands_alone(text: str, line: Sequence[Word], at: int) -> bool:
    """Whether nothing around the surname makes it a place, a shop or a firm."""
    word = line[at]
    if len(word.text) < 2 or not _RUN.fullmatch(word.text) or _RUN.match(text, word.start - 1):
        return False
    if word.text in lists.ambiguous() or word.text in lists.roles():
        return False
    if at + 1 >= len(line):
        return True
    after = line[at + 1]
    return bool(_TITLE.match(after.text)) or _OPEN_AFTER.match(after.kind) is not None


_TRIGGER = re.compile(rf"[{KANJI}][{KANJI}]|[{KANJI}] ")

RECOGNISERS = (Recogniser("NAME", _TRIGGER.search, _find),)
