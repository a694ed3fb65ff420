"""What the product team answered, and what support says to that.

Reading asks the published snapshot, so it works while a night runs; a word of support is kept
in the warehouse and told in the tracker by the next report.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from connectors.replies import shipped_draft
from connectors.tracker.effect import Effect, effect_of
from flows.night import Night, redacted
from flows.settings import Settings
from flows.tracking import policy_of
from records.errors import InputError
from records.issue import Answer, Said, SupportWord
from warehouse import support_words as words
from warehouse.support_words import AnsweredTopic

Facts = dict[str, Any]
SPEAKS_TO = {
    Said.DISPUTE: (Answer.DECLINED, Answer.DUPLICATE),
    Said.INFORM: (Answer.NEEDS_INFO,),
    Said.REPLIED: (Answer.SHIPPED,),
}


def answers(settings: Settings) -> list[Facts]:
    """Every topic with an issue: the answer, its reason, how long it took, and after a fix
    whether the voices fell (``effect``)."""
    columns, rows = words.answers_list(settings.snapshot)
    return [_answer(dict(zip(columns, row, strict=True)), settings) for row in rows]


def _answer(facts: Facts, settings: Settings) -> Facts:
    times, released = facts.pop("ticket_times") or [], facts.pop("released_on")
    closed, looked = facts.pop("resolved_at"), facts.pop("pulled_at")
    facts["effect"] = None
    if facts["answer"] == Answer.SHIPPED and closed is not None:
        facts["effect"] = _told(_effect(settings, times, closed, released, looked))
    return facts


def _effect(
    settings: Settings,
    times: Sequence[datetime],
    closed: datetime,
    released: Any,
    looked: datetime,
) -> Effect | None:
    policy = policy_of(settings)
    reached = closed + timedelta(days=policy.grace_days)
    if released is not None:
        reached = datetime.combine(released, datetime.max.time(), policy.zone)
    if looked < reached + timedelta(days=policy.effect_days):
        return None
    return effect_of(times, closed, reached, policy.effect_days)


def _told(effect: Effect | None) -> Facts | None:
    if effect is None:
        return None
    return {
        "days": effect.days,
        "before": effect.before,
        "after": effect.after,
        "ratio_low": effect.low,
        "ratio_high": effect.high,
        "fell": effect.fell,
    }


def replies(settings: Settings, topic: int | None = None) -> list[Facts]:
    """Customers to be told that something shipped, each with a draft in their language."""
    columns, rows = words.reply_list(settings.snapshot, topic)
    product = settings.account.product or settings.account.name
    found = []
    for row in rows:
        facts = dict(zip(columns, row, strict=True))
        first, second = (
            ("name_ja", "name_en") if facts["language"] == "ja" else ("name_en", "name_ja")
        )
        name = facts[first] or facts[second] or f"#{facts['topic_number']}"
        facts["draft"] = shipped_draft(
            facts["language"], name, product, facts["fixed_in"], facts["released_on"]
        )
        found.append(facts)
    return found


def say(
    night: Night,
    topic: int,
    kind: Said,
    *,
    by_whom: str,
    text: str,
    tickets: Sequence[str] = (),
) -> SupportWord:
    """Keep support's word to the answer of ``topic``. Raises InputError where that answer is
    not one to say this to, or an escalation comes too early."""
    answered = words.answered_topic(night.warehouse, topic)
    if kind is Said.ESCALATE:
        _refuse_early_escalation(night, answered)
    elif answered.answer not in SPEAKS_TO[kind]:
        raise InputError(
            f"{answered.issue_key} is {answered.answer}; {kind} speaks to "
            f"{' or '.join(SPEAKS_TO[kind])}",
            next_step="see the answers: koe answers list",
        )
    word = SupportWord(
        op_id=_id(answered, kind, text),
        label=answered.label,
        topic_uid=answered.topic_uid,
        kind=kind,
        answer=answered.answer,
        answered_at=answered.answered_at,
        by_whom=redacted(by_whom) if "@" in by_whom else by_whom,
        text=redacted(text),
        said_at=night.clock(),
        tickets=tuple(tickets),
    )
    words.keep_word(night.warehouse, answered.tracker, word)
    return word


def _refuse_early_escalation(night: Night, answered: AnsweredTopic) -> None:
    """An escalation follows a dispute that got no answer, or an issue that got none at all."""
    said = words.words_said(night.warehouse, answered.tracker)
    disputes = [
        word.said_at
        for word in said
        if word.label == answered.label
        and word.kind is Said.DISPUTE
        and word.answered_at == answered.answered_at
    ]
    waits_since = min(disputes, default=None)
    if waits_since is None and answered.answer in (Answer.RECEIVED, Answer.CONSIDERING):
        waits_since = answered.answered_at
    days = night.settings.tracker.escalate_after_days
    if waits_since is None:
        raise InputError(
            f"{answered.issue_key} is {answered.answer}, and nobody has disputed that yet",
            next_step=f"koe answers dispute N --reason ..., then escalate after {days:g} days",
        )
    if night.clock() - waits_since < timedelta(days=days):
        raise InputError(
            f"{answered.issue_key} has waited since {waits_since:%Y-%m-%d}",
            expected=f"{days:g} days (tracker.escalate_after_days) before it is escalated",
        )


def _id(answered: AnsweredTopic, kind: Said, text: str) -> str:
    parts = (answered.tracker, answered.label, answered.answered_at.isoformat(), kind, text)
    return hashlib.sha256("|".join(parts).encode()).hexdigest()
