"""Tickets that a helpdesk deletes without a word: a few are asked for again each night."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from connectors.helpdesk.api.source import Page, Source, TellsOfNoDeletion
from flows.night import Night
from records.errors import HelpdeskDown, HelpdeskRefused
from records.ticket import LoadCounts, SourceFile, Status
from warehouse import landing
from warehouse.cursors import Cursor, read_cursor
from warehouse.known_tickets import as_deleted, known_tickets, stored

# From so many answers on more than half of them gone are no deletions; below, all of two.
ENOUGH = 4
# Others that are asked for where nothing else shows that the token still sees the account.
WITNESSES = 3


class Recheck:
    """The next ``helpdesk.recheck`` known tickets, round and round; those that the helpdesk has
    no more are deleted here too. The place in the round is kept with them.

    Made before a pull, so that what a token of another workspace brings in that pull proves
    nothing. Does nothing where the helpdesk's lists tell of deletions.
    """

    def __init__(self, night: Night, helpdesk: Source, connector: str) -> None:
        self._night, self._place = night, f"{connector} known"
        self._most, self._source = night.settings.helpdesk.recheck, night.settings.account.name
        self._desk = helpdesk if isinstance(helpdesk, TellsOfNoDeletion) and self._most else None
        self._known: list[str] = []
        self._others: list[str] = []
        self._proven, self._workspace = False, ""
        if self._desk:
            stood = read_cursor(night.warehouse, self._source, self._place)
            after, self._workspace = _place_in(stood.position if stood else "")
            self._known = self._next(self._desk, after, self._most)
            some = self._next(self._desk, "", len(self._known) + WITNESSES)
            self._others = [one for one in some if one not in set(self._known)][:WITNESSES]

    def same_workspace(self) -> None:
        """Before anything is read: whether the token is of the workspace of the nights before;
        the first is remembered. Raises HelpdeskRefused where it is of another, HelpdeskDown where
        the helpdesk does not say."""
        if not self._desk:
            return
        now = self._desk.workspace()
        if self._workspace and now and now != self._workspace:
            raise HelpdeskRefused(
                f"the token is of the workspace {now}",
                expected=f"{self._workspace}, the workspace of the nights before",
                next_step="check the token; a second workspace needs an account.name of its own",
            )
        self._workspace = now or self._workspace

    def _next(self, desk: TellsOfNoDeletion, after: str, most: int) -> list[str]:
        wh = self._night.warehouse
        return known_tickets(wh, self._source, opening=desk.opening, after=after, most=most)

    def sees(self, page: Page) -> None:
        """A page of the pull before it is landed: a ticket in it that was known already shows
        that the token is this account's."""
        if self._known and not self._proven:
            tickets = [read.ticket for read in page.reads if read.ticket]
            there = [one.ticket_id for one in tickets if one.status is not Status.DELETED]
            self._proven = bool(stored(self._night.warehouse, self._source, there))

    def ask(self) -> LoadCounts:
        """Ask, and land what is gone. Raises HelpdeskRefused where the login ends meanwhile; an
        outage ends it early, with the place at the last ticket that was asked for."""
        if not self._desk:
            return LoadCounts()
        told, silent, whole = self._asked(self._desk)
        if silent:
            self._night.warn(
                f"{len(silent)} known conversations were refused and may be there or not; they"
                " are asked for again in the next round"
            )
        gone = [one for one, is_gone in told.items() if is_gone]
        if gone and not self._is_believed(self._desk, told, gone):
            self._night.warn(
                f"{len(gone)} of {len(told)} known conversations are not there any more; nothing"
                " was changed. Is the token of another workspace? If they were deleted there,"
                " raise helpdesk.recheck for a night, so that others are asked for with them"
            )
            gone = []
        last = next(reversed(self._known[: len(told) + len(silent)]), "")
        return self._land(gone, last if not whole or len(self._known) == self._most else "")

    def _asked(self, desk: TellsOfNoDeletion) -> tuple[dict[str, bool], list[str], bool]:
        """Whether each is gone, those that gave no answer, and whether all were asked for."""
        told: dict[str, bool] = {}
        silent: list[str] = []
        try:
            for one, is_gone in desk.gone(self._known):
                if is_gone is None:
                    silent.append(one)
                else:
                    told[one] = is_gone
        except HelpdeskDown as error:
            self._night.warn(f"known conversations were not asked for to the end: {error.got}")
            return told, silent, False
        return told, silent, True

    def _is_believed(
        self, desk: TellsOfNoDeletion, told: dict[str, bool], gone: Sequence[str]
    ) -> bool:
        """Not nearly all of them, and something that was known before is still to be had."""
        if len(gone) == len(told) > 1 or (len(told) >= ENOUGH and len(gone) > len(told) / 2):
            return False
        return self._proven or len(gone) < len(told) or self._witnessed(desk)

    def _witnessed(self, desk: TellsOfNoDeletion) -> bool:
        try:
            return any(is_gone is False for _, is_gone in desk.gone(self._others))
        except HelpdeskDown:
            self._night.warn("nothing showed that the token still sees this account")
            return False

    def _land(self, gone: Sequence[str], position: str) -> LoadCounts:
        warehouse, source, now = self._night.warehouse, self._source, self._night.clock()
        run_id, place = self._night.run_id, self._place
        name = hashlib.sha256(f"{place}|{run_id}".encode()).hexdigest()
        file = SourceFile(place, name, 0, now)
        landing.begin_file(warehouse, run_id, source, file, now)
        rows = as_deleted(warehouse, source, gone, now)
        cursor = Cursor(place, json.dumps([position, self._workspace]), name, complete=True)
        size = len(rows)
        counts = landing.land(warehouse, run_id, source, file, rows, [], size, size, now, cursor)
        landing.finish_file(warehouse, source, file, now)
        return counts


def _place_in(position: str) -> tuple[str, str]:
    """The last id that was asked for, and the workspace; at first only the id was kept."""
    if not position.startswith("["):
        return position, ""
    after, workspace = json.loads(position)
    return str(after), str(workspace)
