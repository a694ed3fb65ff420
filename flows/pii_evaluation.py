"""How well Koe's redaction does on labelled texts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from flows.labelled_texts import labelled_texts
from nlp.privacy import Redactor
from nlp.privacy.scoring import Tally

BATCH = 256
# Both models and the name dictionary: loaded before the clock starts.
_WARM = ("担当は榊原ですか。山田 太郎です。", "Thanks, said Henrietta Lacksworth to Bob.")


def evaluate_pii(
    file: Path, redactor: Redactor, clock: Callable[[], float]
) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """(figures, (label, value) of each miss) for the labelled texts in ``file``.

    ``clock`` gives seconds; ``seconds`` is what redaction took, models already loaded.
    Raises InputError where the file cannot be used.
    """
    texts = labelled_texts(file)
    redactor.redact(_WARM)
    tally, missed, spent = Tally(), list[tuple[str, str]](), 0.0
    for at in range(0, len(texts), BATCH):
        batch = texts[at : at + BATCH]
        started = clock()
        marked = redactor.marked([labelled.text for labelled in batch])
        spent += clock() - started
        for labelled, removed in zip(batch, marked, strict=True):
            missed += tally.add(labelled, removed)
    rate = round(len(texts) / spent, 1) if spent else None
    return {**tally.figures(), "seconds": round(spent, 3), "texts_per_second": rate}, missed
