"""How much labelled personal data goes, and how much else goes with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from nlp.privacy.kinds import KINDS
from nlp.privacy.spans import Span

# Other people's names for what Koe removes. Labels that are neither these nor Koe's own
# (ORGANIZATION, GPE, DATE_TIME …) are not personal data here and are left out of the recall.
ALIASES = {
    "PERSON": "NAME",
    "PER": "NAME",
    "FULL_NAME": "NAME",
    "FIRST_NAME": "NAME",
    "LAST_NAME": "NAME",
    "STREET_ADDRESS": "ADDRESS",
    "ZIP_CODE": "POSTCODE",
    "POSTAL_CODE": "POSTCODE",
    "EMAIL_ADDRESS": "EMAIL",
    "PHONE_NUMBER": "PHONE",
    "CREDIT_CARD": "CARD",
    "IBAN_CODE": "IBAN",
    "IP_ADDRESS": "IP",
    "US_SSN": "SSN",
    "US_DRIVER_LICENSE": "LICENCE",
    "DRIVER_LICENSE": "LICENCE",
    "US_PASSPORT": "PASSPORT",
    "US_BANK_NUMBER": "BANK_ACCOUNT",
    "DATE_OF_BIRTH": "BIRTHDATE",
    "BIRTH_DATE": "BIRTHDATE",
}
# Data with a form of its own, as against names and addresses.
STRUCTURED = frozenset(KINDS) - {"NAME", "ADDRESS"}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text and where personal data stands in it; kinds as the file calls them."""

    text: str
    spans: tuple[Span, ...]


def kind_of(label: str) -> str | None:
    """Koe's kind for a label of somebody else's; None where it is no personal data to Koe."""
    name = label.strip().upper().replace("-", "_").replace(" ", "_")
    known = ALIASES.get(name, name)
    return known if known in KINDS else None


class Tally:
    """Counts over labelled texts.

    A span is found when every letter and digit of it is gone. ``over_redaction`` is the share
    of texts in which something went that no span covers, whatever the span's label;
    ``clean_touched`` the same among texts without any personal data; ``outside`` the share of
    the letters and digits outside all spans that went.
    """

    def __init__(self) -> None:
        self.found: Counter[str] = Counter()
        self.total: Counter[str] = Counter()
        self.left_out: Counter[str] = Counter()
        self.texts = self.over = self.clean = self.clean_touched = 0
        self.letters_outside = self.letters_lost = 0

    def add(self, labelled: Labelled, removed: Sequence[Span]) -> list[tuple[str, str]]:
        """Count one text. Returns (label, value) of what was missed."""
        text = labelled.text
        gone = _places(text, removed)
        covered = _places(text, labelled.spans)
        lost = gone - covered
        personal = [span for span in labelled.spans if kind_of(span.kind)]
        self.texts += 1
        self.over += bool(lost)
        self.clean += not personal
        self.clean_touched += bool(gone) and not personal
        self.letters_lost += len(lost)
        self.letters_outside += sum(map(str.isalnum, text)) - len(covered)
        self.left_out.update(span.kind for span in labelled.spans if not kind_of(span.kind))
        return [miss for span in personal if (miss := self._count(text, span, gone))]

    def _count(self, text: str, span: Span, gone: set[int]) -> tuple[str, str] | None:
        self.total[span.kind] += 1
        if _places(text, [span]) <= gone:
            self.found[span.kind] += 1
            return None
        return span.kind, text[span.start : span.end]

    def recall(self, kinds: Iterable[str] = KINDS) -> float | None:
        """The share found of all spans whose kind is one of ``kinds``; None for no spans."""
        wanted = set(kinds)
        labels = [label for label in self.total if kind_of(label) in wanted]
        total = sum(self.total[label] for label in labels)
        return sum(self.found[label] for label in labels) / total if total else None

    def figures(self) -> dict[str, Any]:
        """Everything, as ``koe eval pii --json`` prints it."""
        return {
            "n": self.texts,
            "recall": _rounded(self.recall()),
            "recall_structured": _rounded(self.recall(STRUCTURED)),
            "recall_by_type": {
                label: round(self.found[label] / count, 4)
                for label, count in self.total.most_common()
            },
            "spans_by_type": dict(self.total.most_common()),
            "not_personal_data": dict(self.left_out.most_common()),
            "over_redaction": _share(self.over, self.texts),
            "texts_without": self.clean,
            "texts_without_touched": _share(self.clean_touched, self.clean),
            "letters_lost": _share(self.letters_lost, self.letters_outside),
        }


def _places(text: str, spans: Iterable[Span]) -> set[int]:
    """Where letters and digits stand inside ``spans``."""
    return {at for span in spans for at in range(span.start, span.end) if text[at].isalnum()}


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
