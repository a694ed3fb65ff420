"""What an issue says below its title: a topic's evidence as blocks, from facts only.

The reader is a product manager with a full backlog: first what happens and to how many, then
the customers' own words, then the figures, at the end how to answer. No word of ours in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from connectors.tracker.policy import Policy
from connectors.tracker.render.clean import cut, one_line
from connectors.tracker.render.title import PLACEHOLDER, keyword_hits, standing_out_version
from connectors.tracker.render.trend import trend_table
from connectors.tracker.render.words import Words
from records.issue import Block, IssueState, Quote, SupportWord, TopicEvidence

MOST_NAMED = 5  # segments or versions in a list: more is a table nobody reads
SUPPORT_CHARACTERS = 4000
RISES = 1.5  # a week that is so many times the mean of those before is more than chance
RISES_BY = 3  # and by at least so many customers


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


def shown(evidence: TopicEvidence, policy: Policy) -> TopicEvidence:
    """The evidence with the quotes that a new issue shows, as it shows them: its summary quotes
    no other, so that whoever is erased from the one goes from the other with it."""
    quotes = tuple(
        replace(quote, text=cut(quote.text.strip(), policy.quote_characters))
        for quote in telling(evidence, policy.description_quotes)
    )
    return replace(evidence, quotes=quotes)


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
    quotes = telling(evidence, policy.note_quotes)
    return (*lines, *_quotes(quotes, words, today, policy, policy.note_quotes))


def support_note(
    evidence: TopicEvidence, words: Words, policy: Policy, today: date, word: SupportWord
) -> tuple[Block, ...]:
    """What support says to an answer: whose words, the words, the evidence, today's figures."""
    quotes = _quotes(word.quotes, words, today, policy, policy.evidence_quotes)
    hint = (Block("paragraph", words.support_evidence),) if quotes else ()
    return (
        Block("paragraph", words.news_support(word.kind, one_line(word.by_whom))),
        Block("paragraph", cut(word.text.strip(), SUPPORT_CHARACTERS)),
        *hint,
        *quotes,
        *_lead(evidence, words, today),
    )


def _lead(evidence: TopicEvidence, words: Words, today: date) -> tuple[Block, ...]:
    first, last = (words.day(day, today) for day in (evidence.first_seen, evidence.last_seen))
    sentences = [
        words.lead(evidence.customers, evidence.tickets, first, last),
        words.lately(evidence.customers_last_7_days),
    ]
    if move := _move(evidence, today):
        sentences.append(words.moves(*move))
    if version := standing_out_version(evidence):
        sentences.append(words.version(version[0], version[1], evidence.tickets))
    return (Block("paragraph", words_joined(sentences)),)


def _move(evidence: TopicEvidence, today: date) -> tuple[int, int, float, int] | None:
    """Customers of the last whole week, the weeks before it, their mean, and -1, 0 or 1 for
    fewer, as many, more; None where no two whole weeks are known."""
    whole = [week for week in evidence.weeks if week.week + timedelta(days=6) < today]
    if not whole:
        return None
    *before, last = sorted(whole, key=lambda week: week.week)[-5:]
    if not before or last.week + timedelta(days=14) <= today:
        return None
    mean = sum(week.customers for week in before) / len(before)
    rose = last.customers >= RISES * mean and last.customers - mean >= RISES_BY
    fell = mean >= RISES * last.customers and mean - last.customers >= RISES_BY
    return last.customers, len(before), mean, rose - fell


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
    quotes = _quotes(telling(evidence, most), words, today, policy, most)
    if not quotes:
        return ()
    hint = [words.voices_hint]
    if any(PLACEHOLDER.search(block.text) for block in quotes):
        hint.append(words.hidden)
    return (Block("heading", words.voices), Block("paragraph", words_joined(hint)), *quotes)


def _quotes(
    quotes: tuple[Quote, ...], words: Words, today: date, policy: Policy, most: int
) -> tuple[Block, ...]:
    """The newest different ones; the same words from two tickets are shown once."""
    chosen = _different(quotes)[:most]
    return tuple(_quote(quote, words, today, policy) for quote in chosen)


def _different(quotes: Sequence[Quote]) -> list[Quote]:
    newest = {one_line(quote.text).casefold(): quote for quote in reversed(quotes)}
    return [quote for quote in quotes if newest.get(one_line(quote.text).casefold()) is quote]


def telling(evidence: TopicEvidence, most: int) -> tuple[Quote, ...]:
    """The quotes that say most of what the topic is about, newest first: a voice about two
    matters, or one at the edge of the topic, must not be the first that a reader sees. One at
    least is in the language that its customers mostly write."""
    different = _different(evidence.quotes)
    ranked = sorted(different, key=lambda quote: -min(2, keyword_hits(quote.text, evidence)))
    chosen = ranked[:most]
    own = next((quote for quote in ranked if quote.language == evidence.language), None)
    if chosen and own and own not in chosen:
        chosen[-1] = own
    return tuple(quote for quote in different if quote in chosen)


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
    if not items:
        return ()
    known = min(evidence.tickets, sum(n for _, n in evidence.segments))
    told = [words.known_segments(known, evidence.tickets)] if 0 < known < evidence.tickets else []
    left_out = len(evidence.segments) - MOST_NAMED
    told += [words.more(left_out)] if left_out > 0 else []
    hint = (Block("paragraph", words_joined(told)),) if told else ()
    return (Block("heading", words.who), Block("bullets", items=items), *hint)


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
        policy.question_label,
        int(policy.declined_mute_days),
        policy.declined_growth,
    )
    return (
        Block("heading", words.about),
        Block("paragraph", words.why(evidence.customers, evidence.severity == "high")),
        Block("bullets", items=answers),
        Block("paragraph", words.footer()),
    )
