r"""Blocks to Backlog's own notation (a project's ``textFormattingRule`` is ``backlog``).

A backslash makes a special character literal (Nulab's rules for formatting text); projects that
are set to Markdown take ``render.markdown`` instead. Never tried on a live Backlog.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from connectors.tracker.render.clean import clean, one_line
from connectors.tracker.render.walk import Notation, text_of
from records.issue import Block, Table

_SPECIAL = re.compile(r"[\\{}\[\]|&#%']")
_LINE_START = re.compile(r"^(\s*)([*\-+>])", re.MULTILINE)


def document(blocks: Sequence[Block]) -> str:
    """The whole document, ending in a line feed."""
    return text_of(blocks, NOTATION) + "\n"


def escape(text: str) -> str:
    """Text that Backlog shows as it was written."""
    return _LINE_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\g<0>", clean(text)))


def _quote(said: str, source: str) -> str:
    return ("{quote}\n" + escape(said) + "\n{/quote}\n" + source).rstrip()


def _table(table: Table) -> str:
    head = _row(table.header) + "h"
    return "\n".join([head, *(_row(row) for row in table.rows)])


def _row(cells: Sequence[str]) -> str:
    return "|" + "|".join(escape(one_line(cell)) for cell in cells) + "|"


NOTATION = Notation(
    heading="** ",
    bullet="- ",
    escape=escape,
    paragraph=escape,
    quote=_quote,
    table=_table,
    link=lambda shown, href: f"[[{shown or href}>{href}]]",
)
