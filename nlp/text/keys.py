"""One form for sentences that people would call the same."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from nlp.placeholders import PLACEHOLDER

_PLACEHOLDER = re.compile(PLACEHOLDER)
_NOT_WORDS = re.compile(r"[\W_]+")
_DIGITS = re.compile(r"\d+")


def plain_form(text: str) -> str:
    """NFKC, lower case, no punctuation, blanks or emoji; numbers and placeholders as written."""
    return _NOT_WORDS.sub("", unicodedata.normalize("NFKC", text).lower())


def normal_form(text: str) -> str:
    """NFKC, lower case, no punctuation, blanks or emoji; each number and each placeholder as one
    sign, so that a footer with a ticket number or a name in it is still one sentence."""
    plain = unicodedata.normalize("NFKC", _PLACEHOLDER.sub("\ue000", text)).lower()
    marked = _DIGITS.sub("0", plain).replace("\ue000", "ｎ")
    return _NOT_WORDS.sub("", marked)


def sentence_key(text: str) -> str:
    """SHA-256 hex of the normal form: what recurrence is counted by."""
    return hashlib.sha256(normal_form(text).encode()).hexdigest()
