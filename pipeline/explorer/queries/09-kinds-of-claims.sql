-- What is argued: facts, values, predictions, policies
-- How each source's claims divide, and which share of them is hedged.
SELECT
    sources.name AS source,
    count(*) AS claims,
    count(*) FILTER (claims.claim_type = 'fact') AS facts,
    count(*) FILTER (claims.claim_type = 'value') AS value_judgements,
    count(*) FILTER (claims.claim_type = 'prediction') AS predictions,
    count(*) FILTER (claims.claim_type = 'policy') AS policies,
    round(avg(claims.hedged::INTEGER), 2) AS share_hedged
FROM claims
JOIN articles ON articles.article_id = claims.article_id
JOIN sources ON sources.source_id = articles.source_id
WHERE articles.duplicate_of IS NULL
GROUP BY ALL
ORDER BY claims DESC, source;
