"""From a tracker's status and resolution to the answer that customer support reads.

Jira and people name these freely and in two languages, so the category decides first (it is
never localised) and the lists of words in the policy decide the rest.
"""

from __future__ import annotations

import unicodedata

from connectors.tracker.base import FoundIssue
from connectors.tracker.policy import Words
from records.issue import Answer


def plain(word: str) -> str:
    """A word without case, width, spaces and punctuation: ``Won’t Do`` is ``wont do``."""
    folded = unicodedata.normalize("NFKC", word).casefold()
    return "".join(ch for ch in folded if ch.isalnum())


def answer_of(issue: FoundIssue, words: Words) -> Answer:
    """What the product team says by the state of this issue.

    A fix whose release is not out yet is IN_PROGRESS: customers do not have it, and tickets
    that come meanwhile do not show that it failed.
    """
    if issue.duplicate_of:
        return Answer.DUPLICATE
    if issue.status_category == "done":
        return _closed(issue, words)
    said = (issue.status, *issue.labels)
    if any(_says(word, words.needs_info) for word in said):
        return Answer.NEEDS_INFO
    if _says(issue.status, words.considering):
        return Answer.CONSIDERING
    if any(_says(word, words.accepted) for word in said) and issue.status_category == "todo":
        return Answer.ACCEPTED
    return Answer.IN_PROGRESS if issue.status_category == "doing" else Answer.RECEIVED


def _closed(issue: FoundIssue, words: Words) -> Answer:
    said = (issue.resolution or "", issue.status, *issue.labels)
    if any(_says(word, words.duplicate) for word in said[:2]):
        return Answer.DUPLICATE
    if any(_says(word, words.declined) for word in said):
        return Answer.DECLINED
    return Answer.IN_PROGRESS if issue.is_released is False else Answer.SHIPPED


def is_known_resolution(issue: FoundIssue, words: Words) -> bool:
    """Whether the resolution of a closed issue is on one of the lists (or empty)."""
    if issue.status_category != "done" or not issue.resolution:
        return True
    return _says(issue.resolution, words.declined + words.duplicate + words.fixed)


def _says(word: str, listed: tuple[str, ...]) -> bool:
    return bool(word) and plain(word) in {plain(one) for one in listed}
