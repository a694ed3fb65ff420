"""Two topics that are one: the one that stays is compared by the prototypes of both."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from records.errors import InputError
from records.topic import TopicState

if TYPE_CHECKING:
    from records.topic import Topic

MOST_KEYWORDS = 12


def joined(stays: Topic, goes: Topic) -> tuple[Topic, Topic]:
    """Both topics after ``goes`` went into ``stays``.

    Every later voice lands where it would have landed before, except that the two places are
    one: no other topic gains or loses a voice. The lower of the two thresholds holds for both. A
    language that ``stays`` has no name in takes the name of ``goes``. Raises InputError where
    they lie in two embedders' spaces.
    """
    if stays.embedder != goes.embedder:
        raise InputError(
            f"#{stays.number} and #{goes.number} were defined with different embedders",
            next_step="leave them apart; their vectors cannot be compared",
        )
    places = (stays.prototypes or (stays.centroid,)) + (goes.prototypes or (goes.centroid,))
    kept = replace(
        stays,
        prototypes=places,
        threshold=min(stays.threshold, goes.threshold),
        name_ja=stays.name_ja or goes.name_ja,
        name_en=stays.name_en or goes.name_en,
        keywords=tuple(dict.fromkeys((*stays.keywords, *goes.keywords)))[:MOST_KEYWORDS],
        defined_on=stays.defined_on + goes.defined_on,
    )
    return kept, replace(goes, state=TopicState.MERGED, merged_into=stays.topic_uid)


def parted(stays: Topic, gone: Topic) -> Topic:
    """``stays`` without the prototypes that it has from ``gone``, whatever else it learnt since."""
    left = tuple(p for p in stays.prototypes if p not in (gone.prototypes or (gone.centroid,)))
    return replace(
        stays,
        prototypes=left or (stays.centroid,),
        defined_on=max(1, stays.defined_on - gone.defined_on),
    )
