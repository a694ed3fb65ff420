"""How good Koe's topics are on labelled texts, beside BERTopic's defaults on the same vectors.

    .venv/bin/python -m benchmarks.topics_quick [--shuffles 5] [--data ../shared/data]

Koe runs as a night would: nothing of the labels, not even their number. Unassigned texts count
as one more cluster for every row of the table. Sets that are absent are named with the reason.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from nlp.embedding import default_embedder
from nlp.topics import discover
from records.voice import Kind, Voice

if TYPE_CHECKING:
    from nlp.embedding import Vectors


@dataclass(frozen=True, slots=True)
class Labelled:
    """Texts as voices, with the label that people gave each."""

    name: str
    voices: tuple[Voice, ...]
    labels: tuple[str, ...]
    vectors: Vectors


Method = Callable[[Labelled], list[str]]  # a topic per voice, "" for none


def main() -> None:
    """Print one row per set and method."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--shuffles", type=int, default=0, help="orders to compare with the first")
    chosen = parser.parse_args()
    print(f"{'set':<12}{'method':<22}{'V':>6}{'ARI':>7}{'none':>7}{'topics':>8}{'seconds':>9}")
    for texts in labelled_sets(chosen.data / "eval"):
        show(texts, "Koe", koe)
        show(texts, "BERTopic UMAP+HDBSCAN", notebook)
        if chosen.shuffles:
            lowest = steadiness(texts, chosen.shuffles)
            print(f"{texts.name:<12}{chosen.shuffles} other orders, lowest ARI: {lowest}")


def labelled_sets(folder: Path) -> list[Labelled]:
    """banking77 test, ASDC L2.misc test, and both in one corpus."""
    found = []
    banking, asdc = folder / "banking77_en.csv", folder / "asdc_ja.csv"
    for path in (banking, asdc):
        if not path.exists():
            print(f"skipped {path.name}: no such file as {path}", file=sys.stderr)
    if banking.exists():
        rows = [r for r in rows_of(banking) if r["split"] == "test"]
        found.append(labelled("banking77", "en", [(r["text"], r["category"]) for r in rows]))
    if asdc.exists():
        rows = [r for r in rows_of(asdc) if (r["level"], r["split"]) == ("L2.misc", "test")]
        found.append(labelled("asdc L2", "ja", [(r["text"], r["topic"]) for r in rows]))
    return [*found, interleaved(*found)] if len(found) == 2 else found


def interleaved(one: Labelled, other: Labelled) -> Labelled:
    """Both sets in one corpus, in an order that has nothing to do with either."""
    vectors = np.vstack([one.vectors, other.vectors])
    both = Labelled("interleaved", one.voices + other.voices, one.labels + other.labels, vectors)
    return shuffled(both, seed=0)


def shuffled(texts: Labelled, seed: int) -> Labelled:
    """The same texts in another order."""
    order = list(range(len(texts.voices)))
    random.Random(seed).shuffle(order)
    return replace(
        texts,
        voices=tuple(texts.voices[at] for at in order),
        labels=tuple(texts.labels[at] for at in order),
        vectors=texts.vectors[order],
    )


def koe(texts: Labelled) -> list[str]:
    """Koe's default discovery."""
    found = discover(
        texts.voices,
        texts.vectors,
        {},
        [],
        embedder=default_embedder().identity,
        run_id="benchmark",
        next_number=1,
    )
    topic = {a.voice_id: a.topic_uid or "" for a in found.assignments}
    return [topic.get(voice.voice_id, "") for voice in texts.voices]


def notebook(texts: Labelled) -> list[str]:
    """BERTopic as a notebook runs it, given the same vectors and a seed."""
    from bertopic import BERTopic
    from bertopic.backend import BaseEmbedder
    from umap import UMAP

    reducer = UMAP(
        n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=0, n_jobs=1
    )
    model = BERTopic(embedding_model=BaseEmbedder(), umap_model=reducer)
    topics, _ = model.fit_transform([voice.text for voice in texts.voices], texts.vectors)
    return ["" if topic < 0 else str(topic) for topic in topics]


def show(texts: Labelled, name: str, method: Method) -> None:
    """One row of the table."""
    from sklearn.metrics import adjusted_rand_score, v_measure_score

    began = time.perf_counter()
    found = method(texts)
    seconds = time.perf_counter() - began
    v = v_measure_score(texts.labels, found)
    ari = adjusted_rand_score(texts.labels, found)
    none = found.count("") / len(found)
    topics = len(set(found) - {""})
    print(f"{texts.name:<12}{name:<22}{v:>6.3f}{ari:>7.3f}{none:>7.1%}{topics:>8}{seconds:>9.1f}")


def steadiness(texts: Labelled, shuffles: int) -> float:
    """The lowest agreement (ARI) between the first order and others; 1.0 is identical."""
    from sklearn.metrics import adjusted_rand_score

    first = dict(zip((v.voice_id for v in texts.voices), koe(texts), strict=True))
    agreements = []
    for seed in range(1, shuffles + 1):
        other = shuffled(texts, seed)
        expected = [first[voice.voice_id] for voice in other.voices]
        agreements.append(float(adjusted_rand_score(expected, koe(other))))
    return min(agreements)


def labelled(name: str, language: str, rows: Sequence[tuple[str, str]]) -> Labelled:
    """Texts of one language with their labels, embedded."""
    voices = tuple(_voice(name, language, at, text) for at, (text, _) in enumerate(rows))
    vectors = default_embedder().embed([voice.text for voice in voices])
    return Labelled(name, voices, tuple(label for _, label in rows), vectors)


def _voice(name: str, language: str, at: int, text: str) -> Voice:
    identity = hashlib.sha256(f"{name}/{at}".encode()).hexdigest()
    said = datetime(2026, 1, 1, tzinfo=UTC)
    return Voice(
        identity, name, str(at), identity, 0, len(text), text, language, said, Kind.QUESTION
    )


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    main()
