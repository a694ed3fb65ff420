"""A night, start to end: intake, analyse, alert, report, publish.

Plain functions, no orchestrator: ``koe run`` calls this directly, and the Prefect flow
(``flows.nightly``) calls the same with each stage wrapped in a task. Each stage commits what
it did, so a killed night goes on where it stopped when it is run again.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from flows.settings import Settings
from records.errors import CheckFailed, HelpdeskError, KoeError
from records.run import Progress, RunReport, StageReport, silent
from warehouse import runs
from warehouse.store import Warehouse

Counts = dict[str, int]
Work = Callable[[], Counts]
# How a stage is carried out: directly, or as a Prefect task. ``network`` stages may be retried.
Step = Callable[[str, bool, Work], Counts]


def utc_now() -> datetime:
    """The clock of a real run; tests and the demo pass their own."""
    return datetime.now(UTC)


def directly(name: str, network: bool, work: Work) -> Counts:  # noqa: ARG001
    """Carry a stage out here and now."""
    return work()


@dataclass(slots=True)
class Night:
    """What every stage of one run needs, and what it learns on the way."""

    settings: Settings
    warehouse: Warehouse
    clock: Callable[[], datetime] = utc_now
    progress: Progress = silent
    say: Callable[[str], None] = lambda _text: None
    exports: Sequence[Path] | None = None
    dry_run: bool = False
    believe_all_gone: bool = False
    run_id: str = ""
    warnings: list[str] = field(default_factory=list)
    stages: list[StageReport] = field(default_factory=list)

    def warn(self, text: str) -> None:
        """Say something that people should read, now and in the run report."""
        told = redacted(text)
        self.warnings.append(told)
        self.say(f"warning: {told}")


def open_warehouse(settings: Settings, *, key: str | None = None) -> Warehouse:
    """The warehouse that ``settings`` name; ``key`` opens one that they no longer encrypt."""
    return Warehouse(
        settings.at(settings.paths.warehouse),
        time_zone=settings.account.time_zone,
        key=key or settings.warehouse_key,
        memory_mb=settings.machine.database_mb,
    )


def open_night(
    settings: Settings,
    *,
    clock: Callable[[], datetime] = utc_now,
    progress: Progress = silent,
    say: Callable[[str], None] = lambda _text: None,
    exports: Sequence[Path] | None = None,
    dry_run: bool = False,
) -> Night:
    """A night over the warehouse that ``settings`` name."""
    return Night(settings, open_warehouse(settings), clock, progress, say, exports, dry_run)


STAGES: tuple[str, ...] = ("intake", "analyse", "alert", "report", "publish")
NETWORK = frozenset({"report"})
COUNTED_ONCE = frozenset({"intake", "analyse"})  # many transactions, and no view is read


def run_night(night: Night, *, only: Sequence[str] = STAGES, step: Step = directly) -> RunReport:
    """Run the stages named in ``only``, in order, under the warehouse's lock.

    A tracker or helpdesk that cannot be reached does not keep people from the trends of what is
    there: the night goes on, then the error is raised. Any other failed stage ends the run.

    What people decided while another run had the warehouse is carried out first, what they
    decide during this one before it is published.

    Raises LockHeld where another run is going on, and whatever a stage raised.
    """
    report, deferred = _run_locked(night, only, step)
    if "decide" not in only and not night.dry_run:
        from flows.decide import settle

        settle(night)  # decided after the last look, before the lock was free
    if deferred is not None:
        raise deferred
    return report


def _run_locked(night: Night, only: Sequence[str], step: Step) -> tuple[RunReport, KoeError | None]:
    kind = "nightly" if tuple(only) == STAGES else "+".join(only)
    with night.warehouse.lock():
        _decided_meanwhile(night, only)
        started = night.clock()
        night.run_id = _run_id(started, night)
        runs.start_run(night.warehouse, night.run_id, kind, _manifest(night), started)
        try:
            _finish_erasures(night, only)
            deferred = _run_stages(night, _before_publishing(night, only), step)
            _check(night)
        except BaseException as error:
            runs.finish_run(night.warehouse, night.run_id, night.clock(), error=_told(error))
            raise
        runs.finish_run(
            night.warehouse,
            night.run_id,
            night.clock(),
            error=_told(deferred) if deferred else None,
        )
        if "publish" in only:
            _publish(night, only, step)
        report = RunReport(
            night.run_id, started, night.clock(), tuple(night.stages), tuple(night.warnings)
        )
        return report, deferred


def _heeds_inbox(only: Sequence[str]) -> bool:
    """Whether this run shows what it carries out, and is not itself carrying out a decision."""
    return "publish" in only and "decide" not in only


def _decided_meanwhile(night: Night, only: Sequence[str]) -> Callable[[], None]:
    """Carry out what waits in the inbox; returns what to call once it is published."""
    if not _heeds_inbox(only):
        return lambda: None
    from flows.decide import carry_out_waiting

    return carry_out_waiting(night)


def _before_publishing(night: Night, only: Sequence[str]) -> list[str]:
    """The stages whose outcome is published; a whole night also removes what is too old."""
    names = [stage for stage in only if stage != "publish"]
    is_whole = tuple(only) == STAGES
    return [*names, "retention"] if is_whole and night.settings.retention.is_on else names


def _finish_erasures(night: Night, only: Sequence[str]) -> None:
    """What a killed erasure left, or what the tracker was not there for."""
    from warehouse.erasure import open_erasures

    if tuple(only) == STAGES and not night.dry_run and open_erasures(night.warehouse):
        from flows.erasure import finish

        finish(night)


def _publish(night: Night, only: Sequence[str], step: Step) -> None:
    """Publish after the run is written down as done, so that the snapshot tells so; where
    publishing fails, the run is written down as failed after all."""
    try:
        published = _decided_meanwhile(night, only)
        _run_stages(night, ["publish"], step)
        published()
    except BaseException as error:
        runs.finish_run(night.warehouse, night.run_id, night.clock(), error=_told(error))
        raise


def _run_stages(night: Night, names: Sequence[str], step: Step) -> KoeError | None:
    deferred: KoeError | None = None
    for name in names:
        try:
            _run_stage(night, name, step)
        except KoeError as error:
            if name not in NETWORK and not isinstance(error, HelpdeskError):
                raise
            deferred = error
            night.warn(f"{name} did not finish: {error}")
    return deferred


def _run_stage(night: Night, name: str, step: Step) -> None:
    began = time.perf_counter()
    with night.warehouse.counting_later() if name in COUNTED_ONCE else nullcontext():
        counts = step(name, name in NETWORK, lambda: _stage(name)(night))
    report = StageReport(name, time.perf_counter() - began, peak_memory_mb(), counts)
    night.stages.append(report)
    runs.record_stage(night.warehouse, night.run_id, report)
    told = ", ".join(f"{key.replace('_', ' ')} {value:,}" for key, value in counts.items())
    night.say(f"{name}: {told} ({report.seconds:.1f} s, peak {report.peak_mb:,.0f} MB)")


def _stage(name: str) -> Callable[[Night], Counts]:
    """The stage's function; imported when it runs, as each brings heavy libraries of its own."""
    stage: Callable[[Night], Counts] = getattr(import_module(f"flows.{name}"), name)
    return stage


