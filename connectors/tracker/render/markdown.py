"""Blocks to Markdown (CommonMark with GitHub's tables).

CommonMark lets a backslash precede any ASCII punctuation, so every character that means
something somewhere is escaped wherever it stands; only what means something at the start of a
line (``1.``, ``+``, ``-``, ``=``) is escaped just there, to keep the file readable as text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from connectors.tracker.render.clean import clean, one_line
from connectors.tracker.render.walk import Notation, text_of
from records.issue import Block, Table

_ANYWHERE = re.compile(r"[\\`*_{}\[\]<>#|~&!$@]")
_LINE_START = re.compile(r"^([-+=])")
_LINE_NUMBER = re.compile(r"^(\d+)([.)])(?=\s|$)")
_ADDRESS = re.compile(r"(?i)(https?|ftp|mailto|xmpp)(:)|(www)(\.)")


def document(blocks: Sequence[Block]) -> str:
    """The whole document, ending in a line feed."""
    return text_of(blocks, NOTATION) + "\n"


def escape(text: str) -> str:
    """One line of text that a Markdown viewer shows exactly as it was written."""
    literal = _ANYWHERE.sub(r"\\\g<0>", text.strip(" \u00a0\u3000"))
    unlinked = _ADDRESS.sub(_unlink, literal)
    return _LINE_NUMBER.sub(r"\1\\\2", _LINE_START.sub(r"\\\1", unlinked))


def _unlink(match: re.Match[str]) -> str:
    """Keep a bare address in a quote from becoming a link: a customer's words link nowhere."""
    return (match.group(1) or match.group(3)) + "\\" + (match.group(2) or match.group(4))


def _quote(said: str, source: str) -> str:
    """A quotation with its source as the last line; hard breaks keep the customer's lines."""
    words = "> " + "\\\n> ".join(_lines(said))
    return f"{words}\n>\n> — {source}" if source else words


def _lines(text: str) -> list[str]:
    return [escape(line) for line in clean(text).split("\n") if line.strip()]


def _table(table: Table) -> str:
    head = _row(table.header)
    rule = "|" + " --- |" * len(table.header)
    return "\n".join([head, rule, *(_row(row) for row in table.rows)])


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(escape(one_line(cell)) for cell in cells) + " |"


NOTATION = Notation(
    heading="## ",
    bullet="- ",
    escape=escape,
    paragraph=lambda text: "\\\n".join(_lines(text)),
    quote=_quote,
    table=_table,
    link=lambda shown, href: f"[{shown or escape(href)}]({href})",
)
