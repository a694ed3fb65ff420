"""How good Koe's labels are: as shipped, after 200 corrections, and on the ministry's own field.

    .venv/bin/python -m benchmarks.labels_quick [demo real corrections ministry areas]

``real`` are 539 real texts labelled by hand (benchmarks/request_type_real.csv holds ids and labels
only): half were looked at while the taxonomy was written, the answers to the other half were not.
Needs ../shared/data, which the project does not ship, for all but ``demo``. ``areas`` compares the
topics of one night over all of the ministry's complaints with its areas. ``--keep FILE`` appends
what `koe scorecard` shows to its history.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import numpy as np

from connectors.labelled import LabelledText
from flows.label_evaluation import voice_of_text, voices_of_texts
from flows.scorecard import keep
from flows.topic_evaluation import evaluate_topics
from nlp.embedding import default_embedder
from nlp.labels import Answer, Task, TaskModel, Unanswered, load_taxonomy, train
from nlp.labels.asking import diverse
from nlp.labels.labeller import Answering, chances_of, cold_start
from nlp.labels.scoring import Figures, figures
from nlp.privacy import Redactor
from records.voice import Voice

ROOT = Path(__file__).parents[1]
DEMO = ROOT / "examples" / "demo"
DATA = ROOT.parent / "shared" / "data"
REAL = Path(__file__).with_name("request_type_real.csv")
# The column that names a row, and the one with its text; rows of other files are numbered.
KEYED = {"asdc_ja": ("id", "text"), "gitbugs_hadoop_en": ("Issue id", "Summary")}
CORRECTIONS = 200
Kept = dict[str, float]  # a name of flows/scorecard.py → its value
AREA, NARRATIVE = "不具合装置", "申告内容"
FEWEST = 100  # rows of an area in two years, below which it is left out of the second figure


@dataclass(frozen=True, slots=True)
class Labelled:
    """Voices and what people say they are."""

    name: str
    voices: tuple[Voice, ...]
    truths: tuple[str, ...]

    def only(self, language: str) -> Labelled:
        """The voices of one language."""
        kept = [at for at, voice in enumerate(self.voices) if voice.language == language]
        return Labelled(
            f"{self.name} {language}",
            tuple(self.voices[at] for at in kept),
            tuple(self.truths[at] for at in kept),
        )

    def vectors(self) -> np.ndarray:
        """Unit rows, one a voice."""
        return default_embedder().embed([voice.text for voice in self.voices])


def main() -> None:
    """Print a line per set; see the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parts = {part.__name__: part for part in (demo, real, corrections, ministry, areas)}
    parser.add_argument("parts", nargs="*", default=[], metavar="part", help=", ".join(parts))
    parser.add_argument("--keep", type=Path, help="append the figures to this scorecard file")
    chosen = parser.parse_args()
    for name in chosen.parts or list(parts):
        if name != "demo" and not DATA.is_dir():
            print(f"skipped {name}: no such folder as {DATA}", file=sys.stderr)
            continue
        found = parts[name]()
        if chosen.keep:
            keep(chosen.keep, found, datetime.now(UTC))


def demo() -> Kept:
    """The demo's ground truth, by each ticket's first matter, every task."""
    kept: Kept = {}
    for task in load_taxonomy().tasks:
        texts = demo_texts(task.key)
        found = show(f"demo {task.key}", [texts.only("ja"), texts.only("en")], task, shipped(task))
        if task.key == "request_type":
            (ja, en), name = found, "request type, demo"
            kept = {
                f"{name}: macro-F1, Japanese": ja["macro_f1"],
                f"{name}: macro-F1, English": en["macro_f1"],
                f"{name}: coverage": min(ja["coverage"], en["coverage"]),
                f"{name}: languages apart": _apart(ja, en),
            }
    return kept


def real() -> Kept:
    """The real texts, as shipped."""
    task = load_taxonomy().tasks[0]
    model = shipped(task)
    for part in ("looked_at", "held_out"):
        texts = real_texts(part)
        every, ja, en = show(part, [texts, texts.only("ja"), texts.only("en")], task, model)
    name = "request type, real texts"
    return {
        f"{name}: macro-F1": every["macro_f1"],
        f"{name}: coverage": every["coverage"],
        f"{name}: languages apart": _apart(ja, en),
    }


