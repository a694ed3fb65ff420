"""Which account this desk shows."""

from __future__ import annotations

import sys
from pathlib import Path


def config_path() -> Path:
    """The settings file that ``koe desk`` passed on."""
    return Path(sys.argv[sys.argv.index("--config") + 1])
