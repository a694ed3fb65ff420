"""Making operations: what is written, its reason for people, and its id."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime

from connectors.tracker.effect import Effect
from connectors.tracker.identity import generation_of, issue_label, operation_id
from connectors.tracker.policy import Policy
from connectors.tracker.render import content
from connectors.tracker.render.title import title
from connectors.tracker.render.trend import is_running, last_weeks
from connectors.tracker.render.words import Words, words_for
from records.issue import (
    Block,
    Draft,
    IssueState,
    Operation,
    OperationKind,
    Said,
    SupportWord,
    TopicEvidence,
)


class Desk:
    """One topic on tonight's desk: its evidence, the policy, the words and the time."""

    def __init__(
        self, evidence: TopicEvidence, policy: Policy, now: datetime, language: str
    ) -> None:
        self.evidence, self.policy, self.now = evidence, policy, now
        self.words: Words = words_for(language, evidence.language)
        self.today = now.astimezone(policy.zone).date()

    @property
    def is_severe(self) -> bool:
        """Whether most of its voices tell of high severity."""
        return self.evidence.severity == "high"

    def create(self, reason: str, previous: tuple[IssueState, int] | None = None) -> Operation:
        """Open an issue; after ``previous`` it is the next generation, with a label of its own."""
        generation = generation_of(previous[0].label) + 1 if previous else 1
        topic = self.evidence.topic_uid
        label = issue_label(self.policy.tenant, self.policy.project, topic, generation)
        draft = self._draft(label, previous)
        op_id = operation_id(OperationKind.CREATE, label, f"g{generation}", draft)
        return self._operation(op_id, OperationKind.CREATE, label, reason, draft=draft)

    def _draft(self, label: str, previous: tuple[IssueState, int] | None) -> Draft:
        evidence, policy = self.evidence, self.policy
        weeks = last_weeks(evidence.weeks)
        return Draft(
            summary=title(content.shown(evidence, policy), self.words, self.today),
            description=content.description(evidence, self.words, policy, self.today, previous),
            labels=(policy.common_label, label),
            issue_type=policy.issue_type,
            property_value={
                "key": label,
                "topic_uid": evidence.topic_uid,
                "first_seen": evidence.first_seen.isoformat(),
            },
            weeks=weeks if policy.picture else (),
            is_running=bool(weeks) and is_running(weeks[-1], self.today),
        )

    def edit_evidence(self, issue: IssueState, reason: str) -> Operation:
        """Bring the one evidence note up to date."""
        blocks = content.evidence_note(self.evidence, self.words, self.policy, self.today)
        kind = OperationKind.EDIT_EVIDENCE
        op_id = operation_id(kind, issue.label, self.today, blocks)
        return self._operation(op_id, kind, issue.label, reason, issue=issue, blocks=blocks)

    def note(
        self,
        issue: IssueState,
        reason: str,
        news: tuple[str, ...],
        since: datetime | None = None,
    ) -> Operation:
        """Add a note that says what is new, with voices after ``since``."""
        return self._news(OperationKind.NOTE, issue, reason, news, since)

    def reopen(
        self, issue: IssueState, reason: str, news: tuple[str, ...], since: datetime
    ) -> Operation:
        """Bring a closed issue back, with a note that says why and voices after ``since``."""
        return self._news(OperationKind.REOPEN, issue, reason, news, since)

    def _news(
        self,
        kind: OperationKind,
        issue: IssueState,
        reason: str,
        news: tuple[str, ...],
        since: datetime | None,
    ) -> Operation:
        evidence = self.evidence
        if since is not None:  # a voice of before proves nothing about what came after
            day = since.astimezone(self.policy.zone).date()
            later = tuple(quote for quote in evidence.quotes if quote.said_on > day)
            evidence = replace(evidence, quotes=later)
        blocks = content.news_note(evidence, self.words, self.policy, self.today, news)
        op_id = operation_id(kind, issue.label, self.today, blocks)
        return self._operation(op_id, kind, issue.label, reason, issue=issue, blocks=blocks)

    def effect(
        self, issue: IssueState, effect: Effect, closed_at: datetime, since: str
    ) -> Operation:
        """Tell once, for each time it is closed, what became of the voices."""
        sentence = self.words.news_effect(effect, since)
        blocks = (Block("paragraph", sentence),)
        kind = OperationKind.NOTE
        op_id = operation_id(kind, issue.label, f"effect {closed_at.isoformat()}", ())
        reason = f"fixed: {effect.before} tickets before, {effect.after} after"
        made = self._operation(op_id, kind, issue.label, reason, issue=issue, blocks=blocks)
        return replace(made, effect_of=closed_at)

    def said(self, issue: IssueState, word: SupportWord) -> Operation:
        """Bring support's word to the issue, with the customers that it points to."""
        policy = self.policy
        blocks = content.support_note(self.evidence, self.words, policy, self.today, word)
        reason = f"support says: {word.kind} of the answer {word.answer}"
        kind = OperationKind.NOTE
        made = self._operation(word.op_id, kind, word.label, reason, issue=issue, blocks=blocks)
        labels = (policy.escalated_label,) if word.kind is Said.ESCALATE else ()
        return replace(made, add_labels=labels)

    def _operation(
        self,
        op_id: str,
        kind: OperationKind,
        label: str,
        reason: str,
        *,
        issue: IssueState | None = None,
        draft: Draft | None = None,
        blocks: tuple[Block, ...] = (),
    ) -> Operation:
        evidence = self.evidence
        return Operation(
            op_id=op_id,
            kind=kind,
            label=label,
            topic_uid=evidence.topic_uid,
            reason=reason,
            issue_id=issue.issue_id if issue else None,
            draft=draft,
            blocks=blocks,
            customers=evidence.customers,
            severity=evidence.severity,
            segments=tuple(name for name, _ in evidence.segments),
            evidence_sha256=evidence_sha256(evidence),
        )


def evidence_sha256(evidence: TopicEvidence) -> str:
    """Hash of the facts that a reader would notice, without dates that move by themselves.

    So an issue about which nobody writes any more is not edited every week only because the
    table's weeks have other names.
    """
    facts = (
        evidence.tickets,
        evidence.customers,
        [week.tickets for week in evidence.weeks],
        [quote.text for quote in evidence.quotes],
        evidence.segments,
        evidence.versions,
        evidence.severity,
    )
    return hashlib.sha256(repr(facts).encode()).hexdigest()
