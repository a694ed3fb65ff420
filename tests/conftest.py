"""What several rooms' tests share: the command line as people meet it, and one run of the demo."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.main import main

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


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """``koe demo``, once for all tests that look at it (a minute or two)."""
    folder = tmp_path_factory.mktemp("demo") / "koe-demo"
    told = koe_process("demo", "--folder", folder, cwd=tmp_path_factory.getbasetemp())
    assert told.code == 0, told.err
    return Demo(folder, told)
