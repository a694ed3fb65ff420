"""Telling tickets what the product team answered: one internal note for each change.

The same care as for the tracker, in the same outbox: recover what an interrupted night left
open, plan, look, write once. A note whose outcome is unknown is looked for in its ticket before
anything else; none is written where a note of late can no longer be seen (docs/decisions/0082).
"""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from connectors.answer_notes import answer_note
from connectors.helpdesk.api.client import NotGiven
from connectors.helpdesk.notes import NoteWriter
from flows.helpdesk import connector_of, open_helpdesk
from flows.night import Counts, Night
from flows.tracking import WarehouseOutbox
from records.errors import (
    Down,
    HelpdeskError,
    KoeError,
    Rejected,
    Throttled,
    Uncertain,
)
from records.issue import AnsweredTicket, Block, Operation, OperationKind, OperationState
from warehouse import tracking
from warehouse.answered_tickets import tickets_to_tell

NEWS_DAYS = 14  # an answer heard longer ago is no news, so switching notes on tells nothing old
SETTLE = timedelta(minutes=5)  # before a note that is not in its ticket counts as not written
CANARIES = 3
CANARY_DAYS = 7
MOST_LOST, MOST_THROTTLES, MOST_REFUSED, LONGEST_WAIT = 3, 3, 3, 120.0
OPEN = (OperationState.SENDING, OperationState.UNCERTAIN)
NEVER_SENT = (OperationState.PLANNED, OperationState.THROTTLED)


def tell_helpdesk(night: Night) -> Counts:
    """Tell the tickets, where ``helpdesk.notes`` is on. A helpdesk that cannot be reached is a
    warning: what was not told stays for the next night."""
    if not night.settings.helpdesk.notes:
        return {}
    counts: Counter[str] = Counter()
    try:
        with open_helpdesk(night) as helpdesk:
            if not isinstance(helpdesk, NoteWriter):
                night.warn(f"{night.settings.helpdesk.kind} takes no notes (helpdesk.notes is on)")
                return {}
            _tell(night, helpdesk, counts)
    except KoeError as error:
        night.warn(f"notes to the helpdesk wait for another night: {error.got}")
    return {name: number for name, number in sorted(counts.items()) if number}


def _tell(night: Night, writer: NoteWriter, counts: Counter[str]) -> None:
    store = WarehouseOutbox(
        night.warehouse, connector_of(night.settings), night.run_id, night.clock
    )
    teller = Teller(night, writer, store, counts)
    if not night.dry_run:
        teller.recover()
    wanted = planned_notes(night)
    most = night.settings.helpdesk.notes_per_run
    counts["notes_waiting"] += len(wanted[most:])
    if night.dry_run:
        for one in wanted[:most]:
            night.say(f"would note in ticket {one.issue_id}: {one.blocks[0].text}")
        return
    teller.send(wanted[:most])


def planned_notes(night: Night) -> list[Operation]:
    """A note for each ticket that was not told of its topic's answer, newest tickets first."""
    settings = night.settings
    found = tickets_to_tell(
        night.warehouse,
        helpdesk=connector_of(settings),
        source=settings.account.name,
        since=night.clock() - timedelta(days=NEWS_DAYS),
        days=settings.helpdesk.notes_ticket_days,
    )
    return [_operation(night, one) for one in found]


def waiting_notes(night: Night) -> str:
    """What the doctor says of notes that the helpdesk did not let Koe write; empty where none."""
    name = connector_of(night.settings)
    left = [one for one in tracking.outbox(night.warehouse, name, NEVER_SENT) if one.error]
    return f"; notes wait, the last try: {left[-1].error}" if left else ""


def _operation(night: Night, told: AnsweredTicket) -> Operation:
    account = night.settings.account
    language = told.language if told.language in ("ja", "en") else account.language
    text = answer_note(told, language, account.product or account.name)
    return Operation(
        op_id=_key(connector_of(night.settings), told),
        kind=OperationKind.HELPDESK_NOTE,
        label=told.label,
        topic_uid=told.topic_uid,
        reason=str(told.answer),
        issue_id=told.ticket_id,
        blocks=(Block("paragraph", text),),
    )


