"""How long the desk makes a reader wait on a large account, in a real browser.

    .venv/bin/python -m benchmarks.desk_speed --folder DIR [--build 1000000]

``DIR`` holds a koe.toml and its published snapshot; ``--build`` grows one there first
(``benchmarks.history``). Needs Debian's Chromium. Each line is a click or an opening as a reader
does it, from the press to the last thing drawn; the median and the slowest of ``--times``.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from benchmarks.history import FIRST_NIGHT, grow, nights, seed, settings_of
from flows.night import open_night, run_night

ROOT = Path(__file__).parents[1]
DRAWN = '[data-testid="stApp"][data-test-script-state="notRunning"]'
CONFIG = '[account]\nname = "mikanpay"\nproduct = "Mikan Pay"\ntime_zone = "Asia/Tokyo"\n'


def main() -> None:
    """Build where asked, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--build", type=int, help="tickets to grow a warehouse to first")
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    if chosen.build:
        build(chosen.folder, chosen.build)
    with desk(chosen.folder / "koe.toml") as base:
        found = measured(base, chosen.times)
    if chosen.json:
        print(json.dumps(found, ensure_ascii=False))
        return
    for name, seconds in found.items():
        print(f"{name:44} {statistics.median(seconds):6.2f} s   slowest {max(seconds):6.2f} s")


def build(folder: Path, tickets: int) -> None:
    """A warehouse of so many tickets, published."""
    folder.mkdir(parents=True, exist_ok=True)
    export, *_ = nights(folder, 40)
    seed(folder, export)
    grow(folder, tickets)
    (folder / "koe.toml").write_text(CONFIG, encoding="utf-8")
    night = open_night(settings_of(folder), clock=lambda: FIRST_NIGHT)
    run_night(night, only=("publish",))


@contextmanager
def desk(config: Path) -> Iterator[str]:
    """A running desk; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "app.main", "desk", "--config", str(config.resolve())]
    with subprocess.Popen(
        [*command, "--port", str(port)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as server:
        try:
            yield ready(f"http://127.0.0.1:{port}")
        finally:
            os.killpg(server.pid, 15)


def ready(base: str) -> str:
    """The address, once the server answers."""
    for _ in range(600):
        try:
            if httpx.get(f"{base}/_stcore/health").status_code == 200:
                return base
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise SystemExit("the desk did not start")


def measured(base: str, times: int) -> dict[str, list[float]]:
    """Seconds by what a reader does."""
    from playwright.sync_api import sync_playwright

    found: dict[str, list[float]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        first = browser.new_page(locale="en-US", viewport={"width": 1280, "height": 900})
        first.set_default_timeout(30_000)
        found["the very first page of a new snapshot"] = [timed(lambda: opened(first, base))]
        for _ in range(times):
            page = browser.new_page(locale="en-US", viewport={"width": 1280, "height": 900})
            page.set_default_timeout(30_000)
            for name, seconds in walk(page, base):
                found.setdefault(name, []).append(seconds)
            page.close()
        browser.close()
    return found


def timed(work: Callable[[], object]) -> float:
    """Seconds that it took."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def opened(page: Any, base: str) -> None:
    """The desk in a new tab, all drawn."""
    page.goto(base)
    page.wait_for_selector("h1")
    page.wait_for_selector(DRAWN)


def walk(page: Any, base: str) -> Iterator[tuple[str, float]]:
    """A reader's morning, click by click."""
    yield "the desk is opened", timed(lambda: opened(page, base))
    for name, heading in (
        ("Topics", "Search names"),
        ("Voices", "shown"),
        ("Answers", "Waiting for product"),
        ("Labels", "Corrections so far"),
        ("Operations", "Rows that could not be read"),
        ("Today", "What rose"),
    ):
        yield f"page {name}", timed(lambda n=name, h=heading: to_page(page, n, h))  # type: ignore[misc]
    yield "a topic by its link, in a new session", timed(lambda: to_topic(page, base))
    for words in ("bank", "届かない", "zzzqqq"):
        yield f"voices of a topic that say {words}", timed(lambda w=words: search(page, w))  # type: ignore[misc]
    yield "what support answered", timed(lambda: replies(page))
    to_page(page, "Voices", "shown")
    for words in ("refund", "届かない", "zzzqqq"):
        yield f"all voices that say {words}", timed(lambda w=words: search(page, w))  # type: ignore[misc]
    yield "the other language", timed(lambda: language(page))


def to_page(page: Any, name: str, heading: str) -> None:
    """A click in the sidebar."""
    page.locator('[data-testid="stSidebarNav"]').get_by_text(name, exact=True).click()
    page.get_by_text(heading).first.wait_for()
    page.wait_for_selector(DRAWN)


def to_topic(page: Any, base: str) -> None:
    """The first topic, by its link."""
    page.goto(f"{base}/topic?n=1")
    page.wait_for_selector(".koe-voice")
    page.wait_for_selector(DRAWN)


def search(page: Any, words: str) -> None:
    """Type words and press Enter."""
    box = page.get_by_label("Words", exact=True)
    box.fill(words)
    box.press("Enter")
    page.wait_for_url(lambda url: "q=" in url)
    page.wait_for_function(
        """words => {
          const shown = [...document.querySelectorAll('.koe-voice p')];
          const none = document.body.innerText.includes('No voice matches');
          const all = shown.length > 0 && shown.every(
            one => one.textContent.toLowerCase().includes(words));
          return all || (none && shown.length === 0);
        }""",
        arg=words,
    )
    page.wait_for_selector(DRAWN)


def replies(page: Any) -> None:
    """Open what support answered."""
    page.get_by_text("What support answered, newest first").click()
    page.locator('[data-testid="stExpanderDetails"] [data-testid="stText"]').first.wait_for()
    page.wait_for_selector(DRAWN)


def language(page: Any) -> None:
    """Switch to Japanese."""
    page.get_by_text("日本語", exact=True).click()
    page.get_by_text("声をさがす").first.wait_for()
    page.wait_for_selector(DRAWN)


if __name__ == "__main__":
    main()
