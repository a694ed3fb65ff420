"""The quality gate: which clusters may become topics, and the reasons in words.

A topic is a promise to a product manager that several customers say one thing. Each bound has
its reason beside it; the tests stand at the bounds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from records.voice import Voice

    Cosines = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Gate:
    """Least values a cluster needs to become a topic.

    ``customers`` 3: two people may know each other or share a shop; the third makes it a
    matter. ``voices`` 5: below it a centre is mostly noise (the smallest cluster).
    ``coherence`` .5: the loosest matter that people labelled has .59 (ASDC), of 82 clusters of
    Hadoop bugs the loosest .54; thirty texts drawn at random reach .51-.63 inside one narrow
    subject, so this bound only stops heaps of several subjects: that the looks agree
    (``clusters``) and the separation do the rest. ``separation`` .02: with less, a
    voice's topic is a toss-up between two centres, and people see two topics for one matter.
    """

    customers: int = 3
    voices: int = 5
    coherence: float = 0.50
    separation: float = 0.02


@dataclass(frozen=True, slots=True)
class Quality:
    """What the gate looks at. ``coherence``: the members' mean cosine to their topic;
    ``separation``: by how much that exceeds their mean cosine to the best other topic (a
    simplified silhouette; 1.0 where there is no other topic)."""

    voices: int
    customers: int
    coherence: float
    separation: float


def judge(quality: Quality, gate: Gate) -> str | None:
    """Why a cluster is not a topic (the first bound it fails), or None where it is one."""
    if quality.voices < gate.voices:
        return f"{quality.voices} voices, at least {gate.voices} are needed"
    if quality.customers < gate.customers:
        return f"{quality.customers} distinct customers, at least {gate.customers} are needed"
    if quality.coherence < gate.coherence:
        return (
            f"coherence {quality.coherence:.2f} is under {gate.coherence:.2f}: more than one matter"
        )
    if quality.separation < gate.separation:
        return (
            f"separation {quality.separation:.2f} is under {gate.separation:.2f}: "
            "another topic says the same"
        )
    return None


def measure(own: Cosines, other: Cosines | None, customers: int) -> Quality:
    """``own`` and ``other``: each member's cosine to its topic and to the best other one."""
    coherence = float(own.mean()) if len(own) else 0.0
    separation = 1.0 if other is None else float((own - other).mean()) if len(own) else 0.0
    return Quality(len(own), customers, coherence, separation)


def distinct_customers(voices: Sequence[Voice], customers: Mapping[str, str | None]) -> int:
    """How many people speak. An unknown customer counts once per ticket: an export without
    customer ids must still be able to found topics, and one ticket is one person."""
    return len({person(voice, customers) for voice in voices})


def person(voice: Voice, customers: Mapping[str, str | None]) -> tuple[str, str]:
    """Who speaks: the customer's pseudonym, else the ticket."""
    known = customers.get(voice.voice_id)
    return ("customer", known) if known else ("ticket", f"{voice.source}/{voice.ticket_id}")
