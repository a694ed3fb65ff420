"""Minting: a settled candidate becomes a topic with an id for life, a number, names, exemplars."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nlp.topics.closeness import About
from nlp.topics.names import Naming, name_topics
from nlp.topics.quality import person
from nlp.topics.space import space_identity
from records.topic import Topic

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nlp.embedding import Vectors
    from nlp.topics.candidates import Settled
    from nlp.topics.pool import Pool
    from nlp.topics.strength import Contrast
    from records.voice import Voice

EXEMPLARS = 5
_LEAST_PART = 0.1  # of a topic's texts in a language, under which it gets no name in it


@dataclass(frozen=True, slots=True)
class Context:
    """What minting needs to know of the run."""

    customers: Mapping[str, str | None]
    topics: Sequence[Topic]
    embedder: str
    run_id: str
    next_number: int
    contrast: Contrast


def mint(pool: Pool, settled: Sequence[Settled], context: Context) -> list[Topic]:
    """Newborn topics, largest first (ties by uid), numbered from ``next_number``."""
    ids = {id(s): topic_uid(context.run_id, founders(pool, s)) for s in settled}
    ordered = sorted(settled, key=lambda s: (-s.quality.voices, ids[id(s)]))
    names = {language: _names(pool, ordered, context, language) for language in ("ja", "en")}
    return [
        _topic(pool, s, ids[id(s)], number, names["ja"][at], names["en"][at], context)
        for at, (s, number) in enumerate(
            zip(
                ordered, range(context.next_number, context.next_number + len(ordered)), strict=True
            )
        )
    ]


def grow(pool: Pool, settled: Sequence[Settled], context: Context) -> list[Topic]:
    """Existing topics with the prototypes and the name of the language that joined them."""
    grown = []
    names = {language: _names(pool, settled, context, language) for language in ("ja", "en")}
    for at, s in enumerate(settled):
        topic = s.candidate.joins
        if topic is not None:
            ja, en = names["ja"][at], names["en"][at]
            grown.append(
                replace(
                    topic,
                    prototypes=(topic.prototypes or (topic.centroid,)) + _tuples(s),
                    name_ja=topic.name_ja or (ja.name if ja else None),
                    name_en=topic.name_en or (en.name if en else None),
                    keywords=_keywords(topic.keywords, (ja or en or Naming("", ())).keywords),
                    defined_on=topic.defined_on + len(founders(pool, s)),
                )
            )
    return grown


def topic_uid(run_id: str, founding: Sequence[str]) -> str:
    """The same for the same run and founders: a killed and repeated run mints the same id."""
    joined = "\n".join([run_id, *sorted(founding)])
    return "t_" + hashlib.sha256(joined.encode()).hexdigest()[:20]


def founders(pool: Pool, settled: Settled) -> list[str]:
    """Ids of the voices that the definition drew from the pool."""
    return [voice.voice_id for row in settled.members for voice in pool.people(int(row))]


def _topic(
    pool: Pool,
    settled: Settled,
    uid: str,
    number: int,
    ja: Naming | None,
    en: Naming | None,
    context: Context,
) -> Topic:
    exemplars = _exemplars(pool, settled, context.customers)
    quality, definition = settled.quality, settled.candidate.definition
    return Topic(
        topic_uid=uid,
        number=number,
        name_ja=ja.name if ja else None,
        name_en=en.name if en else None,
        keywords=_keywords(ja.keywords if ja else (), en.keywords if en else ()),
        centroid=_plain(definition.centroid),
        threshold=definition.threshold,
        embedder=space_identity(context.embedder),
        exemplars=exemplars,
        counter_example=_edge(pool, settled, exemplars),
        coherence=round(quality.coherence, 4),
        separation=round(quality.separation, 4),
        customers=quality.customers,
        prototypes=_tuples(settled),
        defined_on=len(founders(pool, settled)),
    )


def _names(
    pool: Pool, settled: Sequence[Settled], context: Context, language: str
) -> list[Naming | None]:
    """A name for each topic that speaks this language enough ("other" counts as English)."""
    taken = {name for t in context.topics if (name := t.name_ja if language == "ja" else t.name_en)}
    samples = [_texts(pool, s, language) for s in settled]
    speaking = [at for at, sample in enumerate(samples) if sample]
    found: list[Naming | None] = [None] * len(settled)
    named = name_topics(
        [samples[at] for at in speaking],
        taken,
        context.contrast,
        _about(pool, [settled[at] for at in speaking], context, language),
    )
    for at, naming in zip(speaking, named, strict=True):
        found[at] = naming if naming.name else None
    return found


def _about(
    pool: Pool, settled: Sequence[Settled], context: Context, language: str
) -> list[About | None] | None:
    """What each topic is about in a language, as it differs from the rest of the pool. None where
    it is more than half of that, so that there is little to differ from, and where no embedder was
    handed over: then words alone decide."""
    embed = context.contrast.embed
    if embed is None or not settled:
        return None
    spoken = (pool.languages == "ja") == (language == "ja")
    everyone = pool.vectors[spoken].mean(axis=0)
    own = [s.members[spoken[s.members]] for s in settled]
    return [
        About(embed, pool.vectors[rows].mean(axis=0), everyone)
        if 2 * len(rows) <= spoken.sum()
        else None
        for rows in own
    ]


def _texts(pool: Pool, settled: Settled, language: str) -> list[str]:
    """The topic's texts in a language, nearest to its centre first; none where hardly any."""
    rows = [int(r) for r in _inward(settled)]
    spoken = [r for r in rows if (pool.languages[r] == "ja") == (language == "ja")]
    return [pool.texts[r] for r in spoken] if len(spoken) >= _LEAST_PART * len(rows) else []


def _inward(settled: Settled) -> list[int]:
    """Members, nearest first; ties by the canonical order."""
    order = sorted(range(len(settled.members)), key=lambda at: (-settled.cosines[at], at))
    return [int(settled.members[at]) for at in order]


def _exemplars(
    pool: Pool, settled: Settled, customers: Mapping[str, str | None]
) -> tuple[str, ...]:
    """The nearest voices of different people; both languages where two are spoken."""
    best: dict[object, Voice] = {}
    for row in _inward(settled):
        for voice in pool.people(row)[:1]:
            best.setdefault(person(voice, customers), voice)
    nearest = list(best.values())
    chosen = nearest[:EXEMPLARS]
    absent = [v for v in nearest if v.language not in {c.language for c in chosen}]
    if absent and len(chosen) == EXEMPLARS:
        chosen[-1] = absent[0]
    return tuple(voice.voice_id for voice in chosen)


def _edge(pool: Pool, settled: Settled, exemplars: Sequence[str]) -> str | None:
    """The voice that only just belongs: what a person looks at to see how wide a topic is."""
    outermost = [pool.people(row)[0].voice_id for row in reversed(_inward(settled))]
    return next((voice_id for voice_id in outermost if voice_id not in exemplars), None)


def _keywords(*languages: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for words in languages for word in words))


def _tuples(settled: Settled) -> tuple[tuple[float, ...], ...]:
    return tuple(_plain(row) for row in settled.candidate.definition.prototypes)


def _plain(row: Vectors) -> tuple[float, ...]:
    return tuple(float(value) for value in row)
