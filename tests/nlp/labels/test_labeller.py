"""Labels from the shipped taxonomy with the real embedder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from nlp.embedding import Embedder, default_embedder
from nlp.labels import SHIPPED, Labeller
from nlp.language import detect
from nlp.text import sentences
from nlp.voices import kind_of
from records.voice import Label, Voice

pytestmark = pytest.mark.slow

Vectors = NDArray[np.float32]


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return default_embedder()


@pytest.fixture(scope="module")
def labeller(embedder: Embedder) -> Labeller:
    return Labeller.load(None, embedder)


def voice(text: str, name: str = "v") -> Voice:
    kind = kind_of([sentence.text for sentence in sentences(text)])
    noon = datetime(2026, 10, 3, tzinfo=UTC)
    return Voice(name, "desk", "7", "m", 0, len(text), text, detect(text), noon, kind)


def ask(labeller: Labeller, embedder: Embedder, texts: Sequence[str], task: str) -> list[Label]:
    voices = [voice(text, str(place)) for place, text in enumerate(texts)]
    found = labeller.label(voices, embedder.embed(texts))
    return [label for label in found if label.task == task]


@pytest.mark.parametrize(
    ("task", "value", "japanese", "english"),
    [
        ("request_type", "bug", "起動するたびに強制終了します。", "It crashes on every start."),
        ("request_type", "price", "年会費はいくらでしょうか。", "How much is the annual fee?"),
        ("request_type", "cancellation", "来月で解約したいです。", "I want to cancel next month."),
        (
            "request_type",
            "account",
            "パスワードを忘れて入れません。",
            "I forgot my password again.",
        ),
        ("request_type", "praise", "店員さんが親切で最高でした。", "Lovely staff, great stay!"),
        ("sentiment", "negative", "ひどい対応で腹が立ちました。", "Terrible, I am so angry."),
        ("sentiment", "positive", "とても気に入りました。", "I love it, thank you."),
        (
            "severity",
            "high",
            "カードを盗まれて不正に使われました。",
            "My card was stolen and used.",
        ),
        ("stage", "before", "導入を検討しています。", "We are considering signing up."),
    ],
)
def test_the_same_matter_gets_the_same_label_in_both_languages(
    labeller: Labeller, embedder: Embedder, task: str, value: str, japanese: str, english: str
) -> None:
    found = ask(labeller, embedder, [japanese, english], task)
    assert [label.value for label in found] == [value, value]


def test_a_label_does_not_depend_on_the_other_voices_of_the_batch(
    labeller: Labeller, embedder: Embedder
) -> None:
    said = ["アプリが落ちます。", "How much is it?", "領収書をください。", "I love it!"]
    texts = [f"{text} {number}" for number in range(100) for text in said]
    voices = [voice(text, str(place)) for place, text in enumerate(texts)]
    vectors = embedder.embed(texts)
    forward = labeller.label(voices, vectors)
    backward = labeller.label(voices[::-1], vectors[::-1].copy())
    alone = [
        label
        for place, one in enumerate(voices[:40])
        for label in labeller.label([one], vectors[place : place + 1])
    ]
    assert {(one.voice_id, one.task): one for one in backward} == {
        (one.voice_id, one.task): one for one in forward
    }
    assert set(alone) <= set(forward)


def test_words_that_say_nothing_get_no_request_type(labeller: Labeller, embedder: Embedder) -> None:
    (label,) = ask(labeller, embedder, ["foo bar 123"], "request_type")
    assert label.value is None
    assert 0 <= label.confidence < 0.54


def test_an_edited_taxonomy_is_another_version(
    labeller: Labeller, embedder: Embedder, tmp_path: Path
) -> None:
    edited = tmp_path / "taxonomy.yaml"
    edited.write_text(SHIPPED.read_text("utf-8").replace("0.40", "0.41", 1), "utf-8")
    remembered: list[str] = []

    def embed(texts: Sequence[str]) -> Vectors:
        remembered.extend(texts)
        return embedder.embed(texts)

    other = Labeller.load(edited, embedder, embed=embed)
    assert other.versions["request_type"] != labeller.versions["request_type"]
    assert len(set(remembered)) > 400
