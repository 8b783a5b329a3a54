"""The one error that is meant for the person who runs the pipeline.

Whatever a person can cause and mend (a malformed file, a missing folder, two runs at once) is
raised as a UserError. Faults of the program itself stay ordinary exceptions with their traceback.
"""


class UserError(Exception):
    """A message for the user: what is wrong, in which file, and the way out."""


class CannotRebuildError(UserError):
    """The code or the documents are not those that a release was made with."""
