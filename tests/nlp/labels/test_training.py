"""Learning from answers, with the real embedder where meaning matters."""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from numpy.typing import NDArray

from nlp.embedding import Embedder, default_embedder
from nlp.labels import (
    Answer,
    Task,
    TaskModel,
    Trained,
    Unanswered,
    diverse,
    from_bytes,
    to_bytes,
    train,
)
from nlp.labels.features import READINGS, word_counts, words_and_stems
from nlp.labels.labeller import Answering, chances_of, teaching
from nlp.labels.nearest import Nearest
from nlp.labels.taxonomy import LabelDefinition
from nlp.labels.training import folds_of
from nlp.language import detect
from records.errors import InputError, WarehouseError
from records.voice import Kind, Voice

AREA = Task("product_area", 0.0, ())
PARTS = {
    "brakes": [
        "ブレーキが効かない",
        "ブレーキから異音",
        "the brakes squeal",
        "brake pedal is soft",
    ],
    "engine": [
        "エンジンが止まる",
        "エンジンの警告灯",
        "the engine stalls",
        "engine will not start",
    ],
}
WHEN = ["昨日から。", "雨の日に。", "走行中に。", "twice a week.", "since March.", "on a cold day."]
Vectors = NDArray[np.float32]


def said(text: str) -> Voice:
    noon = datetime(2026, 10, 3, tzinfo=UTC)
    spoken = detect(text)
    return Voice(text, "desk", text, "m", 0, len(text), text, spoken, noon, Kind.COMPLAINT)


def answers() -> list[Answer]:
    return [
        Answer(said(f"{text} {when}"), area)
        for area, texts in PARTS.items()
        for text in texts
        for when in WHEN
    ]


def hashed(texts: Sequence[str]) -> Vectors:
    """Any fixed unit rows: what is tested here needs no meaning."""
    rows = [np.random.default_rng(zlib.crc32(text[:4].encode())).normal(size=8) for text in texts]
    table = np.array(rows, dtype=np.float32).reshape(len(texts), 8)
    return np.asarray(table / np.linalg.norm(table, axis=1, keepdims=True), dtype=np.float32)


@pytest.fixture(scope="module")
def trained() -> Trained:
    known = answers()
    return train(AREA, known, hashed([one.voice.text for one in known]), "test-1", hashed)


def test_an_area_is_learnt_from_the_helpdesks_words_in_both_languages(trained: Trained) -> None:
    texts = ["ブレーキが甘い", "the engine died"]
    voices = [said(text) for text in texts]
    chances = chances_of(Answering(AREA, trained.model, "v"), voices, hashed(texts))
    assert [trained.model.values[at] for at in chances.argmax(axis=1)] == ["brakes", "engine"]


def test_the_card_tells_each_class_and_each_language_out_of_fold(trained: Trained) -> None:
    assert set(trained.card["by_class"]) == {"brakes", "engine"}
    assert set(trained.card["by_language"]) == {"ja", "en"}
    assert trained.card["n"] == sum(one["support"] for one in trained.card["by_class"].values())
    assert 0 <= trained.card["macro_f1"] <= 1
    assert trained.card["coverage"] >= 0.85


def test_a_model_comes_back_from_its_bytes_as_it_was(trained: Trained) -> None:
    back = from_bytes(to_bytes(trained.model))
    voices, rows = [said("ブレーキ"), said("engine")], hashed(["ブレーキ", "engine"])
    first, second = (
        chances_of(Answering(AREA, model, "v"), voices, rows) for model in (trained.model, back)
    )
    assert np.array_equal(first, second)
    assert (back.values, back.threshold, back.embedder) == (
        trained.model.values,
        trained.model.threshold,
        "test-1",
    )


def labelled(key: str, examples: tuple[str, ...]) -> LabelDefinition:
    names = {"ja": key, "en": key}
    return LabelDefinition(key, names, names, examples, (), {})


BOTH = Task(
    "product_area",
    0.0,
    (
        labelled("brakes", ("ブレーキが鳴く", "brakes grind")),
        labelled("engine", ("エンジンが重い", "engine knocks")),
    ),
)


