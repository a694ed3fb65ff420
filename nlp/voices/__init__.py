"""Voices: a ticket's customer messages cut into the points they make."""

from nlp.voices.cutting import LONGEST, cut, sentence_keys
from nlp.voices.kinds import is_generic, is_nudge, kind_of, sentence_kind

__all__ = [
    "LONGEST",
    "cut",
    "is_generic",
    "is_nudge",
    "kind_of",
    "sentence_keys",
    "sentence_kind",
]
