"""Koe beside its peers on the same texts, in one run: ``make bench``.

    .venv/bin/python -m benchmarks.peers [--data ../shared/data] [--set asdc] [--speed 20000]

Every method runs in a process of its own on the texts in two orders and with a business
greeting around each. obsei runs in an environment of its own, made under --cache by uv; what
cannot be had is named with the reason. Seconds are the clock's on this machine: compare rows of
one run, or CPU-seconds. ``--keep FILE`` appends the figures to the scorecard's history.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any

from flows.scorecard import GREETED_EN, GREETED_JA, keep, texts
from nlp.language import detect
from nlp.scoring import adjusted_rand, v_measure

HERE = Path(__file__).parent
OBSEI = "obsei==1.1.1"
# Times of Koe's own CPU-seconds after which obsei is broken off in the race: it compares each text
# with all before it, and the promise is five times.
PATIENCE = 6
CONTENDERS = ("koe", "koe_english_view", "koe_on_vectors", "notebook", "kmeans", "obsei")
TITLES = {
    "koe": "Koe, the whole analysis",
    "koe_english_view": "Koe, with the English view",
    "koe_on_vectors": "Koe, vectors to topics",
    "notebook": "BERTopic UMAP+HDBSCAN",
    "kmeans": "tf-idf + k-means, true k",
    "obsei": OBSEI,
}
Results = dict[str, dict[str, Any]]


def main() -> None:
    """Print the table of quality, then that of speed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--set", choices=("banking77", "asdc", "interleaved"), action="append")
    parser.add_argument("--speed", type=int, default=20_000, help="texts of the race; 0: no race")
    parser.add_argument("--cache", type=Path, default=Path(".bench"), help="of peers' environments")
    parser.add_argument("--keep", type=Path, help="append the figures to this scorecard file")
    chosen = parser.parse_args()
    python = obsei_python(chosen.cache)
    if (chosen.data / "eval").is_dir():
        quality(chosen, python)
    else:
        print(f"no table of quality: {chosen.data / 'eval'} is not here", file=sys.stderr)
    figures = race(chosen, python) if chosen.speed else {}
    if chosen.keep and figures:
        keep(chosen.keep, figures, datetime.now(UTC))


def quality(chosen: argparse.Namespace, python: Path | None) -> None:
    """One row a set and method."""
    head = f"{'V':>6}{'ARI':>7}{'none':>7}{'orders':>8}{'greeted':>9}{'V then':>8}"
    print(f"{'set':<12}{'method':<26}{head}{'s':>8}{'CPU-s':>8}{'MB':>7}")
    for name in chosen.set or ("banking77", "asdc", "interleaved"):
        said, labels = labelled(chosen.data / "eval", name)
        order = list(range(len(said)))
        random.Random(1).shuffle(order)
        orders = {
            "plain": said,
            "other": [said[at] for at in order],
            "greeted": [greeted(text) for text in said],
        }
        for method in CONTENDERS:
            found = run(method, orders, python, len(set(labels)))
            if found:
                print(row(name, method, labels, order, found), flush=True)


def labelled(folder: Path, name: str) -> tuple[list[str], list[str]]:
    """Texts and labels; both sets taken in turns where they share a corpus."""
    if name != "interleaved":
        rows = list(texts(folder, name))
    else:
        both = zip_longest(texts(folder, "banking77"), texts(folder, "asdc"))
        rows = [one for pair in both for one in pair if one]
    return [one.text for one in rows], [one.label or "" for one in rows]


def greeted(text: str) -> str:
    """A business letter around the text, in its language."""
    return (GREETED_JA if detect(text) == "ja" else GREETED_EN).format(text)


def row(name: str, method: str, labels: list[str], order: list[int], found: Results) -> str:
    """Figures of one method; "orders" and "greeted" are ARI with its own first answer,
    "V then" is the V of the greeted texts."""
    plain, other, polite = (found[key]["topics"] for key in ("plain", "other", "greeted"))
    v, ari = v_measure(labels, plain), adjusted_rand(labels, plain)
    orders = adjusted_rand([plain[at] for at in order], other)
    polite_ari, polite_v = adjusted_rand(plain, polite), v_measure(labels, polite)
    cost = found["plain"]
    return (
        f"{name:<12}{TITLES[method]:<26}{v:>6.3f}{ari:>7.3f}{plain.count('') / len(plain):>7.1%}"
        f"{orders:>8.3f}{polite_ari:>9.3f}{polite_v:>8.3f}"
        f"{cost['seconds']:>8.1f}{cost['cpu_seconds']:>8.1f}{cost['peak_mb']:>7.0f}"
    )