def _key(helpdesk: str, told: AnsweredTicket) -> str:
    parts = (helpdesk, told.ticket_id, told.label, told.answer, told.answered_at.isoformat())
    return hashlib.sha256("|".join(parts).encode()).hexdigest()


@dataclass
class Teller:
    """Writes notes one by one. Raises what stops it for the night: Down, HelpdeskError."""

    night: Night
    writer: NoteWriter
    store: WarehouseOutbox
    counts: Counter[str]
    sleep: Callable[[float], None] = time.sleep
    refused: int = 0

    def recover(self) -> None:
        """Look for every note of unknown outcome in its ticket."""
        now = self.night.clock()
        for one in self.store.by_state(*OPEN):
            try:
                is_there = self.writer.has_note(str(one.issue_id), one.op_id)
            except NotGiven as error:
                self._ends(one, OperationState.DEAD, error)
                continue
            if is_there:
                self.store.set_state(one.op_id, OperationState.DONE, now=now)
                self.counts["notes_recovered"] += 1
            elif one.changed_at and now - one.changed_at >= SETTLE:
                self.store.set_state(one.op_id, OperationState.PLANNED, now=now)

    def send(self, wanted: list[Operation]) -> None:
        """Keep the plan, drop what it replaces, and write."""
        now = self.night.clock()
        self.store.add(wanted, now)
        ids = {one.op_id for one in wanted}
        for left in self.store.by_state(*NEVER_SENT):
            if left.op_id not in ids:
                self.store.set_state(left.op_id, OperationState.DROPPED, now=now)
        if wanted and not self._notes_are_seen():
            self.night.warn(
                "the helpdesk no longer shows notes that were written, so none is: check that "
                "the login may still read internal notes"
            )
            return
        for one in wanted:
            self._send(one)

    def _notes_are_seen(self) -> bool:
        """The canary: one of the newest notes is found in its ticket, or none is known of late."""
        since = self.night.clock() - timedelta(days=CANARY_DAYS)
        done = tracking.outbox(
            self.night.warehouse, self.store.tracker, [OperationState.DONE], since=since
        )
        done.sort(key=lambda one: (one.changed_at or since, one.op_id), reverse=True)
        return not done or any(self._is_seen(one) for one in done[:CANARIES])

    def _is_seen(self, one: Operation) -> bool:
        try:
            return self.writer.has_note(str(one.issue_id), one.op_id)
        except NotGiven:
            return False

    def _send(self, one: Operation) -> None:
        while True:
            self.store.set_state(one.op_id, OperationState.SENDING, now=self.night.clock())
            try:
                is_new = self.writer.add_note(str(one.issue_id), one.blocks[0].text, one.op_id)
            except (NotGiven, Rejected) as error:
                self._refused(one, error)
            except Uncertain as error:
                self._ends(one, OperationState.UNCERTAIN, error)
                if self.counts["notes_uncertain"] >= MOST_LOST:
                    raise
            except Throttled as error:
                self._wait_or_stop(one, error)
                continue
            except (Down, HelpdeskError) as error:
                self._ends(one, OperationState.PLANNED, error)
                raise
            else:
                self.store.set_state(one.op_id, OperationState.DONE, now=self.night.clock())
                self.counts["notes_told" if is_new else "notes_found"] += 1
                self.refused = 0
            return

    def _refused(self, one: Operation, error: KoeError) -> None:
        """One ticket may be closed or gone; after several in a row the rest is not tried. A right
        that is missing (403) comes as Down: the note is good and waits for it."""
        self._ends(one, OperationState.DEAD, error)
        self.refused += 1
        if self.refused >= MOST_REFUSED:
            raise error
        self.night.say(f"ticket {one.issue_id} took no note: {error.got}")

    def _wait_or_stop(self, one: Operation, error: Throttled) -> None:
        self._ends(one, OperationState.THROTTLED, error)
        too_often = self.counts["notes_throttled"] >= MOST_THROTTLES
        if too_often or error.retry_after > LONGEST_WAIT:
            raise error
        self.sleep(error.retry_after)

    def _ends(self, one: Operation, state: OperationState, error: KoeError) -> None:
        self.store.set_state(one.op_id, state, now=self.night.clock(), error=error.got)
        self.counts[f"notes_{state}"] += 1
