"""``koe eval topics`` and ``koe scorecard``: how good Koe is, on your own texts and on its own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app import console
from records.errors import ConfigurationError

File = Annotated[Path, typer.Argument(help="Texts: .csv, .tsv or .jsonl, in UTF-8 or CP932.")]


def register(group: typer.Typer) -> None:
    """Add the command of this file to ``koe eval``."""
    group.command("topics")(topics)


def topics(
    file: File,
    text_column: Annotated[str, typer.Option(help="Name of the column of texts.")] = "text",
    label_column: Annotated[str, typer.Option(help="Name of the column of labels.")] = "label",
    where: Annotated[
        list[str] | None,
        typer.Option(help="Only rows whose column has this value: split=test. May be repeated."),
    ] = None,
    shuffles: Annotated[
        int, typer.Option(min=0, help="Run the rows in so many other orders too.")
    ] = 0,
    nights: Annotated[
        int, typer.Option(min=0, help="Half of the rows first, the rest in so many nights.")
    ] = 0,
    predictions: Annotated[
        Path | None, typer.Option(help="Write text, topic id and topic name to this CSV.")
    ] = None,
    config: Annotated[
        Path | None, typer.Option("--config", "-c", help="Use \\[analysis] of this settings file.")
    ] = None,
    as_json: Annotated[
        bool,
        typer.Option("--json", hidden=True, help="It always is JSON."),
    ] = False,
) -> None:
    """Find topics in a file's texts as a night would, then compare with its labels.

    Prints one JSON object: n, topics, unassigned (share; they count as one more cluster),
    v_measure and ari (null without labels), seconds, peak_mb; with --shuffles also
    order_agreement (the lowest ARI between two orders of the same rows; 1.0: order is nothing).

    Example: koe eval topics tickets.csv --label-column reason --predictions found.csv
    """
    from connectors.labelled import Columns, read_labelled, write_predictions
    from flows.settings import load_settings
    from flows.topic_evaluation import evaluate_topics

    del as_json
    texts = read_labelled(file, Columns(text=text_column, label=label_column), _conditions(where))
    with console.progress() as progress:
        evaluated = evaluate_topics(
            texts,
            settings=load_settings(config) if config else None,
            shuffles=shuffles,
            nights=nights,
            progress=progress,
        )
    if predictions:
        pairs = zip(texts, evaluated.found, strict=True)
        rows = [(text.text, found.number, found.name) for text, found in pairs]
        write_predictions(predictions, ("text", "topic_id", "topic_name"), rows)
    console.as_json(evaluated.figures)


def _conditions(where: list[str] | None) -> dict[str, str]:
    pairs = [condition.partition("=") for condition in where or ()]
    for column, sign, _ in pairs:
        if not (column and sign):
            raise ConfigurationError(
                f"--where {column!r} is no condition", expected="column=value, as in split=test"
            )
    return {column: value for column, _, value in pairs}
