"""Writes to the tracker without the quotes of some tickets, in text and summary."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from records.issue import Block, Operation
from records.summary import without_words
from warehouse.codec import from_json, to_json


@dataclass(frozen=True, slots=True)
class Payload:
    """A write that quoted them. ``payload`` is the write as JSON, their quotes taken out."""

    op_id: str
    label: str
    issue_id: str | None
    payload: str


def without_theirs(
    rows: Iterable[Sequence[Any]],
    tickets: Collection[str],
    urls: Collection[str],
    words: Collection[str] = (),
) -> tuple[Payload, ...]:
    """Of these rows (op_id, label, issue_id, payload) those that quote the tickets, or hold one
    of the words in their summary, mended."""
    if not tickets:
        return ()
    is_theirs = QuotedFrom(tickets, urls)
    found = []
    for op_id, label, issue_id, payload in rows:
        operation = from_json(Operation, payload)
        mended = _without(operation, is_theirs, words)
        if mended != operation:
            found.append(Payload(op_id, label, issue_id or None, to_json(mended)))
    return tuple(found)


class QuotedFrom:
    """Whether a block quotes one of these tickets: Koe names the ticket beside every quote."""

    def __init__(self, tickets: Collection[str], urls: Collection[str]) -> None:
        names = "|".join(re.escape(one) for one in sorted(tickets, key=len, reverse=True))
        self._named = re.compile(rf"(?<![\w-])(?:{names})(?![\w-])")
        self._urls = frozenset(urls)

    def __call__(self, block: Block) -> bool:
        """The name stands last among the block's items, the link in its url."""
        if block.kind != "quote":
            return False
        if block.url and block.url in self._urls:
            return True
        return bool(block.items and self._named.search(block.items[-1]))


def _without(operation: Operation, is_theirs: QuotedFrom, words: Collection[str]) -> Operation:
    draft = operation.draft
    if draft is not None:
        kept = tuple(block for block in draft.description if not is_theirs(block))
        said = [block.text for block in draft.description if is_theirs(block)]
        summary = without_words(draft.summary, said, words)
        draft = replace(draft, summary=summary, description=kept)
    blocks = tuple(block for block in operation.blocks if not is_theirs(block))
    return replace(operation, draft=draft, blocks=blocks)
