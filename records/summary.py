"""The one line of an issue: a customer's words in it, and the line without them.

They stand between the marks of their language, the topic's keywords behind them: ``“It
crashes” (crash · photo) — 5 customers``, ``「落ちます」（撮影・落ちる） — 5人のお客様``.
"""

from __future__ import annotations

import re
from collections.abc import Collection

NO_WORDS = "…"
_SAID = re.compile(
    r"“(?P<en>.+)”(?: \((?P<en_name>.+?)\))?|「(?P<ja>.+)」(?:（(?P<ja_name>.+?)）)?"
)
_NO_LETTER = re.compile(r"&#?\w+;|[\W_]+")


def without_words(summary: str, gone: Collection[str], words: Collection[str] = ()) -> str:
    """The line less what one of the texts ``gone`` says, and less ``words`` wherever they stand.

    The keywords take the place of a quotation, dots that of one without keywords. Texts may be
    escaped for a tracker: only letters and digits are compared. Doing it again changes nothing.
    """
    texts = [_letters(text) for text in (*gone, *words)]

    def named(found: re.Match[str]) -> str:
        said, name = found["en"] or found["ja"], found["en_name"] or found["ja_name"]
        letters = _letters(said)
        is_theirs = any(letters in text for text in texts) or any(one in said for one in words)
        if not letters or not is_theirs:
            return found.group()
        return str(name) if name else found.group().replace(said, NO_WORDS)

    left = _SAID.sub(named, summary)
    for word in words:
        left = left.replace(word, NO_WORDS)
    return left


def without_quotation(summary: str) -> str:
    """The line less whatever it quotes, as :func:`without_words` leaves it: keywords or dots."""

    def named(found: re.Match[str]) -> str:
        name = found["en_name"] or found["ja_name"]
        return str(name) if name else found.group().replace(found["en"] or found["ja"], NO_WORDS)

    return _SAID.sub(named, summary)


def same_line(one: str, other: str) -> bool:
    """Whether two lines read the same, however a tracker escaped them."""
    return _letters(one) == _letters(other)


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text).casefold()
