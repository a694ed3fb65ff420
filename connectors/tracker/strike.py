"""Taking the quotes of erased customers out of issues, whatever else people wrote there.

Koe names the ticket beside every quote, so a quote is known by its ticket, not by its words:
that works also when the words are long deleted everywhere else. ``words`` are looked for too,
while they are still at hand: people may have copied a quote.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from connectors.tracker.render import backlog, markdown, wiki
from connectors.tracker.render.words import words_for
from records.summary import same_line, without_quotation, without_words

Node = dict[str, Any]
LANGUAGES = ("ja", "en")
_WIKI_QUOTE = re.compile(r"\{quote\}\n.*?\n\{quote\}\n[^\n]*\n?", re.DOTALL)
_BACKLOG_QUOTE = re.compile(r"\{quote\}\n.*?\n\{/quote\}\n[^\n]*\n?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Quoted:
    """Whose quotes go: their tickets, the links to them, and words of theirs.

    ``titles``: how the issue's title reads without them. A tracker that was down is asked again
    when their words are long gone everywhere else; then these alone tell its title.
    """

    tickets: tuple[str, ...]
    urls: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


@runtime_checkable
class CanStrike(Protocol):
    """A tracker from whose issues quotes can be taken."""

    def strike(self, issue_id: str, quoted: Quoted) -> int:
        """Take them out of summary, description and Koe's own notes; how many were there.

        Doing it again changes nothing. Raises the tracker's errors (``records.errors``).
        """
        ...


def from_markdown(text: str, quoted: Quoted) -> tuple[str, int]:
    """The text without those quotes, and how many they were."""
    is_theirs = _named(quoted, markdown.escape)
    return _without(re.split(r"(\n{2,})", text), is_theirs, quoted.words)


def from_wiki(text: str, quoted: Quoted) -> tuple[str, int]:
    """As :func:`from_markdown`, of Jira's wiki markup."""
    return _fenced(text, quoted, wiki.escape, _WIKI_QUOTE)


def from_backlog(text: str, quoted: Quoted) -> tuple[str, int]:
    """As :func:`from_markdown`, of Backlog's own notation."""
    return _fenced(text, quoted, backlog.escape, _BACKLOG_QUOTE)


def _fenced(
    text: str, quoted: Quoted, escape: Callable[[str], str], quotation: re.Pattern[str]
) -> tuple[str, int]:
    """Of markup whose quotations stand between marks, the source in the line below."""
    is_theirs, taken = _named(quoted, escape), 0

    def mended(found: re.Match[str]) -> str:
        nonlocal taken
        source = found.group().rstrip("\n").rpartition("\n")[2]
        if not is_theirs(source):
            return found.group()
        taken += 1
        return ""

    left = quotation.sub(mended, text)
    kept, more = _without(re.split(r"(\n{2,})", left), lambda _line: False, quoted.words)
    return kept, taken + more


def from_adf(document: Node, quoted: Quoted) -> tuple[Node, int]:
    """As :func:`from_markdown`, of an Atlassian document: a quotation and the line below it."""
    is_theirs = _named(quoted, str)
    kept: list[Node] = []
    taken, nodes = 0, list(document.get("content") or [])
    while nodes:
        node = nodes.pop(0)
        below = nodes[0] if node.get("type") == "blockquote" and nodes else None
        if below is not None and is_theirs(" ".join(_strings(below))):
            nodes.pop(0)
            taken += 1
        elif any(word in "".join(_strings(node)) for word in quoted.words):
            taken += 1
        else:
            kept.append(node)
    empty = [{"type": "paragraph", "content": []}]
    return document | {"content": kept or empty}, taken


def summary_left(summary: str, before: str | Node, left: str | Node, quoted: Quoted) -> str:
    """The summary without the words that went from the description with it, or without its
    quotation where the issue should have been called so."""
    named = without_words(summary, [_gone(before, left)], quoted.words)
    mended = without_quotation(named)
    return mended if any(same_line(mended, one) for one in quoted.titles) else named


def _gone(before: str | Node, left: str | Node) -> str:
    if isinstance(before, str) or isinstance(left, str):
        kept = set(str(left).splitlines())
        return "\n".join(line for line in str(before).splitlines() if line not in kept)
    nodes = left.get("content") or []
    gone = [node for node in before.get("content") or [] if node not in nodes]
    return "\n".join(text for node in gone for text in _strings(node))


def _without(
    parts: Iterable[str], is_theirs: Callable[[str], bool], words: Collection[str]
) -> tuple[str, int]:
    """Paragraphs (and the empty lines between them) less those that quote the tickets in their
    last line or hold any of the words."""
    kept: list[str] = []
    taken = 0
    for part in parts:
        last = part.rstrip("\n").rpartition("\n")[2]
        is_quote = part.lstrip("\n").startswith(">") and is_theirs(last)
        if is_quote or any(word in part for word in words):
            taken += 1
            if kept and not kept[-1].strip():
                kept.pop()
        else:
            kept.append(part)
    return "".join(kept), taken


def _named(quoted: Quoted, escape: Callable[[str], str]) -> Callable[[str], bool]:
    """Whether a line names one of the tickets as Koe does, in either language, or links there."""
    names = [
        re.escape(escape(words_for(language, language).ticket(ticket)))
        for ticket in quoted.tickets
        for language in LANGUAGES
    ]
    named = re.compile(rf"(?<!\w)(?:{'|'.join(names)})(?![\w-])") if names else None
    links = [re.compile(rf"{re.escape(url)}(?![\w/-])") for url in quoted.urls]

    def is_theirs(line: str) -> bool:
        return bool(named and named.search(line)) or any(link.search(line) for link in links)

    return is_theirs


def _strings(node: Node) -> Iterable[str]:
    """All text and link targets in a node."""
    if "text" in node:
        yield str(node["text"])
    for mark in node.get("marks") or []:
        yield str((mark.get("attrs") or {}).get("href", ""))
    for child in node.get("content") or []:
        yield from _strings(child)
