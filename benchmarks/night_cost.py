"""What a night of 1,000 new tickets costs on 10,000, 100,000 and 1,000,000 tickets of history.

    .venv/bin/python -m benchmarks.night_cost [--history 10000 100000 1000000] [--profile]

Each night runs in a process of its own, on a warehouse that grew to its size without it
(``benchmarks.history``). Seconds are the clock's, CPU-s the processor's, all threads together.
``--profile`` lists the slowest statements of each night.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.history import FIRST_NIGHT, copy, grow, nights, seed, settings_of
from benchmarks.statements import Statements, watched
from flows.night import Counts, Night, open_night, peak_memory_mb, run_night
from flows.scorecard import keep

STAGES = ("intake", "analyse", "alert", "report", "checks", "publish")
Cost = dict[str, Any]


def main() -> None:
    """Grow, run and print one column a size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--history", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--tickets", type=int, default=1_000, help="new tickets of the night")
    parser.add_argument("--folder", type=Path, help="keep the warehouses here")
    parser.add_argument("--profile", action="store_true", help="list the slowest statements")
    parser.add_argument("--keep", type=Path, help="append the ratio to this scorecard file")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        print(json.dumps(measured(chosen.one, chosen.profile)))
        return
    with tempfile.TemporaryDirectory() as made:
        folder = chosen.folder or Path(made)
        costs = {size: one_size(folder, size, chosen) for size in chosen.history}
    show(costs)
    if chosen.keep and {10_000, 1_000_000} <= set(costs):
        small, large = (costs[size]["stages"]["all"][1] for size in (10_000, 1_000_000))
        ratio = {"night at 1M / at 10k of history": round(large / small, 2)}
        keep(chosen.keep, ratio, datetime.now(UTC))


def one_size(folder: Path, size: int, chosen: argparse.Namespace) -> Cost:
    """A night's cost on ``size`` tickets of history."""
    seeded = folder / "seed"
    if not seeded.exists():
        made = folder / "seed.new"
        made.mkdir(parents=True)
        exports = nights(made, chosen.tickets)
        seed(made, exports[0])
        made.rename(seeded)
    grown = folder / f"history-{size}"
    copy(seeded, grown)
    began = time.perf_counter()
    grow(grown, size)
    print(f"{size:,} tickets: grown in {time.perf_counter() - began:.0f} s", file=sys.stderr)
    words = [sys.executable, "-m", "benchmarks.night_cost", "--one", str(grown)]
    for last in (False, True):
        profile = ["--profile"] if last and chosen.profile else []
        done = subprocess.run([*words, *profile], stdout=subprocess.PIPE, text=True, check=True)
    cost: Cost = json.loads(done.stdout)
    return cost


def measured(folder: Path, profile: bool) -> Cost:
    """Run the next night of ``folder``: the small one first, then the one that counts."""
    number = 2 if (folder / "settled").exists() else 1
    (folder / "settled").touch()
    spent: dict[str, list[float]] = {}
    night = open_night(
        settings_of(folder),
        exports=[folder / f"export-{number}.ndjson"],
        clock=lambda: FIRST_NIGHT + timedelta(days=number),
    )
    statements = Statements()
    began = _now()
    with watched(statements):
        run_night(night, step=_timed(spent))
    whole = [after - before for before, after in zip(began, _now(), strict=True)]
    rest = [total - sum(one[at] for one in spent.values()) for at, total in enumerate(whole)]
    if profile:
        statements.show()
    return {
        "stages": {**spent, "checks": rest, "all": whole},
        "counts": _counts(night),
        "peak_mb": peak_memory_mb(),
    }


def _counts(night: Night) -> Counts:
    return {f"{one.stage} {key}": n for one in night.stages for key, n in one.counts.items()}


def _timed(spent: dict[str, list[float]]) -> Callable[[str, bool, Callable[[], Counts]], Counts]:
    def step(name: str, _network: bool, work: Callable[[], Counts]) -> Counts:
        before = _now()
        counts = work()
        spent[name] = [after - at for at, after in zip(before, _now(), strict=True)]
        return counts

    return step


def _now() -> tuple[float, float]:
    """The clock's seconds, and the processor's of this process."""
    return time.perf_counter(), time.process_time()


def show(costs: dict[int, Cost]) -> None:
    """Seconds and CPU-seconds of each stage, and how much the largest exceeds the smallest."""
    print(
        f"{'stage':<10}"
        + "".join(f"{size:>12,} {'CPU-s':>7}" for size in costs)
        + f"{'ratio':>8} {'CPU-s':>7}"
    )
    for stage in (*STAGES, "all"):
        pairs = [cost["stages"][stage] for cost in costs.values()]
        cells = "".join(f"{pair[0]:>12.1f} {pair[1]:>7.1f}" for pair in pairs)
        ratios = [last / first for first, last in zip(pairs[0], pairs[-1], strict=True)]
        print(f"{stage:<10}{cells}{ratios[0]:>8.2f} {ratios[1]:>7.2f}")
    print(
        f"{'peak MB':<10}"
        + "".join(f"{cost['peak_mb']:>12,.0f} {'':>7}" for cost in costs.values())
    )
    for size, cost in costs.items():
        print(f"{size:,}: {cost['counts']}", file=sys.stderr)


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "2")
    main()
