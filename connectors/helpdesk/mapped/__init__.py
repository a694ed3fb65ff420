"""Any CSV or TSV by a mapping file: how it is described, checked, matched and translated."""