def _check(night: Night) -> None:
    from warehouse.checks import run_checks

    broken = [result for result in run_checks(night.warehouse, run_id=night.run_id) if result.rows]
    if broken:
        told = "; ".join(f"{item.name}: {len(item.rows)} bad rows" for item in broken)
        raise CheckFailed(
            f"the warehouse contradicts itself: {told}",
            next_step="see the rows with `koe doctor`; nothing was published",
        )


def _run_id(started: datetime, night: Night) -> str:
    """Sortable by time; two runs that start within one second on a frozen clock still differ."""
    base = f"{started.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    taken = runs.run_ids(night.warehouse, base)
    names = (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def _manifest(night: Night) -> dict[str, object]:
    from importlib.metadata import version

    learning = ("bertopic", "scikit-network", "spacy", "scikit-learn", "numpy")
    return {
        "versions": {name: version(name) for name in ("koe-voice", "duckdb", *learning)},
        "python": sys.version.split()[0],
        "settings": night.settings.model_dump(mode="json", exclude={"paths"}),
    }


def _told(error: BaseException) -> str:
    """What may be kept of an error: our own words, or only the type of a foreign one, since
    a library's message may quote the text it failed on."""
    return redacted(str(error)) if isinstance(error, KoeError) else type(error).__name__


def redacted(text: str) -> str:
    """A message for people without the personal data that a file's own words may have brought
    into it (a CSV without a header, say)."""
    from nlp.privacy import Redactor

    return Redactor().redact([text])[0]


def peak_memory_mb() -> float:
    """Peak resident memory of this process in MB: ``VmHWM`` on Linux, where ``ru_maxrss`` begins
    with the peak of the process that started this one; elsewhere ``ru_maxrss`` (bytes on macOS)."""
    status = Path("/proc/self/status")
    told = status.read_text(encoding="utf-8") if status.exists() else ""
    if "VmHWM:" in told:  # not every sandbox tells it
        return int(told.partition("VmHWM:")[2].split()[0]) / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
