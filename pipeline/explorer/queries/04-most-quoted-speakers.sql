-- Who is quoted most, and how
-- Speakers with the number of things they are quoted as saying; an interrupted quote counts once.
SELECT
    entities.name AS speaker,
    entities.affiliation,
    count(DISTINCT quotes.turn_id) AS quoted,
    count(DISTINCT quotes.turn_id) FILTER (quotes.kind = 'direct') AS direct,
    count(DISTINCT quotes.turn_id) FILTER (quotes.kind = 'mixed') AS mixed,
    count(DISTINCT quotes.turn_id) FILTER (quotes.kind = 'indirect') AS indirect,
    count(DISTINCT articles.source_id) AS sources
FROM quotes
JOIN articles ON articles.article_id = quotes.article_id
JOIN entities ON entities.entity_id = quotes.speaker_id
WHERE articles.duplicate_of IS NULL
GROUP BY ALL
ORDER BY quoted DESC, speaker;
