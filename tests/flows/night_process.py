"""A process that runs nights in forks of itself, for tests that kill them.

It loads the models once; then each line on stdin ({"config", "at", "log"}) is one night in a
forked process, which says on stdout where it is ({"begin": stage}, {"progress": ...}), so that
a test can choose its moment; {"code": n} is its end.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from pathlib import Path

from flows.night import Counts, open_night, run_night
from flows.settings import load_settings
from nlp.embedding import default_embedder
from nlp.privacy import Redactor
from nlp.tokens import content_tokens
from records.errors import KoeError


def say(word: dict[str, object]) -> None:
    """One line, written at once: short enough that the pipe takes it whole."""
    os.write(1, (json.dumps(word) + "\n").encode())


def talk(text: str) -> None:
    """What ``koe run`` says on stderr."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def warm() -> None:
    """Load what is loaded lazily, so that forks share it."""
    texts = ["お世話になっております。田中です。", "Hello, this is Emily Carter."]
    Redactor().redact(texts)
    default_embedder().embed(texts)
    for text in texts:
        content_tokens(text)
    for name in (
        *("flows.intake", "flows.analyse", "flows.report", "flows.publish"),
        *("bertopic", "sknetwork.clustering", "sklearn.linear_model"),
        *("jira", "scipy.cluster.hierarchy"),
    ):
        import_module(name)


def step(name: str, network: bool, work: Callable[[], Counts]) -> Counts:
    say({"begin": name})
    counts = work()
    say({"end": name})
    return counts


def night(order: dict[str, str]) -> int:
    """A night as ``koe run`` runs it, on a clock that stands still; returns the exit code."""
    at = datetime.fromisoformat(order["at"])
    prepared = open_night(
        load_settings(Path(order["config"])),
        clock=lambda: at,
        progress=lambda what, done, _total: say({"progress": what, "done": done}),
        say=talk,
    )
    try:
        run_night(prepared, step=step)
    except KoeError as error:
        talk(f"koe: {error}")
        return error.exit_code
    return 0


def forked(order: dict[str, str]) -> int:
    """The night's exit code, or minus the signal that killed it."""
    pid = os.fork()
    if pid == 0:
        handle = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(handle, 2)
        try:
            code = night(order)
        except BaseException:  # noqa: BLE001 - a fork must never return into the loop
            traceback.print_exc()
            os._exit(99)
        os._exit(code)
    say({"pid": pid})
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def main() -> None:
    warm()
    say({"ready": True})
    for line in sys.stdin:
        say({"code": forked(json.loads(line))})


if __name__ == "__main__":
    main()
