"""``koe init`` and ``koe doctor``."""

from __future__ import annotations

import secrets
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from app import console
from app.options import CONFIG, Config, Json


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("init", rich_help_panel="Start here")(init)
    app.command("doctor", rich_help_panel="Look after it")(doctor)


def init(
    folder: Annotated[Path, typer.Argument(help="Where Koe shall live.")] = Path(),
    show: Annotated[
        bool, typer.Option("--show", help="Only print every setting with its meaning.")
    ] = False,
) -> None:
    """Write koe.toml (every setting, explained) and .env (the key of customers' pseudonyms),
    and make the folder exports.

    Nothing that exists is overwritten.
    """
    from flows.settings import CONFIG_NAME
    from flows.settings_template import as_toml

    if show:
        print(as_toml())  # noqa: T201
        return
    (folder / "exports").mkdir(parents=True, exist_ok=True)
    _write_once(folder / CONFIG_NAME, as_toml())
    _write_once(folder / ".env", f"KOE_PSEUDONYM_KEY={secrets.token_hex(32)}\n", mode=0o600)
    console.say("Next: put exports in the folder `exports`, then run `koe doctor` and `koe run`.")


def _write_once(path: Path, text: str, mode: int = 0o644) -> None:
    if path.exists():
        console.say(f"{path} is already there; left as it is.")
        return
    path.touch(mode=mode)
    path.write_text(text, encoding="utf-8")
    console.say(f"Wrote {path}")


def doctor(config: Config = CONFIG, as_json: Json = False) -> None:
    """Check everything a night needs, before the night."""
    from flows.doctor import examine

    findings = examine(config)
    if as_json:
        console.as_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            console.say(f"{'ok  ' if finding.ok else 'FAIL'} {finding.name}: {finding.told}")
    if not all(finding.ok for finding in findings):
        raise typer.Exit(1)
