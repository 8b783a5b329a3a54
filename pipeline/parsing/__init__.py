"""From the text of a document to its structure: paragraphs, regions, sentences.

Every structure points into the unchanged text by half-open code point offsets; nothing here
rewrites a character. What the sentences say is the business of `pipeline.extraction`.
"""
