"""Which edition of the snapshot readers see.

The next one is opened and looked at behind the page (``app.desk.ready``); until it is ready readers
keep the one before, so that no click waits for it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import streamlit as st

from flows.settings import Settings
from records.errors import WarehouseError
from records.page import Page
from warehouse.desk import SnapshotReader, VoiceFilter, edition
from warehouse.sealing import Place

Edition = tuple[int, int]
Found = tuple[SnapshotReader, Page | None]
# Seconds that an edition is shown which is not the published one any more: it may hold words of
# somebody who was erased since.
PATIENCE = 60.0


class Shown:
    """The edition that was made ready last. It is held open, however many are published before the
    next one is ready."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._changing, self._holding = threading.Lock(), ExitStack()
        self._found: Found | None = None
        self._since: float | None = None

    def show(self, found: Found) -> None:
        """From now on readers see this one."""
        holding = ExitStack()
        holding.enter_context(found[0].held())
        with self._changing:
            before, self._holding = self._holding, holding
            self._found, self._since = found, None
        before.close()

    def while_published(self, published: Edition) -> Found | None:
        """What to show while this edition is published; None where it must be opened itself:
        nothing is ready, or what is was overtaken too long ago."""
        with self._changing:
            found, now = self._found, self._clock()
            if found is None or found[0].edition == published:
                return found
            if self._since is None:  # since it was overtaken, which nobody may have seen for hours
                self._since = min(now, published[1] / 1e9)
            if now - self._since < PATIENCE:
                return found
            self._found, overtaken, self._holding = None, self._holding, ExitStack()
        overtaken.close()
        return None


@st.cache_resource(show_spinner=False)
def shown() -> Shown:
    """One a desk."""
    return Shown()


def to_show(settings: Settings) -> Found:
    """The edition that a reader sees now. Raises WarehouseError where there is none."""
    now = edition(settings.snapshot)
    return shown().while_published(now) or published(settings, now)


@contextmanager
def held(settings: Settings) -> Iterator[Found]:
    """The same, open until the end of the block, whatever is published meanwhile."""
    with ExitStack() as holding:
        found = to_show(settings)
        try:
            holding.enter_context(found[0].held())
        except WarehouseError:  # closed since we asked for it: there is a newer one
            found = to_show(settings)
            holding.enter_context(found[0].held())
        yield found


def published(settings: Settings, of_edition: Edition) -> Found:
    """An edition, opened once for everybody."""
    product = settings.account.product or settings.account.name
    return _published(settings.snapshot, product, of_edition)


def first_looks(reader: SnapshotReader) -> None:
    """What the pages show first; before it, readers keep the edition they have."""
    reader.missed_replies()
    reader.voices(VoiceFilter())
    reader.filters()
    reader.answers()


# Streamlit keeps it by the arguments: the next snapshot that is published has another edition.
# The first is not looked at (hence its name), as it may hold a key.
@st.cache_resource(max_entries=2, show_spinner=False, on_release=lambda found: found[0].close())
def _published(_snapshot: Place, product: str, of_edition: Edition) -> Found:
    reader = SnapshotReader(_snapshot, of_edition)
    return reader, reader.page(product)
