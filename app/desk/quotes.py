"""A customer's words on a page: always text, whatever they hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

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
        names = (row["name_ja"], row["name_en"])
        name = names[session.side] or names[1 - session.side] or ""
        facts.append(escape(f"#{row['topic_number']} {name}"))
    language = escape(str(row["language"]))
    return (
        f'<div class="koe-voice"><p dir="auto" lang="{language}">{escape(str(row["text"]))}</p>'
        f"<small>{' · '.join(facts)}</small></div>"
    )


def _voice_link(session: Session, voice: str) -> str:
    """The voice's short id, which leads to where its labels are corrected."""
    where = escape(f"labels?v={voice}&lang={session.language}")
    told = escape(session.told("correct_one"))
    return f'<a href="{where}" target="_self" title="{told}"><code>{escape(voice)}</code></a>'


def _ticket(session: Session, row: Mapping[str, Any]) -> str:
    name = escape(f"{session.told('ticket')} {row['ticket_id']}")
    url = safe_url(row["ticket_url"])
    return f'<a href="{escape(url)}" target="_blank" rel="noreferrer">{name}</a>' if url else name
