-- For and against: who takes which side
-- Claims about each framework, by those who make them: in favour, against, and without a stance.
SELECT
    framework_id,
    coalesce(claimant, CASE claimant_kind WHEN 'author' THEN 'the author' ELSE 'somebody quoted, not known' END) AS claimant,
    source,
    coalesce(sum(n_claims) FILTER (stance = 'favor'), 0) AS in_favor,
    coalesce(sum(n_claims) FILTER (stance = 'against'), 0) AS against,
    coalesce(sum(n_claims) FILTER (stance = 'none'), 0) AS neither
FROM claims_by_stance
WHERE framework_id IS NOT NULL
GROUP BY ALL
ORDER BY framework_id, in_favor + against DESC, claimant, source;
