"""The walk over a document's blocks, once for every tracker whose text is marked up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from connectors.tracker.render.clean import one_line, safe_url
from records.issue import Block, Table


@dataclass(frozen=True, slots=True)
class Notation:
    """How one tracker writes things.

    ``escape`` makes one line or text literal; ``paragraph`` is a text of several lines.
    ``quote`` takes the words as they were said and their source, marked up already ("" for
    none); ``link`` takes a shown text, escaped already and perhaps empty, and an address.
    """

    heading: str
    bullet: str
    escape: Callable[[str], str]
    paragraph: Callable[[str], str]
    quote: Callable[[str, str], str]
    table: Callable[[Table], str]
    link: Callable[[str, str], str]


def text_of(blocks: Sequence[Block], notation: Notation) -> str:
    """The whole document; empty blocks are left out."""
    return "\n\n".join(part for block in blocks if (part := _block(block, notation)))


def _block(block: Block, notation: Notation) -> str:
    if block.kind == "heading":
        return notation.heading + notation.escape(one_line(block.text))
    if block.kind == "quote":
        return notation.quote(block.text, _source(block, notation))
    if block.kind == "bullets":
        rows = (notation.escape(one_line(item)) for item in block.items)
        return "\n".join(notation.bullet + row for row in rows)
    if block.kind == "table" and block.table:
        return notation.table(block.table)
    if block.kind == "link":
        return _link(block.text, block.url, notation)
    return notation.paragraph(block.text)


def _source(block: Block, notation: Notation) -> str:
    """Where and when a quote was said, and the ticket."""
    context, *names = block.items or ("",)
    parts = [notation.escape(one_line(context))]
    parts += [_link(name, block.url, notation) for name in names]
    return " · ".join(part for part in parts if part)


def _link(text: str, url: str | None, notation: Notation) -> str:
    href, shown = safe_url(url), notation.escape(one_line(text))
    return notation.link(shown, href) if href else shown