@pytest.fixture(scope="module")
def with_examples() -> TaskModel:
    known = answers()
    return train(BOTH, known, hashed([one.voice.text for one in known]), "test-1", hashed).model


def test_a_model_keeps_the_taxonomys_examples_and_no_vector_of_a_customer(
    trained: Trained, with_examples: TaskModel
) -> None:
    assert with_examples.nearest is not None
    taught = [one.text for one in teaching(BOTH)]
    assert np.array_equal(with_examples.nearest.vectors, hashed(taught).astype(np.float16))
    assert trained.model.nearest is None


def test_nearness_speaks_for_the_value_whose_two_examples_lie_nearest() -> None:
    rows = np.eye(3, dtype=np.float16)[[0, 0, 1, 1]]
    nearest = Nearest(rows, np.array([0, 0, 2, 2], dtype=np.intp))
    found = nearest.closeness(np.eye(3, dtype=np.float32)[:2], 3)
    assert found.argmax(axis=1).tolist() == [0, 2]
    assert found[:, 1].tolist() == [0.5, 0.5]  # a value without examples is as near as the mean


def test_a_model_from_before_examples_were_kept_answers_as_it_did(
    with_examples: TaskModel,
) -> None:
    former = replace(with_examples, nearest=None)
    voices, rows = [said("ブレーキ")], hashed(["ブレーキ"])
    back = from_bytes(to_bytes(former))
    assert np.allclose(back.scores(voices, rows, BOTH), former.scores(voices, rows, BOTH))
    kept = from_bytes(to_bytes(with_examples))
    assert np.allclose(kept.scores(voices, rows, BOTH), with_examples.scores(voices, rows, BOTH))
    assert not np.allclose(kept.scores(voices, rows, BOTH), former.scores(voices, rows, BOTH))


def test_a_model_from_before_endings_counted_reads_words_as_it_did() -> None:
    weights = np.zeros((8 + READINGS["words"].buckets, 2), dtype=np.float32)
    rarity = np.ones(READINGS["words"].buckets)
    former = TaskModel("product_area", ("a", "b"), weights, np.zeros(2), rarity, 1.0, "test-1")
    with np.load(io.BytesIO(to_bytes(former))) as kept:
        arrays = {name: kept[name] for name in kept.files}
    facts = json.loads(arrays.pop("facts").tobytes())
    assert facts.pop("reading") == "words"
    older = io.BytesIO()
    np.savez(older, facts=np.frombuffer(json.dumps(facts).encode(), dtype=np.uint8), **arrays)
    assert from_bytes(older.getvalue()).reading == "words"


@pytest.mark.parametrize(
    ("reading", "one", "other"),
    [
        ("stems", "You charged me twice.", "charges"),  # an ending is no other word
        ("stems", "二重に請求された", "請求書が二重"),
        ("characters", "ナビに E4 と出る", "E4 again"),  # figures and marks tell helpdesks' areas
    ],
)
def test_texts_that_share_a_stem_a_piece_or_a_number_share_a_feature(
    reading: str, one: str, other: str
) -> None:
    first, second = (word_counts([text], reading) for text in (one, other))
    assert first.multiply(second).nnz > 0


def test_endings_are_left_out_of_no_word_that_would_be_too_short() -> None:
    assert list(words_and_stems("Red charges")) == [
        "red", "charges", "red charges", "~red", "~charg",
    ]  # fmt: skip


def test_an_area_is_learnt_from_figures_in_a_message() -> None:
    known = [
        Answer(said(f"表示 {code} {when}"), area)
        for area, code in (("brakes", "B21"), ("engine", "P07"))
        for when in ("朝", "昼", "夜", "雨", "雪", "坂", "橋", "道", "駅", "店")
    ]
    rows = np.ones((len(known), 8), dtype=np.float32) / np.float32(8**0.5)  # meaning tells nothing
    model = train(AREA, known, rows, "test-1", hashed).model
    chances = chances_of(Answering(AREA, model, "v"), [said("今 P07"), said("今 B21")], rows[:2])
    assert [model.values[at] for at in chances.argmax(axis=1)] == ["engine", "brakes"]


