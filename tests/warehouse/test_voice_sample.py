"""Of more voices than a consolidation looks at, each gets its turn."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from records.topic import Held, TopicChanges
from warehouse.analysis import save_consolidation, voice_sample

if TYPE_CHECKING:
    from tests.warehouse.conftest import House

VOICES, LOOKED_AT = 30, 6
FIGURES = ("sampled", "voices", "moved", "merged", "split", "retired", "outvoted")


def _sampled(house: House) -> set[str]:
    return {voice.voice_id for voice, _ in voice_sample(house.wh, LOOKED_AT)}


def _consolidated(house: House, number: int) -> None:
    figures = dict.fromkeys(FIGURES, 0)
    save_consolidation(house.wh, f"look-{number}", TopicChanges(), figures, house.now)


@pytest.mark.slow
def test_each_consolidation_looks_at_other_voices_until_all_had_their_turn(house: House) -> None:
    house.born(house.topic())
    house.land(*(house.ticket(str(n), f"落ちる {n}") for n in range(VOICES)))
    said = house.analyse(lambda _: "t-1")
    looks = []
    for number in range(4 * VOICES // LOOKED_AT):
        looks.append(_sampled(house))
        assert _sampled(house) == looks[-1]
        _consolidated(house, number)
    assert looks[0] != looks[1]
    assert {len(look) for look in looks} == {LOOKED_AT}
    assert set().union(*looks) == {voice.voice_id for voice in said}


def test_what_people_muted_is_not_looked_at(house: House) -> None:
    house.born(replace(house.topic(), held=Held(muted=True)), house.topic("t-2", 2))
    house.land(house.ticket("1", "落ちる"), house.ticket("2", "返金"))
    house.analyse(lambda voice: "t-2" if voice.text == "返金" else "t-1")
    assert [voice.text for voice, _ in voice_sample(house.wh, LOOKED_AT)] == ["返金"]
