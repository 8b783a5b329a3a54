-- With which words quotes are introduced
-- The cue of each quote (said, according to, warned), by source: neutral and loaded verbs side by side.
SELECT lower(quotes.cue) AS cue, count(*) AS quotes, string_agg(DISTINCT sources.name, '; ' ORDER BY sources.name) AS sources
FROM quotes
JOIN articles ON articles.article_id = quotes.article_id
JOIN sources ON sources.source_id = articles.source_id
WHERE quotes.cue IS NOT NULL AND articles.duplicate_of IS NULL
GROUP BY ALL
ORDER BY quotes DESC, cue;
