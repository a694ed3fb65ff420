"""The one door for what people decide about topics, labels and alerts, and say to answers.

The command line and the desk come through here. A decision is carried out under the warehouse
lock and published; one that is taken while a night has the lock waits in the inbox
(:mod:`warehouse.inbox`) and is carried out by the next holder, in the order taken. ``decided_at``
is always the moment a person decided: by it a killed run finds what it had already done.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from flows import answers, decide_label, decide_topic
from flows.night import Counts, Night, Work, redacted, run_night
from flows.settings import Settings
from records.decision import (
    AnyWish,
    DecisionKind,
    LabelWish,
    SupportWish,
    Waiting,
    Wish,
)
from records.errors import InputError, KoeError, LockHeld, WarehouseError
from warehouse.alerts.keep import decide as decide_alert
from warehouse.inbox import Inbox, is_kept

WAIT_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a decision: its ``number`` (0 for an alert or a word to an
    answer, which have none), or the inbox ``entry`` under which it waits, and who is ``busy``."""

    number: int | None = None
    entry: int | None = None
    busy: str = ""


def inbox_of(settings: Settings) -> Inbox:
    """The inbox beside the account's warehouse."""
    return Inbox(settings.at(settings.paths.warehouse), settings.warehouse_key)


def cleaned(night: Night, wish: AnyWish) -> AnyWish:
    """A decision as it may be kept: no personal data in its words.

    Raises InputError where who or why is missing, a name holds personal data, or a label does
    not exist.
    """
    wants_why = isinstance(wish, (Wish, LabelWish))
    if not wish.by.strip() or (wants_why and not (wish.why or "").strip()):
        raise InputError(
            "a decision needs who takes it and why", next_step="add --by NAME and --why REASON"
        )
    if isinstance(wish, Wish):
        return decide_topic.cleaned(wish)
    if isinstance(wish, LabelWish):
        return decide_label.cleaned(night, wish)
    if isinstance(wish, SupportWish):
        return answers.cleaned(wish)
    return replace(wish, why=redacted(wish.why) if wish.why else None)


def decide(night: Night, wish: AnyWish, wait_seconds: float = WAIT_SECONDS) -> int:
    """Carry out a decision now, after all that waits, and publish; returns its number.

    Raises InputError where it cannot be, LockHeld while another run goes on; then nothing was
    changed.
    """
    clean = cleaned(night, wish)
    with night.warehouse.lock(wait_seconds):
        settle(night)
        number = _run(night, lambda own: _carry_out(own, clean, own.clock()))
    settle(night)  # what was decided meanwhile and found the warehouse taken
    return number


def ask(night: Night, wish: AnyWish, wait_seconds: float = WAIT_SECONDS) -> Told:
    """Carry out a decision now, or keep it in the inbox where a run has the warehouse.

    Raises InputError where it cannot be carried out.
    """
    clean = cleaned(night, wish)
    try:
        return Told(number=decide(night, clean, wait_seconds))
    except LockHeld as busy:
        entry = put(night, clean)
        settle(night)  # that run may have ended meanwhile, and looked before we wrote
        return Told(entry=entry, busy=busy.got)


def put(night: Night, wish: AnyWish) -> int:
    """Keep a decision in the inbox without looking whether anybody has the warehouse; its entry.

    Raises InputError as :func:`cleaned`, and for an undo of "the newest": by the time it is
    carried out the newest may be somebody else's.
    """
    if isinstance(wish, Wish) and wish.kind is DecisionKind.UNDO and wish.undoes is None:
        raise InputError(
            "a run is going on, and the newest decision may be another one when it ends",
            expected="the number of the decision to undo",
            next_step='see them: koe sql "from topic_decisions"',
        )
    inbox, kept, now = inbox_of(night.settings), cleaned(night, wish), night.clock()
    if isinstance(kept, SupportWish):
        waiting = [one.wish for one in inbox.waiting() if isinstance(one.wish, SupportWish)]
        kept = answers.meant(night.settings, kept, waiting, now)
    return inbox.put(kept, now)


def settle(night: Night) -> bool:
    """Carry out and publish all that waits; False where somebody else has the warehouse, who
    looks again afterwards. What cannot be carried out is kept with the reason."""
    inbox = inbox_of(night.settings)
    while inbox.waiting():
        try:
            with night.warehouse.lock():
                _settle(night, inbox, inbox.waiting())
        except LockHeld:
            return False
    return True


def _settle(night: Night, inbox: Inbox, waiting: Sequence[Waiting]) -> None:
    _run(night, lambda own: _carry_out_all(own, inbox, waiting))
    inbox.forget(waiting)


def carry_out_waiting(night: Night) -> Callable[[], None]:
    """For a run that holds the lock and will publish: carry out all that waits, in a run of its
    own; returns what to call once it is published."""
    inbox = inbox_of(night.settings)
    try:
        waiting = inbox.waiting()
    except WarehouseError as error:
        night.warn(f"what was decided meanwhile is not carried out: {error}")
        return lambda: None
    if waiting:
        _run(night, lambda own: _carry_out_all(own, inbox, waiting), only=("decide",))
    return lambda: inbox.forget(waiting)


def _run(
    night: Night, work: Callable[[Night], int], only: Sequence[str] = ("decide", "publish")
) -> int:
    """Do it as the stage ``decide`` of a run of its own, so that the checks look at it too."""
    own = replace(night, run_id="", warnings=[], stages=[])

    def step(name: str, _network: bool, stage: Work) -> Counts:
        return {"decision": work(own)} if name == "decide" else stage()

    report = run_night(own, only=only, step=step)
    return report.stages[0].counts["decision"]


def _carry_out_all(night: Night, inbox: Inbox, waiting: Sequence[Waiting]) -> int:
    """In the order taken; one that cannot be, for now or for good, is refused and holds up
    neither another nor the night."""
    done = 0
    for one in waiting:
        if not inbox.take(one.entry):
            continue  # withdrawn meanwhile
        try:
            if not is_kept(night.warehouse, one.asked_at):
                _carry_out(night, one.wish, one.asked_at)
            done += 1
        except KoeError as error:
            inbox.refuse(one.entry, redacted(str(error)))
    return done


def _carry_out(night: Night, wish: AnyWish, asked_at: datetime) -> int:
    if isinstance(wish, Wish):
        return decide_topic.carry_out(night, wish, asked_at)
    if isinstance(wish, LabelWish):
        return decide_label.carry_out(night, wish, asked_at)
    if isinstance(wish, SupportWish):
        answers.carry_out(night, wish, asked_at)
        return 0
    decide_alert(night.warehouse, wish, asked_at)
    return 0
