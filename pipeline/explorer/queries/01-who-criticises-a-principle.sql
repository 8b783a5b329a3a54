-- Who criticises the principle on backdoors, and where
-- Mentions that argue about the principle, or stand in a sentence with a claim against its framework. Write another principle_id, GIDS-1 to GIDS-8, for another one.
SELECT
    coalesce(entities.name, CASE WHEN mentions.quote_id IS NULL THEN 'the author' ELSE 'somebody quoted, not known' END) AS voice,
    claims.stance,
    mentions.text AS mention,
    claims.text AS claim,
    sources.name AS source,
    articles.url,
    mentions.start,
    mentions."end",
    mentions.mention_id
FROM principle_mentions AS mentions
JOIN articles ON articles.article_id = mentions.article_id
JOIN sources ON sources.source_id = articles.source_id
LEFT JOIN claims ON claims.sentence_id = mentions.sentence_id
LEFT JOIN entities ON entities.entity_id = coalesce(claims.claimant_id, mentions.speaker_id)
WHERE mentions.principle_id = 'GIDS-7'
  AND articles.duplicate_of IS NULL
  AND (
    mentions.mention_type = 'comment'
    OR (claims.stance = 'against' AND claims.stance_target = 'GIDS')
  )
ORDER BY source, mentions.start;
