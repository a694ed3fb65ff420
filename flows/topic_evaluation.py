"""Topics measured on labelled texts: each text a ticket, one night over all of them.

The night is the product's own, stage by stage (redaction, landing, ``flows.analyse``) on a
warehouse in a folder that is thrown away; nothing of it sees a label or their number.
"""

from __future__ import annotations

import hashlib
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from pydantic import SecretStr

from connectors.labelled import LabelledText
from flows.analyse import analyse
from flows.intake import cleaner
from flows.night import Night, open_night, peak_memory_mb
from flows.settings import Settings, build_settings
from nlp.scoring import adjusted_rand, v_measure
from records.run import Progress, silent
from records.ticket import Message, Role, SourceFile, Status, Ticket, Visibility
from warehouse import analysis, landing, runs

_SAID = datetime(2026, 1, 1, tzinfo=UTC)
_NONE = ""
_KEY = "evaluation-of-topics"  # of pseudonyms that are thrown away: no secret


@dataclass(frozen=True, slots=True)
class Found:
    """A topic per text: its number and name, ``""`` for none."""

    number: str = _NONE
    name: str = ""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Figures of a file and what was found for each of its rows, in the order of the file."""

    figures: dict[str, object]
    found: tuple[Found, ...]


def evaluate_topics(
    texts: Sequence[LabelledText],
    *,
    settings: Settings | None = None,
    shuffles: int = 0,
    nights: int = 0,
    progress: Progress = silent,
) -> Evaluation:
    """Give every text a topic as a night would and compare with the labels, where there are any.

    Unassigned texts count as one more cluster. ``shuffles`` other orders of the same rows are
    run too: ``order_agreement`` is the lowest ARI between the first order and another, 1.0
    where every text kept its company. With ``nights`` half of the texts come first and the rest
    in so many nights. Settings are the defaults unless given; of given ones
    only ``[analysis]``, ``keep_words`` and the account count.
    """
    began = time.perf_counter()
    found = topics_of(texts, settings, progress, nights=nights)
    seconds = time.perf_counter() - began
    numbers = [one.number for one in found]
    figures: dict[str, object] = {
        "n": len(texts),
        "topics": len(set(numbers) - {_NONE}),
        "unassigned": round(numbers.count(_NONE) / len(numbers), 4),
        **_agreement([text.label for text in texts], numbers),
        "seconds": round(seconds, 2),
        "peak_mb": round(peak_memory_mb()),
    }
    if shuffles:
        lowest = min(
            _agreement_in_another_order(texts, numbers, settings, seed)
            for seed in range(1, shuffles + 1)
        )
        figures["order_agreement"] = round(lowest, 4)
    return Evaluation(figures, tuple(found))


def _agreement(labels: Sequence[str | None], numbers: Sequence[str]) -> dict[str, object]:
    """V-measure and ARI over the texts that have a label; None where none has."""
    pairs = [(label, number) for label, number in zip(labels, numbers, strict=True) if label]
    if not pairs:
        return {"v_measure": None, "ari": None}
    known, found = [label for label, _ in pairs], [number for _, number in pairs]
    return {
        "v_measure": round(v_measure(known, found), 4),
        "ari": round(adjusted_rand(known, found), 4),
    }


def _agreement_in_another_order(
    texts: Sequence[LabelledText], numbers: Sequence[str], settings: Settings | None, seed: int
) -> float:
    order = list(range(len(texts)))
    random.Random(seed).shuffle(order)
    other = topics_of([texts[at] for at in order], settings)
    return adjusted_rand([numbers[at] for at in order], [one.number for one in other])


def topics_of(
    texts: Sequence[LabelledText],
    settings: Settings | None = None,
    progress: Progress = silent,
    *,
    nights: int = 0,
) -> list[Found]:
    """One night over the texts in a folder of its own; the topic of each, in the order given.

    With ``nights`` a half of them first, then the rest in so many nights, dealt out by the hash
    of what they say.
    """
    with thrown_away(settings, progress) as night:
        tickets = list(tickets_of(texts, night.settings.account.name))
        with night.warehouse.lock():
            for number, share in enumerate(shares(tickets, nights)):
                pass_night(night, number, share)
        chosen = _chosen(night)
        return [chosen.get(ticket.ticket_id, Found()) for ticket in tickets]


@contextmanager
def thrown_away(settings: Settings | None = None, progress: Progress = silent) -> Iterator[Night]:
    """An account in a folder of its own, which goes with it."""
    with tempfile.TemporaryDirectory(prefix="koe-eval-") as folder:
        yield open_night(_settings(Path(folder), settings), progress=progress)


def shares(tickets: Sequence[Ticket], nights: int) -> Iterator[Sequence[Ticket]]:
    """All at once for 0; else a half first, then the rest in so many nights."""
    if not nights:
        yield tickets
        return
    dealt = sorted(tickets, key=lambda ticket: ticket.ticket_id)
    half = len(dealt) // 2
    cuts = [0, *(half + (len(dealt) - half) * night // nights for night in range(nights + 1))]
    yield from (dealt[start:stop] for start, stop in pairwise(cuts))


def pass_night(night: Night, number: int, tickets: Sequence[Ticket]) -> None:
    """The night of a day, ``number`` days after the first, over these tickets."""
    began = _SAID + timedelta(days=30 + number)
    night.clock = lambda: began
    night.run_id = f"evaluation-{number:03}"
    runs.start_run(night.warehouse, night.run_id, "evaluation", {}, began)
    _land(night, tickets)
    analyse(night)
    runs.finish_run(night.warehouse, night.run_id, began, error=None)


def _settings(folder: Path, like: Settings | None) -> Settings:
    values: dict[str, object] = {"intake": {"settle_hours": 0}}
    if like is not None:
        intake = {"settle_hours": 0, "keep_words": like.intake.keep_words}
        values = {
            "account": like.account.model_dump(),
            "analysis": like.analysis.model_dump(),
            "intake": intake,
        }
    built = build_settings(values, root=folder)
    secrets = built.secrets.model_copy(update={"pseudonym_key": SecretStr(_KEY)})
    return built.model_copy(update={"secrets": secrets})


def tickets_of(texts: Sequence[LabelledText], source: str) -> Iterator[Ticket]:
    """A ticket a text. Its id says what it says and how many said so before: the same rows in
    another order are the same tickets."""
    seen: Counter[str] = Counter()
    for text in texts:
        seen[text.text] += 1
        told = f"{seen[text.text]}/{text.text}".encode("utf-8", "surrogatepass")
        ticket_id = hashlib.sha256(told).hexdigest()[:20]
        message = Message(
            f"{ticket_id}-1", 0, Role.CUSTOMER, Visibility.PUBLIC, _SAID, text.text, ticket_id
        )
        yield Ticket(
            source=source,
            ticket_id=ticket_id,
            source_version=1,
            status=Status.CLOSED,
            created_at=_SAID,
            updated_at=_SAID,
            messages=(message,),
            resolved_at=_SAID,
            customer=ticket_id,
        )


def _land(night: Night, tickets: Sequence[Ticket]) -> None:
    """Redact and land, in batches, as intake does."""
    clean, source = cleaner(night.settings), night.settings.account.name
    file = SourceFile(night.run_id, night.run_id, len(tickets), _SAID)
    landing.begin_file(night.warehouse, night.run_id, source, file, _SAID)
    size = night.settings.intake.batch_rows
    for start in range(0, len(tickets), size):
        batch = clean.tickets(tickets[start : start + size])
        stop = start + len(batch)
        landing.land(
            night.warehouse, night.run_id, source, file, batch, [], stop, len(batch), _SAID
        )
        night.progress("reading texts", stop, len(tickets))
    landing.finish_file(night.warehouse, source, file, _SAID)


def _chosen(night: Night) -> Mapping[str, Found]:
    """The topic that most of a ticket's words are in; of equals the one said first."""
    named = {
        topic.topic_uid: Found(str(topic.number), topic.name)
        for topic in analysis.topics(night.warehouse)
    }
    return {
        ticket_id: named[topic_uid]
        for ticket_id, topic_uid in analysis.main_topics(night.warehouse).items()
    }
