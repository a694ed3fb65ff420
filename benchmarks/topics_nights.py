"""How far ten nights drift from one full run, and what a consolidation moves.

    .venv/bin/python -m benchmarks.topics_nights [--data ../shared/data]

banking77, all 13,083 texts: half of them at first, then ten nights of 5 %, then a consolidation,
beside one run on everything. Nothing of the labels is shown; unassigned texts are one cluster.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.topics_quick import Labelled, labelled, rows_of
from nlp.embedding import default_embedder
from nlp.topics import assign, discover, joined, outgrown, split, weigh
from nlp.topics.consolidate import SAMPLE
from records.topic import Assignment, Topic, TopicState
from records.voice import Voice

if TYPE_CHECKING:
    from nlp.embedding import Vectors

NIGHTS, FIRST, DISCOVER_AT = 10, 0.5, 50


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

    def consolidate(self) -> tuple[int, int]:
        """Merge what is one topic; returns (merges, voices moved)."""
        sizes = Counter(uid for uid in self.at.values() if uid)
        ids = {self.texts.voices[place].voice_id: place for place, uid in self.at.items() if uid}
        sample = [ids[voice_id] for voice_id in sorted(ids)[:SAMPLE]]
        belongs = {self.texts.voices[place].voice_id: self.at[place] for place in sample}
        found = weigh(
            *self._said(sample), belongs, list(self.topics.values()), sizes, embedder=_EMBEDDER
        )
        merges, budget = 0, int(0.05 * sum(sizes.values()))
        for merge in found.merges:
            if (size := sizes[merge.goes.topic_uid]) > budget:
                continue
            budget -= size
            merges += 1
            for topic in joined(merge.stays, merge.goes):
                self.topics[topic.topic_uid] = topic
            for place, uid in self.at.items():
                self.at[place] = merge.stays.topic_uid if uid == merge.goes.topic_uid else uid
        print(f"looked at for a split {len(found.several)}, would be retired {len(found.none)}")
        return merges, int(0.05 * sum(sizes.values())) - budget

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
    """Print one row per state of the account."""
    from sklearn.metrics import adjusted_rand_score

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    path = parser.parse_args().data / "eval" / "banking77_en.csv"
    if not path.exists():
        sys.exit(f"skipped: {path} is not there (real data, not shipped)")
    texts = labelled("banking77", "en", [(r["text"], r["category"]) for r in rows_of(path)])
    order = list(range(len(texts.voices)))
    random.Random(0).shuffle(order)
    began = time.perf_counter()
    full = Account(texts)
    full.night(order)
    _show("one full run", full, began)
    began = time.perf_counter()
    nights = Account(texts)
    cuts = [round(len(order) * (FIRST + 0.05 * night)) for night in range(NIGHTS + 1)]
    for start, stop in zip([0, *cuts], cuts, strict=False):
        nights.night(order[start:stop])
    _show("half, then ten nights", nights, began)
    print(f"agreement (ARI) {adjusted_rand_score(full.labels(), nights.labels()):.3f}")
    before, began = nights.labels(), time.perf_counter()
    merges, moved = nights.consolidate()
    _show("after a consolidation", nights, began)
    print(f"{merges} merges moved {moved / len(before):.1%} of the voices")
    print(f"agreement (ARI) {adjusted_rand_score(full.labels(), nights.labels()):.3f}")


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
