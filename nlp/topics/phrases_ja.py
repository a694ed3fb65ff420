"""Japanese noun phrases and predicates from Sudachi's longest units.

No parser: a noun phrase is a run of nouns with their prefixes and suffixes, a predicate a verb
or adjective with its passive and negation in dictionary form (反映されませんでした → 反映されない).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nlp.stopwords import JAPANESE, words
from nlp.tokens import sudachi

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LONGEST_NOUN = 12  # characters; a longer run is a sentence without particles, not a term
_LONGEST_TEXT = 2_000
_TERM = re.compile(
    r"[ぁ-ヿ一-龥a-zA-Z々〆ー&+.-]*[ァ-ヺ一-龥a-zA-Z][ぁ-ヿ一-龥a-zA-Z0-9々〆ー&+.-]*"
)
_A_ROW = dict(zip("うくぐすつぬぶむる", "わかがさたなばまら", strict=True))
_PARTICLES = words("が は を に も の って")  # what the predicate is about; not で (where)
_LIGHT = words(
    """
    する やる いたす 致す なる ある いる おる くださる もらう いただく 頂く くれる すぎる
    行う おこなう 受ける 生ずる 生じる
    """
)
_WHEN = words("中 時 後 前 以降 以来 間")
_ASKING = words(
    "探す 調べる 捜す 伝える 聞く 尋ねる 伺う 困る 済む"
)  # how one asks, not what about
_NOUN_LIKE = frozenset({"名詞", "接頭辞"})
_BOUND = frozenset({"助動詞語幹", "数詞"})
_DULL_NOUN_NORMAL = JAPANESE | frozenset(["御", "各", "両", "約", "毎"])


@dataclass(frozen=True, slots=True)
class _Word:
    surface: str
    dictionary: str
    normal: str
    kind: str
    second: str
    third: str
    inflection: str


def japanese_phrases(text: str) -> Iterator[tuple[str, bool]]:
    """Noun phrases, predicates (True) and "noun predicate" pairs, in order."""
    words = [_word(m) for m in sudachi("C").tokenize(text[:_LONGEST_TEXT])]
    at, subject = 0, ""
    while at < len(words):
        noun, after = _noun(words, at)
        predicate, end = _predicate(words, after, noun)
        if predicate:
            yield from _said(subject, predicate)
            at, subject = end, ""
        elif after > at:
            if noun:
                yield noun, False
                subject = noun
            at = after
        else:
            if words[at].kind != "助詞" or words[at].surface not in _PARTICLES:
                subject = ""
            at += 1


def _said(subject: str, predicate: str) -> Iterator[tuple[str, bool]]:
    yield predicate, True
    if subject and subject not in predicate:
        yield f"{subject} {predicate}", False


def _word(morpheme: Any) -> _Word:
    speech = morpheme.part_of_speech()
    return _Word(
        morpheme.surface(),
        morpheme.dictionary_form(),
        morpheme.normalized_form(),
        speech[0],
        speech[1],
        speech[2],
        speech[4],
    )


def _noun(words: Sequence[_Word], at: int) -> tuple[str, int]:
    """The noun run starting here and where it ends; "" where it names nothing."""
    end = at
    while end < len(words) and _is_nominal(words[end], first=end == at):
        end += 1
    run = list(words[at:end])
    if run and _says_when(run[-1]):
        return "", end
    if run and at and words[at - 1].second == "数詞" and run[0].third == "助数詞可能":
        run.pop(0)
    while run and run[0].normal in _DULL_NOUN_NORMAL:
        run.pop(0)
    while run and (run[-1].normal in _DULL_NOUN_NORMAL or run[-1].kind == "接頭辞"):
        run.pop()
    phrase = "".join(word.surface for word in run)
    named = 2 <= len(phrase) <= _LONGEST_NOUN and _TERM.fullmatch(phrase)
    return (phrase if named else ""), end


def _says_when(last: _Word) -> bool:
    """走行中, 更新後, 給油時: the occasion, whether the dictionary holds it whole or in parts."""
    whole = len(last.surface) > 2 and last.surface.endswith("中")
    return whole or (last.kind == "接尾辞" and last.surface in _WHEN)


def _is_nominal(word: _Word, *, first: bool) -> bool:
    if word.kind in _NOUN_LIKE:
        return word.second not in _BOUND
    return not first and word.kind == "接尾辞" and word.second == "名詞的"


def _predicate(words: Sequence[_Word], at: int, noun: str) -> tuple[str, int]:
    """A predicate standing at ``at``; ``noun`` is the noun run just before it (反映 + する)."""
    if at >= len(words):
        return "", at
    head = words[at]
    end = _tail(words, at + 1)
    passive, negative, wish = _mood(words[at + 1 : end])
    if head.normal == "為る" and head.kind == "動詞":
        return _suru(noun, passive=passive, negative=negative, wish=wish), end
    if head.normal == "出来る" and head.kind == "動詞" and noun:
        return f"{noun}できない" if negative else "", end
    if head.kind == "形容詞" or (head.kind == "接尾辞" and head.second == "形容詞的"):
        return _adjective(words, at, negative=negative), end
    if head.kind != "動詞" or head.dictionary in _LIGHT or head.normal in JAPANESE:
        return "", at
    if head.normal in _ASKING:
        return "", end
    return _verb(head, passive=passive, negative=negative), end


def _tail(words: Sequence[_Word], at: int) -> int:
    """Past the auxiliaries that belong to a predicate (られ・ませ・ん・なかっ・た・て・いる)."""
    while at < len(words) and (
        words[at].kind == "助動詞" or words[at].normal in {"て", "居る", "無い"}
    ):
        at += 1
    return at


def _mood(tail: Sequence[_Word]) -> tuple[bool, bool, bool]:
    """(passive or potential, negative, wish) of the auxiliaries after a predicate."""
    forms = {word.dictionary for word in tail} | {word.normal for word in tail}
    return (
        bool(forms & {"れる", "られる"}),
        bool(forms & {"ない", "ぬ", "ず", "無い"}),
        bool(forms & {"たい"}),
    )


def _suru(noun: str, *, passive: bool, negative: bool, wish: bool) -> str:
    if not noun:
        return ""
    if negative:
        return noun + ("されない" if passive else "しない")
    return noun + ("される" if passive else "したい" if wish else "")  # 停止する → 停止


def _adjective(words: Sequence[_Word], at: int, *, negative: bool) -> str:
    """高い, 高くない, 使いにくい. なし and the bare ない say nothing alone."""
    head = words[at]
    if head.second == "形容詞的" and at > 0:
        return words[at - 1].surface + head.dictionary
    if head.normal in JAPANESE or len(head.dictionary) < 2:
        return ""
    return head.dictionary[:-1] + "くない" if negative else head.dictionary


def _verb(head: _Word, *, passive: bool, negative: bool) -> str:
    """The dictionary form, with れる / ない where they stood."""
    stem = _before_nai(head)
    if not stem or not re.search(r"[一-龥ァ-ヺ]|..", head.dictionary):
        return head.dictionary
    if passive:
        plain_stem = head.inflection.startswith(("五段", "サ行変格"))
        ending = "れ" if plain_stem and not stem.endswith("じ") else "られ"
        return stem + ending + ("ない" if negative else "る")
    return f"{stem}ない" if negative else head.dictionary


def _before_nai(head: _Word) -> str:
    """The form before ない: 届く → 届か, 開ける → 開け. Sudachi takes apart, never together."""
    if head.inflection.startswith(("上一段", "下一段")):
        return head.dictionary.removesuffix("る")
    if head.inflection.startswith("サ行変格"):  # 感ずる → 感じ, 察する → 察さ
        return head.dictionary[:-2] + ("じ" if head.dictionary.endswith("ずる") else "さ")
    last = head.dictionary[-1:]
    return head.dictionary[:-1] + _A_ROW[last] if last in _A_ROW else ""
