"""What people teach Koe about labels: ask next, train, use, go back."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flows import embedders
from flows.night import Night, redacted
from flows.settings import Settings
from flows.topic_models import embedder_of
from nlp.cached_embedder import CachedEmbedder
from nlp.labels import (
    Answer,
    Task,
    Taxonomy,
    Unanswered,
    diverse,
    load_taxonomy,
    to_bytes,
    train,
)
from nlp.labels.labeller import Answering, chances_of, cold_start
from nlp.labels.scoring import Figures, figures
from records.errors import InputError
from records.voice import Voice
from warehouse import labels
from warehouse.labels import Candidate, Deciding
from warehouse.vectors import VectorCache

# A person read this very voice; the helpdesk's word may be a habit or a default.
_PERSON, _HELPDESK = 3.0, 1.0
LOOKED_AT = 10  # candidates for each voice that is shown
_NEWEST, _FEWEST = 500, 50  # unanswered voices that a threshold is chosen over; fewer tell nothing
_MARGIN = 0.01  # macro-F1 that a trained model may lack out of fold before it is not taken


@dataclass(frozen=True, slots=True)
class Learnt:
    """What a training came to. ``taken`` says whether it answers from now on."""

    version: str
    task: str
    card: Figures
    taken: bool


def ask_next(night: Night, task: str, count: int) -> list[Candidate]:
    """The voices whose answers would help most: unsure ones, and unlike each other."""
    task_of(night, task)
    found = labels.candidates(night.warehouse, task, count * LOOKED_AT)
    return most_useful(night.settings, found, count)


def most_useful(settings: Settings, found: Sequence[Candidate], count: int) -> list[Candidate]:
    """``count`` of the candidates, as :func:`ask_next`; asks no warehouse."""
    if not found:
        return []
    store = VectorCache(settings.at(settings.paths.vectors), settings.warehouse_key)
    embedder = CachedEmbedder(embedders.embedder_of(settings), store)
    vectors = embedder.embed([voice.text for voice, _, _ in found])
    doubts = [1.0 - confidence for _, _, confidence in found]
    return [found[at] for at in diverse(vectors, doubts, count)]


def task_of(night: Night, key: str) -> Task:
    """A task of the taxonomy, or one that the helpdesk's values teach. Raises InputError."""
    known = {task.key: task for task in taxonomy_of(night).tasks}
    if key in known:
        return known[key]
    if key in columns(night):
        return Task(key, 0.0, ())
    raise InputError(
        f"there is no task {key!r}",
        expected=f"one of {', '.join([*known, *columns(night)])}",
        next_step="add it to the taxonomy, or to labels.columns in koe.toml",
    )


def columns(night: Night) -> dict[str, str]:
    """Where the helpdesk answers which task."""
    settings = night.settings.labels
    tagged = dict.fromkeys(settings.words, "tags")
    return {"product_area": "product_area"} | tagged | settings.columns


def learn(night: Night, task: str, *, by: str, why: str, take: bool | None = None) -> Learnt:
    """Train a model of ``task`` on all answers, keep it with its card, and put it to use.

    With ``take`` None it is put to use unless what answers now does better on the same texts.
    """
    known, embedder = task_of(night, task), embedder_of(night)
    answers = _answers(night, task)
    vectors = embedder.embed([answer.voice.text for answer in answers])
    unanswered = _unanswered(night, answers, embedder)
    trained = train(known, answers, vectors, embedder.identity, embedder.embed, unanswered)
    card = trained.card | {
        "corrections": sum(answer.weight == _PERSON for answer in answers),
        "helpdesk_answers": sum(answer.weight == _HELPDESK for answer in answers),
        "taxonomy": taxonomy_of(night).digest[:16],
        "taxonomy_alone": _before(known, answers, vectors, embedder),
    }
    content = to_bytes(trained.model)
    version = _version(night, task, content)
    decided = _deciding(night, by, why)
    labels.save_model(night.warehouse, version, task, embedder.identity, card, content, decided)
    better = take if take is not None else _is_no_worse(card)
    if better:
        labels.use_model(night.warehouse, task, version, decided)
    return Learnt(version, task, card, better)