def corrections() -> Kept:
    """The held-out half after 200 corrections taken from the other half as `labels next` asks.

    As in an account, the threshold is chosen with all texts at hand, but 200 answers to them.
    """
    task = load_taxonomy().tasks[0]
    looked_at, held_out = real_texts("looked_at"), real_texts("held_out")
    vectors, embedder = looked_at.vectors(), default_embedder()
    doubts = 1.0 - chances_of(Answering(task, shipped(task), ""), looked_at.voices, vectors).max(1)
    asked = diverse(vectors, list(doubts), CORRECTIONS)
    answers = [Answer(looked_at.voices[at], looked_at.truths[at], 3.0) for at in asked]
    rest = [at for at in range(len(vectors)) if at not in set(asked)]
    unanswered = Unanswered(
        [*(looked_at.voices[at] for at in rest), *held_out.voices],
        np.vstack([vectors[rest], held_out.vectors()]),
    )
    trained = train(task, answers, vectors[asked], embedder.identity, embedder.embed, unanswered)
    sets = [held_out, held_out.only("ja"), held_out.only("en")]
    every, *_ = show(f"after {len(asked)} corrections", sets, task, trained.model)
    return {"request type, real texts: after 200 corrections": every["macro_f1"]}


def ministry() -> Kept:
    """Areas of 2024 from two years of the ministry's, beside a linear SVM on characters."""
    taught, asked = ministry_texts("2022", "2023"), ministry_texts("2024")
    common = {area for area, rows in Counter(taught.truths).items() if rows >= FEWEST} - {"その他"}
    kept: Kept = {}
    for name, areas in (("all areas", set(taught.truths)), (f">= {FEWEST} rows", common)):
        task, embedder = Task("product_area", 0.0, ()), default_embedder()
        known, wanted = _of(taught, areas), _of(asked, areas)
        began = time.perf_counter()
        answers = [Answer(v, t) for v, t in zip(known.voices, known.truths, strict=True)]
        trained = train(task, answers, known.vectors(), embedder.identity, embedder.embed)
        show(f"ministry, {name}", [wanted], task, trained.model)
        answering = Answering(task, trained.model, "")
        chances = chances_of(answering, wanted.voices, wanted.vectors())
        every = [trained.model.values[at] for at in chances.argmax(axis=1)]
        all_answered = _line("  without abstaining", wanted, every, time.perf_counter() - began)
        _line("  linear SVM, characters", wanted, _svm(known, wanted), time.perf_counter() - began)
        kept = {
            "ministry: areas of 2024, accuracy": all_answered["accuracy"],
            "ministry: areas of 2024, macro-F1": all_answered["macro_f1"],
        }
    return kept


def areas() -> Kept:
    """Topics of one night over the ministry's complaints of three years, beside its areas."""
    texts = ministry_texts("2022", "2023", "2024")
    pairs = zip(texts.voices, texts.truths, strict=True)
    found = evaluate_topics([LabelledText(voice.text, area) for voice, area in pairs]).figures
    print(f"ministry, topics beside areas  {found}", flush=True)
    return {"ministry: topics against its areas, V": float(str(found["v_measure"]))}


def _apart(ja: Figures, en: Figures) -> float:
    return abs(float(ja["macro_f1"]) - float(en["macro_f1"]))


def shipped(task: Task) -> TaskModel:
    """What Koe answers with on the first day."""
    embedder = default_embedder()
    return cold_start(task, embedder.identity, embedder.embed)


def show(name: str, sets: Sequence[Labelled], task: Task, model: TaskModel) -> list[Figures]:
    """A line per set, and its figures."""
    told = []
    for texts in sets:
        began = time.perf_counter()
        chances = chances_of(Answering(task, model, ""), texts.voices, texts.vectors())
        found = [
            model.values[at] if sure >= model.threshold else None
            for at, sure in zip(chances.argmax(axis=1), chances.max(axis=1), strict=True)
        ]
        said = name if texts is sets[0] else f"  {texts.name}"
        told.append(_line(said, texts, found, time.perf_counter() - began))
    return told


