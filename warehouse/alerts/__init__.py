"""Alerts: which counts moved more than chance explains. SQL counts, the standard library's maths.

``chance`` the probabilities, ``baseline`` what was to be expected, ``rising`` one moment over all
series, ``replay`` a whole past; ``counts`` reads series from the warehouse, ``keep`` writes alerts.
"""
