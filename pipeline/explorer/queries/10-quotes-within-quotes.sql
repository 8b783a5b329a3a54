-- Quotes within quotes
-- Words that a speaker quotes in turn, with the quote around them.
SELECT
    outer_speakers.name AS quoted_by,
    inner_speakers.name AS speaker,
    quotes.text AS quoted_words,
    parents.text AS quote_around_them,
    quotes.quote_id,
    quotes.parent_quote_id
FROM quotes
JOIN quotes AS parents ON parents.quote_id = quotes.parent_quote_id
LEFT JOIN entities AS inner_speakers ON inner_speakers.entity_id = quotes.speaker_id
LEFT JOIN entities AS outer_speakers ON outer_speakers.entity_id = parents.speaker_id
ORDER BY quotes.article_id, quotes.start;
