"""The pipeline of GIDS Discourse: from documents as received to a published release.

Each module says at its top what belongs in it and what does not. The way of the data:

    sources, reading      raw/<source>/ -> documents, or rejections with a reason
    parsing, extraction   documents -> sentences, quotes, claims, principle mentions
    corpus                documents -> every table of the dataset
    checking              tables -> check results
    publishing            tables -> releases/<version>/

The Dagster layer (assets, checks, definitions) and the command line (cli) only connect these.
"""
