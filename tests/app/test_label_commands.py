"""``koe labels`` and ``koe eval labels``, as a person types them."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from flows.label_evaluation import evaluate_labels
from flows.night import open_night, run_night
from flows.settings import load_settings
from records.errors import InputError
from warehouse import labels
from warehouse.labels import Deciding, Target, candidates

Koe = Callable[..., Any]
TEXTS = [
    ("アプリを開くとすぐに落ちます。", "不具合"),
    ("月額はいくらですか。", "料金"),
    ("The app crashes as soon as it opens.", "不具合"),
    ("How much is it per month?", "料金"),
]


def write(path: Path, rows: list[tuple[str, ...]], *columns: str) -> Path:
    with path.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(columns or ("text", "label"))
        writer.writerows(rows)
    return path


@pytest.fixture
def names(tmp_path: Path) -> Path:
    path = tmp_path / "names.toml"
    path.write_text('"不具合" = "bug"\n"料金" = "price"\n', encoding="utf-8")
    return path


@pytest.mark.slow
def test_labelled_texts_are_measured_with_one_json_object_and_nothing_else(
    tmp_path: Path, names: Path, koe: Koe
) -> None:
    file = write(tmp_path / "mine.csv", list(TEXTS))
    out = tmp_path / "answers.csv"
    told = koe(
        "eval", "labels", file, "--map", names, "--task", "request-type", "--json",
        "--predictions", out,
    )  # fmt: skip
    assert told.code == 0, told.err
    found = json.loads(told.out)
    assert (found["n"], found["macro_f1"], found["coverage"]) == (4, 1.0, 1.0)
    assert found["by_class"]["price"]["support"] == 2
    assert set(found["by_language"]) == {"ja", "en"}
    assert found["seconds"] > 0
    rows = csv.DictReader(out.read_text(encoding="utf-8").splitlines())
    assert [row["answer"] for row in rows] == ["bug", "price", "bug", "price"]


@pytest.mark.slow
def test_a_file_in_its_own_layout_is_measured_and_what_was_left_out_is_said(
    tmp_path: Path, koe: Koe
) -> None:
    rows = [
        ("Bug", "The app crashes."),
        ("料金", "いくらですか。"),
        ("Weather", "It rains."),
        ("Bug", ""),
    ]
    file = tmp_path / "mine.tsv"
    file.write_text("\n".join("\t".join(row) for row in [("kind", "said"), *rows]), "utf-8")
    columns = ("--text-column", "said", "--label-column", "kind")
    told = koe("eval", "labels", file, *columns, "--json")
    assert told.code == 0, told.err
    found = json.loads(told.out)
    assert (found["n"], found["left_out"], found["foreign"]) == (3, 1, {"Weather": 1})
    assert found["by_class"]["bug"]["support"] == found["by_class"]["price"]["support"] == 1
    assert "left out: 1." in told.err
    assert "'Weather' (1). See --map" in told.err


@pytest.mark.slow
def test_rows_marked_train_teach_and_only_the_others_are_measured(tmp_path: Path) -> None:
    taught = [
        (f"{text} {number}", label, "train")
        for number in range(8)
        for text, label in (("刺身が食べたい", "魚"), ("ステーキが食べたい", "肉"))
        for text in (text, {"魚": "fresh sashimi please", "肉": "a big steak please"}[label])
    ]
    asked = [("お寿司がいいです", "魚", "test"), ("grilled beef, rare", "肉", "test")]
    file = write(tmp_path / "food.csv", [*taught, *asked], "text", "label", "split")
    found = evaluate_labels(file, "custom")
    assert (found["n"], found["taught"]) == (2, 32)
    assert found["accuracy"] == 1.0


@pytest.mark.parametrize(
    ("rows", "columns", "task", "told"),
    [
        ([("a", "b")], ("body", "label"), "request-type", "no column 'text'.*one of: body, label"),
        ([("a", "b")], ("text", "kind"), "request-type", "no column 'label'.*--label-column"),
        ([("a;b",)], ("text;label",), "request-type", "no column 'text'"),
        ([("a", ""), ("", "bug")], ("text", "label"), "request-type", "none of its 2 rows"),
        ([("落ちる", "不明")], ("text", "label"), "request-type", "'不明'.*one of .*bug.*--map"),
        ([("落ちる", "bug")], ("text", "label"), "mood", "there is no task mood"),
        ([("落ちる", "bug")], ("text", "label"), "custom", "split=train"),
        ([("落ちる", "bug", "train")], ("text", "label", "split"), "custom", "rows to measure on"),
    ],
)
def test_a_file_or_task_that_cannot_be_measured_is_refused_with_what_would_do(
    tmp_path: Path, rows: list[tuple[str, ...]], columns: tuple[str, ...], task: str, told: str
) -> None:
    with pytest.raises(InputError, match=f"(?s){told}"):
        evaluate_labels(write(tmp_path / "wrong.csv", rows, *columns), task)


@pytest.mark.slow
def test_a_person_corrects_lists_and_takes_back(account_with_voices: Path, koe: Koe) -> None:
    config = ("--config", account_with_voices)
    (asked,) = json.loads(koe("labels", "next", "--count", "1", "--json", *config).out)
    by = ("--by", "mori", "--why", "mori@example.com に聞いた")
    told = koe("labels", "correct", asked["ticket_id"], "request_type", "praise", *by, *config)
    assert told.code == 0, told.err
    row, *_ = json.loads(koe("labels", "list", "--json", *config).out)
    assert (row["value"], row["decided_by"], row["holds"]) == ("praise", "mori", True)
    assert "mori@example.com" not in row["why"]
    wrong = koe("labels", "correct", asked["ticket_id"], "request_type", "prais", *by, *config)
    assert wrong.code == 3
    assert "praise" in wrong.err
    assert koe("labels", "undo", "1", *by, *config).code == 0
    few = koe("labels", "train", "request_type", "--by", "mori", *config)
    assert few.code == 3
    assert "koe labels next" in few.err
    assert json.loads(koe("labels", "models", "--json", *config).out) == []


@pytest.mark.slow
def test_answers_train_a_model_that_labels_history_and_can_be_taken_back(
    account_with_voices: Path, koe: Koe
) -> None:
    night = open_night(load_settings(account_with_voices))
    config = ("--config", account_with_voices)
    for voice, value, _ in candidates(night.warehouse, "request_type", 40):
        word = "account" if value == "bug" else "bug"
        target = Target(voice.source, voice.ticket_id, voice.voice_id)
        decided = Deciding("mori", "the other way round", night.clock())
        labels.correct(night.warehouse, target, "request_type", word, decided)
    told = koe("labels", "train", "request_type", "--by", "mori", "--use", "--json", *config)
    assert told.code == 0, told.err
    learnt = json.loads(told.out)
    assert learnt["taken"]
    assert learnt["card"]["corrections"] > 20
    assert set(learnt["card"]["by_class"]) == {"account", "bug"}
    assert learnt["card"]["taxonomy_alone"]["n"] == learnt["card"]["n"]
    assert koe("labels", "apply", *config).code == 0
    versions = "SELECT DISTINCT model FROM labels WHERE task = 'request_type'"
    with night.warehouse.connect() as conn:
        assert conn.execute(versions).fetchall() == [(learnt["version"],)]
    shown = koe("labels", "show", learnt["version"], *config)
    assert "by_language" in shown.out
    back = ("labels", "use", "request_type=taxonomy", "--by", "mori", "--why", "zu grob")
    assert koe(*back, *config).code == 0
    (model,) = json.loads(koe("labels", "models", "--json", *config).out)
    assert not model["in_use"]
    assert koe("labels", "show", "request_type-9-nought", *config).code == 3


@pytest.fixture(scope="module")
def account_with_voices(small_account: Path) -> Path:
    """The small account after an analysis."""
    run_night(open_night(load_settings(small_account)), only=["intake", "analyse"])
    return small_account
