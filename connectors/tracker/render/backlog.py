r"""Blocks to Backlog's own notation (a project's ``textFormattingRule`` is ``backlog``).

A backslash makes a special character literal (Nulab's rules for formatting text); projects that
are set to Markdown take ``render.markdown`` instead. Never tried on a live Backlog.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from connectors.tracker.render.clean import clean, one_line, safe_url
from records.issue import Block, Table

_SPECIAL = re.compile(r"[\\{}\[\]|&#%']")
_LINE_START = re.compile(r"^(\s*)([*\-+>])", re.MULTILINE)


def document(blocks: Sequence[Block]) -> str:
    """The whole document, ending in a line feed."""
    return "\n\n".join(part for block in blocks if (part := _block(block))) + "\n"


def escape(text: str) -> str:
    """Text that Backlog shows as it was written."""
    return _LINE_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\g<0>", clean(text)))


def _block(block: Block) -> str:
    if block.kind == "heading":
        return f"** {escape(one_line(block.text))}"
    if block.kind == "quote":
        return _quote(block)
    if block.kind == "bullets":
        return "\n".join(f"- {escape(one_line(item))}" for item in block.items)
    if block.kind == "table" and block.table:
        return _table(block.table)
    if block.kind == "link":
        return _link(block.text, block.url)
    return escape(block.text)


def _quote(block: Block) -> str:
    context, *names = block.items or ("",)
    source = [escape(one_line(context))] + [_link(name, block.url) for name in names]
    said = "{quote}\n" + escape(block.text) + "\n{/quote}"
    return "\n".join([said, " · ".join(part for part in source if part)]).rstrip()


def _table(table: Table) -> str:
    head = _row(table.header) + "h"
    return "\n".join([head, *(_row(row) for row in table.rows)])


def _row(cells: Sequence[str]) -> str:
    return "|" + "|".join(escape(one_line(cell)) for cell in cells) + "|"


def _link(text: str, url: str | None) -> str:
    href = safe_url(url)
    shown = escape(one_line(text))
    return f"[[{shown or href}>{href}]]" if href else shown
