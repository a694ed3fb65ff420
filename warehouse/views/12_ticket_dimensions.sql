CREATE VIEW ticket_dimensions AS
SELECT
    d.dimension,
    d.value,
    d.name,
    c.source,
    c.ticket_id,
    d.created_day,
    c.customer
FROM counted_dimensions AS d
INNER JOIN counted_tickets AS c ON d.ticket = c.ticket;

COMMENT ON VIEW ticket_dimensions
IS 'Every counted ticket once for each thing that trends are cut by; always name the dimension.';
COMMENT ON COLUMN ticket_dimensions.dimension
IS 'topic, theme, product_area, segment, channel or language.';
COMMENT ON COLUMN ticket_dimensions.value IS 'Which one: of a topic its id, of a theme its number.';
COMMENT ON COLUMN ticket_dimensions.name IS 'The same for people.';
COMMENT ON COLUMN ticket_dimensions.source IS 'The helpdesk account.';
COMMENT ON COLUMN ticket_dimensions.ticket_id IS 'The ticket''s id there.';
COMMENT ON COLUMN ticket_dimensions.created_day
IS 'The day it was created, in the account''s time zone.';
COMMENT ON COLUMN ticket_dimensions.customer
IS 'Pseudonym of the customer; a ticket whose helpdesk names none counts as a customer of its own.';
