"""What happens after people answered: a fix is checked, a no is heard."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from itertools import zip_longest

from connectors.tracker.effect import effect_of
from connectors.tracker.operations import Desk
from connectors.tracker.plan_open import is_quiet, severity_rose
from connectors.tracker.versions import is_before
from records.issue import Answer, Held, IssueState, Operation


def closed_issue(desk: Desk, issue: IssueState) -> Operation | Held:
    """Reopen, open a following issue, add the one note, or keep silent."""
    if issue.answer is Answer.DECLINED:
        return _declined(desk, issue)
    if issue.answer is not Answer.SHIPPED:
        return _held(desk, f"{issue.issue_key} is done and waits for release {issue.version}")
    return _fixed(desk, issue)


def counts_from(issue: IssueState, desk: Desk) -> datetime:
    """From when tickets show that a fix failed: the end of its release day, as before that
    nobody has it; without a release day, the grace after closing."""
    if issue.released_on:
        return datetime.combine(issue.released_on, time.max, desk.policy.zone)
    return _decided_at(issue) + timedelta(days=desk.policy.grace_days)


def _fixed(desk: Desk, issue: IssueState) -> Operation | Held:
    since = counts_from(issue, desk)
    window = timedelta(days=desk.policy.reopen_window_days)
    fresh = _doubts(desk, issue, max(since, desk.now - window))
    needed = desk.policy.reopen_tickets
    if desk.is_severe:
        needed = desk.policy.reopen_tickets_if_severe
    if fresh < needed:
        if told := _effect(desk, issue, since):
            return told
        return _held(
            desk,
            f"{issue.issue_key} is fixed; {fresh} of {needed} tickets after {since:%Y-%m-%d} "
            "that would doubt it",
        )
    is_late = desk.now > _decided_at(issue) + window
    if is_late or desk.policy.on_recurrence == "new":
        reason = f"{fresh} tickets after {since:%Y-%m-%d} although {issue.issue_key} was fixed"
        return desk.create(reason, previous=(issue, fresh))
    return _reopened(desk, issue, fresh, max(since, desk.now - window))


def _effect(desk: Desk, issue: IssueState, since: datetime) -> Operation | None:
    """Whether the voices fell, told once the days to compare are over; nothing is said where
    nobody wrote before, where people want quiet, or long after."""
    days, closed = timedelta(days=desk.policy.effect_days), _decided_at(issue)
    due = since + days
    late = due + timedelta(days=desk.policy.reopen_window_days)
    if not due <= desk.now < late or issue.effect_told_of == closed or is_quiet(desk, issue):
        return None
    effect = effect_of(desk.evidence.ticket_times, closed, since, desk.policy.effect_days)
    if effect.before == 0:
        return None
    return desk.effect(issue, effect, closed, _shown(desk, since))


def _doubts(desk: Desk, issue: IssueState, after: datetime) -> int:
    """Tickets that may doubt the fix. Who is known to be on a version before it cannot: a
    release takes weeks to reach everybody's phone."""
    seen = zip_longest(desk.evidence.ticket_times, desk.evidence.ticket_versions)
    return sum(at > after and not is_before(version, issue.version) for at, version in seen)


def _reopened(desk: Desk, issue: IssueState, fresh: int, since: datetime) -> Operation | Held:
    policy, day = desk.policy, _shown(desk, since)
    if issue.reopened_count >= policy.reopen_limit:
        return _human_asked(desk, issue, fresh, since)
    last = issue.last_reopened_at
    if last and desk.now - last < timedelta(days=policy.reopen_every_days):
        return _held(desk, f"{issue.issue_key} was reopened on {last:%Y-%m-%d}, too recently")
    reason = f"{fresh} tickets after {since:%Y-%m-%d} although {issue.issue_key} was fixed"
    return desk.reopen(issue, reason, (desk.words.news_reopened(fresh, day),), since)


def _human_asked(desk: Desk, issue: IssueState, fresh: int, since: datetime) -> Operation | Held:
    """After the last reopening Koe allows itself: one question for each time it is closed."""
    times = issue.reopened_count
    reason = f"reopened {times} times already; people decide"
    if _told_since_answer(issue) or is_quiet(desk, issue):
        return _held(desk, f"{issue.issue_key}: {reason}")
    told = desk.words.news_back_again(fresh, _shown(desk, since), times)
    return desk.note(issue, reason, (told,), since)


def _declined(desk: Desk, issue: IssueState) -> Operation | Held:
    """Silence, and one word for each no: when it has become far worse, or as a question once the
    mute has run out, whichever comes first. After that only people speak."""
    decided = _decided_at(issue)
    muted_until = issue.muted_until or decided + timedelta(days=desk.policy.declined_mute_days)
    if is_quiet(desk, issue):
        return _held(desk, f"{issue.issue_key} was declined and is quiet")
    if _told_since_answer(issue):
        return _held(desk, f"{issue.issue_key} was declined and asked about once since")
    if desk.now >= muted_until:
        return _declined_long_ago(desk, issue, decided)
    reasons, sentences = _worse_than_when_declined(desk, issue, decided)
    if reasons:
        told = tuple(sentences)
        return desk.note(issue, f"declined, but {'; '.join(reasons)}", told, decided)
    return _held(desk, f"{issue.issue_key} was declined; silent until {muted_until:%Y-%m-%d}")


def _worse_than_when_declined(
    desk: Desk, issue: IssueState, decided: datetime
) -> tuple[list[str], list[str]]:
    reasons: list[str] = []
    sentences: list[str] = []
    before, now = _tickets(desk, until=decided), len(desk.evidence.ticket_times)
    if before > 0 and now >= before * desk.policy.declined_growth:
        reasons.append(f"tickets rose from {before} to {now}")
        sentences.append(desk.words.news_declined_grown(before, now))
    if severity_rose(desk, issue):
        reasons.append(f"severity rose to {desk.evidence.severity}")
        sentences.append(desk.words.news_severe())
    return reasons, sentences


def _declined_long_ago(desk: Desk, issue: IssueState, decided: datetime) -> Operation | Held:
    """When the mute has run out: a question, if customers still write."""
    since = desk.now - timedelta(days=desk.policy.reopen_window_days)
    fresh = _tickets(desk, after=since)
    if fresh < desk.policy.create_customers:
        return _held(desk, f"{issue.issue_key} was declined and hardly anyone writes any more")
    sentence = desk.words.news_declined_old(fresh, _shown(desk, decided))
    return desk.note(issue, f"declined on {decided:%Y-%m-%d}, and it goes on", (sentence,), since)


def _decided_at(issue: IssueState) -> datetime:
    return issue.resolved_at or issue.updated_at


def _told_since_answer(issue: IssueState) -> bool:
    return issue.last_note_at is not None and issue.last_note_at > _decided_at(issue)


def _tickets(desk: Desk, *, after: datetime | None = None, until: datetime | None = None) -> int:
    lower = after or datetime.min.replace(tzinfo=UTC)
    upper = until or datetime.max.replace(tzinfo=UTC)
    return sum(lower < at <= upper for at in desk.evidence.ticket_times)


def _shown(desk: Desk, moment: datetime) -> str:
    return desk.words.day(moment.astimezone(desk.policy.zone).date(), desk.today)


def _held(desk: Desk, reason: str) -> Held:
    return Held(desk.evidence.topic_uid, reason)
