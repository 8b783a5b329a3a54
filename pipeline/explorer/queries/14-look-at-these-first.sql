-- Which rows to check by hand first
-- The quotes, claims and mentions with the lowest estimated probability of being right, and where they stand.
SELECT found.confidence, found.kind, found.text, articles.url, found.start, found."end", found.id
FROM (
    SELECT 'quote' AS kind, quote_id AS id, article_id, text, start, "end", confidence FROM quotes
    UNION ALL
    SELECT 'claim', claim_id, article_id, text, start, "end", confidence FROM claims
    UNION ALL
    SELECT 'mention', mention_id, article_id, text, start, "end", confidence FROM principle_mentions
) AS found
JOIN articles ON articles.article_id = found.article_id
ORDER BY found.confidence, found.id
LIMIT 50;