def _line(name: str, texts: Labelled, found: Sequence[str | None], seconds: float) -> Figures:
    got = figures(texts.truths, found)
    print(
        f"{name:<28} n {got['n']:>5}  macro-F1 {got['macro_f1']:.3f}"
        f"  coverage {got['coverage']:.3f}  macro-F1 of all {got['macro_f1_of_all']:.3f}"
        f"  accuracy {got['accuracy']:.3f}  {seconds:.0f} s",
        flush=True,
    )
    return got


def demo_texts(task: str) -> Labelled:
    """The first matter of every ticket of the demo that has a topic, by its newest export."""
    truth = {row["ticket_id"]: row for row in rows_of(DEMO / "truth.csv")}
    voices = tuple(voice for voice in demo_voices() if _counts(truth, voice.ticket_id, task))
    return Labelled("demo", voices, tuple(truth[voice.ticket_id][task] for voice in voices))


@cache
def demo_voices() -> tuple[Voice, ...]:
    """As a night sees them: personal data and what many write again and again taken out."""
    said = {}
    for path in sorted((DEMO / "export").glob("*.ndjson")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if ticket := _ticket(line):
                said[str(ticket["id"])] = str(ticket.get("description") or "")
    clean = Redactor().redact([said[key] for key in sorted(said)])
    return tuple(voices_of_texts(dict(zip(sorted(said), clean, strict=True))))


def _ticket(line: str) -> dict[str, object] | None:
    """Three lines of the demo's first night are broken on purpose."""
    try:
        ticket = json.loads(line)
    except ValueError:
        return None
    return ticket if isinstance(ticket, dict) and "id" in ticket else None


def _counts(truth: dict[str, dict[str, str]], key: str, task: str) -> bool:
    return key in truth and bool(truth[key][task])


def real_texts(part: str) -> Labelled:
    """One half of the hand-labelled texts."""
    tables: dict[str, dict[str, str]] = {}
    voices, truths = [], []
    for row in rows_of(REAL):
        if row["part"] == part:
            table = tables.setdefault(row["file"], {}) or _table(DATA / row["file"])
            tables[row["file"]] = table
            voices.append(voice_of_text(row["id"], table[row["id"]]))
            truths.append(row["request_type"])
    return Labelled(part, tuple(voices), tuple(truths))


def ministry_texts(*years: str) -> Labelled:
    """The ministry's narratives of these years with the area it gave each."""
    folder = DATA / "mlit_car_complaints"
    rows = [row for year in years for row in rows_of(folder / f"mlit_carinfo-{year}_all_utf8.csv")]
    pairs = [(_narrative(row), row[AREA].strip()) for row in rows]
    kept = [(text, area) for text, area in pairs if text and area]
    voices = tuple(voice_of_text(str(at), text) for at, (text, _) in enumerate(kept))
    return Labelled("ministry", voices, tuple(area for _, area in kept))


def _of(texts: Labelled, areas: set[str]) -> Labelled:
    kept = [at for at, truth in enumerate(texts.truths) if truth in areas]
    voices = tuple(texts.voices[at] for at in kept)
    return Labelled(texts.name, voices, tuple(texts.truths[at] for at in kept))


def _svm(known: Labelled, wanted: Labelled) -> list[str]:
    """The floor: tf-idf of one to three characters, LinearSVC with its defaults."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.svm import LinearSVC

    words = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), min_df=2, sublinear_tf=True)
    model = LinearSVC().fit(words.fit_transform([v.text for v in known.voices]), known.truths)
    return [str(one) for one in model.predict(words.transform([v.text for v in wanted.voices]))]


def _table(path: Path) -> dict[str, str]:
    key, text = KEYED.get(path.stem, ("", ""))
    rows = rows_of(path)
    if key:
        return {row[key]: row[text] for row in rows}
    return {str(at): row.get("text") or _narrative(row) for at, row in enumerate(rows)}


def _narrative(row: dict[str, str]) -> str:
    """The ministry's narrative: its column's name changes with the year."""
    return next((value.strip() for name, value in row.items() if NARRATIVE in name), "")


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    main()
