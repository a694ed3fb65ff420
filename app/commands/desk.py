"""``koe desk``: the page that customer support opens in the morning."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tomllib
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated

import typer

from app import console
from app.options import CONFIG, Config
from records.errors import ConfigurationError

SECRETS = Path(".streamlit") / "secrets.toml"


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command("desk", rich_help_panel="Read")(desk)


def desk(
    config: Config = CONFIG,
    port: Annotated[int | None, typer.Option(help="Default: desk.port.")] = None,
    address: Annotated[
        str | None, typer.Option(help="Where to listen. Default: desk.address, this machine only.")
    ] = None,
) -> None:
    """Open the desk in a browser: what rose, every topic and voice, what product answered.

    It reads the published snapshot only, so it may stay open while nights run. Stop it with
    Ctrl-C. Example: koe desk --port 8600
    """
    from flows.settings import load_settings

    settings = load_settings(config)
    where, at = address or settings.desk.address, port or settings.desk.port
    login = _has_login(settings.root / SECRETS)
    if not login:
        _refuse_open_door(where, settings.root / SECRETS)
    console.say(f"desk: http://{where}:{at}  (stop with Ctrl-C)")
    raise typer.Exit(_serve(_command(config.resolve(), where, at, login=login), settings.root))


def _serve(command: list[str], folder: Path) -> int:
    """Run it to its end, and end it with us: SIGTERM reaches this process alone, Ctrl-C both."""
    with subprocess.Popen(command, cwd=folder, env=_environment()) as server:
        before = signal.signal(signal.SIGTERM, lambda *_: server.terminate())
        try:
            return server.wait()
        finally:
            signal.signal(signal.SIGTERM, before)
            server.terminate()


def _command(config: Path, address: str, port: int, *, login: bool) -> list[str]:
    """Streamlit without its statistics, its file watcher and its e-mail prompt."""
    script = Path(__file__).parents[1] / "desk" / "main.py"
    options = {
        "server.address": address,
        "server.port": port,
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
        "client.toolbarMode": "minimal",
        "client.showErrorDetails": "none",
        "runner.postScriptGC": "false",  # Python does so by itself; here .25 s a click
        "theme.primaryColor": "#0072B2",  # blue: told apart with any colour vision
    }
    flags = [f"--{name}={value}" for name, value in options.items()]
    start = [sys.executable, "-P", "-m", "app.desk.serve", "run", str(script), *flags]
    return [*start, "--", "--config", str(config), *(["--login"] if login else [])]


def _environment() -> dict[str, str]:
    """Streamlit looks for packages beside its script; ours lie two folders up."""
    root = str(Path(__file__).parents[2])
    path = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH", "")]))
    return {**os.environ, "PYTHONPATH": path}


def _has_login(secrets: Path) -> bool:
    """Whether Streamlit's OIDC login is set up beside koe.toml."""
    if not secrets.is_file():
        return False
    try:
        return "auth" in tomllib.loads(secrets.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"{secrets} is not valid TOML", next_step="mend it; docs/desk.md shows one"
        ) from error


def _refuse_open_door(address: str, secrets: Path) -> None:
    """Customers' words are not shown to a whole network without a login."""
    if address == "localhost" or _is_loopback(address):
        return
    raise ConfigurationError(
        f"the desk would listen on {address}, where others can reach it, and no login is set up",
        expected=f"an [auth] section in {secrets}",
        next_step="see docs/desk.md for a login through your identity provider, or listen on "
        "127.0.0.1 and put a proxy with a login in front",
    )


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
