"""The product's own name, hidden from whatever looks for matters.

Every second customer calls the product by its name, whatever the matter; and as no dictionary
knows the name, it would weigh more than any other word. In the demo 37 texts with nothing in common
but the name were a topic, of which an issue was opened (ADR 0155).
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from nlp.embedding import word_rarity

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from records.voice import Voice

    Hide = Callable[[str], str]

_BETWEEN = re.compile(r"[\s_-]+")
HIDDEN = "<PRODUCT>"  # a placeholder as redaction leaves them: no word of a topic or its name


@lru_cache(maxsize=16)
def hiding(names: tuple[str, ...]) -> Hide:
    """Put ``<PRODUCT>`` in the place of each of the names, longest first, in upper or lower case,
    with or without the blanks and hyphens between their words. Latin names are looked for as
    words: "Mikan" is not in "Mikanshop". Of "Mikan Pay" the "Mikan" alone goes too, as a word that
    the encoder's vocabulary does not know; "pay" stays. No names: the text as it is."""
    known = {name.strip() for name in names if name.strip()}
    if not known:
        return str
    known |= {word for name in known for word in _coined(name)}
    longest_first = sorted(known, key=lambda name: (-len(name), name))
    pattern = re.compile("|".join(map(_pattern, longest_first)), re.IGNORECASE)
    return lambda text: pattern.sub(HIDDEN, text)


def _coined(name: str) -> list[str]:
    """The Latin words of a name of several that are no words otherwise."""
    words = _BETWEEN.split(name)
    return [w for w in words if len(words) > 1 and w.isascii() and w.lower() not in word_rarity()]


def _pattern(name: str) -> str:
    spelled = r"[\s_-]*".join(map(re.escape, _BETWEEN.split(name)))
    before = r"(?<![A-Za-z0-9])" if name[0].isascii() else ""
    after = r"(?![A-Za-z0-9])" if name[-1].isascii() else ""
    return before + spelled + after


def without_product(voices: Sequence[Voice], hide: Hide) -> list[Voice]:
    """The voices as topics see them. Only their text differs: ids, and so all that is stored of
    them, are those of the words as they were said."""
    shown = ((voice, hide(voice.text)) for voice in voices)
    return [voice if text == voice.text else replace(voice, text=text) for voice, text in shown]