def run(
    method: str,
    orders: dict[str, list[str]],
    python: Path | None,
    true_k: int = 0,
    patience: float = 0.0,
) -> Results | None:
    """A method over all orders in a process of its own; None where it cannot run. obsei is
    broken off after ``patience`` CPU-seconds where these are given."""
    if method == "obsei":
        if python is None:
            return None
        words = [str(python), str(HERE / "obsei_peer.py"), str(patience)]
        told = json.dumps(orders)
    else:
        words = [sys.executable, "-m", "benchmarks.contenders", method]
        told = json.dumps({**orders, "true_k": true_k})
    done = subprocess.run(words, input=told, capture_output=True, text=True, check=False)
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or [f"exit code {done.returncode}"]
        print(f"skipped {TITLES.get(method, method)}: {last[0]}", file=sys.stderr)
        return None
    found: Results = json.loads(done.stdout)
    return found


def race(chosen: argparse.Namespace, python: Path | None) -> dict[str, float]:
    """Seconds, CPU-seconds and memory on many texts; the ratios that are promised."""
    said = many(chosen.data, chosen.speed)
    if not said:
        print(f"no race: no texts in {chosen.data}", file=sys.stderr)
        return {}
    whole = {"plain": said}
    names = ("embedding", "package", "koe_on_vectors", "notebook", "koe")
    found = {name: run(name, whole, python) for name in names}
    if own := found["koe"]:
        patience = PATIENCE * own["plain"]["cpu_seconds"]
        found["obsei"] = run("obsei", whole, python, patience=patience)
    costs = {name: one["plain"] for name, one in found.items() if one}
    print(f"\n{'race':<26}{'texts':>7}{'s':>9}{'CPU-s':>9}{'texts/CPU-s':>13}{'MB':>7}")
    for name, cost in costs.items():
        rate = f"{len(said) / cost['cpu_seconds']:.1f}" if finished(cost) else "broken off"
        print(
            f"{name:<26}{len(said):>7}{cost['seconds']:>9.1f}{cost['cpu_seconds']:>9.1f}{rate:>13}"
            f"{cost['peak_mb']:>7.0f}"
        )
    figures = ratios(costs)
    for title, value in figures.items():
        least = "at least " if "obsei" in title and not finished(costs["obsei"]) else ""
        print(f"{title}: {least}{value:g}")
    if "embedding" in costs:
        print(f"lowest cosine to the package's vectors: {costs['embedding']['topics'][0]}")
    return figures


def finished(cost: dict[str, Any]) -> bool:
    """Whether the method came to its end."""
    return bool(cost.get("finished", True))


def ratios(costs: dict[str, Any]) -> dict[str, float]:
    """CPU-seconds of the peer over Koe's on the same texts; of a peer that was broken off, those
    that it had then."""
    pairs = {
        "embedding x the package": ("package", "embedding"),
        "vectors to topics x the notebook": ("notebook", "koe_on_vectors"),
        "analyse step x obsei": ("obsei", "koe"),
    }
    found = {
        title: round(costs[peer]["cpu_seconds"] / costs[own]["cpu_seconds"], 2)
        for title, (peer, own) in pairs.items()
        if peer in costs and own in costs
    }
    if "koe" in costs:
        found["peak memory at 20k texts, MB"] = round(costs["koe"]["peak_mb"])
    return found


def many(data: Path, most: int) -> list[str]:
    """banking77 whole and the ministry's complaints, in an order that mixes them."""
    found: list[str] = []
    banking = data / "eval" / "banking77_en.csv"
    for path in [banking, *sorted((data / "mlit_car_complaints").glob("*.csv"))]:
        if not path.exists():
            continue
        column = "text" if path == banking else "申告内容"
        with path.open(encoding="utf-8-sig", newline="") as file:
            found += [one[column] for one in csv.DictReader(file) if one.get(column)]
        if len(found) >= most:
            break
    random.Random(0).shuffle(found)
    return found[:most]


def obsei_python(cache: Path) -> Path | None:
    """The Python of obsei's environment, made where it is not there yet."""
    folder = cache.resolve() / "obsei-1.1.1"
    python = folder / "bin" / "python"
    if python.exists():
        return python
    uv = shutil.which("uv") or str(Path(sys.executable).parents[2] / ".uv" / "bin" / "uv")
    made = folder.with_name("obsei.new")
    shutil.rmtree(made, ignore_errors=True)
    commands = (
        [uv, "venv", "--quiet", "--python", sys.executable, str(made)],
        [uv, "pip", "install", "--quiet", "--python", str(made / "bin" / "python"), OBSEI],
    )
    try:
        for command in commands:
            subprocess.run(command, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"skipped {OBSEI}: it could not be installed ({error})", file=sys.stderr)
        return None
    made.rename(folder)
    return python


if __name__ == "__main__":
    main()
