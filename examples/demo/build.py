"""Builds the demo corpus: `python examples/demo/build.py [--out DIR]`.

About 1,500 tickets of the made-up payment app Mikan Pay, composed from hand-written texts in
`bank/`. One fixed seed: the same bytes every time, so that tests and figures can rely on them.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # a script sees its own folder only

from examples.demo.build_bank import load_bank
from examples.demo.build_check import run_checks
from examples.demo.build_corpus import compose, write_all
from examples.demo.build_plan import LANGS

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Build, check, write; a broken promise ends with 1, its rows, and nothing written."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--out", type=Path, default=HERE, help="folder to write to (default: this one)"
    )
    parser.add_argument(
        "--bank", type=Path, default=HERE / "bank", help="folder with ja.yaml and en.yaml"
    )
    options = parser.parse_args()
    threads = compose({lang: load_bank(options.bank, lang) for lang in LANGS})
    problems = run_checks(threads)
    if problems:
        print("\n".join(["The corpus breaks its promises:", *problems]), file=sys.stderr)
        return 1
    write_all(options.out, threads)
    print(f"{len(threads)} tickets written to {options.out}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
