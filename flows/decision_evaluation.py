"""What people decide about topics, measured: what else it changes, and whether it lasts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from connectors.labelled import LabelledText
from flows.consolidate import consolidate
from flows.decide import decide
from flows.night import Night
from flows.topic_evaluation import pass_night, shares, thrown_away, tickets_of
from records.decision import DecisionKind, Wish
from records.topic import Topic, TopicState
from warehouse import analysis, runs

_NAME = "名づけた"
_RENAMED, _STAYS, _GOES = 1, 2, 3  # the three largest topics
_WHO = ("evaluation", "evaluation")


@dataclass(frozen=True, slots=True)
class Decided:
    """``others``: topics that a rename and a merge changed besides their own; ``lost``: of the
    two decisions those that are gone after all nights and a consolidation."""

    others: int
    lost: int


def decisions_kept(texts: Sequence[LabelledText], nights: int) -> Decided:
    """Half of the texts, then a rename and a merge, then the rest in so many nights, then a
    consolidation. Raises InputError where the half has fewer than three topics."""
    with thrown_away() as night:
        first, *rest = shares(list(tickets_of(texts, night.settings.account.name)), nights)
        with night.warehouse.lock():
            pass_night(night, 0, first)
        before = _state(night)
        decide(night, Wish(DecisionKind.RENAME, *_WHO, _RENAMED, name_ja=_NAME))
        decide(night, Wish(DecisionKind.MERGE, *_WHO, _STAYS, other=_GOES))
        after = _state(night)
        with night.warehouse.lock():
            for number, share in enumerate(rest, start=1):
                pass_night(night, number, share)
            runs.start_run(night.warehouse, "consolidation", "evaluation", {}, night.clock())
            night.run_id = "consolidation"
            consolidate(night)
        return Decided(_changed(before, after), _lost(_topics(night)))


_State = Mapping[int, tuple[Topic, tuple[str, ...]]]


def _state(night: Night) -> _State:
    """Every topic with the voices in it, by number."""
    return {
        number: (
            topic,
            tuple(sorted(v.voice_id for v in analysis.voices_of(night.warehouse, topic.topic_uid))),
        )
        for number, topic in _topics(night).items()
    }


def _topics(night: Night) -> dict[int, Topic]:
    return {topic.number: topic for topic in analysis.topics(night.warehouse)}


def _changed(before: _State, after: _State) -> int:
    others = (before.keys() | after.keys()) - {_RENAMED, _STAYS, _GOES}
    return sum(before.get(number) != after.get(number) for number in others)


def _lost(topics: Mapping[int, Topic]) -> int:
    renamed, stays, gone = (topics[number] for number in (_RENAMED, _STAYS, _GOES))
    merged = gone.state is TopicState.MERGED and gone.merged_into == stays.topic_uid
    return (renamed.name_ja != _NAME) + (not merged or stays.state is not TopicState.ACTIVE)
