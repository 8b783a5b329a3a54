"""The codebook's frameworks in the form in which articles are searched for their principles.

Belongs here: what depends on the codebook alone. What stands in an article is found in `discourse`.
"""

from pipeline.codebook import Codebook
from pipeline.extraction.combinations import families, own, rules
from pipeline.extraction.concepts import ConceptIndex
from pipeline.extraction.mention_types import READ_THERE
from pipeline.extraction.pointers import PointerFinder
from pipeline.extraction.topic_lists import Topics


class Frameworks:
    """Frameworks by id, with their rules and topics, and what finds their concepts and titles."""

    def __init__(self, codebook: Codebook) -> None:
        self.by_id = {f.framework_id: f for f in codebook.frameworks}
        concepts = {name: v for name, v in codebook.concepts.items() if name not in READ_THERE}
        for framework in codebook.frameworks:
            concepts |= families(framework)
        self.index = ConceptIndex(concepts)
        self.pointers = PointerFinder(codebook.frameworks)
        self.rules = [rule for f in codebook.frameworks for rule in rules(f)]
        self.topics: dict[str, Topics] = {
            f.framework_id: {p.id: [own(f, c) for c in p.topic] for p in f.principles}
            for f in codebook.frameworks
        }
        self.countries = codebook.countries
        self.states = {s.id for s in codebook.states.values()}
        self.documents = {f.entity_id for f in codebook.frameworks}
