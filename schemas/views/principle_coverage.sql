-- How often each source mentions each principle, zero included; articles that repeat another are left out.
-- framework_id: The framework in frameworks.
-- principle_id: The principle in principles.
-- principle: Short name of the principle.
-- source_id: The source in sources.
-- source: Name of the publisher.
-- n_mentions: Number of mentions of the principle by the source.
-- n_articles: Number of articles of the source that mention the principle.
-- n_quoted: Number of those mentions that stand in a quote.
SELECT
    principles.framework_id,
    principles.principle_id,
    principles.title AS principle,
    sources.source_id,
    sources.name AS source,
    count(mentions.mention_id) AS n_mentions,
    count(DISTINCT mentions.article_id) AS n_articles,
    count(mentions.quote_id) AS n_quoted
FROM principles
CROSS JOIN sources
LEFT JOIN (
    SELECT principle_mentions.*, articles.source_id
    FROM principle_mentions
    JOIN articles ON articles.article_id = principle_mentions.article_id
    WHERE articles.duplicate_of IS NULL
) AS mentions
    ON mentions.principle_id = principles.principle_id AND mentions.source_id = sources.source_id
GROUP BY ALL
ORDER BY principles.principle_id, sources.source_id;
