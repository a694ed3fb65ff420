"""A stateful Nulab Backlog on loopback: the part of its API v2 that Koe uses.

Written from Nulab's published documents; no live Backlog was ever compared with it.
"""

from app.backlog_sim.server import create_app, running, serve
from app.backlog_sim.state import BacklogState

__all__ = ["BacklogState", "create_app", "running", "serve"]
