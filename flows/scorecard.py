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
from typing import TYPE_CHECKING

from connectors.labelled import Columns, LabelledText, read_labelled
from flows.settings import build_settings
from nlp.scoring import adjusted_rand, v_measure
from records.errors import ConfigurationError, InputError

if TYPE_CHECKING:
    from flows.decision_evaluation import Decided

KEPT = Path("var") / "scorecard.jsonl"
SHUFFLES, NIGHTS = 5, 10
DEFAULT, ENGLISH = "default", "english-view"
_BENCHMARK, _KEEP = "python -m benchmarks.", " --keep var/scorecard.jsonl"
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
    """One line of the scorecard. ``at_least`` says which side of ``target`` is good,
    ``elsewhere`` which command measures what ``measure`` does not."""

    name: str
    target: float
    at_least: bool = True
    measure: Callable[[Path], float] | None = None
    elsewhere: str = ""

    @property
    def command(self) -> str:
        """What to type to measure it."""
        return f'koe scorecard --only "{self.name}"' if self.measure else self.elsewhere

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

    @property
    def is_met(self) -> bool:
        """Whether the newest value reaches the target."""
        return self.value is not None and self.figure.meets(self.value)


def figures() -> tuple[Figure, ...]:
    """All figures, in the order of the table."""
    bench, nights = "make bench", f"{_BENCHMARK}night_cost{_KEEP}"
    few_nights, labels = f"{_BENCHMARK}topics_nights{_KEEP}", f"{_BENCHMARK}labels_quick{_KEEP}"
    english = "banking77 with the English view "
    return (
        Figure("banking77 V-measure", 0.80, measure=_of("banking77", "v_measure")),
        Figure("banking77 ARI", 0.51, measure=_of("banking77", "ari")),
        Figure("banking77 unassigned", 0.05, False, _of("banking77", "unassigned")),
        Figure(english + "V-measure", 0.83, measure=_of("banking77", "v_measure", ENGLISH)),
        Figure(english + "ARI", 0.57, measure=_of("banking77", "ari", ENGLISH)),
        Figure("ASDC L2 V-measure", 0.75, measure=_of("asdc", "v_measure")),
        Figure("ASDC L2 ARI", 0.49, measure=_of("asdc", "ari")),
        Figure("ASDC L2 unassigned", 0.05, False, _of("asdc", "unassigned")),
        Figure("banking77 greeted: V falls by", 0.01, False, _fall("banking77", GREETED_EN)),
        Figure("ASDC greeted: V falls by", 0.01, False, _fall("asdc", GREETED_JA)),
        Figure("interleaved: V falls by, banking77", 0.02, False, _interleaved("banking77")),
        Figure("interleaved: V falls by, ASDC", 0.02, False, _interleaved("asdc")),
        Figure("ASDC, other orders: lowest ARI", 1.0, measure=_shuffled),
        Figure("banking77, ten nights: ARI with one run", 0.75, measure=_nightly),
        Figure("banking77, ten nights: V below one run", 0.02, False, _nights_below),
        Figure("banking77, nights, both consolidated twice: ARI", 0.75, elsewhere=few_nights),
        Figure("consolidation moves (share)", 0.05, False, elsewhere=few_nights),
        Figure("merge and rename: other topics changed", 0.0, False, _others_changed),
        Figure("merge and rename: lost after ten nights", 0.0, False, _decisions_lost),
        Figure("request type, demo: macro-F1, Japanese", 0.75, elsewhere=labels),
        Figure("request type, demo: macro-F1, English", 0.75, elsewhere=labels),
        Figure("request type, demo: coverage", 0.85, elsewhere=labels),
        Figure("request type, demo: languages apart", 0.05, False, elsewhere=labels),
        Figure("request type, real texts: macro-F1", 0.75, elsewhere=labels),
        Figure("request type, real texts: coverage", 0.85, elsewhere=labels),
        Figure("request type, real texts: languages apart", 0.05, False, elsewhere=labels),
        Figure("request type, real texts: after 200 corrections", 0.82, elsewhere=labels),
        Figure("ministry: topics against its areas, V", 0.27, elsewhere=labels),
        Figure("ministry: areas of 2024, accuracy", 0.84, elsewhere=labels),
        Figure("ministry: areas of 2024, macro-F1", 0.81, elsewhere=labels),
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
        except ConfigurationError as error:
            absent[figure.name] = error.got
    if fresh:
        keep(kept, fresh, now)
    past = history(kept)
    return [_line(figure, past, absent) for figure in figures()]


def kept_lines(kept: Path) -> list[Line]:
    """One line for each figure as it was measured last; measures nothing."""
    past = history(kept)
    return [_line(figure, past, {}) for figure in figures()]


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
    return Line(
        figure,
        value=values[-1] if values else None,
        before=values[-2] if len(values) > 1 else None,
        absent="" if values else absent.get(figure.name) or "not measured yet",
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
def _plain(data: Path, name: str, embedder: str) -> Mapping[str, object]:
    from flows.topic_evaluation import evaluate_topics

    settings = build_settings({"analysis": {"embedder": embedder}}, root=data)
    return evaluate_topics(texts(data, name), settings=settings).figures


def _of(name: str, key: str, embedder: str = DEFAULT) -> Callable[[Path], float]:
    return lambda data: float(str(_plain(data, name, embedder)[key]))


def _fall(name: str, greeted: str) -> Callable[[Path], float]:
    """How far V falls when everybody greets, closes and signs."""

    def measure(data: Path) -> float:
        from flows.topic_evaluation import evaluate_topics

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
    from flows.topic_evaluation import topics_of

    return tuple(found.number for found in topics_of(list(several), nights=nights))


def _shuffled(data: Path) -> float:
    from flows.topic_evaluation import evaluate_topics

    told = evaluate_topics(texts(data, "asdc"), shuffles=SHUFFLES).figures
    return float(str(told["order_agreement"]))


@cache
def _full_and_nights(data: Path) -> tuple[tuple[str | None, ...], tuple[str, ...], tuple[str, ...]]:
    """The labels of all of banking77, its topics by one run, and by half of it and ten nights."""
    every = read_labelled(data / "banking77_en.csv", Columns(label="category"))
    return tuple(text.label for text in every), _numbers(every), _numbers(every, NIGHTS)


def _nightly(data: Path) -> float:
    _, full, nights = _full_and_nights(data)
    return adjusted_rand(full, nights)


def _nights_below(data: Path) -> float:
    labels, full, nights = _full_and_nights(data)
    known = [label or "" for label in labels]
    return v_measure(known, full) - v_measure(known, nights)


@cache
def _decided(data: Path) -> Decided:
    from flows.decision_evaluation import decisions_kept

    return decisions_kept(texts(data, "asdc"), NIGHTS)


def _others_changed(data: Path) -> float:
    return _decided(data).others


def _decisions_lost(data: Path) -> float:
    return _decided(data).lost
