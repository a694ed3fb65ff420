-- What people want to reach, what happened to the product, who could have asked, and alerts.

CREATE TABLE IF NOT EXISTS customers_active (
    source TEXT NOT NULL,
    month DATE NOT NULL,
    segment TEXT NOT NULL,
    customers BIGINT NOT NULL,
    PRIMARY KEY (source, month, segment)
);
COMMENT ON TABLE customers_active
IS 'Active customers by month and segment (intake.customers_active): what contact rates divide by.';
COMMENT ON COLUMN customers_active.source IS 'The helpdesk account.';
COMMENT ON COLUMN customers_active.month IS 'First day of the month.';
COMMENT ON COLUMN customers_active.segment
IS 'Plan or segment; empty text for customers of no segment, or where the feed has none.';
COMMENT ON COLUMN customers_active.customers IS 'How many were active.';

CREATE TABLE targets (
    metric TEXT PRIMARY KEY,
    wanted DOUBLE NOT NULL,
    hours DOUBLE
);
COMMENT ON TABLE targets
IS 'What support wants to reach, as the settings said on the newest night.';
COMMENT ON COLUMN targets.metric IS 'reply_in_time, same_day_reply, contact_rate or missed_reply.';
COMMENT ON COLUMN targets.wanted
IS 'Share (0..1) to reach at least; of contact_rate the tickets per 1,000 customers to stay below.';
COMMENT ON COLUMN targets.hours IS 'Hours that the metric counts by, where it does.';

CREATE TABLE events (
    event_id TEXT PRIMARY KEY,
    source TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    began_on DATE NOT NULL,
    ended_on DATE,
    note TEXT
);
COMMENT ON TABLE events
IS 'Campaigns, incidents and other things that move the number of contacts.';
COMMENT ON COLUMN events.event_id
IS 'Hash of source, kind, name and first day: told again, it is the same.';
COMMENT ON COLUMN events.source IS 'The helpdesk account.';
COMMENT ON COLUMN events.kind IS 'release, campaign or incident.';
COMMENT ON COLUMN events.name IS 'What it is called; of a release the version.';
COMMENT ON COLUMN events.began_on IS 'Its first day.';
COMMENT ON COLUMN events.ended_on IS 'Its last day, where it had one.';
COMMENT ON COLUMN events.note IS 'What it was.';

CREATE TABLE alerts (
    alert_id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    raised_on DATE NOT NULL,
    raised_at TIMESTAMPTZ NOT NULL,
    since TIMESTAMPTZ NOT NULL,
    window_hours INTEGER NOT NULL,
    observed DOUBLE NOT NULL,
    expected DOUBLE NOT NULL,
    p_value DOUBLE NOT NULL,
    customers INTEGER NOT NULL,
    stands_out JSON,
    voice_ids TEXT[] NOT NULL,
    last_on DATE NOT NULL,
    run_id TEXT NOT NULL
);
COMMENT ON TABLE alerts
IS 'What rose, came up, came back or missed its target more than chance explains.';
COMMENT ON COLUMN alerts.alert_id IS 'Short hash of kind, subject and the day it was raised.';
COMMENT ON COLUMN alerts.kind IS 'rise, new, comeback or target.';
COMMENT ON COLUMN alerts.subject
IS 'The topic''s id, area: with a product area, * for all tickets, or the name of a target.';
COMMENT ON COLUMN alerts.raised_on IS 'The newest day of the data when it was raised.';
COMMENT ON COLUMN alerts.raised_at IS 'When the run raised it (UTC).';
COMMENT ON COLUMN alerts.since IS 'When it began, as far as the counts can tell (UTC).';
COMMENT ON COLUMN alerts.window_hours IS 'Length of the stretch that was compared.';
COMMENT ON COLUMN alerts.observed
IS 'Tickets there, a customer counted once; of a target the figure reached.';
COMMENT ON COLUMN alerts.expected IS 'Tickets to be expected there; of a target the figure wanted.';
COMMENT ON COLUMN alerts.p_value
IS 'How likely chance alone shows as much, several windows tried; smaller is surer.';
COMMENT ON COLUMN alerts.customers IS 'Distinct customers in the stretch.';
COMMENT ON COLUMN alerts.stands_out
IS 'dimension, value, share now and share usual of the segment, version … that stands out.';
COMMENT ON COLUMN alerts.voice_ids IS 'Three voices that tell of it.';
COMMENT ON COLUMN alerts.last_on IS 'Newest day of the data on which it still went on.';
COMMENT ON COLUMN alerts.run_id IS 'The run that raised it.';

CREATE TABLE alert_decisions (
    alert_id TEXT NOT NULL,
    decision TEXT NOT NULL,
    snoozed_until DATE,
    decided_by TEXT NOT NULL,
    reason TEXT,
    decided_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (alert_id, decided_at)
);
COMMENT ON TABLE alert_decisions IS 'What people decided about alerts; the newest counts.';
COMMENT ON COLUMN alert_decisions.alert_id IS 'The alert.';
COMMENT ON COLUMN alert_decisions.decision
IS 'ack (seen, says no more) or snooze (says no more until a day).';
COMMENT ON COLUMN alert_decisions.snoozed_until IS 'Last day of silence, of a snooze.';
COMMENT ON COLUMN alert_decisions.decided_by IS 'Who.';
COMMENT ON COLUMN alert_decisions.reason IS 'Why, in their words.';
COMMENT ON COLUMN alert_decisions.decided_at IS 'When (UTC).';
