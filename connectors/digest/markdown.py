"""The digest as Markdown: for a file, a chat or a terminal. One screen long."""

from __future__ import annotations

import re

from connectors.alert_words import KINDS, SUBJECTS, reached
from connectors.digest.spark import spark
from connectors.digest.words import (
    alert_lines,
    change,
    say,
    side,
    subject,
    subject_line,
    topic_name,
)
from records.digest import Digest, DigestTopic

ALERTS, LONGEST_QUOTE = 4, 90


def as_markdown(digest: Digest, language: str) -> str:
    """The whole digest. What customers wrote is escaped: it stays text."""
    parts = [
        f"## {plain(subject_line(digest, language))}",
        f"{_created(digest, language)}  `{spark(digest.slots)}`",
        *_alerts(digest, language),
        *_topics(digest, language),
        *_targets(digest, language),
        *_waiting(digest, language),
    ]
    return "\n".join(parts) + "\n"


def plain(text: str) -> str:
    """Text in which no character means anything to Markdown, on one line."""
    return re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", " ".join(text.split()))


def shortened(text: str) -> str:
    """The beginning of a quote, cut between characters."""
    told = " ".join(text.split())
    return told if len(told) <= LONGEST_QUOTE else told[: LONGEST_QUOTE - 1] + "…"


def _created(digest: Digest, language: str) -> str:
    return say(language, "created", n=f"{digest.created:,}", before=f"{digest.before:,}")


def _alerts(digest: Digest, language: str) -> list[str]:
    lines = ["", f"**{say(language, 'alerts')}**", ""]
    if not digest.alerts:
        return [*lines, say(language, "no_alerts")]
    for alert in digest.alerts[:ALERTS]:
        kind = KINDS[alert.kind][side(language)]
        told = plain(" · ".join(alert_lines(alert, language)))
        lines.append(f"- **{plain(subject(alert, language))}** ({kind}) {told}")
        lines += [f"  - 「{plain(shortened(quote.text))}」" for quote in alert.quotes[:1]]
    rest = len(digest.alerts) - ALERTS
    return [*lines, *([f"- {say(language, 'more', n=rest)}"] if rest > 0 else [])]


def _topics(digest: Digest, language: str) -> list[str]:
    lines = ["", f"**{say(language, 'topics')}**", ""]
    for one in digest.topics:
        lines.append(
            f"- `{spark(one.slots)}` {_name(one, language)} {one.tickets:,} ({change(one)})"
        )
    return lines if digest.topics else []


def _targets(digest: Digest, language: str) -> list[str]:
    lines = ["", f"**{say(language, 'targets')}**", ""]
    for one in digest.targets:
        told = reached(one.share, one.target)[side(language)]
        mark = "✓" if one.share >= one.target else "✗"
        lines.append(f"- {mark} {SUBJECTS[one.metric][side(language)]}: {told}")
    if digest.missed_replies:
        lines.append(f"- {say(language, 'missed', n=digest.missed_replies)}")
    return lines if len(lines) > 3 else []


def _waiting(digest: Digest, language: str) -> list[str]:
    lines = ["", f"**{say(language, 'waiting')}**", ""]
    lines += [f"- {one.issue_key} {_name(one, language)}" for one in digest.waiting]
    return lines if digest.waiting else []


def _name(one: DigestTopic, language: str) -> str:
    return plain(topic_name(one, language) or f"#{one.number}")
