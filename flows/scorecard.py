"""The scorecard: what Koe promises of its topics, measured, beside the target and the past.

Each run of ``koe scorecard`` and each ``make bench`` appends one JSON line to a file; the table
shows the newest value of every figure and the one before it. Texts that people labelled lie
outside the project (../shared/data): a figure without its texts says so.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from itertools import chain
from pathlib import Path

from connectors.labelled import Columns, LabelledText, read_labelled
from flows.topic_evaluation import evaluate_topics, topics_of
from nlp.scoring import adjusted_rand, v_measure
from records.errors import InputError

SHUFFLES, NIGHTS = 5, 10
GREETED_JA = (
    "いつもお世話になっております。山田商店の田中です。\n\n{}\n\nお手数をおかけしますが、"
    "何卒よろしくお願い申し上げます。\n--\n株式会社山田商店\n営業部 田中"
)
GREETED_EN = (
    "Hello team,\n\nI hope this message finds you well.\n\n{}\n\nThank you for your help.\n\n"
    "Kind regards,\nAlex Miller\nExample Trading Ltd."
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the scorecard. ``at_least`` says which side of ``target`` is good."""

    name: str
    target: float
    at_least: bool = True
    measure: Callable[[Path], float] | None = None
    elsewhere: str = ""

    def meets(self, value: float) -> bool:
        """Whether a value reaches the target."""
        return value >= self.target if self.at_least else value <= self.target


@dataclass(frozen=True, slots=True)
class Line:
    """A figure with what is known of it: ``value`` or ``absent``, and the value ``before``."""

    figure: Figure
    value: float | None
    before: float | None
    absent: str


def figures() -> tuple[Figure, ...]:
    """All figures, in the order of the table."""
    bench, nights = "measured by make bench", "measured by python -m benchmarks.night_cost"
    tests, labels = "no figure: tests see to it", "measured by koe eval labels"
    return (
        Figure("banking77 V-measure", 0.80, measure=_of("banking77", "v_measure")),
        Figure("banking77 ARI", 0.51, measure=_of("banking77", "ari")),
        Figure("banking77 unassigned", 0.05, False, _of("banking77", "unassigned")),
        Figure("ASDC L2 V-measure", 0.75, measure=_of("asdc", "v_measure")),
        Figure("ASDC L2 ARI", 0.49, measure=_of("asdc", "ari")),
        Figure("ASDC L2 unassigned", 0.05, False, _of("asdc", "unassigned")),
        Figure("banking77 greeted: V falls by", 0.01, False, _fall("banking77", GREETED_EN)),
        Figure("ASDC greeted: V falls by", 0.01, False, _fall("asdc", GREETED_JA)),
        Figure("interleaved: V falls by, banking77", 0.02, False, _interleaved("banking77")),
        Figure("interleaved: V falls by, ASDC", 0.02, False, _interleaved("asdc")),
        Figure("ASDC, other orders: lowest ARI", 1.0, measure=_shuffled),
        Figure("banking77, ten nights: ARI with one run", 0.75, measure=_nightly),
        Figure("consolidation moves (share)", 0.05, False, elsewhere="told by koe consolidate"),
        Figure("merge or rename changes others", 0.0, False, elsewhere=tests),
        Figure("request type macro-F1", 0.75, elsewhere=labels),
        Figure("embedding x the package", 2.0, elsewhere=bench),
        Figure("vectors to topics x the notebook", 5.0, elsewhere=bench),
        Figure("analyse step x obsei", 5.0, elsewhere=bench),
        Figure("peak memory at 20k texts, MB", 2_000, False, elsewhere=bench),
        Figure("night at 1M / at 10k of history", 1.3, False, elsewhere=nights),
    )


def scorecard(data: Path, kept: Path, now: datetime, only: str = "") -> list[Line]:
    """Measure every figure whose name holds ``only`` and whose texts are here, keep the values,
    and give one line for each figure with the newest value known."""
    fresh: dict[str, float] = {}
    absent: dict[str, str] = {}
    for figure in figures():
        if figure.measure is None or only not in figure.name:
            continue
        try:
            fresh[figure.name] = round(figure.measure(data / "eval"), 4)
        except InputError as error:
            absent[figure.name] = f"needs ../shared/data: {error.got}"
    if fresh:
        keep(kept, fresh, now)
    past = history(kept)
    return [_line(figure, past, absent) for figure in figures()]


def keep(kept: Path, values: Mapping[str, float], now: datetime) -> None:
    """Append one run's values."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    with kept.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"at": now.isoformat(), "figures": dict(values)}) + "\n")


def history(kept: Path) -> list[Mapping[str, float]]:
    """The values of every run so far, oldest first. Raises InputError for a broken file."""
    if not kept.exists():
        return []
    try:
        lines = kept.read_text(encoding="utf-8").splitlines()
        return [json.loads(line)["figures"] for line in lines if line]
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{kept} is no history of scorecards", next_step="move it away, or mend its last line"
        ) from error


def _line(figure: Figure, past: Sequence[Mapping[str, float]], absent: Mapping[str, str]) -> Line:
    values = [run[figure.name] for run in past if figure.name in run]
    why = absent.get(figure.name) or figure.elsewhere
    return Line(
        figure,
        value=values[-1] if values else None,
        before=values[-2] if len(values) > 1 else None,
        absent="" if values else why or "not measured yet",
    )


@cache
def texts(data: Path, name: str) -> tuple[LabelledText, ...]:
    """A labelled set: its test part, as the targets name it."""
    if name == "banking77":
        file, columns, where = "banking77_en.csv", Columns(label="category"), {"split": "test"}
    else:
        file, columns = "asdc_ja.csv", Columns(label="topic")
        where = {"split": "test", "level": "L2.misc"}
    return tuple(read_labelled(data / file, columns, where))


@cache
def _plain(data: Path, name: str) -> Mapping[str, object]:
    return evaluate_topics(texts(data, name)).figures


def _of(name: str, key: str) -> Callable[[Path], float]:
    return lambda data: float(str(_plain(data, name)[key]))


def _fall(name: str, greeted: str) -> Callable[[Path], float]:
    """How far V falls when everybody greets, closes and signs."""

    def measure(data: Path) -> float:
        polite = [replace(text, text=greeted.format(text.text)) for text in texts(data, name)]
        fallen = float(str(evaluate_topics(polite).figures["v_measure"]))
        return _of(name, "v_measure")(data) - fallen

    return measure


def _interleaved(name: str) -> Callable[[Path], float]:
    """How far a set's own V falls when the other lies in the same corpus."""

    def measure(data: Path) -> float:
        at = 0 if name == "banking77" else len(texts(data, "banking77"))
        own = texts(data, name)
        found = _both(data)[at : at + len(own)]
        alone = _of(name, "v_measure")(data)
        return alone - v_measure([text.label or "" for text in own], found)

    return measure


@cache
def _both(data: Path) -> tuple[str, ...]:
    both = chain(texts(data, "banking77"), texts(data, "asdc"))
    return _numbers(list(both))


def _numbers(several: Iterable[LabelledText], nights: int = 0) -> tuple[str, ...]:
    return tuple(found.number for found in topics_of(list(several), nights=nights))


def _shuffled(data: Path) -> float:
    told = evaluate_topics(texts(data, "asdc"), shuffles=SHUFFLES).figures
    return float(str(told["order_agreement"]))


def _nightly(data: Path) -> float:
    every = read_labelled(data / "banking77_en.csv", Columns(label="category"))
    return adjusted_rand(_numbers(every), _numbers(every, NIGHTS))
