"""Helpdesks asked through their APIs: one client, one shape of a page, a file each."""
