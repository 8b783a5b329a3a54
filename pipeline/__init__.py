"""The pipeline of GIDS Discourse: from documents as received to a published release.

Each module says at its top what belongs in it and what does not. The way of the data:

    sources, manifest     raw/<source>/ -> every document that was received
    reading               its bytes -> its text, or a rejection with a reason
    parsing, extraction   its text -> sentences, quotes, claims, principle mentions
    batches, shards       all of this for many documents, each done once
    gathering             what was extracted -> every table of the dataset
    checking              tables -> check results
    publishing            tables -> releases/<version>/

The Dagster layer (assets, checks, definitions) and the command line (cli) only connect these.
"""
