"""A customer's words on a page: always text, whatever they hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from app.desk import access
from app.desk.session import Session
from connectors.page.reading import safe_url

STYLE = """
<style>
.koe-voice {border-left: 3px solid #0072B2; margin: 0 0 .8rem 0; padding: .1rem 0 .1rem .8rem}
.koe-voice p {margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: isolate;
  max-height: 14em; overflow-y: auto}
.koe-voice small {opacity: .75}
</style>
"""


def show_voices(session: Session, rows: Sequence[Mapping[str, Any]], *, topics: bool) -> None:
    """Each voice with when, who and its ticket; ``topics`` names the topic of each too."""
    if not rows:
        st.caption(session.told("no_voice"))
        return
    st.html(STYLE + "".join(_voice(session, row, topics) for row in rows))


def _voice(session: Session, row: Mapping[str, Any], topics: bool) -> str:
    facts = [
        str(row["said_on"]),
        *(escape(str(row[key])) for key in ("segment", "version") if row[key]),
        _ticket(session, row),
        _voice_link(session, str(row["voice_id"])[:8]),
    ]
    if topics and row["topic_number"] is not None:
        name = session.either_name(row["name_ja"], row["name_en"])
        facts.append(_topic_link(session, row["topic_number"], name))
    return card(str(row["text"]), str(row["language"]), " · ".join(facts))


def card(text: str, language: str, facts: str) -> str:
    """HTML of somebody's words as they stand, below them ``facts``, which is HTML; see STYLE."""
    return (
        f'<div class="koe-voice"><p dir="auto" lang="{escape(language)}">{escape(text)}</p>'
        f"<small>{facts}</small></div>"
    )


def _topic_link(session: Session, number: int, name: str) -> str:
    where = escape(f"topic?n={number}&lang={session.language}")
    return f'<a href="{where}" target="_self">{escape(f"#{number} {name}")}</a>'


def _voice_link(session: Session, voice: str) -> str:
    """The voice's short id, which leads to where its labels are corrected, and for who may decide
    the way to another topic."""
    where = escape(f"labels?v={voice}&lang={session.language}")
    told = escape(session.told("correct_one"))
    link = f'<a href="{where}" target="_self" title="{told}"><code>{escape(voice)}</code></a>'
    if access.reviewer(session) is None:
        return link
    moving = f'<a href="{where}&amp;question=~topic" target="_self">'
    return f"{link} · {moving}{escape(session.told('move_it'))}</a>"


def _ticket(session: Session, row: Mapping[str, Any]) -> str:
    name = f"{session.told('ticket')} {row['ticket_id']}"
    return to_the_helpdesk(row["ticket_url"], name) or escape(name)


def to_the_helpdesk(url: str | None, name: str) -> str:
    """HTML of a link to a ticket; none where it has no address that a browser may open."""
    safe = safe_url(url)
    if not safe:
        return ""
    return f'<a href="{escape(safe)}" target="_blank" rel="noreferrer">{escape(name)}</a>'
