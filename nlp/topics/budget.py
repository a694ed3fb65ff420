"""How many voices one consolidation may move, and what part of it topics may take."""

from __future__ import annotations

from dataclasses import dataclass

MOST_MOVED = 0.05  # of all voices in topics


@dataclass(slots=True)
class Budget:
    """Merging, retiring and splitting topics takes half of the budget at most, so that single
    voices have their share; but the first such change may take all of it, or a topic with more
    than half of it could never go (halved against all of it: ADR 0130)."""

    most: int
    spent: int = 0

    @classmethod
    def of(cls, voices: int) -> Budget:
        """For an account with so many voices in topics."""
        return cls(int(MOST_MOVED * voices))

    @property
    def left(self) -> int:
        """How many voices may still move."""
        return self.most - self.spent

    def takes(self, voices: int) -> bool:
        """Whether a topic's change may move so many; if so they are spent."""
        within = self.spent + voices <= (self.most // 2 if self.spent else self.most)
        self.spent += voices if within else 0
        return within
