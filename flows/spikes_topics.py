"""Koe's own topics for texts that bring none: for ``koe eval spikes``."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime

from nlp.embedding import default_embedder
from nlp.language import detect
from nlp.topics import discover
from records.topic import Topic
from records.voice import Kind, Voice

SAID = datetime(2026, 1, 1, tzinfo=UTC)  # discovery does not look at it


def topics_of(texts: Sequence[str]) -> list[str]:
    """The topic's name of each text, empty for none. All texts are looked at together, as on the
    first night of an account, so a replay knows its topics beforehand."""
    distinct = sorted(set(texts))
    voices = [_voice(text) for text in distinct]
    embedder = default_embedder()
    found = discover(
        voices,
        embedder.embed(distinct),
        {},
        [],
        embedder=embedder.identity,
        run_id="replay",
        next_number=1,
    )
    names = {topic.topic_uid: _name(topic) for topic in found.topics}
    topic = {one.voice_id: names.get(one.topic_uid or "", "") for one in found.assignments}
    by_text = {voice.text: topic.get(voice.voice_id, "") for voice in voices}
    return [by_text[text] for text in texts]


def _name(topic: Topic) -> str:
    return f"#{topic.number} {topic.name_ja or topic.name_en or ''}".strip()


def _voice(text: str) -> Voice:
    identity = hashlib.sha256(text.encode()).hexdigest()
    language = detect(text)
    return Voice(
        identity, "replay", identity, identity, 0, len(text), text, language, SAID, Kind.COMPLAINT
    )
