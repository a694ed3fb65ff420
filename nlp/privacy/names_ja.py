"""Japanese names by what stands around them: 様, と申します, 氏名：, a signature, a known surname.

A name after a sure cue is taken whatever it is; elsewhere it must stand in the lists. Names
without either are left to the model (``ner.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.privacy import name_lists as lists
from nlp.privacy.japanese_names import (
    HIRA,
    KANJI,
    KATA,
    ROLE_ENDS,
    is_full_name,
    is_listed,
    is_no_name,
    is_pair_of_kana,
    is_run_of_kana,
    listed_length,
    looks_like_name,
    plain,
    surname_length,
)
from nlp.privacy.name_dictionary import is_surname
from nlp.privacy.spans import Range, Recogniser

_RUN = re.compile(rf"[{KANJI}ノヶ]+")
HONORIFIC = (
    r"(?:様(?![子々式相態方似])|さま(?![ざよ])|さん(?![{KANJI}]?[ざぶ])|氏(?![名族])|殿"
    r"(?![堂下様])|くん(?![{HIRA}ァ-ヶ])|ちゃん|-san\b|先生)"
)
_BEFORE_HONORIFIC = re.compile(
    rf"((?:[{KANJI}]{{1,8}}(?: [{KANJI}{HIRA}{KATA}]{{1,6}})?)|(?:[{KATA}]{{2,12}}"
    rf"(?:[ ・=][{KATA}]{{2,12}}){{0,2}})"
    rf"|(?:[{HIRA}]{{2,7}}(?: [{HIRA}]{{1,6}})?)|(?:[A-Z][a-z]{{2,14}}(?: [A-Z][a-z]{{2,14}})?))"
    rf" ?(?={HONORIFIC})"
)
_ONE_NAME = (
    rf"(?:[{KANJI}ノヶ]{{1,6}}(?: (?:[{KANJI}]{{1,4}}|[{HIRA}]{{1,3}}[{KANJI}]|[{HIRA}]{{2,5}}"
    rf"|[{KATA}]{{2,6}}))?|[{KATA}]{{2,10}}"
    rf"(?:[ ・][{KATA}]{{2,10}}){{0,2}}|[{HIRA}]{{2,6}} [{HIRA}]{{1,6}}|[{HIRA}]{{2,8}}"
    rf"|[A-Z][A-Za-z'-]+(?: [A-Z][A-Za-z'-]+){{0,2}})"
)
_INTRODUCED = re.compile(
    rf"(?:^|(?<=[\s、。,.「(（・:/はの])|(?<=部)|(?<=課)|(?<=社)|(?<=店)|(?<=私))({_ONE_NAME}) ?"
    rf"(?=と(?:申し|もうし|いう者|言う者|いいます|言います|名乗))",
    re.MULTILINE,
)
LABEL = (
    r"(?:ご?氏名|お?名前|なまえ|契約者(?:名|氏名)?|名義人?|口座名義|カード名義|ご?担当(?:者(?:様"
    r"|名)?)?|受取人|お?届け先名|宛名|送り主|差出人|申込者|申込人"
    r"|利用者名|会員名|登録者名|署名|記入者|保護者名?|フリガナ|ふりがな|カナ|カタカナ|ｶﾀｶﾅ|本名"
    r"|旧姓|姓名|お客様名|顧客名|From|氏)"
)
_LABELLED = re.compile(
    rf"{LABEL}(?: ?(?:[:=／/】]|\(カナ\)|\(フリガナ\)|欄?[はが]|で)[ 「『]{{0,3}}|\n| "
    rf"(?=[{KANJI}{KATA}A-Z]))({_ONE_NAME})"
    rf"(?=[、。,.\s」』)/（(]|$|です|でご|と[申登]|で登|に(?:変|なって)|様|の|名義|、|」|になり"
    rf"|から|宛|さん)"
)
_IN_CHARGE = re.compile(
    rf"(?:担当の|受付の|オペレーターの|店長の|夫の|妻の|主人の|父の|母の|兄の|姉の|弟の|妹の"
    rf"|息子の|娘の|友人の|同僚の|上司の|店員の|営業の)({_ONE_NAME})"
)
_OWNER = re.compile(rf"({_ONE_NAME}) ?(?:名義|宛て?(?![先名])|\([{KATA}]{{2,8}} [{KATA}]{{2,8}}\))")
_LINE = re.compile(
    rf"^[ \-*_>|]*(?:[^\n]{{0,20}}?(?:部|課|室|社|店|チーム|グループ|担当) ?)?"
    rf"([{KANJI}ノヶ]{{2,5}}(?: [{KANJI}{HIRA}{KATA}]{{1,5}})?"
    rf"|[{KATA}]{{2,6}} [{KATA}]{{2,6}}|[{HIRA}]{{2,6}} [{HIRA}]{{2,6}})(?: ?拝| ?より)?[ ]*$",
    re.MULTILINE,
)
_KANA_PAIR = re.compile(
    rf"(?<![{KATA}])([{KATA}]{{2,7}})[ ・]?([{KATA}]{{2,7}})(?![{KATA}])|(?<![{HIRA}])"
    rf"([{HIRA}]{{2,7}}) ([{HIRA}]{{2,7}})(?![{HIRA}])"
)
_KANA_RUN = re.compile(rf"(?<![{KATA}])[{KATA}]{{4,12}}(?![{KATA}])")
_FOLLOWS_SURNAME = re.compile(
    r"(?:です[。\s、!]|です$|でございます|と申|より(?![もよ])|宛|拝|まで(?:ご?連絡|ご?返信"
    r"|お?電話))|[)）]",
    re.MULTILINE,
)


def _with_honorific(text: str) -> Iterator[Range]:
    for found in _BEFORE_HONORIFIC.finditer(text):
        start = _name_start(plain(found[1]), text[found.end() : found.end() + 3])
        if start is not None:
            yield found.start(1) + start, found.end(1)


def _name_start(word: str, honorific: str) -> int | None:
    """Where in ``word`` the name begins that the honorific is for; None when it is a role."""
    if re.match(rf"[{KANJI}]", word):
        return _kanji_start(word, honorific)
    if re.match(rf"[{HIRA}]", word):
        return _hiragana_start(word)
    if word in lists.roles() or any(word.endswith(role) for role in lists.roles() if len(role) > 3):
        return None
    if word[0].isascii():
        known = lists.surname_latin() | lists.given_latin()
        return (
            0
            if honorific.startswith("-s") or any(part in known for part in word.split(" "))
            else None
        )
    parts = re.split(r"[ ・=]", word)
    if any(part in lists.surname_kana() or part in lists.given_kana() for part in parts):
        return 0
    if honorific.startswith(("様の", "様な", "様に")):
        return None  # "like a strobe"
    stranger = honorific.startswith("様") and len(parts[0]) >= 3 and not word.endswith("ー")
    return 0 if stranger or (len(parts) > 1 and honorific.startswith("様")) else None


# Written in kanji right before a name, and no part of it: 昨日竹沢さんから.
_BEFORE_A_NAME = re.compile(
    r"(?:一昨日|昨日|先日|本日|今日|今朝|昨夜|昨晩|先週|先月|昨年|今週|今月|翌日|当日|毎回|前回|今回|以前|先程"
    r"|現在|至急|弊社|当社|御社|貴社|当店|貴店|当方|結局|実際|直接|別途|同僚|上司|部下|友人|知人)(?=.)"
)


def _kanji_start(word: str, honorific: str) -> int | None:
    head = word.split(" ")[0]
    before = _BEFORE_A_NAME.match(head)
    if before and is_surname(rest := head[before.end() :]):
        start = _kanji_start(rest, honorific)
        return before.end() + (start or 0) if start is not None or not _is_role(rest) else None
    if head in lists.roles() or word in lists.roles() or head[-1] in "同仕模多異各皆何神左":
        return None
    for start in range(len(head)):
        rest = word[start:]
        if (surname_length(rest) >= 2 or rest in lists.given() or is_full_name(rest)) and (
            start == 0 or len(rest) <= 6
        ):
            return start
    if _is_role(head):
        return None
    if len(head) == 1 and honorific.startswith(("様", "さん")):
        return 0 if head in lists.surnames() else None
    return 0 if 2 <= len(head) <= 4 and honorific.startswith(("様", "氏")) else None


def _is_role(word: str) -> bool:
    return word.endswith((*lists.roles(), *ROLE_ENDS))


def _hiragana_start(word: str) -> int | None:
    """A particle may stand before a name in hiragana: the longest listed ending is the name."""
    if word in lists.roles():
        return None
    known = lists.surname_kana() | lists.given_kana()
    for start in range(len(word) - 1):
        rest = word[start:]
        if (
            (start == 0 or word[start - 1] in "はのとが")
            and any(len(part) > 1 and part in known for part in rest.split(" "))
            and rest not in lists.roles()
        ):
            return start
    return None


def _introduced(text: str) -> Iterator[Range]:
    for found in _INTRODUCED.finditer(text):
        if not is_no_name(found[1]):
            yield _after_company(found[1], found.start(1)), found.end(1)


def _after_company(name: str, start: int) -> int:
    cut = max(name.rfind(mark) for mark in "社部課店")
    return start + cut + 1 if 0 <= cut < len(name) - 1 else start


def _labelled(text: str) -> Iterator[Range]:
    for found in _LABELLED.finditer(text):
        if looks_like_name(found[1]):
            yield found.span(1)
    for found in _OWNER.finditer(text):
        if is_listed(found[1]):
            yield found.span(1)
    for found in _IN_CHARGE.finditer(text):
        if is_listed(found[1]):
            yield found.start(1), found.start(1) + listed_length(found[1])


def _signed(text: str) -> Iterator[Range]:
    for found in _LINE.finditer(text):
        name = found[1]
        if name.endswith(("様", "殿", "氏", "宛")):
            continue  # the honorific stays; the rule for it finds the name
        if (
            is_full_name(name)
            or is_pair_of_kana(name)
            or (is_listed(name) and name not in lists.ambiguous())
        ):
            yield found.span(1)


def _full_names(text: str) -> Iterator[Range]:
    """Surname and given name of the lists, whatever stands around them."""
    for run in _RUN.finditer(text):
        for start in range(len(run[0])):
            end = _full_name_end(text, run.start() + start, run.end())
            if end:
                yield run.start() + start, end
                break
    for found in _KANA_PAIR.finditer(text):
        first, second = (found[1], found[2]) if found[1] else (found[3], found[4])
        if plain(first) in lists.surname_kana() and plain(second) in lists.given_kana():
            yield found.span()
    for found in _KANA_RUN.finditer(text):
        if is_run_of_kana(plain(found[0])):
            yield found.span()


def _full_name_end(text: str, start: int, run_end: int) -> int:
    size = surname_length(text[start : min(start + 4, run_end)])
    if not size:
        return 0
    rest = text[start + size : start + size + 7]
    spaced = re.match(rf" ([{KANJI}]{{1,4}}|[{HIRA}]{{2,4}}|[{KATA}]{{2,4}})(?![{KANJI}])", rest)
    if spaced:
        sure = spaced[1] in lists.given() or spaced[1] in lists.given_kana()
        return start + size + spaced.end() if sure else 0
    sizes = [size for size in (4, 3, 2) if size <= len(rest)]
    closed = next((n for n in sizes if rest[:n] in lists.given() and _ends(rest, n)), 0)
    if not closed and size >= 2:
        closed = _short_given(rest)
    return start + size + closed if closed else 0


def _short_given(rest: str) -> int:
    """One kanji (茂) where the word clearly ends, or three kana and more (さくら)."""
    if rest[:1] in lists.given() and (len(rest) == 1 or rest[1] in "様 (（、。/)）\n"):
        return 1
    return next((n for n in (5, 4, 3) if n <= len(rest) and rest[:n] in lists.given_kana()), 0)


def _ends(rest: str, size: int) -> bool:
    return not re.match(rf"[{KANJI}]", rest[size:]) or rest[size] in "様氏殿宛名先"


def _surname_with_cue(text: str) -> Iterator[Range]:
    """「山田です。」「(佐藤)」「鈴木より」: a surname and a word that only follows people."""
    for run in _RUN.finditer(text):
        name = run[0]
        if len(name) < 2 or surname_length(name) != len(name) or name in lists.ambiguous():
            continue
        follows = _FOLLOWS_SURNAME.match(text, run.end())
        if follows and (follows[0] not in ")）" or text[run.start() - 1 : run.start()] == "("):
            yield run.span()


_CJK = re.compile(rf"[{KANJI}{HIRA}ァ-ヶ]")


def _find(text: str) -> Iterator[Range]:
    for rule in (_with_honorific, _introduced, _labelled, _signed, _full_names, _surname_with_cue):
        yield from rule(text)


RECOGNISERS = (Recogniser("NAME", _CJK.search, _find),)
