"""Where one point a customer makes ends and the next begins (docs/decisions/0060)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container, Iterable, Iterator, Sequence

from nlp.language import detect
from nlp.text import Part, Passage, normal_form, passages, plain_form, sentence_key
from nlp.voices.kinds import is_generic, kind_of, sentence_kind
from nlp.voices.recurrence import without_furniture
from records.ticket import Message, Role, Visibility
from records.voice import Kind, Voice

LONGEST = 600  # characters of a voice: about what an embedder still tells apart
_STEPS = re.compile(
    r"再現|手順|\bsteps?\b|\breproduc\w*|\brepro\b|\bexpected\b|\bactual\b", re.IGNORECASE
)
_LEANS = re.compile(
    r"(?:それ|その|これ|この|そこ|そう|なので|そのため|だから|すると|しかし|ですが|でも|結果"
    r"|同じ|上記|前述|とにかく)"
    r"|(?:it|this|that|these|those|they|so|but|then|because|as a result|same|the (?:same|issue"
    r"|problem|error|above)|however|therefore|expected|actual|even)\b",
    re.IGNORECASE,
)
_TWO = re.compile(r"[②❷]|[(（]?[2２][)）.．:：]")
_FAINT = 2  # letters of a normal form below which a sentence says nothing


def cut(
    messages: Sequence[Message], *, source: str, ticket_id: str, recurring: Container[str]
) -> list[Voice]:
    """The voices of a ticket, in the order they were said.

    ``recurring`` holds the keys (see :func:`sentence_keys`) of sentences that stand in many of
    the account's tickets. A sentence said twice in one ticket counts where it was said first.
    """
    voices: list[Voice] = []
    heard: set[str] = set()
    for message in _said_by_customer(messages):
        fresh = _fresh(_content(message.text, recurring), heard)
        opening = not any(voice.kind is not Kind.CONTEXT for voice in voices)
        voices.extend(_of_message(message, fresh, opening, source, ticket_id))
    return voices


def sentence_keys(messages: Sequence[Message]) -> set[str]:
    """Keys of all that the customer wrote, history and logs aside: what recurrence counts."""
    aside = (Part.QUOTE, Part.CODE, Part.AUTO_REPLY)
    return {
        sentence_key(passage.text)
        for message in _said_by_customer(messages)
        for passage in passages(message.text)
        if passage.part not in aside and len(normal_form(passage.text)) >= _FAINT
    }


def _said_by_customer(messages: Iterable[Message]) -> list[Message]:
    said = [m for m in messages if m.role is Role.CUSTOMER and m.visibility is Visibility.PUBLIC]
    return sorted(said, key=lambda message: (message.position, message.message_id))


def _content(text: str, recurring: Container[str]) -> list[list[Passage]]:
    """Runs of neighbouring content sentences; anything else between two sentences parts them."""
    found = passages(text)
    content = [p for p in found if p.part is Part.CONTENT and len(normal_form(p.text)) >= _FAINT]
    kept = set(without_furniture(content, recurring)) if content else set()
    runs: list[list[Passage]] = [[]]
    for passage in found:
        if passage in kept:
            runs[-1].append(passage)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _fresh(runs: Sequence[list[Passage]], heard: set[str]) -> list[list[Passage]]:
    """The same runs without sentences that this ticket has said before."""
    found: list[list[Passage]] = []
    for run in runs:
        found.append([])
        for passage in run:
            key = plain_form(passage.text)
            if key in heard:
                found.append([])
            else:
                found[-1].append(passage)
            heard.add(key)
    return [run for run in found if run]


def _of_message(
    message: Message, runs: Sequence[list[Passage]], opening: bool, source: str, ticket_id: str
) -> Iterator[Voice]:
    groups = [group for run in runs for group in _points(run)]
    kinds = [kind_of([passage.text for passage in group]) for group in groups]
    if opening and groups and all(kind is Kind.CONTEXT for kind in kinds):
        kinds = _opening_kinds(groups)
    for group, kind in zip(groups, kinds, strict=True):
        raises = opening or group[0].shifted
        yield _voice(message, group, _said_as(kind, raises), source, ticket_id, raises)


def _said_as(kind: Kind, raises: bool) -> Kind:
    """Praise in a reply ("it works now, thank you!") thanks an agent; it raises no matter."""
    return Kind.CONTEXT if kind is Kind.PRAISE and not raises else kind


def _opening_kinds(groups: Sequence[list[Passage]]) -> list[Kind]:
    """A ticket is opened because something is the matter: a first message in which no word gives
    that away ("ブレーキ時にリヤが流れる") still reports it, in its longest point."""
    lengths = [group[-1].stop - group[0].start for group in groups]
    longest = lengths.index(max(lengths))
    return [Kind.COMPLAINT if n == longest else Kind.CONTEXT for n in range(len(groups))]


def _points(run: Sequence[Passage]) -> Iterator[list[Passage]]:
    """A run of sentences cut where the customer turns to another matter, and where too long."""
    listed = _separate_items(run)
    point: list[Passage] = []
    for passage in run:
        if point and (_turns(point, passage, listed) or _too_long(point, passage)):
            yield point
            point = []
        point.append(passage)
    if point:
        yield point


def _turns(point: Sequence[Passage], passage: Passage, listed: bool) -> bool:
    if passage.shifted:
        return True
    if passage.bullet:
        return listed or _second(point, passage)
    return passage.paragraph != point[-1].paragraph and _own_point(point, passage)


def _second(point: Sequence[Passage], passage: Passage) -> bool:
    """Whether a "2)" follows what nobody numbered: the writer began to count at the second."""
    return bool(_TWO.match(passage.bullet)) and not any(one.bullet for one in point)


def _own_point(point: Sequence[Passage], passage: Passage) -> bool:
    """Whether the paragraph that ``passage`` opens turns from the point made so far."""
    if is_generic(passage.text) or _LEANS.match(passage.text):
        return False
    before = kind_of([one.text for one in point])
    return Kind.CONTEXT not in (before, sentence_kind(passage.text))


def _separate_items(run: Sequence[Passage]) -> bool:
    """Whether a list holds matters of their own and not the steps or parts of one."""
    items = [passage for passage in run if passage.bullet]
    if any(_STEPS.search(passage.text) for passage in run):
        return False
    pointed = [one for one in items if sentence_kind(one.text) is not Kind.CONTEXT]
    return len(pointed) >= 2 and 2 * len(pointed) > len(items)


def _too_long(point: Sequence[Passage], passage: Passage) -> bool:
    return passage.stop - point[0].start > LONGEST


def _voice(
    message: Message,
    group: Sequence[Passage],
    kind: Kind,
    source: str,
    ticket_id: str,
    opening: bool,
) -> Voice:
    start, stop = group[0].start, group[-1].stop
    text = message.text[start:stop]
    return Voice(
        voice_id=_voice_id(source, ticket_id, message.message_id, start, stop, text),
        source=source,
        ticket_id=ticket_id,
        message_id=message.message_id,
        start=start,
        stop=stop,
        text=text,
        language=detect(text),
        said_at=message.sent_at,
        kind=kind,
        opening=opening,
    )


def _voice_id(*parts: str | int) -> str:
    """24 hex digits; parted by a sign that no text holds, so that no two parts run together."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:24]
