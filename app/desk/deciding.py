"""A decision taken at the desk: kept at once, carried out behind the page, shown when it is.

Every decision goes into the inbox first (milliseconds, whatever runs), and a thread carries out
what waits as soon as nobody else has the warehouse. A page that somebody looks at shows what
waits, what was refused and why, and draws itself anew once the next snapshot is there.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field

import streamlit as st

from app.desk import access
from app.desk.session import Session
from app.desk.words import LABELS_OF_KINDS
from flows.settings import Settings
from records.decision import AlertWish, AnyWish, LabelWish, Waiting, Wish
from records.errors import KoeError
from warehouse.desk import edition

EVERY_SECONDS = 2


@dataclass
class _Carrier:
    """One thread a desk carries decisions out; ``busy`` where a run has the warehouse."""

    working: threading.Lock = field(default_factory=threading.Lock)
    busy: bool = False
    trouble: str = ""


@st.cache_resource
def _carrier() -> _Carrier:
    return _Carrier()


def plain(text: str) -> str:
    """Text that Streamlit does not read as Markdown."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]()#+-.!|<>~$:" else sign for sign in text)


def who_and_why(session: Session, reviewer: str, key: str) -> tuple[str, str]:
    """Who decides (asked only where no login says so; remembered) and why."""
    by = reviewer or st.text_input(
        session.told("by"), st.session_state.get("who", ""), key=f"by_{key}"
    )
    why = st.text_input(session.told("why"), key=f"why_{key}")
    return by.strip(), why.strip()


def take(session: Session, wish: AnyWish) -> None:
    """Keep a decision, begin to carry it out, and draw the page anew; what cannot be is said."""
    from flows.decide import put
    from flows.night import open_night

    if access.reviewer(session) is None:
        return
    if not (wish.by and wish.why):
        st.warning(session.told("by_and_why"))
        return
    if not access.reviewer(session):
        st.session_state["who"] = wish.by
    try:
        put(open_night(session.settings), wish)
    except KoeError as error:
        st.error(plain(str(error)))
        return
    _begin(session.settings)
    st.session_state["taken"] = True
    st.rerun()


def watch(session: Session) -> None:
    """What waits and what was refused, on every page; nothing where there is neither."""
    from flows.decide import inbox_of

    if st.session_state.pop("taken", False):
        st.toast(session.told("kept"))
    try:
        entries = inbox_of(session.settings).entries()
    except KoeError as error:
        st.error(plain(str(error)))
        return
    if entries:
        seen = (edition(session.settings.snapshot), _numbers(entries))
        waits = any(one.refused is None for one in entries)
        st.fragment(_watched, run_every=EVERY_SECONDS if waits else None)(session, seen)


def _watched(session: Session, seen: tuple[tuple[int, int], list[tuple[int, bool]]]) -> None:
    from flows.decide import inbox_of

    entries = inbox_of(session.settings).entries()
    if (edition(session.settings.snapshot), _numbers(entries)) != seen:
        st.rerun()
    if any(one.refused is None for one in entries):
        _begin(session.settings)
    with st.container(border=True):
        for one in entries:
            _entry(session, one)
        if trouble := _carrier().trouble:
            st.error(plain(trouble))


def _numbers(entries: Iterable[Waiting]) -> list[tuple[int, bool]]:
    return [(one.entry, one.refused is None) for one in entries]


def _entry(session: Session, one: Waiting) -> None:
    told = session.told
    text, button = st.columns([5, 1], vertical_alignment="center")
    if one.refused is not None:
        text.warning(f"{told('refused')} {_said(session, one.wish)}\n\n{plain(one.refused)}")
    else:
        state = told("waits_for_night") if _carrier().busy else told("under_way")
        text.caption(f"⏳ {state} {_said(session, one.wish)}")
    if one.taken or access.reviewer(session) is None:
        return
    if button.button(told("put_away" if one.refused else "withdraw"), key=f"drop_{one.entry}"):
        from flows.decide import inbox_of

        inbox_of(session.settings).withdraw(one.entry)
        st.rerun()


def _said(session: Session, wish: AnyWish) -> str:
    """The decision in words, with who and why."""
    told = session.told
    if isinstance(wish, Wish):
        about = [f"#{wish.topic}" if wish.topic else "", told(wish.kind.value)]
        about += [wish.name_ja or "", wish.name_en or "", f"#{wish.other}" if wish.other else ""]
    elif isinstance(wish, LabelWish) and wish.undoes is not None:
        about = [told("correction"), str(wish.undoes), told("undo")]
    elif isinstance(wish, LabelWish):
        task = LABELS_OF_KINDS.get(wish.task, (wish.task, wish.task))[session.side]
        about = [wish.target[:8], task, "→", wish.value]
    else:
        assert isinstance(wish, AlertWish)
        about = [told("alert"), wish.alert, told(wish.decision.value), str(wish.until or "")]
    return plain(" ".join(filter(None, [*about, f"({wish.by}: {wish.why})"])))


def _begin(settings: Settings) -> None:
    """Start the thread that carries out what waits, unless it is at work."""
    if _carrier().working.acquire(blocking=False):
        threading.Thread(target=_work, args=(settings, _carrier()), daemon=True).start()


def _work(settings: Settings, carrier: _Carrier) -> None:
    from flows.decide import settle
    from flows.night import open_night, redacted

    try:
        carrier.busy = not settle(open_night(settings))
        carrier.trouble = ""
    except KoeError as error:
        carrier.trouble = redacted(str(error))
    finally:
        carrier.working.release()
