"""Publish: the snapshot for SQL and the page for a browser, each swapped in whole."""

from __future__ import annotations

import os
from pathlib import Path

from connectors import page as pages
from flows.night import Counts, Night
from warehouse.page import read_page
from warehouse.snapshot import publish as publish_snapshot


def publish(night: Night) -> Counts:
    """Write both; who reads one meanwhile keeps reading the old one to its end. The page is read
    from the warehouse, which is at hand: the snapshot, which holds the same, lies on the disk."""
    settings = night.settings
    snapshot = publish_snapshot(night.warehouse, settings.at(settings.paths.snapshot))
    counts = {"snapshot_kb": snapshot.size // 1024}
    with night.warehouse.connect() as conn:
        page = read_page(conn, settings.account.product or settings.account.name)
    if page is None:
        night.say("no ticket is analysed yet, so there is no page")
        return counts
    target = settings.at(settings.paths.page)
    _swap_in(target, pages.render(page, settings.account.zone))
    night.say(f"page: {target}")
    return counts | {"topics": len(page.topics)}


def _swap_in(target: Path, text: str) -> None:
    """Owner-only, and never half a file under its own name."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = target.with_name(f".{target.name}.new")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(target)
