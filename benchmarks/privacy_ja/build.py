"""The Japanese test set of personal data: sentences with labelled spans, the same every time.

    .venv/bin/python -m benchmarks.privacy_ja.build held_out > held_out.jsonl
    koe eval pii held_out.jsonl

``dev`` is what rules may be written from; ``held_out`` has other sentences, other names and
other addresses, was written before the rules that it measures and is only measured. Files
beside this one: ``templates_*`` with ``{slots}``, ``hard_*`` with ``{=KIND literal}``,
``negatives_*`` with nothing personal in them. ``\\n`` is a line break.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from benchmarks.privacy_ja import values
from benchmarks.privacy_ja.people import Half, Person, person

HERE = Path(__file__).parent
SEED = 20261122
PER_TEMPLATE = 13
_SLOT = re.compile(r"\{=([A-Z_]+) ([^}]*)\}|\{([a-z_]+)(2?)\}")
_OF_A_PERSON = ("full", "sur", "given", "kata", "hira", "romaji", "romaji_caps")

Row = dict[str, Any]


def rows(half: Half) -> Iterator[Row]:
    """Every sentence of this half in presidio's shape: full_text, spans, template."""
    chance = random.Random(f"{SEED} {half}")
    for line in _lines(f"templates_{half}.txt"):
        for _ in range(PER_TEMPLATE):
            yield filled(line, half, chance)
    for name in ("hard", "negatives"):
        for line in _lines(f"{name}_{half}.txt"):
            yield filled(line, half, chance)


def _lines(name: str) -> list[str]:
    text = (HERE / name).read_text(encoding="utf-8")
    return [line.replace("\\n", "\n") for line in text.splitlines() if line]


def filled(line: str, half: Half, chance: random.Random) -> Row:
    """One template with its slots filled, and where what went."""
    people = {"": person(half, chance), "2": person(half, chance)}
    text, spans, at = "", [], 0
    for slot in _SLOT.finditer(line):
        text += line[at : slot.start()]
        before, kind, value = _value(slot, people, half, chance)
        text += before
        spans.append((len(text), len(text) + len(value), kind))
        text, at = text + value, slot.end()
    return _row(text + line[at:], spans, line)


def _value(
    slot: re.Match[str], people: dict[str, Person], half: Half, chance: random.Random
) -> tuple[str, str, str]:
    if slot[1]:
        return "", slot[1], slot[2]
    if slot[3] in _OF_A_PERSON:
        return "", "NAME", people[slot[4]].written(slot[3], chance)
    if slot[3] == "bank":
        before, number = values.bank(chance, half)
        return before, "BANK_ACCOUNT", number
    kind, make = values.MAKERS[slot[3]]
    return "", kind, make(chance, half)


def _row(text: str, spans: list[tuple[int, int, str]], template: str) -> Row:
    found = [
        {
            "entity_type": kind,
            "entity_value": text[start:end],
            "start_position": start,
            "end_position": end,
        }
        for start, end, kind in spans
    ]
    return {"full_text": text, "spans": found, "template": template}


def main() -> None:
    """Print one half as JSON lines."""
    half = sys.argv[1] if len(sys.argv) > 1 else "held_out"
    if half not in get_args(Half):
        sys.exit(f"got {half!r}, expected one of {', '.join(get_args(Half))}")
    for row in rows(half):  # type: ignore[arg-type]
        print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
