"""Putting documents below raw/, with what is stated of them: `gids add`.

In the order of the way: `order` (what is asked for), `names` (the file's name in its source),
`present` (what is there already), `examining` (whether a document can be taken), `source_file` (the
metadata in source.yml), `placing` (all of it onto the disk, or nothing), `add` (these together).
Nothing is extracted or published here: the next run does.
"""
