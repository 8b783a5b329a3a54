-- How often each source mentions each principle, how and in whose voice, zero included; articles that repeat another are left out.
-- framework_id: The framework in frameworks.
-- principle_id: The principle in principles.
-- principle: Short name of the principle.
-- source_id: The source in sources.
-- source: Name of the publisher.
-- n_mentions: Number of mentions of the principle by the source.
-- n_articles: Number of articles of the source that mention the principle.
-- n_quoted: Number of those mentions that stand in a quote; the others are in the author's own voice.
-- n_statements: Number of those mentions that say that the framework contains it.
-- n_quotations: Number of those mentions that give its words in quotation marks.
-- n_comments: Number of those mentions that argue about it or describe conduct that it addresses.
-- speakers: Names of those who voice the quoted ones, separated by "; "; null where none is known.
SELECT
    principles.framework_id,
    principles.principle_id,
    principles.title AS principle,
    sources.source_id,
    sources.name AS source,
    count(mentions.mention_id) AS n_mentions,
    count(DISTINCT mentions.article_id) AS n_articles,
    count(mentions.quote_id) AS n_quoted,
    count(mentions.mention_id) FILTER (mentions.mention_type = 'statement') AS n_statements,
    count(mentions.mention_id) FILTER (mentions.mention_type = 'quotation') AS n_quotations,
    count(mentions.mention_id) FILTER (mentions.mention_type = 'comment') AS n_comments,
    string_agg(DISTINCT mentions.speaker, '; ' ORDER BY mentions.speaker) AS speakers
FROM principles
CROSS JOIN sources
LEFT JOIN (
    SELECT principle_mentions.*, articles.source_id, entities.name AS speaker
    FROM principle_mentions
    JOIN articles ON articles.article_id = principle_mentions.article_id
    LEFT JOIN entities ON entities.entity_id = principle_mentions.speaker_id
    WHERE articles.duplicate_of IS NULL
) AS mentions
    ON mentions.principle_id = principles.principle_id AND mentions.source_id = sources.source_id
GROUP BY ALL
ORDER BY principles.principle_id, sources.source_id;
