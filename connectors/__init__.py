"""The outside world: wire formats to records and back, and nothing else.

``helpdesk`` reads what customers wrote; ``tracker`` talks with the product team. They do not
know each other.
"""
