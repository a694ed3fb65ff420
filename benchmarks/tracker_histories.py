"""Random histories of the tracker's protocol; prints how many were lived and what broke.

.venv/bin/python -m benchmarks.tracker_histories --count 10000
"""

from __future__ import annotations

import argparse
import sys
import time

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from benchmarks.tracker_machine import Histories

STEPS = 30


def main() -> None:
    """Live ``--count`` histories; exit 1 with the shortest history that breaks a promise."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--steps", type=int, default=STEPS)
    chosen = parser.parse_args()
    began = time.perf_counter()
    lived = settings(
        max_examples=chosen.count,
        stateful_step_count=chosen.steps,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    broken = None
    try:
        run_state_machine_as_test(Histories, settings=lived)
    except AssertionError as error:
        broken = error
    seconds = time.perf_counter() - began
    print(f"histories {Histories.lived:,}, steps up to {chosen.steps}, {seconds:.0f} s")
    print(f"violations {0 if broken is None else 1}")
    if broken is not None:
        sys.exit(f"{broken}\n" + "\n".join(getattr(broken, "__notes__", [])))


if __name__ == "__main__":
    main()
