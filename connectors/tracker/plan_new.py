"""When a topic without an issue gets one."""

from __future__ import annotations

from connectors.tracker.operations import Desk
from records.issue import Held, Operation


def new_topic(desk: Desk, *, is_first: bool) -> Operation | Held:
    """Open an issue, or say what is missing.

    On the very first fill the topic's age is not asked: all topics are new then, and a person
    has allowed a number of issues by hand.
    """
    if reason := _missing(desk, is_first=is_first):
        return Held(desk.evidence.topic_uid, reason)
    evidence = desk.evidence
    severe = ", of high severity" if desk.is_severe else ""
    return desk.create(
        f"{evidence.customers} customers{severe}, {evidence.request_type}, "
        f"since {evidence.first_seen}: no issue yet"
    )


def _missing(desk: Desk, *, is_first: bool) -> str | None:
    evidence, policy = desk.evidence, desk.policy
    if evidence.request_type not in policy.filed_types:
        kind = evidence.request_type or "of no clear type"
        return f"is {kind}; issues are opened for {', '.join(policy.filed_types)}"
    needed = policy.create_customers_if_severe if desk.is_severe else policy.create_customers
    if evidence.customers < needed:
        return f"{evidence.customers} of the {needed} customers that an issue needs"
    if evidence.runs_seen < policy.create_runs and not is_first:
        return f"seen in {evidence.runs_seen} of the {policy.create_runs} runs that an issue needs"
    return None
