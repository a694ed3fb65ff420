"""The redactor: recognisers to a fixpoint, then the model where a name may still stand.

Redaction is repeated until nothing more is found, so ``redact(redact(x)) == redact(x)`` holds
by construction and not by care in each pattern. It ends: every round turns at least one
character that is not a placeholder into part of one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from nlp import language
from nlp.privacy import (
    address_blocks,
    addresses_en,
    addresses_ja,
    contact,
    dates,
    known,
    names_en,
    names_en_context,
    names_en_forms,
    names_ja,
    names_ja_cues,
    names_ja_kana,
    names_ja_slots,
    names_ja_words,
    namesakes,
    national_ids,
    ner,
    numbers,
    people,
    phones,
)
from nlp.privacy.draft import Draft
from nlp.privacy.fold import fold
from nlp.privacy.japanese_names import without_titles
from nlp.privacy.spans import Range, Recogniser, Span, merge
from records.errors import KoeError

STRUCTURED: tuple[Recogniser, ...] = (
    *contact.RECOGNISERS,
    *numbers.RECOGNISERS,
    *national_ids.RECOGNISERS,
    *dates.RECOGNISERS,
    *addresses_ja.RECOGNISERS,
    *addresses_en.RECOGNISERS,
    *address_blocks.RECOGNISERS,
    *phones.RECOGNISERS,
)
NAMES: tuple[Recogniser, ...] = (
    *names_ja.RECOGNISERS,
    *names_ja_words.RECOGNISERS,
    *names_ja_cues.RECOGNISERS,
    *names_ja_kana.RECOGNISERS,
    *names_ja_slots.RECOGNISERS,
    *names_en.RECOGNISERS,
    *names_en_context.RECOGNISERS,
    *names_en_forms.RECOGNISERS,
)


@dataclass(slots=True)
class _Work:
    """A text and the names that its ticket states or that were found in it."""

    draft: Draft
    stated: set[str]


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
        return [draft.text for draft in self._drafts([[text] for text in texts], known)]

    def marked(self, texts: Sequence[str]) -> list[list[Span]]:
        """Where personal data stands in each of ``texts``."""
        return [draft.spans for draft in self._drafts([[text] for text in texts], ())]

    def redact_tickets(
        self, tickets: Sequence[Sequence[str]], known: Sequence[Sequence[str]] = ()
    ) -> list[list[str]]:
        """The same for whole tickets: a name found in one text of a ticket goes in all of its
        texts, and the same person has the same placeholder in them (``people.py``).

        ``known``: for each ticket the names and addresses that it states.
        """
        drafts = iter(self._drafts(tickets, known))
        return [people.told_apart([next(drafts) for _ in ticket]) for ticket in tickets]

    def _drafts(
        self, tickets: Sequence[Sequence[str]], known: Sequence[Sequence[str]]
    ) -> list[Draft]:
        if known and len(known) != len(tickets):
            raise ValueError(f"got known names for {len(known)} texts, expected {len(tickets)}")
        stated = list(known) or [()] * len(tickets)
        groups = [
            [_Work(Draft(text), set(names)) for text in texts]
            for texts, names in zip(tickets, stated, strict=True)
        ]
        every = [work for group in groups for work in group]
        self.counts["texts"] += len(every)
        for work in every:
            self._by_rules(work)
        waiting = every if self._names else []
        while waiting:
            self._by_model(waiting)
            waiting = [work for group in groups for work in self._spread(group)]
        self._judged.clear()
        return [work.draft for work in every]

    def _by_rules(self, work: _Work) -> None:
        while spans := self._spans(work.draft.text, work.stated):
            self._take(work.draft, spans)

    def _take(self, draft: Draft, spans: Sequence[Span]) -> None:
        self.counts.update(span.kind for span in spans)
        draft.take(spans)

    def _spread(self, group: Sequence[_Work]) -> list[_Work]:
        """Look in each text of a ticket for the names that were found in any of them.

        Returns the texts that changed.
        """
        found = {name for work in group for name in work.draft.names()}
        changed = []
        for work in group:
            if not found <= work.stated:
                work.stated |= found
                before = work.draft.text
                self._by_rules(work)
                changed += [work] if work.draft.text != before else []
        return changed

    def _spans(self, text: str, stated: Collection[str]) -> list[Span]:
        folded = fold(text)
        found = [_tidy(folded, span) for each in self._recognisers for span in each.spans(folded)]
        # a stated person is one in short fields too
        said = list(known.find(folded, sorted(stated))) if stated else []
        return merge(text, self._permitted(folded, found, said))

    def _permitted(
        self, folded: str, spans: Iterable[Span], said: Iterable[Span] = ()
    ) -> list[Span]:
        """Without what the account allows (a whole allowed word, or a name that is part of one)
        and without firms and things that are called like people."""
        people = namesakes.without_things(folded, spans, said)
        if not self._allow:
            return people
        low = folded.casefold()
        return [span for span in people if not self._is_allowed(low, span)]

    def _is_allowed(self, low: str, span: Span) -> bool:
        word = low[span.start : span.end]
        if word in self._allow:
            return True
        around = [allowed for allowed in self._allow if word in allowed]
        return span.kind == "NAME" and any(_covers(low, allowed, span) for allowed in around)

    def _by_model(self, waiting: Sequence[_Work]) -> None:
        """Ask the models about the ``waiting`` texts until they find nothing more."""
        while waiting:
            asked = [(work, self._asked(work.draft.text)) for work in waiting]
            self._judge({key for _, sentences in asked for _, key in sentences})
            waiting = [work for work, sentences in asked if self._told(work, sentences)]

    def _told(self, work: _Work, sentences: Sequence[tuple[int, tuple[str, str]]]) -> bool:
        """Hide the people that the models saw; whether there were any."""
        found = [
            Span(start + left, start + right, "NAME")
            for start, key in sentences
            for left, right in self._judged[key]
        ]
        text = work.draft.text
        spans = merge(text, self._permitted(fold(text), found))
        if spans:
            self._take(work.draft, spans)
            self._by_rules(work)
        return bool(spans)

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


def _tidy(folded: str, span: Span) -> Span:
    if span.kind != "NAME":
        return span
    return Span(*without_titles(folded, span.start, span.end), "NAME")


def _covers(low: str, allowed: str, span: Span) -> bool:
    """Whether ``allowed`` stands around ``span``: "Jordan" in "Air Jordan" is the shoe."""
    at = low.find(allowed, max(0, span.end - len(allowed)))
    return at != -1 and at <= span.start
