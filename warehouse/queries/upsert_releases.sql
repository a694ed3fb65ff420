-- Releases as told; a version told again takes the new day and note.
INSERT INTO releases (source, version, released_on, note)
SELECT
    $source AS source,
    i.version,
    i.released_on::DATE AS released_on,
    i.note
FROM incoming_releases AS i
QUALIFY row_number() OVER (PARTITION BY i.version ORDER BY i.released_on DESC) = 1
ON CONFLICT (source, version) DO UPDATE SET
    released_on = excluded.released_on,
    note = excluded.note;
