"""Who is who: the label that makes an issue findable, and the id that makes a write unique."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict
from datetime import date, datetime

from records.issue import Block, Draft, OperationKind

_GENERATION = re.compile(r"-g(\d+)$")


def issue_label(tenant: str, project: str, topic_uid: str, generation: int = 1) -> str:
    """The searchable key of a topic's issue, e.g. ``koe-3f0c9a1be27d4e55`` or ``…-g2``.

    A label and not a property, because Jira cannot search properties without an app. Tenant
    and project are in it so that TEST and PROD in one Jira never meet.
    """
    digest = hashlib.sha256(f"{tenant}|{project}|{topic_uid}".encode()).hexdigest()[:16]
    return f"koe-{digest}" + (f"-g{generation}" if generation > 1 else "")


def generation_of(label: str) -> int:
    """1 for a topic's first issue, 2 for the one opened after that was closed, and so on."""
    match = _GENERATION.search(label)
    return int(match.group(1)) if match else 1


def evidence_note_key(label: str) -> str:
    """The key of an issue's one evidence note: the same for ever, so there is never a second."""
    return f"{label}/evidence"


def reopen_note_key(label: str, resolved_at: datetime | None) -> str:
    """The key of the note that says why an issue was reopened: one for each resolution."""
    return f"{label}/reopened/{resolved_at.isoformat() if resolved_at else 'unknown'}"


def operation_id(
    kind: OperationKind,
    label: str,
    period: date | datetime | str,
    payload: Draft | tuple[Block, ...],
) -> str:
    """sha256(kind | key | period | payload hash): planning one night twice gives the same ids."""
    parts = f"{kind}|{label}|{period}|{payload_sha256(payload)}"
    return hashlib.sha256(parts.encode()).hexdigest()


def payload_sha256(payload: Draft | tuple[Block, ...]) -> str:
    """Hash of what would be written."""
    plain = asdict(payload) if isinstance(payload, Draft) else [asdict(block) for block in payload]
    return hashlib.sha256(json.dumps(plain, sort_keys=True, default=str).encode()).hexdigest()
