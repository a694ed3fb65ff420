"""What the digest tells, read from the published snapshot."""

from __future__ import annotations

from datetime import timedelta

from records.digest import Digest, DigestTarget, DigestTopic
from warehouse.alerts.keep import read_alerts
from warehouse.sealing import Place
from warehouse.snapshot import open_snapshot
from warehouse.sql import query

SLOTS, TOPICS, WAITING = 8, 6, 5
UNANSWERED = ("received", "considering")


def digest_of(snapshot: Place, product: str, *, weekly: bool) -> Digest | None:
    """The digest of the newest day (or of the seven newest days); None where there is no ticket."""
    days = 7 if weekly else 1
    values = {"slot_days": days, "slots": SLOTS}
    with open_snapshot(snapshot) as conn:
        ((last, slots),) = conn.execute(query("digest_days"), values).fetchall()
        if last is None:
            return None
        topics = [
            DigestTopic(number, ja, en, tickets, before, tuple(listed), key, answer)
            for number, ja, en, tickets, before, listed, key, answer in conn.execute(
                query("digest_topics"), values
            ).fetchall()
        ]
        targets = conn.execute(query("digest_targets"), {"slot_days": days}).fetchall()
        missed = conn.execute("SELECT count(*) FROM missed_replies").fetchone()
        return Digest(
            product=product,
            weekly=weekly,
            first=last - timedelta(days=days - 1),
            last=last,
            created=slots[-1],
            before=slots[-2],
            slots=tuple(slots),
            alerts=tuple(read_alerts(conn, only_open=True)),
            topics=tuple(one for one in topics[:TOPICS] if one.tickets),
            targets=tuple(DigestTarget(*row) for row in targets),
            waiting=tuple(one for one in topics if one.answer in UNANSWERED)[:WAITING],
            missed_replies=int(missed[0]) if missed else 0,
        )
