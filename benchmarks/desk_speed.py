"""How long the desk makes a reader wait on a large account, in a real browser.

    .venv/bin/python -m benchmarks.desk_speed --folder DIR [--build 1000000]

``DIR`` holds a koe.toml and its published snapshot; ``--build`` grows one there first
(``benchmarks.history``). Needs Debian's Chromium. Each line is a click or an opening as a reader
does it, in seconds from the press to the last thing drawn: median and slowest of ``--times``.
CPU-s is what the desk's own processes worked meanwhile at most, all threads together: what the
clock is to be judged by where others keep the machine busy.
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
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx

from benchmarks.history import FIRST_NIGHT, grow, nights, seed, settings_of
from flows.night import open_night, run_night
from flows.settings import load_settings

ROOT = Path(__file__).parents[1]
DRAWN = '[data-testid="stApp"][data-test-script-state="notRunning"]'
PAGES = (
    ("Topics", "Search names"),
    ("Voices", "shown"),
    ("Answers", "Waiting for product"),
    ("Figures", "Topics only one agent answers"),
    ("Labels", "Corrections so far"),
    ("Operations", "Rows that could not be read"),
    ("Today", "What rose"),
)
Cost = tuple[float, float]
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
    config = chosen.folder / "koe.toml"
    with desk(config) as (base, group):
        found = measured(base, group, chosen.times, snapshot_of(config))
    if chosen.json:
        print(json.dumps(found, ensure_ascii=False))
        return
    print(f"{'':48} {'median':>8} {'slowest':>8} {'CPU-s':>8}   load {os.getloadavg()[0]:.1f}")
    for name, times in found.items():
        waits, work = [wait for wait, _ in times], [cpu for _, cpu in times]
        print(f"{name:48} {statistics.median(waits):8.2f} {max(waits):8.2f} {max(work):8.2f}")


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
def desk(config: Path) -> Iterator[tuple[str, int]]:
    """A running desk: its address and its process group."""
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
            yield ready(f"http://127.0.0.1:{port}"), server.pid
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


def worked(group: int) -> float:
    """Processor seconds of all processes of a group so far (Linux)."""
    total = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            told = path.read_text(encoding="utf-8").rpartition(")")[2].split()
            total += int(told[11]) + int(told[12]) if int(told[2]) == group else 0
    return total / os.sysconf("SC_CLK_TCK")


def idle(group: int) -> None:
    """Wait until a group of processes has nothing to do any more."""
    before = -1.0
    while worked(group) - before > 0.1:
        before = worked(group)
        time.sleep(2)


def snapshot_of(config: Path) -> Path:
    """Where the account's published snapshot lies."""
    settings = load_settings(config)
    return settings.at(settings.paths.snapshot)


def measured(base: str, group: int, times: int, snapshot: Path) -> dict[str, list[Cost]]:
    """(seconds, processor seconds) by what a reader does."""
    from playwright.sync_api import sync_playwright

    found: dict[str, list[Cost]] = {}

    def timed(work: Callable[[], object]) -> Cost:
        began, before = time.perf_counter(), worked(group)
        work()
        return time.perf_counter() - began, worked(group) - before

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        first = browser.new_page(locale="en-US", viewport={"width": 1280, "height": 900})
        first.set_default_timeout(30_000)
        found["the very first page after the desk was started"] = [
            timed(lambda: opened(first, base))
        ]
        idle(group)  # the desk has the night to get ready
        for _ in range(times):
            page = browser.new_page(locale="en-US", viewport={"width": 1280, "height": 900})
            page.set_default_timeout(30_000)
            for name, click in walk(page, base):
                found.setdefault(name, []).append(timed(click))
            page.close()
        idle(group)
        for name, click in after_publishing(first, snapshot):
            found.setdefault(name, []).append(timed(click))
        browser.close()
    return found


def after_publishing(page: Any, snapshot: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """Clicks of a reader who is at the desk when the next snapshot takes the place of the last."""
    for number, (name, heading) in enumerate((*PAGES, *PAGES)):
        if number in (0, len(PAGES)):
            fresh = snapshot.with_name(".desk_speed.new")
            shutil.copyfile(snapshot, fresh)
            fresh.replace(snapshot)
        kind = "first" if number % len(PAGES) == 0 else "later"
        yield f"published anew, {kind} click: {name}", partial(to_page, page, name, heading)


# How often the desk began or ended to draw. What the page shows does not tell: where neither the
# last search nor this one finds a voice, it looks the same before and after.
COUNTED = """() => {
  if (window.koeChanges !== undefined) return;
  window.koeChanges = 0;
  new MutationObserver(seen => { window.koeChanges += seen.length; }).observe(
    document.querySelector('[data-testid="stApp"]'),
    {attributes: true, attributeFilter: ['data-test-script-state']});
}"""


@contextmanager
def drawn_anew(page: Any) -> Iterator[None]:
    """What is clicked in this block is drawn at its end."""
    page.evaluate(COUNTED)
    before = page.evaluate("window.koeChanges")
    yield
    page.wait_for_function("was => window.koeChanges > was", arg=before)
    page.wait_for_selector(DRAWN)


def opened(page: Any, base: str) -> None:
    """The desk in a new tab, all drawn."""
    page.goto(base)
    page.wait_for_selector("h1")
    page.wait_for_selector(DRAWN)


def walk(page: Any, base: str) -> Iterator[tuple[str, Callable[[], object]]]:
    """A reader's morning, click by click."""
    yield "the desk is opened", partial(opened, page, base)
    for name, heading in PAGES:
        yield f"page {name}", partial(to_page, page, name, heading)
    yield "a topic by its link, in a new session", partial(to_topic, page, base)
    for words in ("bank", "届かない", "zzzqqq"):
        yield f"voices of a topic that say {words}", partial(search, page, words)
    yield "what support answered", partial(replies, page)
    yield "page Voices, filtered", partial(to_page, page, "Voices", "Segment")
    for words in ("refund", "届かない", "zzzqqq"):
        yield f"all voices that say {words}", partial(search, page, words)
    yield "the other language", partial(language, page)


def to_page(page: Any, name: str, heading: str) -> None:
    """A click in the sidebar."""
    with drawn_anew(page):
        page.locator('[data-testid="stSidebarNav"]').get_by_text(name, exact=True).click()
        if name != "Today":  # whose title is the product's name
            page.locator("h1").get_by_text(name, exact=True).wait_for()
        page.locator('[data-testid="stMain"]').get_by_text(heading).first.wait_for()


def to_topic(page: Any, base: str) -> None:
    """The first topic, by its link."""
    page.goto(f"{base}/topic?n=1")
    page.wait_for_selector(".koe-voice")
    page.wait_for_selector(DRAWN)


def search(page: Any, words: str) -> None:
    """Type words and press Enter."""
    with drawn_anew(page):
        box = page.get_by_label("Words", exact=True)
        box.fill(words)
        box.press("Enter")
        page.wait_for_url(lambda url: f"q={quote(words)}" in url)
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


def replies(page: Any) -> None:
    """Open what support answered."""
    with drawn_anew(page):
        page.get_by_text("What support answered, newest first").click()
        page.locator('[data-testid="stExpanderDetails"] [data-testid="stText"]').first.wait_for()


def language(page: Any) -> None:
    """Switch to Japanese."""
    with drawn_anew(page):
        page.get_by_text("日本語", exact=True).click()
        page.get_by_text("声をさがす").first.wait_for()


if __name__ == "__main__":
    main()
