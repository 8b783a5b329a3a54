-- Whose words reach readers through somebody else
-- Quotes that an article takes from another outlet or person (the relay) instead of from the speaker.
SELECT via AS relay, speaker, text, kind, source, published_on, quote_id
FROM quotes_by_speaker
WHERE via IS NOT NULL
ORDER BY relay, speaker NULLS LAST, source;
