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
from app.desk.account import config_path
from app.desk.editions import to_show
from app.desk.label_words import LABELS_OF_KINDS
from app.desk.session import Session
from flows.settings import Settings
from records.decision import AnyWish, LabelWish, SupportWish, Waiting, Wish
from records.errors import KoeError
from records.issue import Said
from warehouse.desk import edition

EVERY_SECONDS = 1
# In a corner of the window and never empty: nothing on the page moves when something comes or goes
# there. A page that moves closes the list of answers that somebody has open.
STYLE = """
<style>
.st-key-watched {position: fixed; z-index: 99; right: 1rem; bottom: 1rem; max-height: 45vh;
  width: min(44rem, calc(100vw - 2rem)); overflow-y: auto}
.st-key-watched_now, .st-key-watched [data-testid="stAlert"] {background: Canvas}
.stApp:has(.st-key-watched_now) .stMainBlockContainer {padding-bottom: 50vh}
</style>
<span></span>
"""


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


def who(session: Session, reviewer: str, key: str) -> str:
    """Who decides; asked only where no login says so, and remembered."""
    by = reviewer or st.text_input(
        session.told("by"), st.session_state.get("who", ""), key=f"by_{key}"
    )
    return by.strip()


def who_and_why(session: Session, reviewer: str, key: str) -> tuple[str, str]:
    """Who decides and why."""
    by = who(session, reviewer, key)
    why = st.text_input(session.told("why"), key=f"why_{key}")
    return by, why.strip()


def take(session: Session, wish: AnyWish) -> None:
    """Keep a decision, begin to carry it out, and draw the page anew; what cannot be is said."""
    from flows.decide import put
    from flows.night import open_night

    if access.reviewer(session) is None:
        return
    if not wish.by or not (wish.why or _needs_no_reason(wish)):
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


def _needs_no_reason(wish: AnyWish) -> bool:
    return isinstance(wish, SupportWish) and wish.kind is Said.REPLIED and not wish.withdraws


def watch(session: Session) -> None:
    """What waits and what was refused, on every page; nothing where there is neither.

    It has its place in any case: a page whose parts come and go is built anew by the browser,
    which closes what the reader opened and takes away what they were typing.
    """
    if st.session_state.pop("taken", False):
        st.toast(session.told("kept"))
    with st.container(key="watched"):
        st.html(STYLE)
        try:
            entries = _entries(session)
        except KoeError as error:
            st.error(plain(str(error)))
            return
        waits = _is_behind(session) or any(one.refused is None for one in entries)
        if entries or waits:
            every = EVERY_SECONDS if waits else None
            # emptied by the first run: Streamlit hands the later ones the same list
            st.fragment(_watched, run_every=every)(session, _numbers(entries), ["with the page"])


def _is_behind(session: Session) -> bool:
    """Whether something newer is published than this page shows: it is being made ready."""
    return edition(session.settings.snapshot) != session.reader.edition


def _watched(session: Session, seen: list[tuple[int, bool]], first_run: list[str]) -> None:
    """What waits. Draws the page anew where something changed since, but not in its first run,
    which is part of the page's own: a button that was pressed there has yet to do its work."""
    entries = _entries(session)
    if any(one.refused is None for one in entries):
        _begin(session.settings)
    with st.container(border=True, key="watched_now"):
        for one in entries:
            _entry(session, one)
        if not entries:
            st.caption(f"⏳ {session.told('being_made_ready')}")
        if trouble := _carrier().trouble:
            st.error(plain(trouble))
    if first_run:
        first_run.clear()
        return
    newer = to_show(session.settings)[0].edition != session.reader.edition
    if newer or _numbers(entries) != seen:
        st.rerun()


def _entries(session: Session) -> list[Waiting]:
    """What waits and, for those who may put it away, what was refused."""
    from flows.decide import inbox_of

    may_decide = access.reviewer(session) is not None
    entries = inbox_of(session.settings).entries()
    return [one for one in entries if one.refused is None or may_decide]


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
        about = [f"{wish.voice[:8]} →"] if wish.voice else []
        about += [f"#{wish.topic}" if wish.topic else "", told(wish.kind.value)]
        about += [wish.name_ja or "", wish.name_en or "", f"#{wish.other}" if wish.other else ""]
    elif isinstance(wish, LabelWish) and wish.undoes is not None:
        about = [told("correction"), str(wish.undoes), told("undo")]
    elif isinstance(wish, LabelWish):
        task = LABELS_OF_KINDS.get(wish.task, (wish.task, wish.task))[session.side]
        about = [wish.target[:8], task, "→", wish.value]
    elif isinstance(wish, SupportWish):
        about = [told("take_back") if wish.withdraws else "", f"#{wish.topic}"]
        about += [told(f"said_{wish.kind}"), ", ".join(wish.tickets)]
    else:
        about = [told("alert"), wish.alert, told(wish.decision.value), str(wish.until or "")]
    return plain(" ".join(filter(None, [*about, f"({wish.by}: {wish.why or '–'})"])))


def _begin(settings: Settings) -> None:
    """Start the thread that carries out what waits, unless it is at work."""
    if _carrier().working.acquire(blocking=False):
        threading.Thread(target=_work, args=(settings, _carrier()), daemon=True).start()


def _work(settings: Settings, carrier: _Carrier) -> None:
    from app.desk.ready import look_now  # which looks at pages that decide
    from flows.decide import settle
    from flows.night import open_night, redacted

    try:
        carrier.busy = not settle(open_night(settings))
        carrier.trouble = ""
    except KoeError as error:
        carrier.trouble = redacted(str(error))
    finally:
        carrier.working.release()
    look_now(config_path())
