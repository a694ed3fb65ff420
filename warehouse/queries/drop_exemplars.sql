-- Definitions without the voices that go, older versions too.
UPDATE topic_definitions
SET
    exemplars = list_filter(exemplars, lambda one: NOT list_contains($gone, one)),
    counter_example = if(list_contains($gone, counter_example), NULL, counter_example)
WHERE list_has_any(exemplars, $gone) OR list_contains($gone, counter_example);
