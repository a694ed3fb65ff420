"""The product's own name, hidden from whatever looks for topics.

Every second customer calls the product by its name, whatever the matter; and as no dictionary
knows the name, it would weigh more than any other word. In the demo 37 texts with nothing in common
but the name were a topic, of which an issue was opened (ADR 0155).
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import normalize

from nlp.placeholders import PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from records.voice import Voice

    Hide = Callable[[str], str]

HIDDEN = "<PRODUCT>"  # a placeholder as redaction leaves them: no word of a topic or its name
_BETWEEN = re.compile(r"[\s_-]+")
_LATIN, _KATAKANA = "A-Za-z0-9À-ɏ", "ァ-ヺー"
_SHORT = 3  # katakana letters, up to which a name is looked for as a word of its own
_FEWEST_LETTERS = 2  # "-" or "X" name no product


@lru_cache(maxsize=16)
def hiding(names: tuple[str, ...]) -> Hide:
    """Put ``<PRODUCT>`` in the place of each of the names, longest first.

    Full or half width, with or without the blanks and hyphens between their words, and in upper or
    lower case, but for a name in capitals alone (LINE is no line). A Latin name is looked for as a
    word: "Mikan" is not in "Mikanshop"; one in katakana begins a word: ライン is not in オンライン.
    Placeholders stay. Of names with fewer than two letters or digits nothing is hidden; no
    names: the text as it is.
    """
    known = {normalize("NFKC", name).strip(" _-") for name in names}
    known = {name for name in known if sum(map(str.isalnum, name)) >= _FEWEST_LETTERS}
    if not known:
        return str
    longest_first = sorted(known, key=lambda name: (-len(name), name))
    pattern = re.compile(f"{PLACEHOLDER}|({'|'.join(map(_pattern, longest_first))})")

    def hide(text: str) -> str:
        folded = normalize("NFKC", text)
        hidden = pattern.sub(lambda found: HIDDEN if found[1] else found[0], folded)
        return text if hidden == folded else hidden

    return hide


def _pattern(name: str) -> str:
    spelled = r"[\s_-]*".join(map(re.escape, _BETWEEN.split(name)))
    before = next((f"(?<![{kind}])" for kind in (_LATIN, _KATAKANA) if _is(kind, name[0])), "")
    after = f"(?![{_LATIN}])" if _is(_LATIN, name[-1]) else ""
    if len(name) <= _SHORT and _is(_KATAKANA, name[-1]):
        after = f"(?![{_KATAKANA}])"
    case = "" if name.isupper() else "i"
    return f"{before}(?{case}:{spelled}){after}"


def _is(kind: str, letter: str) -> bool:
    return re.match(f"[{kind}]", letter) is not None


def without_product(voices: Sequence[Voice], hide: Hide) -> list[Voice]:
    """The voices as topics see them. Only their text differs: ids, and so all that is stored of
    them, are those of the words as they were said."""
    shown = ((voice, hide(voice.text)) for voice in voices)
    return [voice if text == voice.text else replace(voice, text=text) for voice, text in shown]
