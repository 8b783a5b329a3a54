-- Words that more than one article quotes, with the publishers that quote them; articles that repeat another are left out.
-- utterance_id: The utterance in utterances.
-- speaker: Name of the speaker; null where not known.
-- text: The fullest wording.
-- n_quotes: Number of quotes of these words.
-- n_articles: Number of articles that quote them.
-- n_sources: Number of publishers that quote them.
-- sources: Names of these publishers, separated by "; ".
SELECT
    utterances.utterance_id,
    entities.name AS speaker,
    utterances.text,
    count(*) AS n_quotes,
    count(DISTINCT articles.article_id) AS n_articles,
    count(DISTINCT sources.source_id) AS n_sources,
    string_agg(DISTINCT sources.name, '; ' ORDER BY sources.name) AS sources
FROM utterances
JOIN quotes ON quotes.utterance_id = utterances.utterance_id
JOIN articles ON articles.article_id = quotes.article_id
JOIN sources ON sources.source_id = articles.source_id
LEFT JOIN entities ON entities.entity_id = utterances.speaker_id
WHERE articles.duplicate_of IS NULL
GROUP BY ALL
HAVING count(DISTINCT articles.article_id) > 1
ORDER BY n_articles DESC, utterances.utterance_id;