def test_the_threshold_leaves_few_of_the_accounts_own_voices_without_a_label() -> None:
    known = answers()
    rows = hashed([one.voice.text for one in known])
    others = [said(f"{one.voice.text} かもしれない") for one in known]
    mixed = np.asarray(0.5 * rows + 0.5 * np.roll(rows, 7, axis=0), dtype=np.float32)
    asked = Unanswered(others, mixed)
    found = train(BOTH, known, rows, "test-1", hashed, asked)
    sure = chances_of(Answering(BOTH, found.model, "v"), others, mixed).max(axis=1)
    assert (sure >= found.model.threshold).mean() >= 0.87
    assert found.card["coverage_of_account"] == pytest.approx(
        (sure >= found.model.threshold).mean(), abs=1e-4
    )


def test_a_model_that_hides_a_pickle_is_refused_and_nothing_of_it_runs() -> None:
    class Bomb:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return (pytest.fail, ("a pickle was run",))

    hidden = io.BytesIO()
    np.savez(hidden, facts=np.array([Bomb()], dtype=object), weights=np.zeros(1))
    with pytest.raises(WarehouseError, match="cannot be read"):
        from_bytes(hidden.getvalue())


@pytest.mark.parametrize("content", [b"", b"not an archive"])
def test_bytes_that_are_no_model_are_refused_with_what_to_do(content: bytes) -> None:
    with pytest.raises(WarehouseError, match="koe labels train"):
        from_bytes(content)


@pytest.mark.parametrize("count", [0, 19])
def test_too_few_answers_train_nothing(count: int) -> None:
    few = answers()[:count]
    with pytest.raises(InputError, match="at least 20"):
        train(AREA, few, hashed([one.voice.text for one in few]), "test-1", hashed)


def test_answers_that_all_say_the_same_train_nothing() -> None:
    same = [Answer(said(f"{n} 回目"), "bug") for n in range(30)]
    with pytest.raises(InputError, match="two values"):
        train(AREA, same, hashed([one.voice.text for one in same]), "test-1", hashed)


@pytest.mark.parametrize(
    "others",
    [["ブレーキが鳴る"], ["ブレーキが鳴る", " ブレーキが鳴る"], ["0 回目の故障"]],
    ids=["one text", "the same text twice", "a text that is the other value too"],
)
def test_a_value_that_a_fold_takes_away_teaches_nothing_to_tell_apart(others: list[str]) -> None:
    one_sided = [Answer(said(f"{n} 回目の故障"), "engine") for n in range(25)]
    one_sided += [Answer(said(text), "zbrakes") for text in others]
    with pytest.raises(InputError, match=f"engine 25, zbrakes {len(others)}"):
        train(AREA, one_sided, hashed([one.voice.text for one in one_sided]), "test-1", hashed)


def test_the_same_words_never_stand_on_both_sides_of_a_fold() -> None:
    texts = ["同じ文です"] * 10 + [f"text {n}" for n in range(40)]
    values = ["bug"] * 10 + ["bug", "price"] * 20
    place = folds_of(texts, values, 5)
    assert len(set(place[:10])) == 1
    assert {place[at] for at in range(10, 50, 2)} == set(range(5))
    assert place == folds_of(texts, values, 5)


def test_people_are_asked_about_unsure_voices_that_differ() -> None:
    rows = np.array([[1, 0], [1, 0.01], [0, 1], [0.7, 0.7]], dtype=np.float32)
    assert diverse(rows, [0.9, 0.89, 0.5, 0.1], 2) == [0, 2]
    assert diverse(rows, [0.1], 0) == []


@pytest.mark.slow
def test_a_text_nobody_saw_is_answered_by_its_meaning() -> None:
    embedder: Embedder = default_embedder()
    known = answers()
    rows = embedder.embed([one.voice.text for one in known])
    model = train(AREA, known, rows, embedder.identity, embedder.embed).model
    asked = ["制動距離が伸びた", "The motor cuts out at idle."]
    voices = [said(text) for text in asked]
    chances = chances_of(Answering(AREA, model, "v"), voices, embedder.embed(asked))
    assert [model.values[at] for at in chances.argmax(axis=1)] == ["brakes", "engine"]
