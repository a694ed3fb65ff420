"""Learning from people's answers: out-of-fold figures, calibration, when to abstain.

Every figure of a model card is out of fold: each text is answered by a model that never saw it
(nor another text of the same words). The taxonomy's own examples teach in every fold and are
never scored, as nobody's customers wrote them.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from nlp.labels.fitting import Example, fit
from nlp.labels.labeller import Embed, teaching
from nlp.labels.model import TaskModel
from nlp.labels.scoring import Figures, figures
from nlp.labels.taxonomy import Task
from records.errors import InputError
from records.voice import Voice

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

FEWEST_EXAMPLES = 20  # fewer answers than this cannot tell a better model from a lucky one
_FOLDS, _FOLDS_IF_MANY, _MANY = 5, 3, 2000
_TEMPERATURES = (0.4, 0.5, 0.65, 0.8, 1.0, 1.25, 1.6, 2.0, 2.5, 3.2, 4.0)
# Shares that have to be answered, of the account's own voices and, where these are not at hand, of
# what taught it: the taught texts are unlike the others, mostly surer (docs/decisions/0141).
_LEAST_OF_ACCOUNT, _LEAST_OF_TAUGHT = 0.88, 0.90


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person (or the helpdesk) says that a voice is. ``weight`` 1 counts as much as one
    example of the taxonomy."""

    voice: Voice
    value: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Trained:
    """A model and its card: figures out of fold, by class and by language."""

    model: TaskModel
    card: Figures


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Voices that the model will label and nobody did, with their unit rows."""

    voices: Sequence[Voice]
    vectors: NDArray[np.float32]


def train(
    task: Task,
    answers: Sequence[Answer],
    vectors: NDArray[np.float32],
    embedder: str,
    embed: Embed,
    unanswered: Unanswered | None = None,
) -> Trained:
    """A calibrated model of ``task``; ``vectors`` are the answers' unit rows.

    With ``unanswered`` voices of the account, the threshold leaves few of *them* without a label.

    Raises InputError where there are too few answers, or all are the same.
    """
    import numpy as np

    place = _folds(answers)
    _enough(task, answers, place)
    taught = teaching(task)
    known = embed([one.text for one in taught]) if taught else vectors[:0]
    leanings = {label.key: label.leaning for label in task.labels}

    def fitted(rows: Sequence[int]) -> TaskModel:
        examples = [
            Example(answers[r].voice.text, answers[r].value, answers[r].weight) for r in rows
        ]
        both = np.vstack([known, vectors[list(rows)]])
        return fit(task.key, [*taught, *examples], both, embedder, leanings)

    full = fitted(range(len(answers)))
    scores = _out_of_fold(full, fitted, answers, vectors, task, place)
    truths = [answer.value for answer in answers]
    model = replace(full, temperature=_temperature(full, scores, truths))
    others = _sureness(model, unanswered, task) if unanswered and unanswered.voices else None
    model = replace(model, threshold=_threshold(model, scores, truths, others))
    card = _card(model, scores, answers)
    if others is not None:
        card["coverage_of_account"] = round(float((others >= model.threshold).mean()), 4)
    return Trained(model, card)


def _sureness(model: TaskModel, asked: Unanswered, task: Task) -> Matrix:
    """How sure the model is of each voice, (voices,)."""
    import numpy as np

    chances = model.chances(model.scores(asked.voices, asked.vectors, task))
    return np.asarray(chances.max(axis=1))


def _folds(answers: Sequence[Answer]) -> list[int]:
    """A fold for each answer."""
    folds = _FOLDS_IF_MANY if len(answers) > _MANY else _FOLDS
    return folds_of([a.voice.text for a in answers], [a.value for a in answers], folds)


def _enough(task: Task, answers: Sequence[Answer], place: Sequence[int]) -> None:
    """Where answers alone teach, two values have to be left when any fold is held out."""
    said = Counter(answer.value for answer in answers)
    seen = [
        {answer.value for answer, at in zip(answers, place, strict=True) if at != fold}
        for fold in set(place)
    ]
    taught = any(label.examples for label in task.labels)
    often = len(said) > 1 and (taught or all(len(values) > 1 for values in seen))
    if len(answers) < FEWEST_EXAMPLES or not often:
        told = ", ".join(f"{value} {count}" for value, count in said.most_common(5))
        raise InputError(
            f"{task.key} has {len(answers)} answers ({told})",
            expected=f"at least {FEWEST_EXAMPLES} answers, two values with two texts or more",
            next_step="see `koe labels next` for the voices whose answers help most",
        )


def folds_of(texts: Sequence[str], values: Sequence[str], folds: int) -> list[int]:
    """A fold for each text: the same words always share one, each value is spread over all."""
    keys = [hashlib.sha256(" ".join(text.split()).encode()).hexdigest() for text in texts]
    first = dict(sorted(zip(keys, values, strict=True), reverse=True))
    ordered = sorted(first, key=lambda key: (first[key], key))
    place = {key: at % folds for at, key in enumerate(ordered)}
    return [place[key] for key in keys]


def _out_of_fold(
    full: TaskModel,
    fitted: Any,
    answers: Sequence[Answer],
    vectors: NDArray[np.float32],
    task: Task,
    place: Sequence[int],
) -> Matrix:
    """Scores (answers, values of the full model); a value unseen in a fold scores lowest."""
    import numpy as np

    scores = np.zeros((len(answers), len(full.values)))
    for fold in sorted(set(place)):
        rows = [row for row, at in enumerate(place) if at == fold]
        others = [row for row, at in enumerate(place) if at != fold]
        model = fitted(others)
        found = model.scores([answers[row].voice for row in rows], vectors[rows], task)
        scores[rows] = _aligned(found, model.values, full.values)
    return scores


def _aligned(scores: Matrix, values: Sequence[str], wanted: Sequence[str]) -> Matrix:
    import numpy as np

    lowest = scores.min(initial=0.0) - 10.0
    aligned = np.full((len(scores), len(wanted)), lowest)
    aligned[:, [wanted.index(value) for value in values]] = scores
    return aligned


def _temperature(model: TaskModel, scores: Matrix, truths: Sequence[str]) -> float:
    """The divisor of scores at which confidence is nearest to the share that is right."""
    import numpy as np

    right = [model.values.index(value) for value in truths]

    def surprise(temperature: float) -> float:
        chances = replace(model, temperature=temperature).chances(scores)
        return float(-np.log(chances[np.arange(len(right)), right] + 1e-9).mean())

    return min(_TEMPERATURES, key=surprise)


def _threshold(
    model: TaskModel, scores: Matrix, truths: Sequence[str], others: Matrix | None
) -> float:
    """The confidence below which it is best to say nothing, out of fold.

    Of the thresholds that leave at most 12 % of the account's ``others`` unanswered (without
    them 10 % of what taught the model), the one with the highest macro-F1 of the answered; the
    lowest of equals, so 0 where every answer was right.
    """
    import numpy as np

    chances = model.chances(scores)
    sure, best = chances.max(axis=1), chances.argmax(axis=1)
    answers = [model.values[at] for at in best]

    def worth(threshold: float) -> float:
        kept = [a if s >= threshold else None for a, s in zip(answers, sure, strict=True)]
        return float(figures(truths, kept)["macro_f1"])

    least = _LEAST_OF_TAUGHT if others is None else _LEAST_OF_ACCOUNT
    shares = np.linspace(0, 1 - least, 13)
    asked = sure if others is None else others
    return max((0.0, *(float(np.quantile(asked, share)) for share in shares)), key=worth)


def _card(model: TaskModel, scores: Matrix, answers: Sequence[Answer]) -> Figures:
    chances = model.chances(scores)
    sure, best = chances.max(axis=1), chances.argmax(axis=1)
    found = [
        model.values[at] if chance >= model.threshold else None
        for at, chance in zip(best, sure, strict=True)
    ]
    truths = [answer.value for answer in answers]
    spoken = sorted({answer.voice.language for answer in answers})
    card = figures(truths, found)
    card["by_language"] = {
        language: _without_classes(
            figures(
                [t for t, a in zip(truths, answers, strict=True) if a.voice.language == language],
                [f for f, a in zip(found, answers, strict=True) if a.voice.language == language],
            )
        )
        for language in spoken
    }
    return card | {"temperature": model.temperature, "threshold": model.threshold}


def _without_classes(found: Figures) -> Figures:
    return {key: value for key, value in found.items() if key != "by_class"}
