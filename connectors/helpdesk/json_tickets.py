"""Which helpdesk a JSON row is from, told by the row itself: an export names no vendor."""

from __future__ import annotations

from connectors.helpdesk import freshdesk, intercom
from connectors.helpdesk.fields import CustomFields
from connectors.helpdesk.options import ReadOptions
from connectors.helpdesk.zendesk import Translator as ZendeskTranslator
from connectors.helpdesk.zendesk_people import Json, SideLoads
from records.ticket import Ticket


class AnyTranslator:
    """Turns rows of a Zendesk, Intercom or Freshdesk export into Tickets.

    An Intercom row is a ``conversation``, a Freshdesk row has a number for a status; Zendesk
    writes its statuses as words.
    """

    def __init__(self, source: str, side: SideLoads, options: ReadOptions) -> None:
        fields = CustomFields(options.zendesk_fields)
        self._zendesk = ZendeskTranslator(source, side, options.zendesk_fields)
        self._intercom = intercom.Translator(source, fields)
        self._freshdesk = freshdesk.Translator(source, "", options.statuses, fields)

    def ticket(self, row: Json) -> Ticket:
        """The ticket. Raises BadRow with what was got and what was expected."""
        if row.get("type") == "conversation" or "conversation_parts" in row:
            return self._intercom.ticket(row)
        status = row.get("status")
        if isinstance(status, int) and not isinstance(status, bool):
            return self._freshdesk.ticket(row)
        return self._zendesk.ticket(row)
