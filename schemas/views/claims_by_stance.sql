-- Number of claims about each framework by stance, claimant and source; articles that repeat another are left out.
-- framework_id: Framework that the claims are about; null where they are about none.
-- stance: favor, against or none towards the framework.
-- claimant_kind: Whether authors or quoted speakers put the claims forward.
-- claimant: Name of the speaker; null for authors and for speakers not known.
-- source: Name of the publisher.
-- n_claims: Number of claims.
-- n_hedged: Number of claims that the claimant softens.
-- n_articles: Number of articles that hold them.
SELECT
    claims.stance_target AS framework_id,
    claims.stance,
    claims.claimant_kind,
    entities.name AS claimant,
    sources.name AS source,
    count(*) AS n_claims,
    count(*) FILTER (WHERE claims.hedged) AS n_hedged,
    count(DISTINCT claims.article_id) AS n_articles
FROM claims
JOIN articles ON articles.article_id = claims.article_id
JOIN sources ON sources.source_id = articles.source_id
LEFT JOIN entities ON entities.entity_id = claims.claimant_id
WHERE articles.duplicate_of IS NULL
GROUP BY ALL
ORDER BY ALL NULLS LAST;
