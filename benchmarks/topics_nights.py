"""How far ten nights drift from one full run, and what a consolidation moves.

    .venv/bin/python -m benchmarks.topics_nights [--orders 3] [--data ../shared/data]

banking77, all 13,083 texts: half of them at first, then ten nights of 5 %, consolidated as often
as the settings say; beside one run on everything; then both consolidated, and once more. Nothing
of the labels is shown; unassigned texts are one cluster. Which half comes first is drawn anew for
each order: one such run says little (agreement differs by .02), so the mean is printed too.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING

from benchmarks.topics_quick import Labelled, labelled, rows_of
from flows.scorecard import keep
from flows.sections.analysis import Analysis
from nlp.embedding import default_embedder
from nlp.topics import assign, discover, joined, outgrown, outvoted, reseated, split, weigh
from nlp.topics.budget import Budget
from nlp.topics.outvoted import LARGEST_SAMPLE
from records.topic import Assignment, Topic, TopicState
from records.voice import Voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nlp.embedding import Vectors
    from nlp.topics.consolidate import Merge

NIGHTS, FIRST, DISCOVER_AT = 10, 0.5, 50
CONSOLIDATED = ("after a consolidation", "after one straight after")


@dataclass
class Account:
    """Topics and voices as the warehouse would keep them from night to night."""

    texts: Labelled
    topics: dict[str, Topic] = field(default_factory=dict)
    at: dict[int, str] = field(default_factory=dict)  # place of a voice → topic uid, "" for none

    def night(self, new: list[int]) -> None:
        """Assign what is new, discover among what waits, split what outgrew its definition."""
        self._place(new, assign(*self._said(new), list(self.topics.values()), embedder=_EMBEDDER))
        waiting = [place for place, uid in self.at.items() if not uid]
        if len(waiting) >= DISCOVER_AT:
            self._discover(waiting)
        sizes = Counter(uid for uid in self.at.values() if uid)
        for topic in outgrown(list(self.topics.values()), sizes, 5):
            self._split(topic)

    def consolidate(self) -> float:
        """Merge what is one topic, then move who is outvoted; returns the share that moved."""
        sizes = Counter(uid for uid in self.at.values() if uid)
        ids = {self.texts.voices[place].voice_id: place for place, uid in self.at.items() if uid}
        seen = [ids[voice_id] for voice_id in sorted(ids)[:LARGEST_SAMPLE]]
        said = (*self._said(seen), {voice_id: self.at[place] for voice_id, place in ids.items()})
        budget = Budget.of(sum(sizes.values()))
        evidence = weigh(*said, list(self.topics.values()), sizes, embedder=_EMBEDDER)
        merged = self._merge(evidence.merges, sizes, budget)
        belongs = {voice_id: self.at[place] for voice_id, place in ids.items()}
        topics = list(self.topics.values())
        found = outvoted(*said[:2], belongs, topics, embedder=_EMBEDDER, placed=merged)
        changes = reseated(found, budget.left)
        self._place(seen, list(changes.assignments))
        moved = budget.spent + len(changes.assignments)
        print(
            f"{budget.spent} voices moved by merges, {len(changes.assignments)} of {len(found)}"
            f" outvoted ones; looked at for a split {len(evidence.several)},"
            f" would be retired {len(evidence.none)}"
        )
        return moved / sum(sizes.values())

    def _merge(self, merges: Sequence[Merge], sizes: Counter[str], budget: Budget) -> set[str]:
        """Ids of the voices that were merged into another topic."""
        moved: set[str] = set()
        for merge in merges:
            if not budget.takes(sizes[merge.goes.topic_uid]):
                continue
            self.topics |= {topic.topic_uid: topic for topic in joined(merge.stays, merge.goes)}
            for place, uid in self.at.items():
                if uid == merge.goes.topic_uid:
                    self.at[place] = merge.stays.topic_uid
                    moved.add(self.texts.voices[place].voice_id)
        return moved

    def labels(self) -> list[str]:
        """The topic of every voice in the order of the texts."""
        return [self.at[place] for place in range(len(self.texts.voices))]

    def _said(self, places: list[int]) -> tuple[list[Voice], Vectors]:
        return [self.texts.voices[place] for place in places], self.texts.vectors[places]

    def _place(self, places: list[int], found: list[Assignment]) -> None:
        ids = {self.texts.voices[place].voice_id: place for place in places}
        for one in found:
            self.at[ids[one.voice_id]] = one.topic_uid or ""

    def _discover(self, waiting: list[int]) -> None:
        found = discover(
            *self._said(waiting),
            {},
            list(self.topics.values()),
            embedder=_EMBEDDER,
            run_id="benchmark",
            next_number=len(self.topics) + 1,
        )
        self.topics |= {t.topic_uid: t for t in (*found.topics, *found.grown)}
        self._place(waiting, list(found.assignments))

    def _split(self, topic: Topic) -> None:
        inside = [place for place, uid in self.at.items() if uid == topic.topic_uid]
        found = split(
            topic,
            *self._said(inside),
            {},
            list(self.topics.values()),
            embedder=_EMBEDDER,
            run_id="benchmark",
            next_number=len(self.topics) + 1,
        )
        self.topics |= {t.topic_uid: t for t in (found.parent, *found.children)}
        self._place(inside, list(found.assignments))


_EMBEDDER = default_embedder().identity


def main() -> None:
    """Print one row per state of each account, then the means over the orders."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--orders", type=int, default=1, help="how many times the half is drawn")
    parser.add_argument("--keep", type=Path, help="append what moved to this scorecard file")
    chosen = parser.parse_args()
    path = chosen.data / "eval" / "banking77_en.csv"
    if not path.exists():
        sys.exit(f"skipped: {path} is not there (real data, not shipped)")
    texts = labelled("banking77", "en", [(r["text"], r["category"]) for r in rows_of(path)])
    began = time.perf_counter()
    full = Account(texts)
    full.night(_order(texts, 0))
    states = [full.labels()]
    _show("one full run", full, began)
    shares = [_consolidated("full run", full, look, states) for look in CONSOLIDATED]
    agreements = []
    for order in range(chosen.orders):
        moved, agreed = _drifted(texts, _order(texts, order), states)
        shares += moved
        agreements.append(agreed)
    for look, found in zip(("before", *CONSOLIDATED), zip(*agreements, strict=True), strict=True):
        print(f"agreement (ARI), {look}: mean of {chosen.orders} {fmean(found):.3f}")
    if chosen.keep:
        figures = {
            "consolidation moves (share)": round(max(shares), 4),
            "banking77, nights, both consolidated twice: ARI": round(
                fmean(agreed[-1] for agreed in agreements), 4
            ),
        }
        keep(chosen.keep, figures, datetime.now(UTC))


