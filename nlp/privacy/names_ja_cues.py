"""Japanese names that only a word beside them tells: 角部長, 三原です。, 旧姓木下, 妻の舞.

A dictionary says what may be a name; most of these are also places or plain words, so a cue
has to stand right before or after.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.privacy import name_lists as lists
from nlp.privacy.japanese_names import HIRA, KANJI, KATA, ROLE_ENDS
from nlp.privacy.name_dictionary import is_given, is_surname, kinds
from nlp.privacy.names_ja_words import given_end
from nlp.privacy.person_ja import is_kana_given
from nlp.privacy.spans import Range, Recogniser

_NAME = rf"[{KANJI}ヶノ]{{1,6}}(?:[ ][{KANJI}{HIRA}{KATA}]{{1,5}})?"
_POST = (
    r"(?:部長|課長|係長|主任|社長|店長|専務|常務|次長|室長|所長|院長|会長|教授|先生|先輩"
    r"|氏(?![名族])|殿(?![下堂])"
    r"|宛|あて(?=[にのへ])|名義|様(?![子々式相態方似])|さま(?![ざよ])|さん|君(?!が代|主)"
    r"|くん(?=[のはがをもにとへ、。! \n]|$)"
    r"|ちゃん(?![とぽ]))"
)
_TITLED = re.compile(rf"(?<![{KANJI}])([{KANJI}ヶノ]{{1,6}}) ?(?={_POST})")
_CHILD = re.compile(
    rf"(?<![{KANJI}])(?:([{KANJI}]{{2,4}})|([{HIRA}]{{2,16}}?))(?=ちゃん(?![とぽ])"
    rf"|くん(?=[のはがをもにとへ、。! \n]|です|$))"
)
# Whoever is called so is not named: おばちゃん, おじいちゃん, 駄菓子屋のおねえちゃん, わんちゃん.
_KIN = frozenset(
    """
    おば おじ おばあ おじい おとう おかあ おにい おねえ ばあ じい とう かあ にい ねえ
    ひいばあ ひいじい ひいおばあ ひいおじい おとっ おっか おじょう おじょ ぼう ぼっ あか ちび
    よめ むこ いと まご わん にゃん ねこ いぬ ぴよ うさ うさぎ おっ あん みん
    """.split()  # noqa: SIM905
)
# A name in hiragana begins a run or stands after one of these.
_PARTICLES = "のはがもとにをへや、"
_LONGEST_GIVEN = 5
_OPENING = re.compile(
    rf"(?:^|(?<=[。!?！？\n]))[ >　]*(?:(?:こちら|私|わたし|こんにちは|はじめまして|先ほど電話した"
    rf"|ご?連絡した"
    rf"|いつもお世話になっております|お世話になっております|お世話になります"
    rf"|いつもお世話になります)[、。は! ]{{0,2}})?"
    rf"({_NAME})(?=です|でござ|でー|っす|と申|ともうし|といい|と言い|という者|より(?:[。、\n]|$))",
    re.MULTILINE,
)
_LINE = re.compile(rf"^[ >\-*|_]*({_NAME})(?: ?(?:拝|より))?[ ]*$", re.MULTILINE)
_RELATED = re.compile(
    r"(?:妻|夫|主人|息子|娘|長男|次男|長女|次女|父|母|祖父|祖母|兄|姉|弟|妹|孫|姪|甥|いとこ|友人|知人"
    r"|婚約者|後見人|同僚|上司"
    r"|部下|先輩|後輩"
    r"|店長|担当(?:者|の方)?|オペレーター|受付|社員|スタッフ|旧姓|現姓|新姓|姓|本名|予約者|受取人"
    r"|申込者|名義人|代理で"
    r"|サポート担当|窓口)(?:の|は|が|、|\(|「|:|を|：)?"
    rf"([{KANJI}ヶノ]{{1,6}}|[{HIRA}]{{2,4}}|[{KATA}]{{2,5}})"
    r"(?=の|は|が|も|に|を|へ|と|です|さん|様|、|。|\)|」|宛|名義|から|まで|より|$)",
    re.MULTILINE,
)
_LISTED = re.compile(
    rf"(?:\ue000(?:様|さん|氏)?(?:と|や|、|・|,|，|→|⇒|及び|および|か|/|／)|(?<=→))"
    rf"([{KANJI}ヶノ]{{2,5}})(?=が|は|も|に|へ|の|と|を|、|。|,|さん|様|氏|→|です|で|$)",
    re.MULTILINE,
)
_LISTED_BEFORE = re.compile(rf"(?<![{KANJI}])([{KANJI}ヶノ]{{2,5}})(?=(?:と|、|・|→|⇒|/|／)\ue000)")
_READING = re.compile(
    rf"\ue000 ?[(/] ?([{KATA}]{{3,14}}(?:[ ・][{KATA}]{{2,8}})?"
    rf"|[{HIRA}]{{3,14}}(?:[ ・][{HIRA}]{{2,8}})?)(?=[)\n]|$)"
)
_BRACKETED = re.compile(rf"\ue000 ?\(([{KANJI}]{{1,5}})\)")
_KIN_BRACKETED = re.compile(
    rf"(?:妻|夫|主人|息子|娘|長男|次男|長女|次女|父|母|兄|姉|弟|妹|孫|友人"
    rf"|同僚) ?\(([{KANJI}]{{1,4}}|[{HIRA}]{{2,5}}|[{KATA}]{{2,6}})(?=[)、,])"
)
_BEFORE_NAME = re.compile(
    rf"(?<![{KATA}{HIRA}])"
    rf"([{KATA}]{{2,10}}(?: [{KATA}]{{2,8}})?|[{HIRA}]{{2,8}}(?: [{HIRA}]{{2,8}})?)"
    r" ?(?=[/(] ?\ue000)"
)
# One character that stands before a title or です without being anybody.
_NOBODY = frozenset(
    "本副元前現新旧両各全当某女男若大小老先上下中外内金水月火木土日次何同誰皆別他後昨今明正負右左"
)
_NO_RELATIVE = frozenset(
    "日分方時件物車家前名様者私僕代側声顔手目口心体間所場先後上下元今年月歳達生"
)


def _find(text: str) -> Iterator[Range]:
    for pattern in (_TITLED, _RELATED, _LISTED, _LISTED_BEFORE):
        for found in pattern.finditer(text):
            size = _name_size(found[1], related=pattern is _RELATED)
            if size:
                yield found.start(1), found.start(1) + size
    yield from _children(text)
    for found in _OPENING.finditer(text):
        if _name_size(found[1]) == len(found[1]):
            yield found.span(1)
    yield from _signatures(text)
    yield from _kana_openings(text)
    for pattern in (_READING, _KIN_BRACKETED, _BEFORE_NAME):
        yield from (found.span(1) for found in pattern.finditer(text) if _is_no_thing(found[1]))
    yield from (found.span(1) for found in _BRACKETED.finditer(text) if _is_person(found[1]))


def _children(text: str) -> Iterator[Range]:
    for found in _CHILD.finditer(text):
        if found[2]:
            start = _child_start(found[2])
            if start is not None:
                yield found.start(2) + start, found.end(2)
        elif found[1] not in lists.roles() and (_is_person(found[1]) or not kinds(found[1])):
            yield found.span(1)


def _child_start(run: str) -> int | None:
    """Where in the hiragana before ちゃん a child's name begins; None where it is nobody's."""
    starts = [at for at in range(len(run) - 1) if at == 0 or run[at - 1] in _PARTICLES]
    words = [(at, run[at:]) for at in starts]
    if any(word in _KIN or word in lists.roles() for _, word in words):
        return None
    listed = (at for at, word in words if _is_surname(word) or is_kana_given(word))
    unknown = (at for at, word in words if len(word) <= _LONGEST_GIVEN and not kinds(word))
    return next(listed, next(unknown, None))


def _is_no_thing(word: str) -> bool:
    """Whether kana beside a placeholder may be somebody: パスポート(<PASSPORT>) is not."""
    known = kinds(word)
    if any(kind.startswith("名詞-普通") for kind in known):
        return word in lists.surname_kana() or word in lists.given_kana()
    return not known or bool(known & {"person", "given", "surname"}) or word[0] < "ァ"


def _signatures(text: str) -> Iterator[Range]:
    """A line with a name and nothing else, unless it is all there is."""
    for found in _LINE.finditer(text):
        alone = found[0].strip() == text.strip()
        if not alone and len(found[1]) > 1 and _name_size(found[1]) == len(found[1]):
            yield found.span(1)


def _name_size(word: str, *, related: bool = False) -> int:
    """How many characters of ``word``, from its first, are a name; 0 for none."""
    if word in lists.roles() or (word.endswith(ROLE_ENDS) and not _is_person(word)):
        return 0
    if word.endswith("屋") and word not in lists.surnames():
        return 0  # 花屋さん, 肉屋さん are shops; few surnames end so
    if len(word) == 1:
        nobody = word in _NOBODY or (related and word in _NO_RELATIVE)
        return 0 if nobody or not _is_person(word) else 1
    if _is_person(word):
        return 0 if related and not _plainly(word) else len(word)
    if related and re.fullmatch(rf"[{KANJI}]{{2}}", word) and not kinds(word):
        return len(word)  # 妻の薫陽: no word at all
    for size in (3, 2, 1):
        known = word[:size] in lists.surnames()
        end = given_end(word, size, strong=known) if _is_surname(word[:size]) else 0
        if end == len(word) and (size > 1 or " " in word or _is_person(word[1:])):
            return end
    return 0


def _plainly(word: str) -> bool:
    """Whether what follows 妻の is a name and no other word: あすか, but not ため or 米寿."""
    if word in lists.surnames() or word in lists.given():
        return True
    return not any(kind.startswith(("名詞", "助詞", "副詞", "動詞")) for kind in kinds(word))


def _is_surname(word: str) -> bool:
    return word in lists.surnames() or is_surname(word)


def _is_person(word: str) -> bool:
    return _is_surname(word) or word in lists.given() or is_given(word)


_KANA_OPENING = re.compile(
    rf"(?:^|(?<=[。!?\n]))[ >]*([{HIRA}]{{5,9}}?)(?=です[。がけ、\n]|でございます|と申|といい)",
    re.MULTILINE,
)


def _kana_openings(text: str) -> Iterator[Range]:
    """A text that begins ししどたいじです: an unknown word, then a given name of three kana."""
    for found in _KANA_OPENING.finditer(text):
        name = found[1]
        cuts = range(2, len(name) - 2)
        if any(not kinds(name[:cut]) - {"surname"} and is_given(name[cut:]) for cut in cuts):
            yield found.span(1)


_TRIGGER = re.compile(rf"[{KANJI}]|[{HIRA}]{{5}}")

RECOGNISERS = (Recogniser("NAME", _TRIGGER.search, _find),)
