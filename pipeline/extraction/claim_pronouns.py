"""Where a pronoun carries the subject of a claim on from what was said before.

Belongs here: pronouns for a thing or a text. Whom a pronoun means among persons and bodies is told
in `cast`, which framework was spoken of in `claim_target`.
"""

import re

from pipeline.extraction.claim_passages import Stretch

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_IT = frozenset({"it", "it's"})
_PRONOUNS = frozenset({"it", "its", "it's", "this"})
_OPENING = frozenset({"that", "these", "such", "both"})
_CONJUNCTIONS = frozenset({"and", "but", "yet", "so", "still", "now", "even", "for", "or"})
_AUXILIARY = frozenset({"will", "would", "is", "was", "does", "may", "might", "could", "can"})
_EARLY = 10
"""A pronoun among the first words of a stretch carries the subject on."""
_EXPLETIVE = re.compile(
    r"it(?:['’]s|\s+(?:is|was|remains?|seems?|appears?|has(?:\s\w+)?\sbeen"
    r"|(?:would|will|may|might|can)\s+be))\s+(?:(?:\w+ly|not|also|still|now|hardly|very)\s+)*"
    r"(?:that\b|to be seen|the case that"
    r"|(?:under|in|on|by|with|from|at|through|because|only)\b.{3,80}\sthat\b"
    r"|(?:an?\s)?(?:\w+\s)?"
    r"(?:pity|shame|fact|matter|news|surprise|secret|mistake|wonder|coincidence|time)\s"
    r"|(?!a\b|an\b|the\b)[\w-]+\s+(?:that|whether|how|what|why|who|to\s(?:what|which|whom))\b"
    r"|(?:important|necessary|essential|vital|crucial|imperative|hard|difficult|easy|fair|possible"
    r"|impossible|wrong|right|reasonable|natural|safe|preposterous|absurd|useful|better|best|good"
    r"|worth\w*)\s+(?:for\s.{2,60}?\s)?to\s)",
    re.IGNORECASE,
)
"""An "it" that stands for what follows, not for anything said before."""


def carried(stretch: Stretch) -> int | None:
    """Where a pronoun among the first words carries the subject on."""
    matches = list(_WORD.finditer(stretch.words))
    first_name = min((m.start - stretch.start for m in stretch.names), default=None)
    opening = int(bool(matches) and matches[0].group().lower() in _CONJUNCTIONS)
    for i, match in enumerate(matches):
        if first_name is not None and match.start() > first_name:
            return None
        word = match.group().lower().replace("’", "'")
        following = matches[i + 1].group().lower() if i + 1 < len(matches) else ""
        if word in _IT and _EXPLETIVE.match(stretch.words, match.start()):
            continue
        if word in _PRONOUNS and i < _EARLY:
            return match.start()
        if word in _OPENING and (i == opening or (word == "that" and following in _AUXILIARY)):
            return match.start()
    return None
