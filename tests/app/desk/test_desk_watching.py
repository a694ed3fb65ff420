"""What waits is drawn with a page without taking away what was pressed there."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from app.desk import deciding


def page() -> None:
    """Streamlit reads it as a script of its own, hence what it imports."""
    from types import SimpleNamespace
    from typing import Any

    import streamlit as st

    from app.desk import deciding

    session: Any = SimpleNamespace(
        settings=SimpleNamespace(snapshot=None),
        reader=SimpleNamespace(edition=(1, 1)),
        told=lambda key: key,
    )
    pressed = st.button("press")
    deciding.watch(session)
    if pressed:
        st.session_state["done"] = True


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A newer edition is there whenever somebody looks."""
    found = (SimpleNamespace(edition=(2, 2)), None)
    monkeypatch.setattr(deciding, "to_show", lambda _: found)
    monkeypatch.setattr(deciding, "edition", lambda _: (2, 2))
    monkeypatch.setattr(deciding, "_entries", lambda _: [])


def test_a_button_does_its_work_though_a_newer_edition_came_while_its_page_was_drawn(
    newer: None,
) -> None:
    at = AppTest.from_function(page, default_timeout=60).run()
    at.button[0].click().run()
    assert at.session_state["done"]
