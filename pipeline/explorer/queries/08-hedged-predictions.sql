-- Predictions, the hedged ones first
-- Claims about what will or may happen; hedged ones are softened by may, is unlikely to and the like.
SELECT
    claims.hedged,
    claims.text,
    coalesce(entities.name, claims.claimant_kind) AS claimant,
    claims.stance,
    claims.stance_target,
    sources.name AS source,
    claims.claim_id
FROM claims
JOIN articles ON articles.article_id = claims.article_id
JOIN sources ON sources.source_id = articles.source_id
LEFT JOIN entities ON entities.entity_id = claims.claimant_id
WHERE claims.claim_type = 'prediction' AND articles.duplicate_of IS NULL
ORDER BY claims.hedged DESC, source, claims.article_id, claims.start;
