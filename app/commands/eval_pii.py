"""``koe eval pii``: how much personal data goes, and how much else goes with it."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from app import console
from app.options import Json


def register(group: typer.Typer) -> None:
    """Add the command of this file to ``koe eval``."""
    group.command("pii")(eval_pii)


def eval_pii(
    file: Annotated[Path, typer.Argument(help="Labelled texts: .json, .jsonl, .csv or .tsv.")],
    config: Annotated[
        Path | None,
        typer.Option("--config", "-c", help="Use the \\[privacy] table of this settings file."),
    ] = None,
    misses: Annotated[
        bool, typer.Option("--misses", help="Also print what was missed, to stderr.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Redact labelled texts and count what goes: recall by type, over-redaction, speed.

    A span counts as found when every letter and digit of it is gone. The file is a JSON array
    or JSON lines of {"text", "spans": [{"start", "end", "type"}]}, presidio-research's shape
    (full_text, entity_type …), or a CSV with the columns text and spans.

    Example: koe eval pii labelled.jsonl --json
    """
    from flows.pii_evaluation import evaluate_pii
    from flows.privacy import redactor
    from flows.settings import load_settings

    settings = load_settings(config) if config else None
    figures, missed = evaluate_pii(file, redactor(settings), time.process_time)
    if misses:
        for label, value in missed:
            console.say(f"missed {label}: {value!r}")
    if as_json:
        console.as_json(figures)
        return
    console.data().print(_table(figures))


def _table(figures: dict[str, Any]) -> Table:
    table = Table("figure", "value", "of")
    for label, recall in figures["recall_by_type"].items():
        table.add_row(f"recall {label}", f"{recall:.3f}", f"{figures['spans_by_type'][label]:,}")
    for key, what in _MEANING.items():
        value = figures[key]
        table.add_row(what, "" if value is None else f"{value:,}", _of(figures, key))
    return table


_MEANING = {
    "recall": "recall, all of these",
    "recall_structured": "recall without names and addresses",
    "over_redaction": "texts with something removed that no span covers",
    "texts_without_touched": "texts without personal data that were touched",
    "letters_lost": "letters and digits removed outside all spans",
    "texts_per_second": "texts per CPU-second",
}


def _of(figures: dict[str, Any], key: str) -> str:
    return f"{figures['texts_without' if key == 'texts_without_touched' else 'n']:,}"
