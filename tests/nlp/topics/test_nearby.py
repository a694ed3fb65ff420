"""What a night looks at: what is new among the waiting voices, and what lies nearest to it."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from nlp.embedding import default_embedder, unit_rows
from nlp.topics import discover, nearby
from nlp.topics.nearby import NEIGHBOURS
from records.voice import Voice

if TYPE_CHECKING:
    from nlp.embedding import Vectors

POOL = 300  # voices that waited before, around fifteen matters
MATTERS = 15


def _pool(speech: Any, new: int) -> tuple[list[Voice], Vectors]:
    """``new`` voices around the first matter before ``POOL`` that are spread over all of them."""
    chance = np.random.default_rng(0)
    centres = unit_rows(chance.standard_normal((MATTERS, 64), dtype=np.float32))
    at = np.concatenate([np.zeros(new, dtype=int), np.arange(POOL) % MATTERS])
    noise = unit_rows(chance.standard_normal((len(at), 64), dtype=np.float32))
    texts = [f"voice {letter} of matter {matter}" for letter, matter in enumerate(at)]
    return speech.speak(texts, "en", "pool"), unit_rows(centres[at] + 0.3 * noise)


def _ids(voices: list[Voice], places: list[int]) -> set[str]:
    return {voices[at].voice_id for at in places}


def test_a_new_voice_brings_those_that_waited_about_its_matter_and_no_others(speech: Any) -> None:
    voices, vectors = _pool(speech, new=3)
    looked = nearby(voices, vectors, _ids(voices, [0, 1, 2]))
    assert {0, 1, 2} <= set(looked)
    assert NEIGHBOURS < len(looked) <= 3 * (1 + NEIGHBOURS)
    assert all((at - 3) % MATTERS == 0 for at in looked if at >= 3)


def test_what_lies_far_from_all_that_is_new_is_not_looked_at(speech: Any) -> None:
    voices, vectors = _pool(speech, new=1)
    vectors[0] = unit_rows(np.random.default_rng(7).standard_normal((1, 64)).astype(np.float32))
    assert nearby(voices, vectors, {voices[0].voice_id}) == [0]


def test_the_order_of_the_waiting_voices_decides_nothing(speech: Any) -> None:
    voices, vectors = _pool(speech, new=5)
    new = _ids(voices, list(range(5)))
    order = list(range(len(voices)))
    random.Random(4).shuffle(order)
    shuffled = [voices[at] for at in order]
    assert _ids(shuffled, nearby(shuffled, vectors[order], new)) == _ids(
        voices, nearby(voices, vectors, new)
    )


def test_a_form_letter_counts_as_one_neighbour_and_comes_with_all_its_senders(speech: Any) -> None:
    voices, vectors = _pool(speech, new=1)
    new = {voices[0].voice_id}
    near = nearby(voices, vectors, new)
    letter = near[1]
    pasted = speech.speak([voices[letter].text] * 40, "en", "letter")
    looked = nearby([*voices, *pasted], np.vstack([vectors, [vectors[letter]] * 40]), new)
    assert looked == [*near, *range(len(voices), len(voices) + 40)]


def test_where_nearly_all_is_new_all_is_looked_at(speech: Any) -> None:
    voices, vectors = _pool(speech, new=POOL // NEIGHBOURS)
    assert nearby(voices, vectors, _ids(voices, list(range(POOL // NEIGHBOURS)))) == list(
        range(len(voices))
    )


@pytest.mark.slow
def test_a_matter_that_gathered_over_nights_is_found_with_its_last_two_voices(speech: Any) -> None:
    things = ["card", "bag", "lamp", "door", "tyre", "roof", "shoe", "milk", "song", "road", "tree"]
    other = [f"What colour is the {a} next to the {b}?" for a in things for b in things if a < b]
    voices = [
        *speech.speak(speech.code_en, "en", "code"),
        *speech.speak(other[:50], "en", "other"),
    ]
    embedder = default_embedder()
    vectors = embedder.embed([voice.text for voice in voices])
    looked = nearby(voices, vectors, _ids(voices, [6, 7]))
    assert len(looked) <= 2 * (1 + NEIGHBOURS)
    found = discover(
        [voices[at] for at in looked],
        vectors[looked],
        {},
        (),
        embedder=embedder.identity,
        run_id="tonight",
        next_number=1,
    )
    held = {a.voice_id for a in found.assignments} & _ids(voices, list(range(8)))
    assert _ids(voices, [6, 7]) <= held
    assert len(held) >= 6
