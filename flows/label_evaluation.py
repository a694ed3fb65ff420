"""Koe's labels against a file that people labelled: the core of ``koe eval labels``."""

from __future__ import annotations

import re
import time
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from connectors.labelled import Columns, LabelledText, read_labelled, write_predictions
from flows.sections.analysis import Analysis
from nlp.embedding import default_embedder
from nlp.labels import Answer, Task, load_taxonomy, train
from nlp.labels.labeller import Answering, chances_of, cold_start
from nlp.labels.scoring import Figures, figures
from nlp.language import detect
from nlp.text import sentences
from nlp.voices import cut, kind_of, sentence_keys
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
    columns: Columns | None = None,
    names: Path | None = None,
    taxonomy: Path | None = None,
    predictions: Path | None = None,
) -> dict[str, Any]:
    """Figures of Koe's answers to ``task`` on the file; see nlp/labels/scoring and the command.

    ``left_out`` counts rows without a text or a label, ``foreign`` the rows of each label that
    no answer could have been. Raises InputError for a file that cannot be used, or a task nobody
    could answer.
    """
    began = time.perf_counter()
    known = _task(task, taxonomy)
    kept, left_out = _rows(file, columns, _names(names))
    rows = _in_our_words(file, kept, known)
    taught = [row for row in rows if row.split == "train"]
    asked = [row for row in rows if row.split != "train"]
    if not asked:
        raise InputError(f"{file} holds only rows with split=train", expected="rows to measure on")
    values, answers = _answers(known, taught, asked)
    if predictions:
        _write(predictions, asked, answers)
    found = figures([row.label for row in asked], [value for value, _ in answers])
    by_language = {
        language: _of_language(language, asked, answers)
        for language in sorted({row.voice.language for row in asked})
    }
    return found | {
        "by_language": by_language,
        "taught": len(taught),
        "left_out": left_out,
        "foreign": dict(Counter(row.label for row in asked if row.label not in values)),
        "seconds": round(time.perf_counter() - began, 2),
    }


def voices_of_texts(texts: Mapping[str, str]) -> list[Voice]:
    """Each of the named texts as a night sees it among the others: what many of them say again
    and again ("I could not find it in the FAQ") is taken for furniture, as it would be there."""
    counted = Counter(
        key for name, text in texts.items() for key in sentence_keys([_message(name, text)])
    )
    analysis = Analysis()
    share = round(analysis.boilerplate_share * len(texts))
    least = max(analysis.boilerplate_tickets, share)
    recurring = {key for key, seen in counted.items() if seen >= least}
    return [voice_of_text(name, text, recurring) for name, text in texts.items()]


def voice_of_text(name: str, text: str, recurring: Container[str] = frozenset()) -> Voice:
    """A text as a night sees it: the first matter it raises, without greeting and signature.

    A text in which no matter is found stands as it is.
    """
    found = cut([_message(name, text)], source="file", ticket_id=name, recurring=recurring)
    matters = [voice for voice in found if voice.kind is not Kind.CONTEXT]
    if matters:
        return matters[0]
    kind = kind_of([sentence.text for sentence in sentences(text)])
    return Voice(name, "file", name, name, 0, len(text), text, detect(text), _WHENEVER, kind)


def _message(name: str, text: str) -> Message:
    return Message(
        name, 0, Role.CUSTOMER, Visibility.PUBLIC, _WHENEVER, text, language=detect(text)
    )


def _answers(
    task: Task, taught: Sequence[Row], asked: Sequence[Row]
) -> tuple[tuple[str, ...], list[tuple[str | None, float]]]:
    """What could be answered, and (answer, confidence) of each row that is asked, by what was
    taught or as shipped."""
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
    answers = [(value if chance >= model.threshold else None, chance) for value, chance in sure]
    return model.values, answers


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


def _rows(file: Path, columns: Columns | None, names: Mapping[str, str]) -> tuple[list[Row], int]:
    """The rows that have a text and a label, and how many have not. Raises InputError where
    all have not."""
    table = read_labelled(file, columns)
    if all(line.label is None for line in table):
        column = (columns or Columns()).label
        raise InputError(
            f"{file.name} has no column {column!r}: nothing to compare Koe's labels with",
            expected="the columns text and label[, split]",
            next_step="name the column of labels with --label-column",
        )
    voices = voices_of_texts({str(at): line.text for at, line in enumerate(table)})
    found = [_row(line, voice, names) for line, voice in zip(table, voices, strict=True)]
    kept = [row for row in found if row.text.strip() and row.label]
    if not kept:
        raise InputError(
            f"{file.name}: none of its {len(table)} rows has both a text and a label",
            expected="the columns text and label[, split], filled",
            next_step="look into the file",
        )
    return kept, len(found) - len(kept)


def _row(line: LabelledText, voice: Voice, names: Mapping[str, str]) -> Row:
    label = (line.label or "").strip()
    known = replace(voice, voice_id=voice.ticket_id)
    return Row(known, names.get(label, label), (line.split or "").strip(), line.text)


def _in_our_words(file: Path, rows: Sequence[Row], task: Task) -> list[Row]:
    """Labels that only differ from the taxonomy's keys or names in case, spaces or hyphens are
    meant. Raises InputError where as-shipped answers could not be right on a single row."""
    known = {
        _folded(word): label.key
        for label in task.labels
        for word in (label.key, *label.name.values())
    }
    said = [replace(row, label=known.get(_folded(row.label), row.label)) for row in rows]
    taught = {row.label for row in said if row.split == "train"}
    if task.labels and not taught and not {row.label for row in said} & set(known.values()):
        examples = ", ".join(sorted({repr(row.label) for row in rows})[:5])
        raise InputError(
            f"{file.name} holds no label of {task.key}: {examples}",
            expected=f"one of {', '.join(label.key for label in task.labels)}",
            next_step="translate your names with --map, or mark rows that teach with split=train",
        )
    return said


def _folded(name: str) -> str:
    return re.sub(r"[\s_-]+", " ", unicodedata.normalize("NFKC", name)).strip().casefold()


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
    rows = [
        (row.text, row.label, value or "", f"{chance:.3f}")
        for row, (value, chance) in zip(asked, answers, strict=True)
    ]
    write_predictions(path, ("text", "label", "answer", "confidence"), rows)
