"""Who may look, and who may decide.

On loopback there is nobody else: whoever sits at the machine is a reviewer. Where the desk is
exposed, Streamlit's own OIDC login says who it is, and ``desk.reviewers`` who may decide.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import streamlit as st

from app.desk.session import Session

LOGIN = "--login"


def admitted(session: Session) -> bool:
    """Whether this reader may see anything; shows the way to sign in where not yet."""
    if not _login_is_on():
        return True
    if st.user.is_logged_in:
        st.sidebar.button(session.told("sign_out"), on_click=st.logout)
        return True
    st.button(session.told("sign_in"), on_click=st.login, type="primary")
    return False


def reviewer(session: Session) -> str | None:
    """The name to keep with a decision; None for a reader, an empty one where Koe must ask."""
    if not _login_is_on():
        return ""
    mail = str(st.user.get("email") or "")
    if not may_decide(mail, session.settings.desk.reviewers):
        return None
    return mail.partition("@")[0]  # who it was; the address itself is kept nowhere


def may_decide(mail: str, reviewers: Sequence[str]) -> bool:
    """Whether this e-mail address is a reviewer's, in whatever case it is written."""
    return bool(mail) and mail.casefold() in {one.casefold() for one in reviewers}


def _login_is_on() -> bool:
    return LOGIN in sys.argv
