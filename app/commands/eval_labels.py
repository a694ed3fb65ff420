"""``koe eval labels``: how often Koe's labels agree with people's."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from app import console
from app.options import Json


def register(group: typer.Typer) -> None:
    """Add the command of this file to ``koe eval``."""
    group.command("labels")(eval_labels)


def eval_labels(
    file: Annotated[
        Path, typer.Argument(help="Texts and labels: .csv, .tsv or .jsonl, in UTF-8 or CP932.")
    ],
    task: Annotated[
        str,
        typer.Option(help="request-type, stage, sentiment, severity, or custom for your own."),
    ] = "request-type",
    text_column: Annotated[str, typer.Option(help="Name of the column of texts.")] = "text",
    label_column: Annotated[str, typer.Option(help="Name of the column of labels.")] = "label",
    names: Annotated[
        Path | None,
        typer.Option("--map", help='TOML of your label names: "Billing question" = "price".'),
    ] = None,
    taxonomy: Annotated[
        Path | None, typer.Option(help="Your own taxonomy; default: the one Koe ships.")
    ] = None,
    predictions: Annotated[
        Path | None, typer.Option(help="Write text, label, answer, confidence into this CSV.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Label texts that people labelled, and count how often Koe agrees.

    Learns from the rows with split=train where there are any, and is measured on the others;
    else Koe answers as shipped. macro_f1 and by_class are of the answered texts, coverage is the
    share of them; macro_f1_of_all counts an abstention as a miss. left_out are rows without text
    or label, foreign the rows of labels that Koe cannot give. One JSON object, or a table on a
    terminal.

    Example: koe eval labels tickets.csv --task sentiment --json
    """
    import sys

    from connectors.labelled import Columns
    from flows.label_evaluation import evaluate_labels

    found = evaluate_labels(
        file,
        task,
        columns=Columns(text=text_column, label=label_column),
        names=names,
        taxonomy=taxonomy,
        predictions=predictions,
    )
    _warn(found)
    if as_json or not sys.stdout.isatty():
        console.as_json(found)
        return
    table = Table("label", "precision", "recall", "F1", "texts")
    for value, one in found["by_class"].items():
        shares = (f"{one[key]:.2f}" for key in ("precision", "recall", "f1"))
        table.add_row(value, *shares, str(one["support"]))
    console.data().print(table)
    for key in ("n", "accuracy", "macro_f1", "macro_f1_of_all", "coverage", "seconds"):
        console.data().print(f"{key}: {found[key]}")


def _warn(found: dict[str, Any]) -> None:
    if found["left_out"]:
        console.say(f"Rows without a text or a label, left out: {found['left_out']:,}.")
    for label, rows in found["foreign"].items():
        console.say(f"No label that Koe can give: {label!r} ({rows:,}). See --map.")
