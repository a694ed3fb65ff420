"""Every error Koe raises on purpose, as one tree.

A message says what was got, what was expected and what to do next, because the person who
reads it at 05:00 did not write the code. Whether trying again can help is a base class
(:class:`Retryable`), so that a flow never has to know a library's own exceptions.
"""

from __future__ import annotations


class KoeError(Exception):
    """The root. ``exit_code`` is what the command line returns to the shell."""

    exit_code = 1

    def __init__(self, got: str, *, expected: str = "", next_step: str = "") -> None:
        self.got, self.expected, self.next_step = got, expected, next_step
        parts = [got]
        if expected:
            parts.append(f"Expected: {expected}")
        if next_step:
            parts.append(f"Next: {next_step}")
        super().__init__("\n".join(parts))


class Retryable(KoeError):
    """Trying again later, unchanged, may succeed."""


class ConfigurationError(KoeError):
    """A setting, taxonomy or mapping is missing or wrong."""

    exit_code = 2


class InputError(KoeError):
    """A whole file cannot be used. A single bad row is a :class:`BadRow` instead."""

    exit_code = 3


class ReconciliationError(KoeError):
    """Rows read are not rows loaded + unchanged + stale + quarantined, or too many were bad."""

    exit_code = 3


class CheckFailed(KoeError):
    """A warehouse check returned bad rows."""

    exit_code = 4


class LockHeld(Retryable):
    """Another Koe process is writing to this warehouse."""

    exit_code = 5


class WarehouseError(KoeError):
    """The warehouse file is not one this version can use."""

    exit_code = 6


class BadRow(KoeError):
    """One row cannot be read; it goes to quarantine under ``reason``, the run goes on."""

    def __init__(self, reason: str, got: str, *, expected: str = "") -> None:
        self.reason = reason
        super().__init__(got, expected=expected)


class HelpdeskError(KoeError):
    """The helpdesk could not be read on. What came before is kept; the next run goes on there."""

    exit_code = 8


class HelpdeskRefused(HelpdeskError):
    """The helpdesk does not know the login."""


class HelpdeskDown(HelpdeskError, Retryable):
    """No usable answer, after all tries. ``retry_after`` is in seconds, where it was told."""

    def __init__(self, got: str, *, retry_after: float | None = None) -> None:
        self.retry_after = retry_after
        super().__init__(
            got,
            expected="an answer in JSON",
            next_step="nothing was lost: run again later, it goes on where it stopped",
        )


class TrackerError(KoeError):
    """A write was not done as asked, or not known to be: by the tracker, or by a helpdesk that
    was to get a note. Exactly the four below exist."""

    exit_code = 7


class Rejected(TrackerError):
    """The tracker understood and refused (4xx). Sending the same again cannot help."""


class Throttled(TrackerError, Retryable):
    """Asked to slow down (429). ``retry_after`` is in seconds."""

    def __init__(self, got: str, *, retry_after: float, next_step: str = "") -> None:
        self.retry_after = retry_after
        super().__init__(got, next_step=next_step)


class Uncertain(TrackerError):
    """The write may or may not have happened (reply lost, timeout after sending, 5xx).

    Never retried blindly: the next run looks for the outcome first.
    """


class Down(TrackerError, Retryable):
    """The connection was refused, so nothing was written."""
