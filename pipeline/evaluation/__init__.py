"""Evaluation: how near the extraction comes to annotated texts, and the annotators to each other.

Belongs here: reading gold, scoring rows against it, telling the scores. Does not belong here:
extraction (it is called as everywhere else) and thresholds (the tests have them).

The order: `gold` (or `wikinews`) reads, `found` extracts from the same texts, `quotes`, `claims`
and `mentions` score one table each with what `matching` and `scores` offer, `evaluate` runs all of
it, `report` tells it on a terminal, `quality` as files for a release. `agreement` scores one
annotator against the other with the same functions. `calibration` estimates on gold how sure rows
are, `reliability` measures whether that holds.

Only rows of region body count (annotation guide, section 1).
"""
