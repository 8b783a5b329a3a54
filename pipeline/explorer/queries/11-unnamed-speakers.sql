-- Who is quoted without being known
-- Quotes whose speaker is no known entity, by the article's own phrase for the speaker.
SELECT speaker_text, count(*) AS quotes, string_agg(DISTINCT source, '; ' ORDER BY source) AS sources, any_value(text) AS example
FROM quotes_by_speaker
WHERE speaker_id IS NULL
GROUP BY speaker_text
ORDER BY quotes DESC, speaker_text NULLS LAST;
