"""A taxonomy is read strictly, and the shipped one is whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.labels import SHIPPED, load_taxonomy
from records.errors import ConfigurationError


def test_the_shipped_taxonomy_answers_four_questions_in_two_languages() -> None:
    tasks = {task.key: [label.key for label in task.labels] for task in load_taxonomy().tasks}
    assert set(tasks) == {"request_type", "stage", "sentiment", "severity"}
    assert tasks["sentiment"] == ["negative", "neutral", "positive"]
    assert len(tasks["request_type"]) == 13


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_label_has_a_name_and_a_description_in_both_languages(language: str) -> None:
    labels = [label for task in load_taxonomy().tasks for label in task.labels]
    assert all(label.name[language] and label.description[language] for label in labels)
    assert all(len(label.examples) >= 20 for label in labels)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("    threshold: 0.54", "    treshold: 0.40", "Did you mean 'threshold'"),
        ("    threshold: 0.54", "    threshold: high", "tasks.request_type.threshold"),
        ("    threshold: 0.54", "    threshold: 3", "from 0 to 1"),
        ("        examples:", "        exampels:", "Did you mean 'examples'"),
        ("kinds: {question: 0.5}", "kinds: {questions: 0.5}", "Did you mean 'question'"),
        ("'検討|導入", "'(検討|導入", "a regular expression"),
        ("tasks:", "tasks: [", "not valid YAML"),
    ],
)
def test_a_mistake_in_a_taxonomy_is_named_with_what_would_be_right(
    tmp_path: Path, before: str, after: str, told: str
) -> None:
    edited = tmp_path / "taxonomy.yaml"
    original = SHIPPED.read_text("utf-8")
    assert before in original
    edited.write_text(original.replace(before, after, 1), "utf-8")
    with pytest.raises(ConfigurationError, match=told):
        load_taxonomy(edited)


def test_a_missing_taxonomy_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read"):
        load_taxonomy(tmp_path / "none.yaml")
