"""The extraction of quotes beside its peers, on the same texts in one run.

`systems` are what is compared, each run by `worker` in a process and, for peers, an environment of
its own (`peers`); `rounds` runs them by turns, `quality` scores what they found, `report` tells it.
`found_quote`, `worker` and `systems` need no more than the standard library and their own system.
"""
