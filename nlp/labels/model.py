"""One task's model: weights, how sure it has to be, and the bytes it is kept as.

Kept as a plain NumPy archive read with ``allow_pickle=False``, so a model from anywhere can be
wrong but cannot run anything.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nlp.labels.features import READINGS, features, word_counts
from nlp.labels.nearest import Nearest
from nlp.labels.taxonomy import LabelDefinition, Task
from records.errors import WarehouseError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from records.voice import Voice

    Matrix = NDArray[np.float64]

_FORMAT = 1
# The share of the cues in the sum of log odds (docs/decisions/0063).
_CUE_SHARE = 0.8
# Log odds of a cosine more to the nearest examples of a value (docs/decisions/0125).
_NEAREST_SHARE = 15.0
_DIGITS = 6  # rounding that hides how a matrix product is split between threads


@dataclass(frozen=True, slots=True)
class TaskModel:
    """``weights`` (dimensions + buckets, values), ``bias`` (values,), ``rarity`` (buckets,);
    ``words`` is how much words count beside meaning, ``reading`` what counts as one
    (nlp/labels/features).

    Scores are divided by ``temperature`` before they become chances; below ``threshold`` (0..1)
    the model abstains. ``embedder`` names the space its weights live in, and ``nearest`` holds
    the taxonomy's examples in it.
    """

    task: str
    values: tuple[str, ...]
    weights: NDArray[np.float32]
    bias: Matrix
    rarity: Matrix
    words: float
    embedder: str
    temperature: float = 1.0
    threshold: float = 0.0
    nearest: Nearest | None = None
    reading: str = "words"

    def scores(self, voices: Sequence[Voice], vectors: NDArray[np.float32], task: Task) -> Matrix:
        """Log odds (voices, values); the cues of ``task`` add to the values they name."""
        import numpy as np

        if not voices:
            return np.zeros((0, len(self.values)))
        counts = word_counts([voice.text for voice in voices], self.reading)
        said = _weighed(features(vectors, counts, self.rarity, self.words), self.weights)
        cued = _CUE_SHARE * cue_scores(task, self.values, voices)
        near = self.nearest.closeness(vectors, len(self.values)) if self.nearest else 0.0
        return np.asarray(np.round(said + self.bias + cued + _NEAREST_SHARE * near, _DIGITS))

    def chances(self, scores: Matrix) -> Matrix:
        """Rows that add up to 1."""
        import numpy as np

        tempered = scores / self.temperature
        odds = np.exp(tempered - tempered.max(axis=1, keepdims=True))
        return np.asarray(odds / odds.sum(axis=1, keepdims=True))


def _weighed(table: Any, weights: NDArray[np.float32]) -> Matrix:
    """Their product in double precision, without a double of every weight: a batch of voices
    touches few of a quarter of a million buckets."""
    import numpy as np

    used = np.unique(table.indices)
    return np.asarray(table[:, used] @ weights[used].astype(np.float64))


def cue_scores(task: Task, values: Sequence[str], voices: Sequence[Voice]) -> Matrix:
    """Log odds (voices, values) that words and kind lend; 0 for a value without a definition."""
    import numpy as np

    known = {label.key: label for label in task.labels}
    rows = [[_cue_score(known.get(value), voice) for value in values] for voice in voices]
    return np.array(rows, dtype=np.float64).reshape(len(voices), len(values))


def _cue_score(label: LabelDefinition | None, voice: Voice) -> float:
    """What the words and the kind of a voice speak for a label; each cue counts once."""
    if label is None:
        return 0.0
    said = sum(cue.weight for cue in label.cues if cue.pattern.search(voice.text))
    return said + label.kinds.get(voice.kind, 0.0)


def to_bytes(model: TaskModel) -> bytes:
    """The model as a NumPy archive."""
    import numpy as np

    facts = {
        "format": _FORMAT,
        "task": model.task,
        "values": model.values,
        "words": model.words,
        "reading": model.reading,
        "embedder": model.embedder,
        "temperature": model.temperature,
        "threshold": model.threshold,
    }
    written = io.BytesIO()
    arrays: dict[str, NDArray[Any]] = {
        "weights": model.weights,
        "bias": model.bias,
        "rarity": model.rarity,
        "facts": np.frombuffer(json.dumps(facts, ensure_ascii=False).encode(), dtype=np.uint8),
    }
    if model.nearest:
        arrays |= {"near_vectors": model.nearest.vectors, "near_values": model.nearest.values}
    np.savez_compressed(written, allow_pickle=False, **arrays)
    return written.getvalue()


def from_bytes(content: bytes) -> TaskModel:
    """The model in such an archive. Raises WarehouseError for anything else."""
    import numpy as np

    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as kept:
            facts = json.loads(kept["facts"].tobytes())
            weights, bias, rarity = kept["weights"], kept["bias"], kept["rarity"]
            nearest = _nearest(kept)
    except (ValueError, KeyError, OSError, EOFError) as error:
        raise _unreadable(str(error)) from error
    values, reading = tuple(facts.get("values", ())), facts.get("reading", "words")
    known = READINGS.get(reading)
    if facts.get("format") != _FORMAT or known is None or rarity.shape != (known.buckets,):
        raise _unreadable(f"format {facts.get('format')}")
    if weights.shape[1:] != (len(values),) or bias.shape != (len(values),):
        raise _unreadable(f"{weights.shape} weights for {len(values)} values")
    return TaskModel(
        facts["task"],
        values,
        weights,
        bias,
        rarity,
        facts["words"],
        facts["embedder"],
        facts["temperature"],
        facts["threshold"],
        nearest,
        reading,
    )


def _nearest(kept: Mapping[str, NDArray[Any]]) -> Nearest | None:
    """None for a task without examples, and for a model trained before they were kept."""
    if "near_vectors" not in kept:
        return None
    return Nearest(kept["near_vectors"], kept["near_values"])


def _unreadable(got: str) -> WarehouseError:
    return WarehouseError(
        f"A label model cannot be read: {got}",
        expected="a model that this version of Koe trained",
        next_step="train it again: koe labels train",
    )
