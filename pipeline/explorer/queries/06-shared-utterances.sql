-- What several outlets quote, in each one's wording
-- The same words as different articles give them, one under the other, to see what was cut or changed.
SELECT
    shared.utterance_id,
    shared.speaker,
    sources.name AS source,
    articles.published_on,
    quotes.text AS wording,
    length(quotes.text) AS characters,
    quotes.quote_id
FROM shared_utterances AS shared
JOIN quotes ON quotes.utterance_id = shared.utterance_id
JOIN articles ON articles.article_id = quotes.article_id
JOIN sources ON sources.source_id = articles.source_id
WHERE articles.duplicate_of IS NULL
ORDER BY shared.n_articles DESC, shared.utterance_id, articles.published_on NULLS LAST, quotes.quote_id;
