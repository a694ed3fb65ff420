"""The one way in which the simulator says no: a status code and Jira's error collection."""

from collections.abc import Mapping
from typing import Any


class Refusal(Exception):
    """A request Jira would refuse. Every check raises it; one place in api.py turns it into a
    response.
    """

    def __init__(
        self, status: int, *messages: str, fields: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(status, messages, fields)
        self.status = status
        self.messages = list(messages)
        self.fields = dict(fields or {})

    def body(self) -> dict[str, Any]:
        """Jira's ErrorCollection."""
        return {"errorMessages": self.messages, "errors": self.fields}


NO_ISSUE = "Issue does not exist or you do not have permission to see it."


def no_issue() -> Refusal:
    """404 for an issue: Jira does not tell "deleted" from "no access", so neither does the
    simulator.
    """
    return Refusal(404, NO_ISSUE)


def no_project(key: str) -> Refusal:
    """404 for a project read by id or key."""
    return Refusal(404, f"No project could be found with key '{key}'.")
