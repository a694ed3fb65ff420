"""A person's word about a label: a correction, or that an earlier one holds no longer."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from flows.label_training import task_of
from flows.night import Night, redacted
from records.decision import LabelWish
from records.errors import InputError
from warehouse import labels
from warehouse.labels import Deciding


def carry_out(night: Night, wish: LabelWish, asked_at: datetime) -> int:
    """Keep it and lay it over the labels; the correction's number, of an undoing what it undid.

    Raises InputError for an unknown voice or ticket, or a correction that holds no longer.
    """
    decided = Deciding(wish.by, wish.why, asked_at)
    if wish.undoes is not None:
        labels.undo(night.warehouse, wish.undoes, decided)
        return wish.undoes
    target = labels.target_of(night.warehouse, wish.target)
    return labels.correct(night.warehouse, target, wish.task, wish.value, decided)


def cleaned(night: Night, wish: LabelWish) -> LabelWish:
    """Its reason redacted. Raises InputError for a task or value that does not exist."""
    if wish.undoes is None:
        known = {label.key for label in task_of(night, wish.task).labels}
        if known and wish.value not in known:
            raise InputError(
                f"{wish.task} has no value {wish.value!r}",
                expected=f"one of {', '.join(sorted(known))}",
            )
        if redacted(wish.value) != wish.value or not wish.value.strip():
            raise InputError(
                f"{redacted(wish.value)!r} cannot be a label",
                expected="words without personal data",
            )
    return replace(wish, why=redacted(wish.why))
