"""What a reader may be told beside the file and its mapping."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from records.ticket import Status

MEGABYTE = 1024 * 1024


def unheard(_warning: str) -> None:
    """A listener for warnings that nobody wants to hear."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Limits and listeners of one reading.

    ``row_limit`` is in bytes (in characters for JSON arrays): a longer row is quarantined as
    ``oversize`` without ever being held in memory. ``expansion_limit`` is how many times its
    size on disk a file may grow to when unpacked; deflate itself ends near 1,030 and real
    exports stay below 60. ``zendesk_fields`` says what an account's custom fields mean, by
    their id or name: ``version``, ``product_area``, ``segment`` or ``ignore``; every other
    custom field is kept under its own name in ``attributes``. ``statuses`` says what a Freshdesk
    account's own statuses are, by number.
    """

    row_limit: int = 8 * MEGABYTE
    expansion_limit: int = 250
    zendesk_fields: Mapping[str, str] = field(default_factory=dict)
    statuses: Mapping[str, Status] = field(default_factory=dict)
    on_warning: Callable[[str], None] = unheard


DEFAULTS = ReadOptions()
