"""What the product team answered, and what support says to that.

Reading asks the published snapshot, so it works while a night runs; a word of support comes
through the door of all decisions (:mod:`flows.decide`), is kept in the warehouse and told in the
tracker by the next report. Until then it can be taken back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from connectors.replies import shipped_draft
from connectors.tracker.effect import Effect, effect_of
from flows.night import Night, redacted
from flows.settings import Settings
from flows.tracking import policy_of
from records.decision import SupportWish
from records.errors import InputError
from records.issue import Answer, Said, SupportWord
from warehouse import support_words as words
from warehouse.sealing import path_of
from warehouse.support_words import AnsweredTopic

Facts = dict[str, Any]
SPEAKS_TO = {
    Said.DISPUTE: (Answer.DECLINED, Answer.DUPLICATE),
    Said.INFORM: (Answer.NEEDS_INFO,),
    Said.REPLIED: (Answer.SHIPPED,),
}


def answers(settings: Settings, topic: int | None = None) -> list[Facts]:
    """Every topic with an issue: the answer, its reason, how long it took, and after a fix
    whether the voices fell (``effect``)."""
    columns, rows = words.answers_list(settings.snapshot, topic)
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


def may_say(answer: Answer, *, disputed: bool) -> list[Said]:
    """What support can say to this answer, once the time for it has come; ``disputed`` where it
    spoke against it already."""
    found = [kind for kind, answers in SPEAKS_TO.items() if answer in answers]
    waits = answer in (Answer.RECEIVED, Answer.CONSIDERING)
    return [*found, Said.ESCALATE] if waits or disputed else found


def cleaned(wish: SupportWish) -> SupportWish:
    """Its words without personal data. Raises InputError where there are none and some belong."""
    if (wish.withdraws or wish.kind is not Said.REPLIED) and not wish.why.strip():
        raise InputError(
            f"nobody can weigh a {wish.kind} without words",
            next_step="say why: --reason TEXT",
        )
    by = redacted(wish.by) if "@" in wish.by else wish.by
    return replace(wish, by=by, why=redacted(wish.why))


def meant(
    settings: Settings, wish: SupportWish, waiting: Collection[SupportWish], now: datetime
) -> SupportWish:
    """The wish with the published answer or word that it is about, where it does not say so
    itself; as it is where nothing is published, or the word it takes back is itself ``waiting``."""
    if wish.label or wish.op_id or not path_of(settings.snapshot).is_file():
        return wish
    asked = (wish.topic, wish.kind)
    if wish.withdraws:
        if any((one.topic, one.kind) == asked and not one.withdraws for one in waiting):
            return wish
        return replace(wish, op_id=words.published_word(settings.snapshot, *asked, now))
    label, answered_at = words.published_answer(settings.snapshot, wish.topic)
    return replace(wish, label=label, answered_at=answered_at)


def carry_out(night: Night, wish: SupportWish, asked_at: datetime) -> None:
    """Keep support's clean word to the answer of a topic, or take it back. Raises InputError
    where that answer is another one by now or not one to say this to, an escalation comes too
    early, a ticket is not about the topic, or what was said is told in the tracker already."""
    if wish.withdraws:
        words.withdraw_word(night.warehouse, wish, asked_at)
        return
    answered = words.answered_topic(night.warehouse, wish.topic)
    _refuse_another_answer(wish, answered)
    if wish.kind is Said.ESCALATE:
        _refuse_early_escalation(night, answered, asked_at)
    elif answered.answer not in SPEAKS_TO[wish.kind]:
        raise InputError(
            f"{answered.issue_key} is {answered.answer}; {wish.kind} speaks to "
            f"{' or '.join(SPEAKS_TO[wish.kind])}",
            next_step="see the answers: koe answers list",
        )
    words.refuse_foreign_tickets(night.warehouse, answered, wish.topic, wish.tickets)
    word = SupportWord(
        op_id=_id(answered, wish.kind, wish.why, asked_at),
        label=answered.label,
        topic_uid=answered.topic_uid,
        kind=wish.kind,
        answer=answered.answer,
        answered_at=answered.answered_at,
        by_whom=wish.by,
        text=wish.why,
        said_at=asked_at,
        tickets=wish.tickets,
    )
    words.keep_word(night.warehouse, answered.tracker, word)


def _refuse_another_answer(wish: SupportWish, answered: AnsweredTopic) -> None:
    """What was said to one answer is not said to the next that came while it waited."""
    if not wish.label or (wish.label, wish.answered_at) == (answered.label, answered.answered_at):
        return
    raise InputError(
        f"the answer changed meanwhile: {answered.issue_key} is {answered.answer} "
        f"since {answered.answered_at:%Y-%m-%d %H:%M} UTC",
        next_step="see it: koe answers list; then say again what still needs saying",
    )


def _refuse_early_escalation(night: Night, answered: AnsweredTopic, asked_at: datetime) -> None:
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
    if asked_at - waits_since < timedelta(days=days):
        raise InputError(
            f"{answered.issue_key} has waited since {waits_since:%Y-%m-%d}",
            expected=f"{days:g} days (tracker.escalate_after_days) before it is escalated",
        )


def _id(answered: AnsweredTopic, kind: Said, text: str, said_at: datetime) -> str:
    at = (answered.answered_at.isoformat(), said_at.isoformat())
    parts = (answered.tracker, answered.label, *at, kind, text)
    return hashlib.sha256("|".join(parts).encode()).hexdigest()
