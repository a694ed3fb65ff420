"""Blocks to an Atlassian Document (Jira Cloud, REST v3).

A text node is literal by the format, so nothing is escaped here; what needs care is the
structure (no empty text node, a table's rows and cells) that Jira refuses without a reason.
Source: Atlassian Document Format, nodes and marks; the JSON schema ``adf-schema`` v1.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from connectors.tracker.render.clean import clean, one_line, safe_url
from records.issue import Block, Table

Node = dict[str, Any]


def document(blocks: Sequence[Block]) -> Node:
    """The whole document."""
    content = [node for block in blocks for node in _nodes(block)]
    return {"type": "doc", "version": 1, "content": content or [_paragraph("")]}


def _nodes(block: Block) -> list[Node]:
    if block.kind == "heading":
        return [{"type": "heading", "attrs": {"level": 3}, "content": _text(one_line(block.text))}]
    if block.kind == "quote":
        return _quote(block)
    if block.kind == "bullets":
        return _bullets(block.items)
    if block.kind == "table" and block.table:
        return [_table(block.table)]
    if block.kind == "link":
        return [{"type": "paragraph", "content": _link(block.text, block.url)}]
    return [_paragraph(block.text)]


def _quote(block: Block) -> list[Node]:
    """The words in a quotation; where and when they were said as a small line below them."""
    source = _source(block)
    said = [{"type": "blockquote", "content": [_paragraph(block.text)]}]
    return [*said, {"type": "paragraph", "content": source}] if source else said


def _source(block: Block) -> list[Node]:
    context, *names = block.items or ("",)
    nodes = _text(one_line(context))
    if names:
        nodes += [*_text(" · "), *_link(names[0], block.url)]
    return nodes


def _bullets(items: Sequence[str]) -> list[Node]:
    rows = [{"type": "listItem", "content": [_paragraph(item)]} for item in items]
    return [{"type": "bulletList", "content": rows}] if rows else []


def _table(table: Table) -> Node:
    head = _row("tableHeader", table.header)
    return {"type": "table", "content": [head, *(_row("tableCell", row) for row in table.rows)]}


def _row(kind: str, cells: Sequence[str]) -> Node:
    content = [{"type": kind, "attrs": {}, "content": [_paragraph(one_line(c))]} for c in cells]
    return {"type": "tableRow", "content": content}


def _paragraph(text: str) -> Node:
    nodes: list[Node] = []
    for number, line in enumerate(clean(text).split("\n")):
        nodes += [{"type": "hardBreak"}] if number else []
        nodes += _text(line)
    return {"type": "paragraph", "content": nodes}


def _text(text: str) -> list[Node]:
    return [{"type": "text", "text": text}] if text else []


def _link(text: str, url: str | None) -> list[Node]:
    href = safe_url(url)
    nodes = _text(one_line(text) or (href or ""))
    if href and nodes:
        nodes[0]["marks"] = [{"type": "link", "attrs": {"href": href}}]
    return nodes
