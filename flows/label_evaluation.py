"""Koe's labels against a file that people labelled: the core of ``koe eval labels``."""

from __future__ import annotations

import csv
import time
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nlp.embedding import default_embedder
from nlp.labels import Answer, Task, load_taxonomy, train
from nlp.labels.labeller import Answering, chances_of, cold_start
from nlp.labels.scoring import Figures, figures
from nlp.language import detect
from nlp.text import sentences
from nlp.voices import cut, kind_of
from records.errors import InputError
from records.ticket import Message, Role, Visibility
from records.voice import Kind, Voice

# No label of ours depends on when something was said.
_WHENEVER = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the file, its label in our words."""

    voice: Voice
    label: str
    split: str
    text: str


def evaluate_labels(
    file: Path,
    task: str,
    *,
    names: Path | None = None,
    taxonomy: Path | None = None,
    predictions: Path | None = None,
) -> dict[str, Any]:
    """Figures of Koe's answers to ``task`` on the file; see nlp/labels/scoring and the command.

    Raises InputError for a file that cannot be used, or a task nobody could answer.
    """
    began = time.perf_counter()
    rows = _rows(file, _names(names))
    taught = [row for row in rows if row.split == "train"]
    asked = [row for row in rows if row.split != "train"]
    if not asked:
        raise InputError(f"{file} holds only rows with split=train", expected="rows to measure on")
    answers = _answers(_task(task, taxonomy), taught, asked)
    if predictions:
        _write(predictions, asked, answers)
    found = figures([row.label for row in asked], [value for value, _ in answers])
    by_language = {
        language: _of_language(language, asked, answers)
        for language in sorted({row.voice.language for row in asked})
    }
    seconds = round(time.perf_counter() - began, 2)
    return found | {"by_language": by_language, "taught": len(taught), "seconds": seconds}


def voice_of_text(name: str, text: str) -> Voice:
    """A text as a night sees it: the first matter it raises, without greeting and signature.

    A text in which no matter is found stands as it is.
    """
    message = Message(
        name, 0, Role.CUSTOMER, Visibility.PUBLIC, _WHENEVER, text, language=detect(text)
    )
    found = cut([message], source="file", ticket_id=name, recurring=frozenset())
    matters = [voice for voice in found if voice.kind is not Kind.CONTEXT]
    if matters:
        return matters[0]
    kind = kind_of([sentence.text for sentence in sentences(text)])
    return Voice(name, "file", name, name, 0, len(text), text, detect(text), _WHENEVER, kind)


def _answers(
    task: Task, taught: Sequence[Row], asked: Sequence[Row]
) -> list[tuple[str | None, float]]:
    """(answer, confidence) of each row that is asked, by what was taught or as shipped."""
    embedder = default_embedder()
    model = None
    if taught:
        known = [Answer(row.voice, row.label, 1.0) for row in taught]
        vectors = embedder.embed([row.voice.text for row in taught])
        model = train(task, known, vectors, embedder.identity, embedder.embed).model
    elif task.labels:
        model = cold_start(task, embedder.identity, embedder.embed)
    if model is None:
        raise InputError(
            f"nothing is known of the task {task.key}",
            expected="rows with split=train to learn from, or a task of the taxonomy",
        )
    voices = [row.voice for row in asked]
    one = Answering(task, model, "eval")
    chances = chances_of(one, voices, embedder.embed([voice.text for voice in voices]))
    sure = [(model.values[int(row.argmax())], float(row.max())) for row in chances]
    return [(value if chance >= model.threshold else None, chance) for value, chance in sure]


def _task(name: str, taxonomy: Path | None) -> Task:
    """The task of the taxonomy; an unknown name is a task of the file's own labels."""
    key = name.replace("-", "_")
    known = {task.key: task for task in load_taxonomy(taxonomy).tasks}
    if key != "custom" and key not in known:
        raise InputError(f"there is no task {name}", expected=f"{', '.join(known)} or custom")
    return known.get(key) or Task("custom", 0.0, ())


def _names(path: Path | None) -> Mapping[str, str]:
    if path is None:
        return {}
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read: {error}", expected="TOML in UTF-8") from error
    wrong = [key for key, value in table.items() if not isinstance(value, str)]
    if wrong:
        raise InputError(f"{path}: {wrong[0]} is no text", expected='"Their label" = "our label"')
    return table


def _rows(file: Path, names: Mapping[str, str]) -> list[Row]:
    csv.field_size_limit(1 << 24)
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            table = list(csv.DictReader(opened))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{file} cannot be read: {error}", expected="a CSV in UTF-8") from error
    if not table or not {"text", "label"} <= table[0].keys():
        held = ", ".join(table[0]) if table else "no row"
        raise InputError(f"{file} holds {held}", expected="the columns text and label[, split]")
    found = [_row(at, line, names) for at, line in enumerate(table)]
    return [row for row in found if row.text.strip() and row.label]


def _row(at: int, line: Mapping[str, str | None], names: Mapping[str, str]) -> Row:
    text, label = line.get("text") or "", (line.get("label") or "").strip()
    voice = replace(voice_of_text(str(at), text), voice_id=str(at))
    return Row(voice, names.get(label, label), (line.get("split") or "").strip(), text)


def _of_language(
    language: str, asked: Sequence[Row], answers: Sequence[tuple[str | None, float]]
) -> Figures:
    pairs = [
        (row.label, value)
        for row, (value, _) in zip(asked, answers, strict=True)
        if row.voice.language == language
    ]
    found = figures([truth for truth, _ in pairs], [value for _, value in pairs])
    return {key: value for key, value in found.items() if key != "by_class"}


def _write(path: Path, asked: Sequence[Row], answers: Sequence[tuple[str | None, float]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(["text", "label", "answer", "confidence"])
        for row, (value, chance) in zip(asked, answers, strict=True):
            writer.writerow([row.text, row.label, value or "", f"{chance:.3f}"])
