-- Every article with its source and the number of quotes, claims and principle mentions in it.
-- article_id: The article in articles.
-- source: Name of the publisher.
-- published_on: Date of the article as far as it is known.
-- title: Headline of the article.
-- n_words: Number of words.
-- n_quotes: Number of quotes, each stretch of an interrupted quote counted.
-- n_speakers: Number of different speakers that are known.
-- n_claims: Number of claims.
-- n_principle_mentions: Number of principle mentions.
-- n_principles: Number of different principles mentioned.
-- duplicate_of: Article whose text this one repeats; null if it repeats none.
SELECT
    articles.article_id,
    sources.name AS source,
    articles.published_on,
    articles.title,
    articles.n_words,
    (SELECT count(*) FROM quotes WHERE quotes.article_id = articles.article_id) AS n_quotes,
    (
        SELECT count(DISTINCT quotes.speaker_id)
        FROM quotes
        WHERE quotes.article_id = articles.article_id
    ) AS n_speakers,
    (SELECT count(*) FROM claims WHERE claims.article_id = articles.article_id) AS n_claims,
    (
        SELECT count(*)
        FROM principle_mentions
        WHERE principle_mentions.article_id = articles.article_id
    ) AS n_principle_mentions,
    (
        SELECT count(DISTINCT principle_mentions.principle_id)
        FROM principle_mentions
        WHERE principle_mentions.article_id = articles.article_id
    ) AS n_principles,
    articles.duplicate_of
FROM articles
JOIN sources ON sources.source_id = articles.source_id
ORDER BY articles.published_on NULLS LAST, articles.article_id;
