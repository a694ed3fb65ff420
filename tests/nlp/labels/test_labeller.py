"""Labels from the shipped taxonomy with the real embedder."""

from __future__ import annotations

import csv
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
SHARED = Path(__file__).parents[4] / "shared" / "data"
TRUTH = Path(__file__).with_name("real_labels.csv")
ID_COLUMNS = {"asdc_ja": ("id", "text"), "gitbugs_hadoop_en": ("Issue id", "Summary")}
NUMBERED = {"banking77_en": "text", "mlit_carinfo-2023_all_utf8": "申告内容"}


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
    texts = ["アプリが落ちます。", "How much is it?", "領収書をください。", "I love it!"]
    forward = ask(labeller, embedder, texts, "request_type")
    backward = ask(labeller, embedder, texts[::-1], "request_type")[::-1]
    alone = [ask(labeller, embedder, [text], "request_type")[0] for text in texts]
    answers = [[(one.value, one.confidence) for one in run] for run in (forward, backward, alone)]
    assert answers[0] == answers[1]
    assert [value for value, _ in answers[0]] == [value for value, _ in answers[2]]


def test_words_that_say_nothing_get_no_request_type(labeller: Labeller, embedder: Embedder) -> None:
    (label,) = ask(labeller, embedder, ["foo bar 123"], "request_type")
    assert label.value is None
    assert 0 <= label.confidence < 0.3


def test_an_edited_taxonomy_is_another_version(
    labeller: Labeller, embedder: Embedder, tmp_path: Path
) -> None:
    edited = tmp_path / "taxonomy.yaml"
    edited.write_text(SHIPPED.read_text("utf-8").replace("0.30", "0.31"), "utf-8")
    remembered: list[str] = []

    def embed(texts: Sequence[str]) -> Vectors:
        remembered.extend(texts)
        return embedder.embed(texts)

    other = Labeller.load(edited, embedder, embed=embed)
    assert other.version != labeller.version
    assert len(remembered) == len(set(remembered)) > 400


def real_texts() -> list[tuple[str, str, str]]:
    """(text, language, request type) of the hand-labelled rows; no text is in the project."""
    tables: dict[str, dict[str, str]] = {}
    found = []
    for row in read_rows(TRUTH):
        if row["file"] not in tables:
            tables[row["file"]] = read_table(SHARED / row["file"])
        text = tables[row["file"]][row["id"]]
        found.append((text, detect(text), row["request_type"]))
    return found


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def read_table(path: Path) -> dict[str, str]:
    rows = read_rows(path)
    if path.stem in ID_COLUMNS:
        key, text = ID_COLUMNS[path.stem]
        return {row[key]: row[text] for row in rows}
    return {str(number): row[NUMBERED[path.stem]] for number, row in enumerate(rows)}


@pytest.mark.real_data
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/data, which is not shipped")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_request_types_of_real_texts_stay_above_the_measured_floor(
    labeller: Labeller, embedder: Embedder, language: str
) -> None:
    from sklearn.metrics import f1_score

    rows = [(text, truth) for text, lang, truth in real_texts() if lang == language]
    found = ask(labeller, embedder, [text for text, _ in rows], "request_type")
    answered = [(row[1], one.value) for row, one in zip(rows, found, strict=True) if one.value]
    truths, guesses = [one for one, _ in answered], [one for _, one in answered]
    known = sorted({truth for _, truth in rows})
    score = f1_score(truths, guesses, average="macro", labels=known, zero_division=0)
    assert len(answered) / len(rows) >= 0.90
    assert score >= 0.65
