"""Whose side: which states sponsor the frameworks of an article, and who speaks for them.

Belongs here: what the codebook tells of sponsors and officials. Which words praise or blame is told
in `claim_stance`.
"""

import re
from collections.abc import Sequence

from pipeline.codebook import Codebook, Framework
from pipeline.extraction.claim_passages import Stretch

_OF_RIVAL = re.compile(
    r"(?:\s(?:administration|government|side|authorities|regime|officials?|politicians?))?"
    r"(?P<owns>['’]s?)?(?:\s[\w-]+){1,3}"
)


class Sides:
    """Sponsors and officials, for the frameworks that an article names."""

    def __init__(self, codebook: Codebook, named: Sequence[Framework]) -> None:
        self._frameworks = {f.framework_id: f for f in named}
        self._sponsors = frozenset(f.sponsor_id for f in codebook.frameworks)
        self._countries = codebook.countries
        kinds = codebook.entity_kinds
        self.states = frozenset(i for i, kind in kinds.items() if kind == "state")
        self._officials = self.states | {e.id for e in codebook.entities if e.official}

    def is_sponsor(self, entity_id: str) -> bool:
        """Whether a state sponsors a framework of the codebook, named or not."""
        return entity_id in self._sponsors

    def is_official(self, speaker_id: str | None) -> bool:
        """Whether somebody speaks for a state, or is one."""
        return speaker_id in self._officials

    def sponsors(self, speaker_id: str | None, framework_id: str) -> bool:
        """Whether a state, or who speaks for it, sponsors a framework that the article names."""
        framework = self._frameworks.get(framework_id)
        if speaker_id not in self._officials or framework is None:
            return False
        return self._countries.get(speaker_id) == self._countries.get(framework.sponsor_id)

    def own(self, speaker_id: str | None) -> str | None:
        """The framework that a speaker's state sponsors."""
        return next((f for f in self._frameworks if self.sponsors(speaker_id, f)), None)

    def partiality(self, speaker_id: str | None, framework_id: str) -> int:
        """1 for officials on their state's framework, -1 on a rival's, 0 for everybody else."""
        if self.sponsors(speaker_id, framework_id):
            return 1
        return -1 if self.own(speaker_id) is not None else 0

    def said_of_rivals(self, stretch: Stretch, framework_id: str) -> set[int]:
        """Offsets of the weighing words that are said of another sponsor ("Beijing's success")."""
        sponsor = self._frameworks[framework_id].sponsor_id
        found: set[int] = set()
        for name in stretch.names:
            if name.entity_id == sponsor or name.entity_id not in self._sponsors:
                continue
            end = name.end - stretch.start
            reach = _OF_RIVAL.match(stretch.words, end)
            if reach and (name.sort == "demonym" or reach["owns"]):
                weighing = (*stretch.marked.of("favor"), *stretch.marked.of("against"))
                found |= {m.offset for m in weighing if end < m.offset < reach.end()}
        return found
