"""The next edition made ready before anybody asks for it.

On a large account the first look at an edition takes seconds: nobody should wait for them who
opens the desk in the morning, nor who is at it when a night ends. A thread of the desk looks for a
new snapshot and takes these first looks itself; then readers are shown it. What it saw is kept for
everybody, as anything that a reader saw is, and let go of as soon as there is another edition: it
may hold words of somebody who was erased since.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import streamlit as st

from app.desk import editions, labels
from app.desk.editions import first_looks
from app.desk.figure_words import FIRST_DIMENSION
from flows.settings import Settings, load_settings
from warehouse.desk import SnapshotReader, VoiceFilter, edition

EVERY_SECONDS, MOST_SECONDS = 2.0, 300.0
BREATH_SECONDS = 3.0  # for the first page, before more is looked at than it shows
NOWHERE = "\x00"  # words that no voice has
log = logging.getLogger(__name__)


def keep_ready(config: Path, first: SnapshotReader | None = None) -> None:
    """See that the thread is at work, one a desk; ``first`` was opened before it."""
    watch = _watch(config)
    watch.reader = watch.reader or first
    watch.start()


def look_now(config: Path) -> None:
    """Let it look at once: something was published."""
    _watch(config).wake()


class Watch:
    """Looks for a new edition every so many seconds, after trouble twice as long each time."""

    def __init__(self, config: Path, every: float = EVERY_SECONDS) -> None:
        self._config, self._every = config, every
        self._starting, self._stopping = threading.Lock(), threading.Event()
        self._woken = threading.Event()
        self._thread: threading.Thread | None = None
        self._ready: tuple[int, int] | None = None
        self.reader: SnapshotReader | None = None

    @property
    def is_alive(self) -> bool:
        """Whether somebody looks."""
        return self._thread is not None and self._thread.is_alive()

    def start(self) -> None:
        """Begin to look, again where it had ended; nothing where it goes on."""
        with self._starting:
            if not self.is_alive:
                self._stopping.clear()
                self._thread = threading.Thread(target=self._go_on, daemon=True)
                self._thread.start()

    def stop(self) -> None:
        """Look no more, and wait for the last look."""
        self._stopping.set()
        self._woken.set()
        if self._thread is not None:
            self._thread.join()

    def wake(self) -> None:
        """Look now rather than at the end of the wait."""
        self._woken.set()

    def look(self) -> bool:
        """Take the first looks at the edition that is published now, once, and show it; whether
        there is a new one."""
        settings = load_settings(self._config)
        now = edition(settings.snapshot)
        if now == self._ready:
            return False
        try:
            found = editions.published(settings, now)
            with found[0].held():
                first_looks(found[0])
                if edition(settings.snapshot) != now:
                    return False  # overtaken meanwhile: it may hold words that the newer has not
                editions.shown().show(found)
        finally:
            self._forget_all_but(now)
        self.reader, self._ready = found[0], now
        return True

    def look_further(self) -> None:
        """What the pages show a click later."""
        if self.reader is None:
            return
        with self.reader.held():
            for ask in _further(load_settings(self._config), self.reader):
                if self._stopping.is_set() or self._woken.is_set():
                    return  # there is a newer edition, which somebody waits for
                ask()

    def _forget_all_but(self, now: editions.Edition) -> None:
        """What was seen of the former edition. All that Streamlit keeps as data is of one."""
        if self.reader is not None and self.reader.edition != now:
            self.reader.forget()
            st.cache_data.clear()

    def _go_on(self) -> None:
        waits = self._every
        while not self._stopping.is_set():
            try:
                is_first = self._ready is None
                if self.look():
                    self._woken.wait(BREATH_SECONDS if is_first else 0)
                    self.look_further()
                waits = self._every
            except Exception as error:  # noqa: BLE001 - nobody else would ever look again
                waits = min(2 * waits, MOST_SECONDS)
                # its kind alone: what it says may hold a customer's words
                log.warning(
                    "the edition was not made ready (%s); again in %g s",
                    type(error).__name__,
                    waits,
                )
            self._woken.wait(waits)
            self._woken.clear()


@st.cache_resource(show_spinner=False, on_release=Watch.stop)
def _watch(config: Path) -> Watch:
    return Watch(config)


def _further(settings: Settings, reader: SnapshotReader) -> Iterator[Callable[[], object]]:
    """What they show a click later, and all texts once, so that a search finds them at hand."""
    yield partial(reader.voices, VoiceFilter(words=NOWHERE))
    for task in list(labels.tasks_of(settings))[:1]:
        yield partial(_ask_labels, settings, reader, task)
    yield reader.targets
    yield partial(reader.trend, FIRST_DIMENSION)
    yield reader.customer_time
    yield reader.contact_rates


def _ask_labels(settings: Settings, reader: SnapshotReader, task: str) -> None:
    found = labels.asked(settings, reader, reader.edition, task, labels.NEXT)
    reader.asked(task, [voice.voice_id for voice, _, _ in found])
