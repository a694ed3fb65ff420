-- A look at all topics together also moves voices whose nearest texts sit in another topic.

ALTER TABLE consolidations ADD COLUMN outvoted BIGINT;

COMMENT ON COLUMN consolidations.outvoted
IS 'Of the voices moved, those whose nearest texts sat in another topic; empty before Koe looked for them.';
COMMENT ON COLUMN lineage.kind
IS 'born, kept, split, merged, retired, gave (voices to other topics) or took (voices of others).';
COMMENT ON COLUMN assignments.similarity
IS 'Cosine to the nearest prototype of the topic, of any topic where it has none.';
