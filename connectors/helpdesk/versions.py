"""How new a row is, as one number that only grows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def microseconds(moment: datetime) -> int:
    """Microseconds since 1970, exactly: seconds as a float lose the last digits."""
    return (moment - _EPOCH) // timedelta(microseconds=1)
