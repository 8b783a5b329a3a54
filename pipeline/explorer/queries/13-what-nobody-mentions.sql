-- Which demands nobody mentions
-- The single demands of the principles that no article expresses, whoever speaks.
SELECT principles.principle_id, principles.title AS principle, elements.element_id, elements.summary AS demand
FROM principle_elements AS elements
JOIN principles ON principles.principle_id = elements.principle_id
WHERE NOT EXISTS (SELECT 1 FROM principle_mentions WHERE principle_mentions.element_id = elements.element_id)
ORDER BY elements.principle_id, elements.position;
