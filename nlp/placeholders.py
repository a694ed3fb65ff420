"""How what redaction left in the place of personal data looks: ``<NAME>``, ``<ADDRESS_2>``."""

PLACEHOLDER = r"<[A-Z_]{2,20}\d{0,3}>"
