"""A stateful Jira on loopback: what the tests, the demo and anyone evaluating Koe talk to.

Why it ships with the product: nobody should need an Atlassian account to see the whole loop (Koe
files an issue, a product manager answers, the answer travels back), and a stateless mock accepts
nonsense (Prism was tried). It was written from Atlassian's published OpenAPI description and
documents; no live Jira was ever compared with it.
"""

from app.jira_sim.clock import SimClock
from app.jira_sim.faults import Faults, Rule
from app.jira_sim.server import create_app, running, serve
from app.jira_sim.state import JiraState

__all__ = ["Faults", "JiraState", "Rule", "SimClock", "create_app", "running", "serve"]
