"""From files as received to the text of documents, or to rejections that say why not.

In the order of the way: `receiving` opens a file, `formats` tells what it is by its content, and
the documents in it are handed out as bytes: a single one, or the records of an archive (`tables`,
`warc`), named by `records`. `decoding` makes the text of one of them, by `encodings`, `html`,
`markdown`, `pdf`; `fields` has what may be stated of an article under which name. `document` has
what they hand over. Whether a text is an article, and in which language, is decided where it is
parsed.

Nothing here fetches anything, remembers a document before, or takes more time and memory than the
limits which stand in each module.
"""
