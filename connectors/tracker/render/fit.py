"""Making a document fit a tracker's limit: whole quotes go first, then the longest text is cut."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from connectors.tracker.render.clean import cut, units
from records.issue import Block

TEXT_LIMIT = 32_767  # UTF-16 units of a description or comment, Jira Cloud and Data Center
SUMMARY_LIMIT = 255


def fit(
    blocks: Sequence[Block], size: Callable[[Sequence[Block]], int], limit: int = TEXT_LIMIT
) -> tuple[Block, ...]:
    """The document with ``size(blocks) <= limit``.

    Cutting quotes from the end keeps the newest ones whole: half a quote is no quote. Only a
    document that is too long without any loses text, at a character border.
    """
    kept = list(blocks)
    while size(kept) > limit and (last := _last_quote(kept)) is not None:
        del kept[last]
    while size(kept) > limit and (longest := _longest(kept)) is not None:
        kept[longest] = _halved(kept[longest])
    return tuple(kept)


def _last_quote(blocks: Sequence[Block]) -> int | None:
    places = [place for place, block in enumerate(blocks) if block.kind == "quote"]
    return places[-1] if places else None


def _longest(blocks: Sequence[Block]) -> int | None:
    """The block with the longest text, or None where nothing is left to shorten."""
    sizes = [units(block.text) + sum(map(units, block.items)) for block in blocks]
    place = max(range(len(sizes)), key=sizes.__getitem__, default=None)
    return place if place is not None and sizes[place] > 1 else None


def _halved(block: Block) -> Block:
    items = tuple(cut(item, max(1, units(item) // 2)) for item in block.items)
    return replace(block, text=cut(block.text, max(1, units(block.text) // 2)), items=items)