def _order(texts: Labelled, seed: int) -> list[int]:
    order = list(range(len(texts.voices)))
    random.Random(seed).shuffle(order)
    return order


def _drifted(
    texts: Labelled, order: list[int], states: Sequence[list[str]]
) -> tuple[list[float], list[float]]:
    """Shares that consolidations moved in the nights' account, and its agreement with the full
    run, each as often consolidated."""
    nights, began = Account(texts), time.perf_counter()
    shares = _nightly(nights, order)
    own = [nights.labels()]
    _show("half, then ten nights", nights, began)
    shares += [_consolidated("nights", nights, look, own) for look in CONSOLIDATED]
    stages = zip(("before", *CONSOLIDATED), states, own, strict=True)
    agreed = [_agree(when, one, other) for when, one, other in stages]
    return shares, agreed


def _consolidated(name: str, account: Account, look: str, states: list[list[str]]) -> float:
    """Consolidate, keep the labels in ``states``, and tell; the share that moved."""
    began = time.perf_counter()
    share = account.consolidate()
    states.append(account.labels())
    _show(f"{name}: {look}", account, began)
    print(f"{share:.1%} of the voices moved")
    return share


def _nightly(account: Account, order: list[int]) -> list[float]:
    """Half, then ten nights; returns the shares that consolidations between them moved."""
    cuts = [round(len(order) * (FIRST + 0.05 * night)) for night in range(NIGHTS + 1)]
    shares = []
    for run, (start, stop) in enumerate(zip([0, *cuts], cuts, strict=False), start=1):
        account.night(order[start:stop])
        if run % Analysis().consolidate_every == 0:
            shares.append(account.consolidate())
    return shares


def _agree(when: str, one: list[str], other: list[str]) -> float:
    from sklearn.metrics import adjusted_rand_score

    found = round(float(adjusted_rand_score(one, other)), 4)
    print(f"agreement (ARI), {when}: {found:.3f}")
    return found


def _show(name: str, account: Account, began: float) -> None:
    from sklearn.metrics import adjusted_rand_score, v_measure_score

    found, labels = account.labels(), account.texts.labels
    active = sum(topic.state is TopicState.ACTIVE for topic in account.topics.values())
    print(
        f"{name:<24} topics {active:>4}  V {v_measure_score(labels, found):.3f}"
        f"  ARI {adjusted_rand_score(labels, found):.3f}"
        f"  none {found.count('') / len(found):.1%}  {time.perf_counter() - began:.0f} s",
        flush=True,
    )


if __name__ == "__main__":
    main()
