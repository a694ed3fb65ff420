"""What an account's own statuses and fields mean, told once for every helpdesk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from records.errors import BadRow
from records.ticket import Reason, Status

# What accounts usually call these fields.
_USUAL = {
    "version": "version",
    "app_version": "version",
    "app version": "version",
    "product_area": "product_area",
    "component": "product_area",
    "plan": "segment",
}
IGNORE = "ignore"


class CustomFields:
    """Gives an account's fields the names Koe knows: version, product_area, segment; drops those
    to be ignored; keeps every other filled one under its own name."""

    def __init__(self, meanings: Mapping[str, str]) -> None:
        self._meanings = _USUAL | {name.casefold(): told for name, told in meanings.items()}

    def named(self, values: Iterable[tuple[str, str]]) -> dict[str, str]:
        """The filled fields by the names they get."""
        found: dict[str, str] = {}
        for name, value in values:
            meaning = self._meanings.get(name.casefold(), name)
            if name and value and meaning != IGNORE:
                found[meaning] = value
        return found


def status_of(told: object, statuses: Mapping[str, Status]) -> Status:
    """The status by its table. One that no table knows is never guessed: BadRow."""
    name = str(told).casefold() if told is not None else ""
    if not name:
        raise BadRow(Reason.MISSING_REQUIRED, "status is missing", expected=", ".join(statuses))
    if name not in statuses:
        raise BadRow(
            Reason.UNKNOWN_STATUS,
            f"status is {name[:40]!r}",
            expected=f"one of {', '.join(statuses)}, or one told in helpdesk.statuses",
        )
    return statuses[name]
