"""What every renderer does to a text before its own escaping."""

from __future__ import annotations

import unicodedata
from urllib.parse import urlsplit

ELLIPSIS = "…"
ZERO_WIDTH_JOINER = "\u200d"


def clean(text: str) -> str:
    """The text without what XML and JSON stores refuse: control characters, lone surrogates.

    Also without the characters that turn the reading direction, which can make a quote read
    differently from what was written.
    """
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(ch for ch in unified if ch == "\n" or not _is_unsafe(ch))


def one_line(text: str) -> str:
    """The text as one line, runs of white space as one space."""
    return " ".join(clean(text).split())


def units(text: str) -> int:
    """Length in UTF-16 units, as Jira counts: an emoji is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, limit: int) -> str:
    """The text within ``limit`` UTF-16 units, cut between whole characters, with an ellipsis."""
    if units(text) <= limit:
        return text
    end, used = 0, units(ELLIPSIS)
    while used + units(text[end]) <= limit:
        used += units(text[end])
        end += 1
    while end and _joined(text, end):
        end -= 1
    return text[:end].rstrip() + ELLIPSIS


def safe_url(url: str | None) -> str | None:
    """An http(s) address without characters that end a link somewhere, or None.

    The address comes from the helpdesk's export: ``javascript:`` must not become a link.
    """
    if not url or any(ch.isspace() or _is_unsafe(ch) for ch in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        return None
    return "".join(f"%{ord(ch):02X}" if ch in "\"'<>()[]{}|\\^`" else ch for ch in url)


def _is_unsafe(ch: str) -> bool:
    return (
        unicodedata.category(ch) in ("Cc", "Cs") or ch in "\u2028\u2029\ufffe\uffff" or _turns(ch)
    )


def _turns(ch: str) -> bool:
    return ch in "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c"


def _joined(text: str, at: int) -> bool:
    """Whether cutting before ``text[at]`` would tear one visible character apart."""
    after, before = text[at], text[at - 1]
    tears = unicodedata.category(after).startswith("M") or after == ZERO_WIDTH_JOINER
    skin = "\U0001f3fb" <= after <= "\U0001f3ff"
    flag = "\U0001f1e6" <= after <= "\U0001f1ff" and "\U0001f1e6" <= before <= "\U0001f1ff"
    return tears or skin or flag or before == ZERO_WIDTH_JOINER
