"""From the structure of an article to what is said in it: quotes, entities, claims, mentions.

Pure functions over an `ArticleStructure` and the codebook. No name, cue or concept is written here:
those are in `schemas/codebook/`. Definitions follow the annotation guide; offsets are code points.
"""
