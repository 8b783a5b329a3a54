"""The articles in an archive, one after the other: what its formats have in common.

Belongs here: how an article in an archive is named and told from the others.
"""

import hashlib
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from pipeline.reading.document import Fault, Format, Reason, Received, Rejection, reject
from pipeline.reading.fields import merged
from pipeline.sources import Facts, RawDocument

MAX_FAULTS = 1000
"""Records that cannot be taken, after which the rest of an archive is not tried."""

_LONGEST_NAME = 150


@dataclass
class Records:
    """Names the records of one archive in their order, and knows the ones that were there.

    Of a record before only eight bytes are kept, so that archives can be as long as they like.
    """

    archive: RawDocument
    number: int = 0
    faults: int = 0
    ended: bool = False
    _seen: set[bytes] = field(default_factory=set)

    def next(self) -> None:
        """Go on to the next record, blank ones counted."""
        self.number += 1

    @property
    def exhausted(self) -> bool:
        """Whether so many records were faulty that this is no archive of articles."""
        return self.faults >= MAX_FAULTS

    def take(
        self, name: str | None, data: bytes, facts: Facts, form: Format, charset: str | None = None
    ) -> Received | Rejection:
        """The record as a document; rejected where one before has its name."""
        raw = self._raw(f"#{self.number}" if name is None else _path_name(name))
        digest = hashlib.blake2b(raw.raw_path.encode(), digest_size=8).digest()
        if digest in self._seen:
            again = replace(raw, raw_path=f"{raw.raw_path}#{self.number}")
            return reject(again, hashlib.sha256(data).hexdigest(), "duplicate_id", (
                f"Record {self.number} has the id of a record before it: {name}. Give each record "
                "an id of its own, or remove one of the two."
            ))  # fmt: skip
        self._seen.add(digest)
        return Received(raw, data, merged(self.archive.facts, facts), form, charset)

    def fault(self, data: bytes | None, fault: Fault) -> Rejection:
        """The rejection of the record."""
        self.faults += 1
        digest = None if data is None else hashlib.sha256(data).hexdigest()
        return reject(self._raw(f"#{self.number}"), digest, *fault)

    def whole(self, reason: Reason, detail: str) -> Rejection:
        """The rejection of the archive, for what holds of all of it."""
        return reject(self.archive, None, reason, detail)

    def rest(self, reason: Reason, detail: str) -> Rejection:
        """The rejection of all from the record on, as one, which ends the archive."""
        self.ended = True
        return reject(self._raw(f"#{self.number}-"), None, reason, detail)

    def too_many_faults(self) -> Rejection:
        """The rejection of all after the record, where so many were faulty."""
        self.next()
        return self.rest("damaged", (
            f"{MAX_FAULTS} records up to here cannot be taken, and what follows is not tried. Mend "
            "the archive."
        ))  # fmt: skip

    def _raw(self, name: str) -> RawDocument:
        return replace(self.archive, raw_path=f"{self.archive.raw_path}/{name}")


def _path_name(name: str) -> str:
    """An id as one part of a path: it leads nowhere, and no number of a record looks like it."""
    quoted = quote(name, safe=" ~!$&'()*+,;=:@?", errors="surrogatepass")
    if quoted.strip(".") == "":
        quoted = quoted.replace(".", "%2E")
    if len(quoted) <= _LONGEST_NAME:
        return quoted
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{quoted[:_LONGEST_NAME]}~{digest}"
