-- Does a source speak of the principles itself, or let others speak?
-- Mentions in the author's own voice against those in quotes, by source and framework.
SELECT
    source,
    framework_id,
    sum(n_mentions) AS mentions,
    sum(n_mentions - n_quoted) AS in_own_voice,
    sum(n_quoted) AS quoted,
    round(sum(n_quoted) / sum(n_mentions), 2) AS share_quoted
FROM principle_coverage
GROUP BY source, framework_id
HAVING sum(n_mentions) > 0
ORDER BY share_quoted DESC, source, framework_id;
