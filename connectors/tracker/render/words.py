"""The sentences of an issue, in Japanese and in English.

Each language is one class with the same methods, so that neither is a translation of the
other's grammar and a missing sentence is a type error. Nothing here knows a topic; numbers
and names come in.
"""

from __future__ import annotations

from datetime import date
from typing import Protocol

from connectors.tracker.effect import Effect
from connectors.tracker.render.english import English
from connectors.tracker.render.japanese import Japanese
from records.issue import Said


class Words(Protocol):
    """What a language must be able to say."""

    voices: str
    voices_hint: str
    hidden: str
    trend: str
    who: str
    reply: str
    reply_hint: str
    about: str
    weeks_header: tuple[str, ...]
    week_running: str
    previous: str
    support_evidence: str

    def day(self, day: date, today: date) -> str:
        """A day; with its year where that is not the year of ``today``."""
        ...

    def title(self, name: str, customers: int, since: str, version: str | None) -> str:
        """The one line that a backlog list shows."""
        ...

    def since(self, first: date, today: date) -> str:
        """Since when, for the title."""
        ...

    def lead(self, customers: int, tickets: int, first: str, last: str) -> str:
        """How many customers, how many tickets, from when to when."""
        ...

    def lately(self, customers: int) -> str:
        """How many customers in the last seven days, none included."""
        ...

    def version(self, version: str, tickets: int, of: int) -> str:
        """That most of the tickets come from one version."""
        ...

    def headline(self, sentence: str, name: str) -> str:
        """A customer's sentence before a name that is only a row of keywords, or alone."""
        ...

    def moves(self, last: int, weeks: int, mean: float, direction: int) -> str:
        """Customers of the last whole week beside the mean of the ``weeks`` before it;
        ``direction`` is -1, 0 or 1."""
        ...

    def known_segments(self, known: int, tickets: int) -> str:
        """That the helpdesk knows the segment of only so many tickets."""
        ...

    def more(self, number: int) -> str:
        """That there are more segments than are named."""
        ...

    def share(self, name: str, tickets: int) -> str:
        """One segment or version and its tickets."""
        ...

    def release(self, version: str) -> str:
        """A version of the product."""
        ...

    def ticket(self, ticket_id: str) -> str:
        """What a link to a ticket in the helpdesk is called."""
        ...

    def state_of(self, day: str) -> str:
        """Heading of the note that Koe keeps up to date."""
        ...

    def why(self, customers: int, severe: bool) -> str:
        """Why this was filed."""
        ...

    def again(self, key: str, tickets: int) -> str:
        """Why it was filed although an earlier issue was closed."""
        ...

    def how_to_answer(
        self, mute: str, mute_30: str, quiet: str, question: str, days: int, growth: float
    ) -> tuple[str, ...]:
        """What the reader can do, and what happens then. ``days`` and ``growth``: how
        long a no is respected, and what breaks the silence."""
        ...

    def footer(self) -> str:
        """Who wrote this, and what will never be done to it."""
        ...

    def evidence_footer(self) -> str:
        """What happens to the note with the figures."""
        ...

    def news_severe(self) -> str:
        """Severity rose."""
        ...

    def news_grown(self, before: int, now: int) -> str:
        """Many more customers than last told."""
        ...

    def news_segments(self, names: str) -> str:
        """Customers of a new kind."""
        ...

    def news_reopened(self, tickets: int, since: str) -> str:
        """Tickets after the fix; the issue is open again."""
        ...

    def news_back_again(self, tickets: int, since: str, times: int) -> str:
        """The same once too often; the issue stays closed and people decide."""
        ...

    def news_declined_grown(self, before: int, now: int) -> str:
        """Far more tickets than when it was declined."""
        ...

    def news_effect(self, effect: Effect, since: str) -> str:
        """What became of the voices once customers had the fix, with how sure that is."""
        ...

    def news_support(self, kind: Said, by_whom: str) -> str:
        """Whose words follow, and what they are: a dispute, an escalation, an answer."""
        ...

    def news_declined_old(self, tickets: int, decided: str) -> str:
        """The no is old and the tickets go on."""
        ...


JAPANESE, ENGLISH = Japanese(), English()


def words_for(language: str, topic_language: str) -> Words:
    """The words of a project setting (ja, en, or topic: that of the topic's voices)."""
    chosen = topic_language if language == "topic" else language
    return JAPANESE if chosen == "ja" else ENGLISH
