"""What several rooms' tests share: the command line as people meet it, and one run of the demo."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

from app.main import main
from warehouse.store import Warehouse

# Machines are shared: how long one example takes says nothing about the code.
settings.register_profile("koe", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("koe")

ROOT = Path(__file__).parents[1]
KOE = Path(sys.executable).with_name("koe")


@dataclass(frozen=True, slots=True)
class Told:
    """What a command answered: its exit code, its data (stdout) and its talk (stderr)."""

    code: int
    out: str
    err: str


Koe = Callable[..., Told]


def without_secrets() -> dict[str, str]:
    """The environment of somebody who has set nothing of Koe's or Prefect's."""
    return {k: v for k, v in os.environ.items() if not k.startswith(("KOE_", "PREFECT_"))}


@pytest.fixture
def koe(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Koe:
    """Runs a command in this process, through the same entry point as the shell's ``koe``.
    Arguments are given one by one, or as one line of a shell."""
    for name in set(os.environ) - set(without_secrets()):
        monkeypatch.delenv(name)

    def run(*arguments: object) -> Told:
        words = [str(word) for word in arguments]
        monkeypatch.setattr(
            sys, "argv", ["koe", *(shlex.split(words[0]) if len(words) == 1 else words)]
        )
        capsys.readouterr()
        try:
            main()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
        captured = capsys.readouterr()
        return Told(code, captured.out, captured.err)

    return run


def koe_process(*arguments: object, cwd: Path | None = None) -> Told:
    """The installed command in a process of its own."""
    done = subprocess.run(
        [str(KOE), *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env=without_secrets(),
    )
    return Told(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="session")
def koe_in_process_of_its_own() -> Koe:
    """Runs the installed command as a shell would, with no secret in its environment."""
    return koe_process


@pytest.fixture(scope="session")
def unused_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse nobody has used, cutting days in Tokyo: copying it costs a tenth of the
    migrations that a new file begins with."""
    path = tmp_path_factory.mktemp("unused") / "var" / "koe.duckdb"
    with Warehouse(path, time_zone="Asia/Tokyo").connect():
        return path


@dataclass(frozen=True, slots=True)
class Demo:
    """The demo after its three nights: where it lies and what it said."""

    folder: Path
    told: Told

    @property
    def config(self) -> Path:
        return self.folder / "koe.toml"

    @property
    def snapshot(self) -> Path:
        return self.folder / "var" / "published" / "koe.duckdb"


Once = Callable[[str, Callable[[Path], object]], Path]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Gives the folder of a name, filled by whoever is first: once for all tests of both workers.
    Nobody may change what lies in it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def filled(name: str, fill: Callable[[Path], object]) -> Path:
        folder, done = shared / name, shared / f"{name}.done"
        with FileLock(shared / f"{name}.lock"):
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)  # what an attempt that failed has left
                folder.mkdir()
                fill(folder)
                done.touch()
        return folder

    return filled


@pytest.fixture(scope="session")
def demo(once: Once) -> Demo:
    """``koe demo``, once for all tests that look at it (a minute or two)."""

    def run(folder: Path) -> None:
        told = koe_process("demo", "--folder", folder / "koe-demo", cwd=folder)
        assert told.code == 0, told.err
        (folder / "said.json").write_text(json.dumps(asdict(told)), encoding="utf-8")

    folder = once("demo", run)
    said = (folder / "said.json").read_text(encoding="utf-8")
    return Demo(folder / "koe-demo", Told(**json.loads(said)))
