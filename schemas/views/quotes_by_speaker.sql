-- Every quote with the name of its speaker, its source and date, ordered by speaker; articles that repeat another are left out.
-- speaker: Name of the speaker; null where the speaker is unnamed or not known.
-- speaker_text: The article's phrase for the speaker.
-- text: The quoted words.
-- kind: direct, mixed or indirect, by the quotation marks.
-- source: Name of the publisher.
-- published_on: Date of the article as far as it is known.
-- title: Headline of the article.
-- speaker_id: The speaker in entities.
-- quote_id: The quote in quotes.
-- article_id: The article in articles.
-- via: Name of the outlet or person that relays the words; null where nobody does.
-- parent_quote_id: The quote that this one stands within; null if it stands in none.
SELECT
    entities.name AS speaker,
    quotes.speaker_text,
    quotes.text,
    quotes.kind,
    sources.name AS source,
    articles.published_on,
    articles.title,
    quotes.speaker_id,
    quotes.quote_id,
    quotes.article_id,
    relays.name AS via,
    quotes.parent_quote_id
FROM quotes
JOIN articles ON articles.article_id = quotes.article_id
JOIN sources ON sources.source_id = articles.source_id
LEFT JOIN entities ON entities.entity_id = quotes.speaker_id
LEFT JOIN entities AS relays ON relays.entity_id = quotes.via_id
WHERE articles.duplicate_of IS NULL
ORDER BY speaker NULLS LAST, articles.published_on, quotes.article_id, quotes.start, quotes.quote_id;
