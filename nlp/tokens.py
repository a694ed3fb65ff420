"""Words of a text, once: content tokens for topics, labels and search.

Japanese is cut by SudachiPy (GiNZA's tokenizer, without the pipeline around it: 3,700 car
complaints a CPU-second against 26 documents for ``ja_ginza``) and given in Sudachi's normalised
form, so 振込・振り込み are one word. English is folded to lower case and lightly stemmed by
rule: spaCy's tagger costs 4 ms a text, and comparing texts needs no dictionary form (names do:
see ``topics.phrases``).
Each text is cut once per process: the answers are remembered, the most recent first to stay.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from nlp.placeholders import PLACEHOLDER
from nlp.stopwords import ENGLISH, JAPANESE, words

if TYPE_CHECKING:
    from collections.abc import Iterator

MEMO = 65_536  # texts; about 100 MB at forty words each
_NOT_SPEECH = re.compile(PLACEHOLDER + r"|https?://\S+|\{\w{2,20}(?::\w+)?\}")
_ENGLISH_WORD = re.compile(r"[a-z][a-z0-9'’]*(?:[-_.][a-z0-9]+)*")
_CONTENT = frozenset({"名詞", "動詞", "形容詞", "形状詞", "副詞"})
_EMPTY_SECOND = frozenset({"数詞", "助動詞語幹"})
_JAPANESE_LETTER = re.compile(r"[ぁ-ゖァ-ヺ一-龥]")
_NEGATIONS = words(
    """
    not never cannot cant dont doesnt didnt isnt wasnt wont havent hasnt couldnt unable
    """
)
_LONG = 10_000  # characters; Sudachi refuses more than 49,149 bytes


def plain(text: str) -> str:
    """NFKC without placeholders (``<NAME>``), addresses of pages and wiki marks (``{code}``)."""
    return _NOT_SPEECH.sub(" ", unicodedata.normalize("NFKC", text))


def written_in_japanese(text: str) -> bool:
    """Whether Sudachi should cut it: any kana or kanji, whatever the language field says."""
    return _JAPANESE_LETTER.search(text) is not None


@lru_cache(maxsize=MEMO)
def content_tokens(text: str) -> tuple[str, ...]:
    """The words that carry a matter, in order, normalised; repeated words stay repeated.

    No stop words, numbers, placeholders or politeness. A mixed text ("login できない") gives
    its Latin words in the same folded form as an English text, so the two can meet.
    """
    cleaned = plain(text)
    cut = japanese_tokens(cleaned) if written_in_japanese(cleaned) else english_tokens(cleaned)
    return tuple(cut)


def english_tokens(text: str) -> Iterator[str]:
    """Lower-case stems of the content words."""
    for match in _ENGLISH_WORD.finditer(text.lower()):
        word = match.group().replace("’", "'").removesuffix("'s")
        if negates(word):
            yield "not"
        elif len(word) > 1 and word.replace("'", "") not in ENGLISH:
            yield stem(word)


def negates(word: str) -> bool:
    """Whether a card did *not* arrive is the whole point of a complaint: n't, not, never, cant."""
    return word.endswith("n't") or word in _NEGATIONS


def stem(word: str) -> str:
    """A light suffix strip, the same for every form of a regular word."""
    for suffix in ("ing", "ed", "es", "s"):
        if word.endswith(suffix) and len(word) - len(suffix) >= 3 and not word.endswith("ss"):
            word = word[: -len(suffix)]
            break
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def japanese_tokens(text: str) -> Iterator[str]:
    """Sudachi's normalised forms of nouns, verbs, adjectives and adverbs (shortest units)."""
    for morpheme in sudachi("A").tokenize(text[:_LONG]):
        kind, second = morpheme.part_of_speech()[:2]
        word = morpheme.normalized_form()
        if kind == "名詞" and word.isascii():
            yield from english_tokens(word)
        elif kind in _CONTENT and second not in _EMPTY_SECOND and word not in JAPANESE:
            yield word


@lru_cache(maxsize=4)
def sudachi(mode: str) -> Any:
    """Sudachi's tokenizer: mode "A" cuts short units, "C" keeps named things whole."""
    from sudachipy import SplitMode

    return dictionary().create(mode=getattr(SplitMode, mode))


@cache
def dictionary() -> Any:
    """Sudachi's words; also asked whether a word may be a surname (``privacy``)."""
    from sudachipy import Dictionary

    return Dictionary(dict="core")
