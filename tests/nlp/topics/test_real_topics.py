"""Figures on real text, as floors: `python -m benchmarks.topics_quick` prints them in full."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from nlp.embedding import default_embedder
from nlp.topics import discover

pytestmark = [pytest.mark.slow, pytest.mark.real_data]
DATA = Path(__file__).parents[4] / "shared" / "data" / "eval"


@pytest.mark.parametrize(
    ("name", "language", "label", "v", "ari"),
    [("banking77_en.csv", "en", "category", 0.78, 0.48), ("asdc_ja.csv", "ja", "topic", 0.74, 0.5)],
)
def test_topics_agree_with_the_labels_people_gave(
    name: str, language: str, label: str, v: float, ari: float, speech: Any
) -> None:
    from sklearn.metrics import adjusted_rand_score, v_measure_score

    if not (DATA / name).exists():
        pytest.skip(f"{DATA / name} is absent: the project ships no foreign data")
    with (DATA / name).open(encoding="utf-8-sig", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["split"] == "test"]
    rows = [r for r in rows if r.get("level", "L2.misc") == "L2.misc"]
    voices = speech.speak([r["text"] for r in rows], language, name)
    embedder = default_embedder()
    found = discover(
        voices,
        embedder.embed([voice.text for voice in voices]),
        {},
        [],
        embedder=embedder.identity,
        run_id="r1",
        next_number=1,
    )
    at = {a.voice_id: a.topic_uid for a in found.assignments}
    topics = [at.get(voice.voice_id) or "" for voice in voices]
    labels = [r[label] for r in rows]
    assert topics.count("") / len(topics) <= 0.05
    assert v_measure_score(labels, topics) >= v
    assert adjusted_rand_score(labels, topics) >= ari
