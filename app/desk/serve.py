"""Streamlit's server with the thread that makes editions ready from its first moment on.

Streamlit runs nothing of ours before the first reader comes, who would wait for all of it.
"""

from __future__ import annotations

import logging
import threading
import time
from contextlib import suppress

# The first reader and the thread below would wait for these and import them at the same time;
# pandas DuckDB imports at the first question that holds a value.
import pandas  # type: ignore[import-untyped]  # noqa: F401
from streamlit import runtime
from streamlit.web import cli

import flows.answers
import flows.decide
import flows.label_training  # noqa: F401
from app.desk.account import config_path
from app.desk.editions import first_looks, published
from flows.settings import load_settings
from warehouse.desk import SnapshotReader, edition

LOOKS_EVERY = 0.05  # seconds
# Said once for each function of ours whose answers are kept, as no server runs yet.
logging.getLogger("streamlit.runtime.caching.cache_data_api").addFilter(
    lambda record: "No runtime found" not in record.getMessage()
)


def _open_first() -> SnapshotReader | None:
    """The published edition, opened before anybody is let in; imports what makes ready too."""
    import app.desk.ready  # noqa: F401

    with suppress(Exception):  # none is there, or it is broken: the page and the thread say so
        settings = load_settings(config_path())
        reader, _ = published(settings, edition(settings.snapshot))
        first_looks(reader)
        return reader
    return None


def _make_ready(first: SnapshotReader | None) -> None:
    while not runtime.exists():  # what is kept is kept by it
        time.sleep(LOOKS_EVERY)
    from app.desk.ready import keep_ready

    keep_ready(config_path(), first)


if __name__ == "__main__":
    threading.Thread(target=_make_ready, args=[_open_first()], daemon=True).start()
    cli.main(prog_name="streamlit")
