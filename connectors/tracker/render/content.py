"""What an issue says: a topic's evidence as a title and blocks, from facts only.

The reader is a product manager with a full backlog: first what happens and to how many, then
the customers' own words, then the figures, at the end how to answer. No word of ours in it.
"""

from __future__ import annotations

import re
from datetime import date

from connectors.tracker.policy import Policy
from connectors.tracker.render.clean import cut, one_line
from connectors.tracker.render.trend import trend_table
from connectors.tracker.render.words import Words
from records.issue import Block, IssueState, Quote, TopicEvidence

TITLE_CHARACTERS = 119
MOST_NAMED = 5  # segments or versions in a list: more is a table nobody reads
_PLACEHOLDER = re.compile(r"<[A-Z_]{3,}\d{0,3}>")


def title(evidence: TopicEvidence, words: Words, today: date) -> str:
    """One line under 120 characters; the topic's name gives way, never the figures."""
    since = words.since(evidence.first_seen, today)
    standing_out = standing_out_version(evidence)
    version = one_line(standing_out[0]) if standing_out else None

    def named(name: str) -> str:
        return words.title(name, evidence.customers, since, version)

    name = one_line(evidence.name)
    room = TITLE_CHARACTERS - len(named(""))
    return named(cut(name, max(room, 10)))


def standing_out_version(evidence: TopicEvidence) -> tuple[str, int] | None:
    """The version of more than half of the tickets (and of at least three), or None."""
    if not evidence.versions:
        return None
    version, tickets = max(evidence.versions, key=lambda pair: pair[1])
    return (version, tickets) if tickets >= 3 and tickets * 2 > evidence.tickets else None


def description(
    evidence: TopicEvidence,
    words: Words,
    policy: Policy,
    today: date,
    previous: tuple[IssueState, int] | None = None,
) -> tuple[Block, ...]:
    """The body of a new issue; ``previous`` is an earlier, closed one and the tickets since."""
    return (
        *_lead(evidence, words, today),
        *_again(words, previous),
        *_voices(evidence, words, today, policy, policy.description_quotes),
        Block("heading", words.trend),
        Block("table", table=trend_table(evidence.weeks, words, today)),
        *_who(evidence, words),
        *_reply(evidence, words, policy),
        *_about(evidence, words, policy),
    )


def evidence_note(
    evidence: TopicEvidence, words: Words, policy: Policy, today: date
) -> tuple[Block, ...]:
    """The one note that Koe keeps up to date: today's figures and the newest voices."""
    return (
        Block("heading", words.state_of(words.day(today, today))),
        *_lead(evidence, words, today),
        Block("table", table=trend_table(evidence.weeks, words, today)),
        *_who(evidence, words),
        *_voices(evidence, words, today, policy, policy.evidence_quotes),
        Block("paragraph", words.evidence_footer()),
    )


def news_note(
    evidence: TopicEvidence, words: Words, policy: Policy, today: date, news: tuple[str, ...]
) -> tuple[Block, ...]:
    """A note that says what is new, with at most three voices."""
    lines = tuple(Block("paragraph", sentence) for sentence in news)
    return (*lines, *_quotes(evidence.quotes, words, today, policy, policy.note_quotes))


def _lead(evidence: TopicEvidence, words: Words, today: date) -> tuple[Block, ...]:
    first, last = (words.day(day, today) for day in (evidence.first_seen, evidence.last_seen))
    sentences = [
        words.lead(evidence.customers, evidence.tickets, first, last),
        words.lately(evidence.customers_last_7_days),
    ]
    if version := standing_out_version(evidence):
        sentences.append(words.version(version[0], version[1], evidence.tickets))
    return (Block("paragraph", words_joined(sentences)),)


def words_joined(sentences: list[str]) -> str:
    """Sentences in one paragraph: a space after a full stop, none after a Japanese one."""
    return "".join(s if s.endswith("。") else f"{s} " for s in sentences).rstrip()


def _again(words: Words, previous: tuple[IssueState, int] | None) -> tuple[Block, ...]:
    if previous is None:
        return ()
    issue, tickets = previous
    told = Block("paragraph", words.again(issue.issue_key, tickets))
    return (told, Block("link", f"{words.previous}: {issue.issue_key}", url=issue.url))


def _voices(
    evidence: TopicEvidence, words: Words, today: date, policy: Policy, most: int
) -> tuple[Block, ...]:
    quotes = _quotes(evidence.quotes, words, today, policy, most)
    if not quotes:
        return ()
    hint = [words.voices_hint]
    if any(_PLACEHOLDER.search(block.text) for block in quotes):
        hint.append(words.hidden)
    return (Block("heading", words.voices), Block("paragraph", words_joined(hint)), *quotes)


def _quotes(
    quotes: tuple[Quote, ...], words: Words, today: date, policy: Policy, most: int
) -> tuple[Block, ...]:
    """The newest different ones; the same words from two tickets are shown once."""
    different = {one_line(quote.text).casefold(): quote for quote in reversed(quotes)}
    chosen = [q for q in quotes if different.get(one_line(q.text).casefold()) is q][:most]
    return tuple(_quote(quote, words, today, policy) for quote in chosen)


def _quote(quote: Quote, words: Words, today: date, policy: Policy) -> Block:
    facts = [words.day(quote.said_on, today), quote.segment, quote.version]
    context = " · ".join(one_line(fact) for fact in facts if fact)
    text = cut(quote.text.strip(), policy.quote_characters)
    return Block("quote", text, items=(context, words.ticket(quote.ticket_id)), url=quote.url)


def _who(evidence: TopicEvidence, words: Words) -> tuple[Block, ...]:
    """Segments and versions, largest first; left out where the helpdesk gives neither."""
    segments = [words.share(name, n) for name, n in evidence.segments[:MOST_NAMED]]
    versions = [words.share(words.release(name), n) for name, n in evidence.versions[:MOST_NAMED]]
    items = tuple(segments + versions)
    return (Block("heading", words.who), Block("bullets", items=items)) if items else ()


def _reply(evidence: TopicEvidence, words: Words, policy: Policy) -> tuple[Block, ...]:
    if not evidence.commonest_reply:
        return ()
    reply = cut(evidence.commonest_reply.strip(), policy.quote_characters)
    # A reply is not a customer's voice, so it stays a paragraph that quotes are not cut with.
    return (
        Block("heading", words.reply),
        Block("paragraph", words.reply_hint),
        Block("paragraph", reply),
    )


def _about(evidence: TopicEvidence, words: Words, policy: Policy) -> tuple[Block, ...]:
    answers = words.how_to_answer(
        policy.mute_label,
        policy.mute_30_days_label,
        policy.quiet_label,
        int(policy.declined_mute_days),
        policy.declined_growth,
    )
    return (
        Block("heading", words.about),
        Block("paragraph", words.why(evidence.customers, evidence.severity == "high")),
        Block("bullets", items=answers),
        Block("paragraph", words.footer()),
    )
