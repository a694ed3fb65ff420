"""``koe desk`` as a service manager stops it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SERVER = "import os, time; print(os.getpid(), flush=True); time.sleep(60)"
DESK = f"""
import sys
from pathlib import Path
from app.commands.desk import _serve
sys.exit(_serve([sys.executable, "-c", {SERVER!r}], Path.cwd()))
"""


def test_whoever_ends_the_desk_ends_its_server_too(tmp_path: Path) -> None:
    desk = subprocess.Popen(
        [sys.executable, "-c", DESK],
        stdout=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    with desk:
        assert desk.stdout is not None
        server = int(desk.stdout.readline())
        desk.send_signal(signal.SIGTERM)
        desk.wait(20)
    with pytest.raises(ProcessLookupError):
        os.kill(server, 0)
