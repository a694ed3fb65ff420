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

import httpx

from benchmarks.history import FIRST_NIGHT, grow, nights, seed, settings_of
from flows.night import open_night, run_night
from flows.settings import load_settings

ROOT = Path(__file__).parents[1]
# What the page has to show, asked with every frame: Playwright's own waiting for an element looks
# twice a second only, after the first quarter of one.
DRAWN = """() => document.querySelector(
  '[data-testid="stApp"][data-test-script-state="notRunning"]')"""
TITLED = "title => [...document.querySelectorAll('h1')].some(one => one.innerText === title)"
SAID = """words => document.querySelector('[data-testid="stMain"]').innerText.includes(words)"""
ANSWERED = """() => document.querySelector(
  '[data-testid="stExpanderDetails"] [data-testid="stText"]')"""
FOUND = """words => {
  const shown = [...document.querySelectorAll('.koe-voice p')];
  const none = document.body.innerText.includes('No voice matches');
  const asked = new URLSearchParams(location.search).get('q') === words;
  return asked && none === (shown.length === 0)
    && shown.every(one => one.textContent.toLowerCase().includes(words));
}"""
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
BREATH = 4.0  # seconds: the desk looks further three after it answers (app.desk.ready)
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
    began = time.perf_counter()
    with desk(config) as (base, group):
        found = {"koe desk, until it answers": [(time.perf_counter() - began, worked(group))]}
        found |= measured(base, group, chosen.times, snapshot_of(config))
        held = resident_mb(group)
    if chosen.json:
        print(json.dumps(found, ensure_ascii=False))
        return
    print(f"the desk holds {held:,.0f} MB at the end")
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


def resident_mb(group: int) -> float:
    """Resident memory of all processes of a group (Linux)."""
    pages = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            told = path.read_text(encoding="utf-8").rpartition(")")[2].split()
            pages += int(told[21]) if int(told[2]) == group else 0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024**2


def idle(group: int) -> None:
    """Wait until a group of processes has nothing to do any more, its breath included."""
    time.sleep(BREATH)
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
        first = new_tab(browser)
        found["the very first page after it answers"] = [timed(lambda: opened(first, base))]
        idle(group)  # the desk has the night to get ready
        for _ in range(times):
            page = new_tab(browser)
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


# How often the desk told the page something, and when last; how often the page began or ended to
# be drawn. The page alone cannot show whether a click is done, where it looks the same before and
# after.
HEARD = """
window.koeHeard = window.koeTurns = 0;
document.addEventListener('DOMContentLoaded', () =>
  new MutationObserver(seen => { window.koeTurns += seen.length; }).observe(document.body,
    {subtree: true, attributes: true, attributeFilter: ['data-test-script-state']}));
window.WebSocket = class extends window.WebSocket {
  constructor(...all) {
    super(...all);
    this.addEventListener('message', () => {
      window.koeHeard += 1; window.koeHeardAt = performance.now(); });
  }
};"""
CHART = '[data-testid="stVegaLiteChart"] :is(canvas, svg)'
# Told, and being drawn or so soon done that the page never said so.
BEGUN = """([heard, turns]) => window.koeHeard > heard
  && (window.koeTurns > turns || performance.now() - window.koeHeardAt > 100)"""
PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def new_tab(browser: Any) -> Any:
    """A tab as a reader has it, and counts what the desk tells it."""
    page = browser.new_page(locale="en-US", viewport={"width": 1280, "height": 900})
    page.set_default_timeout(30_000)
    page.add_init_script(HEARD)
    return page


@contextmanager
def drawn_anew(page: Any) -> Iterator[None]:
    """What is clicked in this block is drawn at its end."""
    before = page.evaluate("[window.koeHeard, window.koeTurns]")
    yield
    page.wait_for_function(BEGUN, arg=before)
    page.evaluate(PAINTED)
    page.wait_for_function(DRAWN)


def opened(page: Any, address: str, *shows: str) -> None:
    """The desk in a new tab, all drawn."""
    page.goto(address)
    for part in ("h1", *shows):
        page.wait_for_function("part => document.querySelector(part)", arg=part)
    page.wait_for_function(DRAWN)


def walk(page: Any, base: str) -> Iterator[tuple[str, Callable[[], object]]]:
    """A reader's morning, click by click."""
    yield "the desk is opened", partial(opened, page, base)
    for name, heading in PAGES:
        yield f"page {name}", partial(to_page, page, name, heading)
    yield (
        "a topic by its link, in a new session",
        partial(opened, page, f"{base}/topic?n=1", ".koe-voice", CHART),
    )
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
            page.wait_for_function(TITLED, arg=name)
        page.wait_for_function(SAID, arg=heading)


def search(page: Any, words: str) -> None:
    """Type words and press Enter."""
    with drawn_anew(page):
        box = page.get_by_label("Words", exact=True)
        box.fill(words)
        box.press("Enter")
        page.wait_for_function(FOUND, arg=words)
    page.wait_for_function(FOUND, arg=words)


def replies(page: Any) -> None:
    """Open what support answered."""
    with drawn_anew(page):
        page.get_by_text("What support answered, newest first").click()
        page.wait_for_function(ANSWERED)


def language(page: Any) -> None:
    """Switch to Japanese."""
    with drawn_anew(page):
        page.get_by_text("日本語", exact=True).click()
        page.wait_for_function(SAID, arg="声をさがす")


if __name__ == "__main__":
    main()
