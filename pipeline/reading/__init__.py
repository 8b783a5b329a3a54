"""From files as received to the text of documents, or to rejections that say why not.

In the order of the way: `receiving` opens a file and hands out the documents in it as bytes,
`decoding` makes the text of one of them. `document` has what they hand over. Whether a text is an
article, and in which language, is decided where it is parsed.
"""
