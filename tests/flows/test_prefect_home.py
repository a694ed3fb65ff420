"""What a night leaves with Prefect: its database, its folder, the logs and what it prints.

The night runs as an operator would start it, in a process of its own with Prefect's own database
in an empty home folder; then every byte that lies there is searched. A file name that was given
as a parameter proves that the search would find something.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

NewAccount = Callable[..., Any]
Leaks = Callable[[bytes], set[str]]
ROOT = Path(__file__).parents[2]
SECRETS = {
    "KOE_PSEUDONYM_KEY": "pseudonym-marker-5f0c2d9e",
    "KOE_JIRA_TOKEN": "jira-token-marker-77aa31",
    "KOE_ZENDESK_CLIENT_SECRET": "zendesk-marker-0b1d44f2",
    "KOE_INTERCOM_TOKEN": "intercom-marker-9c51e7aa",
}
SEEN = "検査印-5e1f"  # the name of a folder that Prefect is told: it must be found
NIGHT = "import sys; from flows.nightly import nightly; nightly(sys.argv[1], [sys.argv[2]])"
# A library that fails on a customer's words and names them in its message, its cause and its note.
FAILS = """
import sys
from flows import analyse
def fails(night):
    text = "勅使河原 冴子 080-4417-9263 " + night.settings.secrets.pseudonym_key.get_secret_value()
    try:
        raise LookupError(text)
    except LookupError as error:
        wrapped = ValueError(f"no vector for {text!r}")
        wrapped.add_note(text)
        raise wrapped from error
analyse.analyse = fails
"""


@pytest.fixture(params=["a night that ends well", "a night that fails on a customer's words"])
def left(request: pytest.FixtureRequest, marked_account: NewAccount, tmp_path: Path) -> Any:
    """A night with marked data; gives what it printed and everything below its home."""
    fails = "fails" in request.param
    account = marked_account("home")
    folder = tmp_path / SEEN
    folder.mkdir()
    export = account.export.rename(folder / account.export.name)
    home = tmp_path / "operator"
    home.mkdir()
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PREFECT_", "KOE_"))}
    done = subprocess.run(
        [sys.executable, "-c", (FAILS if fails else "") + NIGHT, str(account.config), str(export)],
        cwd=ROOT,
        env=clean | SECRETS | {"HOME": str(home), "PREFECT_HOME": str(home / ".prefect")},
        capture_output=True,
        check=False,
    )
    assert (done.returncode == 0) is not fails, done.stderr.decode()[-2000:]
    return done.stdout + done.stderr, home


def test_prefect_and_the_home_folder_hold_no_secret_and_nobody(left: Any, leaks: Leaks) -> None:
    printed, home = left
    written = dict(contents(home))
    assert any(name.endswith("prefect.db") for name in written)
    everything = b"".join(written.values())
    assert b"koe-nightly" in everything
    assert is_in(SEEN, everything)
    for where, content in {"what was printed": printed, **written}.items():
        assert leaks(content) == set(), where
        assert [name for name, value in SECRETS.items() if is_in(value, content)] == [], where


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below ``folder``: databases, their logs and caches too."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield str(path.relative_to(folder)), path.read_bytes()


def is_in(word: str, content: bytes) -> bool:
    """Whether ``word`` stands there as it is or as JSON escapes it."""
    escaped = word.encode("ascii", "backslashreplace")
    return any(form in content for form in (word.encode(), escaped))
