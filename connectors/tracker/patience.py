"""What both trackers behind HTTP share: reads are tried again, and what a lost answer means."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from records.errors import Down, Retryable, Throttled, TrackerError, Uncertain

READ_ATTEMPTS = 3
READ_PAUSE_SECONDS = 2.0
LONGEST_READ_WAIT_SECONDS = 60.0
T = TypeVar("T")


def patiently(read: Callable[[], T], sleep: Callable[[float], None]) -> T:
    """A read, tried up to three times. Raises what the last attempt raised."""
    for attempt in range(1, READ_ATTEMPTS + 1):
        try:
            return read()
        except Retryable as error:
            wait = error.retry_after if isinstance(error, Throttled) else READ_PAUSE_SECONDS
            if attempt == READ_ATTEMPTS or wait > LONGEST_READ_WAIT_SECONDS:
                raise
            sleep(wait)
    raise AssertionError("unreachable: the last attempt returns or raises")


def unknown(said: str, *, writes: bool) -> TrackerError:
    """No usable answer: of a write nobody knows, a read has written nothing."""
    if writes:
        return Uncertain(said, next_step="the next run looks whether it was written")
    return Down(said, next_step="run again later")