def use(night: Night, name: str, *, by: str, why: str) -> str:
    """Let a version answer its task, or the taxonomy alone (``TASK=taxonomy``); the task.

    Raises InputError for a version that was never trained.
    """
    task, wants, version = name.partition("=")
    decided = _deciding(night, by, why)
    if wants and version == "taxonomy":
        labels.use_model(night.warehouse, task_of(night, task).key, None, decided)
        return task
    model = model_of(night, name)
    labels.use_model(night.warehouse, model["task"], name, decided)
    return str(model["task"])


def model_of(night: Night, version: str) -> dict[str, Any]:
    """A trained version with its card. Raises InputError where there is none."""
    for model in labels.models(night.warehouse):
        if model["version"] == version:
            return model
    raise InputError(
        f"there is no label model {version}",
        expected="a version from `koe labels models`, or TASK=taxonomy",
    )


def _answers(night: Night, task: str) -> list[Answer]:
    """People's words, then the helpdesk's where no person said anything of the voice."""
    said = labels.corrected_voices(night.warehouse, task)
    asked = {voice.voice_id for voice, _ in said}
    people = [Answer(voice, value, _PERSON) for voice, value in said]
    return people + [one for one in _told(night, task) if one.voice.voice_id not in asked]


def _unanswered(
    night: Night, answers: Sequence[Answer], embedder: CachedEmbedder
) -> Unanswered | None:
    """The newest voices of which nobody said what they are; None where those are too few."""
    known = {answer.voice.voice_id for answer in answers}
    newest = labels.newest_matters(night.warehouse, _NEWEST + len(known))
    voices = [voice for voice in newest if voice.voice_id not in known][:_NEWEST]
    if len(voices) < _FEWEST:
        return None
    return Unanswered(voices, embedder.embed([voice.text for voice in voices]))


def _told(night: Night, task: str) -> list[Answer]:
    """What the helpdesk says, in the taxonomy's words; two words for one voice cancel out."""
    column, settings = columns(night).get(task), night.settings.labels
    if column is None or not settings.helpdesk_answers:
        return []
    told = labels.helpdesk_answers(night.warehouse, column, settings.helpdesk_answers)
    meaning = settings.words.get(task, {})
    meant: dict[str, tuple[Voice, set[str]]] = {}
    for voice, word in told:
        if value := meaning.get(word, None if column == "tags" or meaning else word):
            meant.setdefault(voice.voice_id, (voice, set()))[1].add(value)
    return [
        Answer(voice, values.pop(), _HELPDESK)
        for voice, values in meant.values()
        if len(values) == 1
    ]


def _before(
    task: Task, answers: Sequence[Answer], vectors: Any, embedder: CachedEmbedder
) -> Figures | None:
    """How the taxonomy alone answers the same texts; None for a task it does not know."""
    if not task.labels:
        return None
    alone = Answering(task, cold_start(task, embedder.identity, embedder.embed), "taxonomy")
    chances = chances_of(alone, [answer.voice for answer in answers], vectors)
    found = [
        alone.model.values[row.argmax()] if row.max() >= task.threshold else None for row in chances
    ]
    figured = figures([answer.value for answer in answers], found)
    return {key: value for key, value in figured.items() if key != "by_class"}


def _is_no_worse(card: Figures) -> bool:
    before = card["taxonomy_alone"]
    return before is None or card["macro_f1_of_all"] >= before["macro_f1_of_all"] - _MARGIN


def _version(night: Night, task: str, content: bytes) -> str:
    digest = hashlib.sha256(content).hexdigest()[:8]
    trained = [m["version"] for m in labels.models(night.warehouse) if m["task"] == task]
    same = [version for version in trained if version.endswith(digest)]
    return same[0] if same else f"{task}-{len(trained) + 1}-{digest}"


def taxonomy_of(night: Night) -> Taxonomy:
    """The account's own taxonomy, or the one Koe ships."""
    path = night.settings.analysis.taxonomy
    return load_taxonomy(night.settings.at(path) if path else None)


def _deciding(night: Night, by: str, why: str) -> Deciding:
    return Deciding(by, redacted(why), night.clock())
