"""What a tracker can prove before the first night, one thing at a time (``koe doctor``)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, runtime_checkable

Proof = Callable[[], str]
ACCOUNT = "tracker"


@runtime_checkable
class CanProve(Protocol):
    """A tracker with more to prove than ``check`` does before each run."""

    def proofs(self, issue_type: str) -> Mapping[str, Proof]:
        """Each says in words what was found, or raises a KoeError that says what is wrong and
        what to do. ``ACCOUNT`` comes first; where it fails the others cannot be asked. Nothing
        is written."""
        ...
