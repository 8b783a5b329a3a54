-- Which principles each source talks about
-- One row a principle, with how often each source mentions it; zero means that the source passes over it.
SELECT
    principle_id,
    principle,
    sum(n_mentions) AS mentions,
    count(*) FILTER (n_mentions > 0) AS sources_that_mention_it,
    string_agg(source || ': ' || n_mentions, ', ' ORDER BY n_mentions DESC, source) AS by_source
FROM principle_coverage
GROUP BY principle_id, principle
ORDER BY mentions DESC, principle_id;
