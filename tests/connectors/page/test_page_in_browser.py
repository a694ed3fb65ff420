"""The page in a real browser: its script runs under its own policy, a customer's does not."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from connectors.page import render
from records.issue import Quote
from records.page import Page, PageTopic

Topics = Callable[..., PageTopic]
TOKYO = ZoneInfo("Asia/Tokyo")
NAMES = ("chromium", "chromium-browser", "google-chrome")
BROWSER = next((found for name in NAMES if (found := shutil.which(name))), None)
FLAGS = (
    "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking "
    "--disable-component-update --disable-dev-shm-usage --virtual-time-budget=2000 --dump-dom"
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(BROWSER is None, reason="no Chromium here: apt-get install chromium"),
]


def opened(html: str, folder: Path, address: str = "") -> str:
    """The page as it stands after its script ran."""
    file = folder / "page.html"
    file.write_text(html, encoding="utf-8")
    command = [str(BROWSER), *FLAGS.split(), f"--user-data-dir={folder / 'profile'}"]
    done = subprocess.run(
        [*command, f"{file.as_uri()}{address}"],
        capture_output=True, check=True, text=True, encoding="utf-8", timeout=120,
    )  # fmt: skip
    return done.stdout


def order(dom: str) -> list[str]:
    return re.findall(r'<tbody id="topic-(\d+)"', dom)


def test_the_address_chooses_the_language_and_opens_a_topic(page: Page, tmp_path: Path) -> None:
    dom = opened(render(page, TOKYO), tmp_path, "?lang=en#topic-2")
    assert re.search(r'<html[^>]* data-show="en"', dom)
    assert 'data-lang="en" lang="en" aria-pressed="true"' in dom
    assert re.search(r'aria-expanded="true" aria-controls="voices-2"', dom)
    assert re.search(r'id="voices-2">', dom)
    assert re.search(r'id="voices-1" hidden=""', dom)


def test_a_script_that_slipped_through_the_escaping_does_not_run(
    page: Page, topic: Topics, tmp_path: Path
) -> None:
    marker = "a customer's words"
    quote = Quote(marker, "en", page.day, "7")
    html = render(replace(page, topics=(topic(1, newest=(quote,)),)), TOKYO)
    attack = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
    dom = opened(html.replace("a customer&#39;s words", attack), tmp_path, "?lang=ja")
    assert attack[:20] in dom
    assert "<title>owned" not in dom
    assert 'data-show="ja"' in dom


# What a person does, as a script; it only runs because the test takes the policy out.
DEEDS = """
const press = (name) => [...document.querySelectorAll("#topics th button")]
  .find((one) => one.querySelector(".en").textContent === name).click();
const search = (text) => {
  const field = document.getElementById("filter");
  field.value = text;
  field.dispatchEvent(new Event("input"));
};
"""


def after(deed: str, page: Page, folder: Path) -> str:
    html = re.sub(r"<meta http-equiv[^>]+>", "", render(page, TOKYO))
    return opened(
        html.replace("</body>", f"<script>{DEEDS}{deed}</script></body>"), folder, "?lang=en"
    )


@pytest.mark.parametrize(
    ("deed", "wanted"),
    [
        ('press("Change");', ["2", "1", "3"]),
        ('press("Change"); press("Change");', ["3", "1", "2"]),
        ('press("Topic");', ["1", "3", "2"]),
    ],
)
def test_pressing_a_heading_sorts_the_topics(
    page: Page, tmp_path: Path, deed: str, wanted: list[str]
) -> None:
    assert order(after(deed, page, tmp_path)) == wanted


def test_searching_finds_full_width_letters_by_half_width_ones(
    page: Page, topic: Topics, tmp_path: Path
) -> None:
    quote = Quote("ＱＲコードが読めません。", "ja", page.day, "7")
    topics = (topic(1), topic(2, newest=(quote,)))
    dom = after('search("qrコード");', replace(page, topics=topics), tmp_path)
    assert re.search(r'<tbody id="topic-1" hidden="">', dom)
    assert re.search(r'<tbody id="topic-2">', dom)
    assert re.search(r'id="shown"[^>]*>1<', dom)
