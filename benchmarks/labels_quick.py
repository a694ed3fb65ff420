"""How good Koe's labels are: as shipped, after 200 corrections, and on the ministry's own field.

    .venv/bin/python -m benchmarks.labels_quick [demo real corrections ministry]

``real`` are 539 real texts labelled by hand (benchmarks/request_type_real.csv holds ids and labels
only): half were looked at while the taxonomy was written, the answers to the other half were not.
Needs ../shared/data, which the project does not ship, for all but ``demo``.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from flows.label_evaluation import voice_of_text
from nlp.embedding import default_embedder
from nlp.labels import Answer, Task, TaskModel, load_taxonomy, train
from nlp.labels.asking import diverse
from nlp.labels.labeller import Answering, chances_of, cold_start
from nlp.labels.scoring import figures
from records.voice import Voice

ROOT = Path(__file__).parents[1]
DATA = ROOT.parent / "shared" / "data"
REAL = Path(__file__).with_name("request_type_real.csv")
# The column that names a row, and the one with its text; rows of other files are numbered.
KEYED = {"asdc_ja": ("id", "text"), "gitbugs_hadoop_en": ("Issue id", "Summary")}
CORRECTIONS = 200
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
    parts = {"demo": demo, "real": real, "corrections": corrections, "ministry": ministry}
    parser.add_argument("parts", nargs="*", default=[], metavar="part", help=", ".join(parts))
    chosen = parser.parse_args().parts or list(parts)
    for name in chosen:
        if name != "demo" and not DATA.is_dir():
            print(f"skipped {name}: no such folder as {DATA}", file=sys.stderr)
            continue
        parts[name]()


def demo() -> None:
    """The demo's ground truth, by each ticket's first message, every task."""
    for task in load_taxonomy().tasks:
        texts = demo_texts(task.key)
        show(f"demo {task.key}", [texts.only("ja"), texts.only("en")], task, shipped(task))


def real() -> None:
    """The real texts, as shipped."""
    task = load_taxonomy().tasks[0]
    model = shipped(task)
    for part in ("looked_at", "held_out"):
        texts = real_texts(part)
        show(part, [texts, texts.only("ja"), texts.only("en")], task, model)


def corrections() -> None:
    """The held-out half after 200 corrections taken from the other half as `labels next` asks."""
    task = load_taxonomy().tasks[0]
    looked_at, held_out = real_texts("looked_at"), real_texts("held_out")
    vectors, embedder = looked_at.vectors(), default_embedder()
    doubts = 1.0 - chances_of(Answering(task, shipped(task), ""), looked_at.voices, vectors).max(1)
    asked = diverse(vectors, list(doubts), CORRECTIONS)
    answers = [Answer(looked_at.voices[at], looked_at.truths[at], 3.0) for at in asked]
    trained = train(task, answers, vectors[asked], embedder.identity, embedder.embed)
    sets = [held_out, held_out.only("ja"), held_out.only("en")]
    show(f"after {len(asked)} corrections", sets, task, trained.model)


def ministry() -> None:
    """Areas of 2024 from two years of the ministry's, beside a linear SVM on characters."""
    taught, asked = ministry_texts("2022", "2023"), ministry_texts("2024")
    common = {area for area, rows in Counter(taught.truths).items() if rows >= FEWEST} - {"その他"}
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
        _line("  without abstaining", wanted, every, time.perf_counter() - began)
        _line("  linear SVM, characters", wanted, _svm(known, wanted), time.perf_counter() - began)


def shipped(task: Task) -> TaskModel:
    """What Koe answers with on the first day."""
    embedder = default_embedder()
    return cold_start(task, embedder.identity, embedder.embed)


def show(name: str, sets: Sequence[Labelled], task: Task, model: TaskModel) -> None:
    """A line per set."""
    for texts in sets:
        began = time.perf_counter()
        chances = chances_of(Answering(task, model, ""), texts.voices, texts.vectors())
        found = [
            model.values[at] if sure >= model.threshold else None
            for at, sure in zip(chances.argmax(axis=1), chances.max(axis=1), strict=True)
        ]
        _line(
            name if texts is sets[0] else f"  {texts.name}",
            texts,
            found,
            time.perf_counter() - began,
        )


def _line(name: str, texts: Labelled, found: Sequence[str | None], seconds: float) -> None:
    got = figures(texts.truths, found)
    print(
        f"{name:<28} n {got['n']:>5}  macro-F1 {got['macro_f1']:.3f}"
        f"  coverage {got['coverage']:.3f}  macro-F1 of all {got['macro_f1_of_all']:.3f}"
        f"  accuracy {got['accuracy']:.3f}  {seconds:.0f} s",
        flush=True,
    )


def demo_texts(task: str) -> Labelled:
    """The first message of every ticket of the demo that has a topic, by its newest export."""
    folder = ROOT / "examples" / "demo"
    truth = {row["ticket_id"]: row for row in rows_of(folder / "truth.csv")}
    said = {}
    for path in sorted((folder / "export").glob("*.ndjson")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if ticket := _ticket(line):
                said[str(ticket["id"])] = str(ticket.get("description") or "")
    known = [(key, text) for key, text in sorted(said.items()) if _counts(truth, key, task)]
    voices = tuple(voice_of_text(key, text) for key, text in known)
    return Labelled("demo", voices, tuple(truth[key][task] for key, _ in known))


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
    return list(_rows(path))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


if __name__ == "__main__":
    main()
