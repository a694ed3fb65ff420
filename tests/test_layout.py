"""The house stands as drawn: docs, contracts and packages agree."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ROOMS = set(PYPROJECT["tool"]["importlinter"]["root_packages"])


def packages() -> set[str]:
    return {folder.name for folder in ROOT.iterdir() if (folder / "__init__.py").is_file()}


def test_every_top_level_package_stands_under_the_import_contracts() -> None:
    assert packages() == ROOMS


def test_every_room_is_shipped_in_the_wheel() -> None:
    assert set(PYPROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) == ROOMS


def test_no_installed_package_shadows_a_room_of_ours() -> None:
    owners = importlib.metadata.packages_distributions()
    foreign = {room: owners[room] for room in ROOMS & set(owners)}
    assert {name for names in foreign.values() for name in names} <= {"koe-voice"}


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_a_room_is_imported_from_this_checkout(room: str) -> None:
    module = __import__(room)
    assert Path(str(module.__file__)).is_relative_to(ROOT)


def test_no_file_outgrows_its_room() -> None:
    """300 lines: past that a file holds two subjects (style.md: 100-250)."""
    files = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    long = {
        str(path.relative_to(ROOT)): lines
        for path in files
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 300
    }
    assert long == {}


def test_no_file_is_named_after_nothing() -> None:
    banned = {"utils", "util", "helpers", "helper", "manager", "managers", "misc", "common"}
    found = [p for room in ROOMS for p in (ROOT / room).rglob("*") if p.stem.lower() in banned]
    assert found == []


def test_the_default_install_holds_no_torch_and_no_cuda() -> None:
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    names = {package["name"] for package in lock["package"]}
    assert not {"torch", "sentence-transformers", "triton"} & names
    assert not [name for name in names if name.startswith("nvidia-")]


def test_torch_cannot_be_imported() -> None:
    with pytest.raises(ModuleNotFoundError):
        __import__("torch")


def test_help_imports_no_heavy_library() -> None:
    """``koe --help`` answers at once because none of these is loaded (nlp.md, start-up costs)."""
    code = (
        "import sys; sys.argv = ['koe', '--help']\n"
        "from app.main import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'prefect', 'spacy', 'bertopic', 'sklearn', 'sknetwork', 'numba', 'duckdb',"
        " 'numpy', 'jira', 'pyarrow', 'starlette'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    command = [sys.executable, "-c", code]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stderr.strip() == "[]"
    assert "run" in result.stdout
