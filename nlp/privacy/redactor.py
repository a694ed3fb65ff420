"""The redactor: recognisers to a fixpoint, then the model where a name may still stand.

Redaction is repeated until nothing more is found, so ``redact(redact(x)) == redact(x)`` holds
by construction and not by care in each pattern. It ends: every round turns at least one
character that is not a placeholder into part of one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from nlp import language
from nlp.privacy import (
    addresses_en,
    addresses_ja,
    contact,
    dates,
    known,
    names_en,
    names_ja,
    ner,
    numbers,
    phones,
)
from nlp.privacy.fold import fold
from nlp.privacy.spans import Range, Recogniser, Span, merge, replace
from records.errors import KoeError

STRUCTURED: tuple[Recogniser, ...] = (
    *contact.RECOGNISERS,
    *numbers.RECOGNISERS,
    *dates.RECOGNISERS,
    *addresses_ja.RECOGNISERS,
    *addresses_en.RECOGNISERS,
    *phones.RECOGNISERS,
)
NAMES: tuple[Recogniser, ...] = (*names_ja.RECOGNISERS, *names_en.RECOGNISERS)


class RedactionError(KoeError):
    """Redaction failed; the text is not let through, and this message does not hold it."""


class Redactor:
    """Replaces personal data by placeholders.

    ``names``: look for names too (short fields such as a product area go without: there a
    surname is more likely a maker). ``allow``: the account's own words, products and firms,
    which are never personal data. ``extra``: the account's own recognisers (order secrets …).
    ``counts`` tells what the work was: texts, rounds, sentences seen by each model, finds.
    """

    def __init__(
        self,
        *,
        names: bool = True,
        allow: Collection[str] = (),
        extra: Sequence[Recogniser] = (),
    ) -> None:
        self.counts: Counter[str] = Counter()
        self._names = names
        self._allow = frozenset(" ".join(fold(word).casefold().split()) for word in allow if word)
        self._recognisers = (*extra, *STRUCTURED, *(NAMES if names else ()))
        self._judged: dict[tuple[str, str], list[Range]] = {}

    def redact(self, texts: Sequence[str], known: Sequence[Sequence[str]] = ()) -> list[str]:
        """``texts`` without personal data, in order; one batch for the models.

        ``known``: for each text the names and addresses that its ticket states (empty: none).
        Raises RedactionError where a model fails and ValueError where ``known`` does not fit;
        neither holds any text.
        """
        if known and len(known) != len(texts):
            raise ValueError(f"got known names for {len(known)} texts, expected {len(texts)}")
        stated = list(known) or [()] * len(texts)
        self.counts["texts"] += len(texts)
        done = [self._by_rules(text, names) for text, names in zip(texts, stated, strict=True)]
        waiting = list(range(len(done))) if self._names else []
        while waiting:
            waiting = self._by_model(done, stated, waiting)
        self._judged.clear()
        return done

    def _by_rules(self, text: str, stated: Sequence[str]) -> str:
        while True:
            spans = self._spans(text, stated)
            if not spans:
                return text
            text = self._apply(text, spans)

    def _spans(self, text: str, stated: Sequence[str]) -> list[Span]:
        folded = fold(text)
        found = [span for each in self._recognisers for span in each.spans(folded)]
        if stated:  # a stated person is one in short fields too
            found += known.find(folded, stated)
        return merge(text, self._permitted(folded, found))

    def _apply(self, text: str, spans: Sequence[Span]) -> str:
        self.counts.update(span.kind for span in spans)
        return replace(text, spans)

    def _permitted(self, folded: str, spans: Iterable[Span]) -> list[Span]:
        """Without what the account allows: a whole allowed word, or a name that is part of one."""
        if not self._allow:
            return list(spans)
        low = folded.casefold()
        return [span for span in spans if not self._is_allowed(low, span)]

    def _is_allowed(self, low: str, span: Span) -> bool:
        word = low[span.start : span.end]
        if word in self._allow:
            return True
        around = [allowed for allowed in self._allow if word in allowed]
        return span.kind == "NAME" and any(_covers(low, allowed, span) for allowed in around)

    def _by_model(
        self, texts: list[str], stated: Sequence[Sequence[str]], waiting: Sequence[int]
    ) -> list[int]:
        """One round of the models over the ``waiting`` texts, changing them in place.

        Returns those that changed: they are looked at again, the others are settled.
        """
        asked = {place: self._asked(texts[place]) for place in waiting}
        self._judge({key for sentences in asked.values() for _, key in sentences})
        changed = []
        for place, sentences in asked.items():
            spans = [
                Span(start + left, start + right, "NAME")
                for start, key in sentences
                for left, right in self._judged[key]
            ]
            spans = merge(texts[place], self._permitted(fold(texts[place]), spans))
            if spans:
                texts[place] = self._by_rules(self._apply(texts[place], spans), stated[place])
                changed.append(place)
        return changed

    def _asked(self, text: str) -> list[tuple[int, tuple[str, str]]]:
        """(offset, (language, sentence)) of the sentences that may hold a name."""
        folded = fold(text)
        found = []
        for start, end in ner.sentences(folded):
            sentence = folded[start:end]
            tongue = language.detect(sentence)
            self.counts["sentences"] += 1
            if tongue != "other" and ner.may_hold_name(sentence, tongue):
                found.append((start, (tongue, sentence)))
        return found

    def _judge(self, keys: Collection[tuple[str, str]]) -> None:
        """Ask the models about sentences they have not seen in this call."""
        for tongue in ("ja", "en"):
            new = sorted(text for lang, text in keys - self._judged.keys() if lang == tongue)
            if new:
                self.counts[f"model_{tongue}"] += len(new)
                self._judged.update(
                    zip(((tongue, text) for text in new), _ask(new, tongue), strict=True)
                )


def _ask(sentences: Sequence[str], tongue: str) -> list[list[Range]]:
    try:
        return ner.people(sentences, tongue)
    except (ValueError, TypeError, RuntimeError, LookupError, ArithmeticError) as error:
        failure = type(error).__name__
    # outside the handler: an exception's context and its message may hold the text
    raise RedactionError(
        f"the {tongue} name model failed with {failure}",
        expected="a text it can read",
        next_step="run `koe doctor`; the text was not let through",
    )


def _covers(low: str, allowed: str, span: Span) -> bool:
    """Whether ``allowed`` stands around ``span``: "Jordan" in "Air Jordan" is the shoe."""
    at = low.find(allowed, max(0, span.end - len(allowed)))
    return at != -1 and at <= span.start
