"""A past, night by night: what would have been told, and when.

The same rule that a night uses keeps a series silent while its alert goes on and for a while after.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from warehouse.alerts.rising import Finding, rises, told
from warehouse.alerts.rules import Rules
from warehouse.alerts.series import Board

GOES_ON = 0.01  # an alert goes on while its series would be told of at this p-value


@dataclass(slots=True)
class Silence:
    """Which series have been told of, and until which slot each keeps silent."""

    rules: Rules
    until: dict[str, int] = field(default_factory=dict)

    def risen(self, slot: int) -> set[str]:
        """The series whose rise lies within the slots that are looked at, before ``slot``."""
        reach = self.rules.reach - self.rules.quiet
        return {name for name, until in self.until.items() if slot <= until + reach}

    def keeps(self, slot: int) -> set[str]:
        """The series that must not be told of again at ``slot``."""
        return {name for name, until in self.until.items() if slot <= until}

    def heard(self, name: str, slot: int) -> None:
        """A series was told of, or its alert still goes on, at ``slot``."""
        self.until[name] = slot + self.rules.quiet


def replay(board: Board, rules: Rules, first: int = 0) -> Iterator[tuple[int, Finding]]:
    """Alerts with the slot after which each was raised, in order of time."""
    silence = Silence(rules)
    for end in range(max(1, first), len(board.total) + 1):
        quiet = silence.keeps(end)
        tested = rises(board, end, rules, risen=silence.risen(end))
        for name in told(tested, board, rules, quiet):
            silence.heard(name, end)
            yield end, tested[name]
        for name in quiet & tested.keys():
            if tested[name].p_value <= GOES_ON:
                silence.heard(name, end)
