"""The longer statements of the state; `catalog` is the attached catalog whose numbers are meant."""

from reader.domain.changes import Mark

INHERITED = """
SELECT g.number, a.number FROM archive r CROSS JOIN temp.wanted w
CROSS JOIN catalog.gone g ON g.number = w.number
CROSS JOIN mark m ON m.archive = r.id AND m.key = g.key AND m.heir IS NOT NULL
CROSS JOIN catalog.article a ON a.key = m.heir WHERE r.path = ?
"""
NEW_ROWS = """
INSERT INTO mark (archive, key, path, title, fingerprint, {column}, {time})
SELECT ?1, key, path, title, fingerprint, ?2, ?3 FROM (
    SELECT a.key, f.path, a.title, a.fingerprint FROM temp.chosen c
    JOIN catalog.article a ON a.number = c.number JOIN catalog.file f ON f.id = a.file
    UNION ALL
    SELECT coalesce(a.key, g.key), coalesce(f.path, g.path), coalesce(a.title, g.title),
        coalesce(a.fingerprint, g.fingerprint)
    FROM temp.chosen c JOIN catalog.gone g ON g.number = c.number
    -- What was passed on is marked where it went, unless the key is alive again.
    LEFT JOIN mark m ON m.archive = ?1 AND m.key = g.key
        AND NOT EXISTS (SELECT 1 FROM catalog.article b WHERE b.key = g.key)
    LEFT JOIN catalog.article a ON a.key = m.heir LEFT JOIN catalog.file f ON f.id = a.file
) WHERE true ORDER BY key
ON CONFLICT DO UPDATE SET {column} = excluded.{column}, {time} = excluded.{time},
    path = excluded.path, title = excluded.title, fingerprint = {fingerprint}
"""
TAKEN_OFF = """
UPDATE mark SET {column} = 0, {time} = NULL WHERE archive = ? AND {column} = 1 AND EXISTS
    (SELECT 1 FROM catalog.article a CROSS JOIN temp.chosen c ON c.number = a.number WHERE a.key = mark.key)
"""
"""Half the time of `NEW_ROWS`, for most of the marks, of articles that are all there; it goes through all."""
FINGERPRINT = {
    Mark.READ: "excluded.fingerprint",
    Mark.STARRED: "iif(mark.read, mark.fingerprint, excluded.fingerprint)",
}
"""What becomes of a row's fingerprint at a mark: that of an article that was read says what was read."""
ANY_GONE = "SELECT EXISTS (SELECT 1 FROM temp.chosen c CROSS JOIN catalog.gone g ON g.number = c.number)"
SETTLE_AGAIN = """
UPDATE archive SET settled_generation = min(settled_generation, ?2) WHERE id = ?1 AND EXISTS (
    SELECT 1 FROM temp.chosen c JOIN catalog.gone g ON g.number = c.number
    JOIN mark m ON m.archive = ?1 AND m.key = g.key AND m.heir IS NULL
    WHERE NOT EXISTS (SELECT 1 FROM catalog.article a WHERE a.key = g.key)
)
"""
