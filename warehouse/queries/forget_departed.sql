-- Such tickets count as never analysed: should one come back, it is work to do again.
UPDATE tickets
SET analysed_sha256 = NULL, no_voice = NULL
WHERE status IN ('spam', 'deleted', 'merged') AND analysed_sha256 IS NOT NULL;
