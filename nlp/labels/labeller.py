"""Labels for voices, from the taxonomy alone or from what people's answers taught.

A task without a trained model is learnt from the taxonomy's own examples and descriptions; cue
patterns and the voice's kind add log odds in both cases. Below the task's threshold Koe abstains
rather than guesses. A label depends on the voice and the model only, never on its neighbours.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from nlp.labels.fitting import Example, fit
from nlp.labels.model import TaskModel
from nlp.labels.taxonomy import Task, Taxonomy, load_taxonomy
from records.voice import Label, Voice

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from nlp.embedding import Embedder

    Matrix = NDArray[np.float64]

# What the taxonomy's sentences are embedded with: the embedder itself, or a cache before it.
Embed = Callable[[Sequence[str]], "NDArray[np.float32]"]

_METHOD = "examples+stems+cues+nearest/4"
# What this process learnt of a taxonomy's tasks, by version: always the same, and some seconds'
# work each time.
_LEARNT: dict[tuple[str, str], TaskModel] = {}


@dataclass(frozen=True, slots=True)
class Answering:
    """A task, the model that answers it, and the version its labels are signed with."""

    task: Task
    model: TaskModel
    version: str


class Labeller:
    """Answers every task of a taxonomy, and what else was trained, for a batch of voices."""

    def __init__(self, answering: Sequence[Answering]) -> None:
        self.answering = tuple(answering)

    @classmethod
    def load(
        cls,
        taxonomy: Path | Taxonomy | None,
        embedder: Embedder,
        *,
        embed: Embed | None = None,
        trained: Mapping[str, TaskModel] | None = None,
    ) -> Labeller:
        """Learn the taxonomy (the shipped one for None): seconds the first time in a process.

        ``trained`` models, by version, answer their tasks in its place; they must live in the
        space of ``embedder``. ``embed`` may stand for ``embedder.embed`` where a cache remembers
        the taxonomy's sentences from the last start. Raises ConfigurationError on a wrong file.
        """
        known = taxonomy if isinstance(taxonomy, Taxonomy) else load_taxonomy(taxonomy)
        by_task = {model.task: (version, model) for version, model in (trained or {}).items()}
        shipped = f"taxonomy-{_digest(known, embedder)}"
        answering = []
        for task in known.tasks:
            version, model = by_task.pop(task.key, (shipped, None))
            if model is None:
                model = _LEARNT.get((shipped, task.key)) or cold_start(
                    task, embedder.identity, embed or embedder.embed
                )
                _LEARNT[shipped, task.key] = model
            answering.append(Answering(task, model, version))
        for key, (version, model) in by_task.items():
            answering.append(Answering(Task(key, model.threshold, ()), model, version))
        return cls(answering)

    @property
    def tasks(self) -> tuple[str, ...]:
        """The questions it answers, in the taxonomy's order."""
        return tuple(one.task.key for one in self.answering)

    @property
    def versions(self) -> dict[str, str]:
        """Which version answers each task."""
        return {one.task.key: one.version for one in self.answering}

    def label(self, voices: Sequence[Voice], vectors: NDArray[np.float32]) -> list[Label]:
        """One label per voice and task, voice by voice; ``vectors`` are the voices' unit rows."""
        chances = [chances_of(one, voices, vectors) for one in self.answering]
        return [
            _answer(voice, one, table[row])
            for row, voice in enumerate(voices)
            for one, table in zip(self.answering, chances, strict=True)
        ]


def chances_of(one: Answering, voices: Sequence[Voice], vectors: NDArray[np.float32]) -> Matrix:
    """The chance of each of the model's values, (voices, values)."""
    return one.model.chances(one.model.scores(voices, vectors, one.task))


def cold_start(task: Task, embedder: str, embed: Embed) -> TaskModel:
    """What the taxonomy alone teaches of a task."""
    taught = teaching(task)
    leanings = {label.key: label.leaning for label in task.labels}
    model = fit(task.key, taught, embed([one.text for one in taught]), embedder, leanings)
    return replace(model, threshold=task.threshold)


def teaching(task: Task) -> list[Example]:
    """The taxonomy's examples and descriptions of a task."""
    return [
        Example(text, label.key, shipped=True) for label in task.labels for text in label.teaching
    ]


def _answer(voice: Voice, one: Answering, chances: Matrix) -> Label:
    best = int(chances.argmax())
    confidence = float(chances[best])
    value = one.model.values[best] if confidence >= one.model.threshold else None
    return Label(voice.voice_id, one.task.key, value, confidence, one.version)


def _digest(taxonomy: Taxonomy, embedder: Embedder) -> str:
    parts = "\n".join((_METHOD, taxonomy.digest, embedder.identity))
    return hashlib.sha256(parts.encode()).hexdigest()[:16]
