"""Internal notes in a helpdesk: what a helpdesk must be able to do for one.

A note carries its key in its last line, so that whether it was written can be looked up in the
ticket itself: no helpdesk takes a key of idempotence.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

KEY_CHARACTERS = 16


@runtime_checkable
class NoteWriter(Protocol):
    """A helpdesk that takes notes which customers never see.

    Reading raises HelpdeskError, writing one of the four errors of ``records.errors``.
    """

    def check_notes(self) -> str:
        """Whether the login may write them, in words. Writes nothing; raises HelpdeskError."""
        ...

    def has_note(self, ticket_id: str, key: str) -> bool:
        """Whether the note with this key is in the ticket; read from the ticket, no index."""
        ...

    def add_note(self, ticket_id: str, text: str, key: str) -> bool:
        """Write it unless it is there: at most one write. Whether there was one."""
        ...


def signed(text: str, key: str) -> str:
    """The note as it is written."""
    return f"{text}\n{mark_of(key)}"


def mark_of(key: str) -> str:
    """The last line of a note, by which it is known again."""
    return f"Koe {key[:KEY_CHARACTERS]}"
