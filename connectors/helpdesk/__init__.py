"""From a helpdesk's wire format to records, and nothing else: no meaning, no storage."""
