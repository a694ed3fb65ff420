"""The night as a Prefect flow: scheduled, watched, with artifacts. The work is in flows.night.

Only the report stage may be retried, and only on errors that say so: the other stages talk to
no network, and a second try of a failed check would hide it. Logs and artifacts hold ids and
counts, topic names and nothing a customer wrote.
"""

from __future__ import annotations

from pathlib import Path
from traceback import extract_tb
from typing import Any

from flows.settings import load_settings, prefect_environment

prefect_environment()

from prefect import flow, get_run_logger, task  # noqa: E402  (after its settings)
from prefect.artifacts import create_markdown_artifact, create_table_artifact  # noqa: E402
from prefect.cache_policies import NO_CACHE  # noqa: E402
from prefect.client.schemas.objects import State, TaskRun  # noqa: E402
from prefect.tasks import Task  # noqa: E402

from flows.night import Counts, Night, Work, open_night, run_night  # noqa: E402
from records.errors import KoeError, Retryable  # noqa: E402
from warehouse import trends  # noqa: E402

RETRIES = 2
RETRY_SECONDS = [60.0, 300.0]


async def _worth_retrying(_task: Task[..., Any], _run: TaskRun, state: State[Any]) -> bool:
    result = await state.aresult(raise_on_failure=False)
    return isinstance(result, Retryable)


def _as_task(name: str, network: bool, work: Work) -> Counts:
    """A stage as a task. Never cached: all stages look alike to Prefect (no input, one source
    line), so one would be given the result of another."""
    staged = task(
        name=name,
        retries=RETRIES if network else 0,
        retry_delay_seconds=RETRY_SECONDS,
        retry_condition_fn=_worth_retrying,
        persist_result=False,
        cache_policy=NO_CACHE,
    )
    return staged(lambda: _without_words(work))()


def _without_words(work: Work) -> Counts:
    """The work; a foreign error becomes its type and place. Prefect keeps every error's message
    in its own database, and a library's message may quote the text it failed on."""
    try:
        return work()
    except KoeError:
        raise
    except Exception as error:  # noqa: BLE001 - told on as a KoeError
        places = [
            f"{at.filename}:{at.lineno} in {at.name}" for at in extract_tb(error.__traceback__)
        ]
        raise KoeError(
            f"{type(error).__name__} (its message may quote a customer, so it is not kept)",
            expected="no such error: " + " < ".join(reversed(places[-8:])),
            next_step="run `koe run` by hand to see it whole; what was done stays done",
        ) from None


@flow(name="koe-nightly", persist_result=False)
def nightly(
    config: str = "koe.toml", exports: list[str] | None = None, dry_run: bool = False
) -> dict[str, Counts]:
    """One night of the account that ``config`` describes; returns the counts of each stage.

    The artifacts are made also when a stage failed: that is when people look for them.
    """
    night = open_night(
        load_settings(Path(config)),
        say=get_run_logger().info,
        exports=[Path(item) for item in exports] if exports else None,
        dry_run=dry_run,
    )
    try:
        run_night(night, step=_as_task)
    finally:
        if night.stages:
            _show(night)
    return {stage.stage: stage.counts for stage in night.stages}


def _show(night: Night) -> None:
    told = _report_markdown(night)
    create_markdown_artifact(told, key="koe-run", description="Koe: this run")
    with night.warehouse.lock(wait_seconds=60):
        rows = trends.topic_table(night.warehouse)
    create_table_artifact(rows, key="koe-topics", description="Koe: topics and how they move")


def _report_markdown(night: Night) -> str:
    lines = [f"## Koe run {night.run_id}", "", "| stage | seconds | peak MB | counts |"]
    lines += ["|---|---:|---:|---|"]
    for stage in night.stages:
        told = ", ".join(f"{key} {value:,}" for key, value in stage.counts.items())
        lines.append(f"| {stage.stage} | {stage.seconds:.1f} | {stage.peak_mb:,.0f} | {told} |")
    lines += ["", *(f"- {warning}" for warning in night.warnings)]
    return "\n".join(lines)
