"""The explorer: the pages of a release, and the command that serves them."""
