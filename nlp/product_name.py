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

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from records.voice import Voice

    Hide = Callable[[str], str]

HIDDEN = "<PRODUCT>"  # a placeholder as redaction leaves them: no word of a topic or its name


@lru_cache(maxsize=16)
def hiding(names: tuple[str, ...]) -> Hide:
    """Put ``<PRODUCT>`` in the place of each of the names, longest first, in upper or lower case,
    with or without the blanks and hyphens between their words. Latin names are looked for as
    words: "Mikan" is not in "Mikanshop". No names: the text as it is."""
    known = sorted({name.strip() for name in names if name.strip()}, key=lambda n: (-len(n), n))
    if not known:
        return str
    pattern = re.compile("|".join(map(_pattern, known)), re.IGNORECASE)
    return lambda text: pattern.sub(HIDDEN, text)


def _pattern(name: str) -> str:
    spelled = r"[\s_-]*".join(re.escape(part) for part in re.split(r"[\s_-]+", name))
    before = r"(?<![A-Za-z0-9])" if name[0].isascii() else ""
    after = r"(?![A-Za-z0-9])" if name[-1].isascii() else ""
    return before + spelled + after


def without_product(voices: Sequence[Voice], hide: Hide) -> list[Voice]:
    """The voices as topics see them. Only their text differs: ids, and so all that is stored of
    them, are those of the words as they were said."""
    shown = ((voice, hide(voice.text)) for voice in voices)
    return [voice if text == voice.text else replace(voice, text=text) for voice, text in shown]
