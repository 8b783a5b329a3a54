"""What surrounds an article: the marks of front and back matter, as patterns.

Belongs here: wordings that any publisher might use. No rule may name a publisher. Where the
patterns apply (at the head, at the foot) is decided in `regions`.
"""

import re

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
DATE = (
    rf"(?:{_DAY},?\s+)?(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[\s-]+{_MONTH}[\s,-]+\d{{4}}|\d{{4}}-\d\d-\d\d"
    rf"|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}|{_MONTH}\s+\d{{4}})"
)


_SENTENCE = r"(?:\S+\s+){6,}\S+[.!?][\"'”’»)]*$"
"""Seven words or more that end like a sentence: a story, whatever its first word."""


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_TRAIL = r"(?!.*[«‹])[^|›»>]{1,50}+(?:[|›»>]+[^|›»>]{1,50}+)++$"
"""A trail or menu ("News > Asia"); with an opening guillemet it is a quotation."""

_HEAD_MARKS = (
    # A line that is a date, alone or with a time, a place, a name, a reading time.
    rf"(?!{_SENTENCE})(?:(?:first |last )?(?:published|posted|updated|released|date|issued"
    rf"|modified)(?:\s+on|\s+at)?:?\s*)?{DATE}\b.{{0,60}}$",
    r"(?:published|posted|updated)\b.{0,40}\b(?:ago|gmt|utc|est|edt|cet|bst|today|yesterday"
    r"|[ap]\.?m|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b.{0,40}$",
    rf"(?!{_SENTENCE})(?:by|words by|text by|author|authors|written by|reporting by|edited by)"
    r"[:\s]\s*\S.{0,100}$",
    _TRAIL,
    r"(?:home|news)\s*/\s*\w.{0,80}$",
    r"(?:estimated )?(?:reading time:?\s*)?\d{1,3}[\s-]min(?:ute)?s?(?: read)?$",
    r"(?:share|tweet|print|e-?mail|save|listen|facebook|twitter|linkedin|whatsapp|copy link"
    r"|subscribe|sign in|log in|menu|search|skip to (?:main )?content|share this(?: article)?)"
    r"(?:\s*[·|,/•-]?\s*(?:share|tweet|print|e-?mail|save|facebook|twitter|linkedin|whatsapp|this"
    r"|article|story|on|copy|link))*[:.]?$",
    r"(?:for immediate release|embargoed until\b.{0,60}|press release|news release|contact:.{0,80}"
    r"|expert pitch)\.?$",
)
_STORY_MARKS = (
    r"(?:credit|photo|photograph|photos|image|images|illustration|picture|caption|source)"
    r"(?:\s+(?:by|credit|courtesy|illustration))*\s*:\s*.{1,160}$",
    r"(?:photo|photograph|illustration|image)s? (?:by|courtesy of) .{1,80}$",
    r"(?:opinion|analysis|commentary|editorial|interview|transcript|exclusive|world|politics"
    r"|business|technology|tech|recent features|features|latest|breaking|news|briefing)\.?$",
)
"""Credits and section labels: they belong to a head, but may stand inside a story as well."""

HEAD = _any(*_HEAD_MARKS)
FRONT = _any(*_HEAD_MARKS, *_STORY_MARKS)
"""Whole paragraphs that belong to the head of a page rather than to its story."""

PUBLISHER = re.compile(
    r"\b(?:daily|weekly|monthly|times|post|news|press|journal|tribune|herald|gazette|review|magazine|online"
    r"|observer|media|agency|radio|television|tv|department|ministry|institute|university|council|centre"
    r"|center|foundation|office|embassy|bureau|commission|association|llp|inc)\b",
    re.IGNORECASE,
)
"""Words in the name of whoever publishes a page."""

_PLACE_WORD = r"[A-Z][\w.'’]*+(?:-\w[\w.'’]*+)*+"
DATELINE = re.compile(
    rf"(?:{_PLACE_WORD}(?:[ /]{_PLACE_WORD}){{0,3}}(?:, [A-Z][\w.'’ -]{{1,24}})?,?\s*+"
    rf"(?:,?\s*(?i:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?:,?\s+\d{{4}})?)?,?\s*"
    r"(?:\((?:[A-Z][\w ./’'-]{1,28})\))?"
    r"\s*+(?:[–—]|--?-?)\s+)"
)
"""A dateline at the head of a paragraph ("BEIJING, Sept 8 (Agency) - "): see `dateline_end`."""

END_MARK = _any(
    r"[-–—\s*]*\b30\b[-–—\s*]*$",
    r"(?:#\s*){2,}$",
    r"[-–—*\s\[(]*\bends?\b[-–—*\s\])]*$",
    r"(?:\d+ |no |all |view |add |leave |post |your )*(?:a )?comments?(?: yet)?(?:\s*\(\d+\))?:?$",
    r"(?:be the first|you can be the first) to comment\b.{0,30}$",
    r"leave a (?:reply|comment)\b.{0,40}$",
    r"(?:filters? (?:close|by)|showing results|results \d+|sort by)\b.{0,40}$",
    r"(?:related|recommended|more|other|latest|trending|popular|most (?:popular|read|viewed))"
    r" ?(?:on this|in this)? ?(?:stories|articles|posts|news|content|reading|coverage|topics|links"
    r"|headlines|items|pages)?:?$",
    r"(?:you (?:may|might) (?:also )?(?:like|be interested in|enjoy)|read next|up next|see also"
    r"|more (?:from|on|in|about)\b|what to read next|keep reading|editor['’]s picks?)"
    r"\b.{0,90}(?<![.!?”\"])$",
    r"(?:foot ?notes|end ?notes|references|bibliography|works cited|notes|sources|further reading)"
    r"(?: and references)?:?$",
    r"about (?:the )?(?:authors?|writers?|us|this (?:site|article|newsletter))\b.{0,30}$",
    r"about(?-i:(?: (?:the|of|for|and|on|in|&|[A-Z][\w.’'-]*+)){1,6}$)",
    r"(?:media|press|news) (?:contacts?|enquiries|inquiries)\b.{0,60}$",
    r"(?:tags?|topics?|keywords|categories|filed under|posted in)\s*:.{0,200}$",
    r"(?:©|\(c\)|copyright\b).{0,160}$",
)
"""Paragraphs after which the story does not go on."""

READ_MORE = _any(
    r"(?:read (?:more|also|next|the full\b.{0,30}|our\b.{0,60})|continue reading|learn more"
    r"|see more|click here|watch|listen|related|also read"
    r"|more(?: stories| news| on this| coverage)?)"
    r"\b(?:\s*[:»›→>.].{0,160})?$",
    r"(?:advertisement|sponsored|sponsored content|story continues below.{0,30}|loading\W*)$",
    r"(?:share|print|e-?mail|tweet)(?:\s+(?:this|on)\b.{0,40})?[:.]?$",
    r"(?:photo|photograph|image|picture|illustration|credit)s?(?: credits?)?\s*(?::|by\b).{1,160}$",
    r"(?:sign up|subscribe|follow us|join our|download our|get our|support our|like us|register"
    r"|donate)\b.{0,220}$",
)
"""Paragraphs that stand between the paragraphs of a story without belonging to it."""

_PUBLICATION = (
    r"(?:article|story|piece|post|commentary|report|newsletter|alert|transcript|interview|series|column|essay"
    r"|podcast|publication|material|content|page|website|site|work)"
)
NOTICE = _any(
    r"\(?(?:additional )?(?:reporting|editing|writing|compiled|translated|edited|produced) by\b",
    r"\((?:web )?editors?\b.{0,40}\)$",
    r"(?:our standards|posted in|tagged|filed under|unsubscribe|forward this"
    r"|view (?:this )?in browser|contacts?\b.{0,12}:"
    r"|if you have (?:a tip|information|questions|comments))",
    rf"this (?:\w+ )?{_PUBLICATION} (?:belongs to|is part of|is for (?:general )?information"
    r"|forms part of)\b",
    r".{2,60} can be (?:reached|contacted) (?:at|on|by|via)\b.{0,60}(?:@|\d{3})",
    r"[^|]{2,60}(?:\s\|\s[^|]{2,60}){1,8}$",
    r"please (?:find|contact|visit|see|note|e-?mail|call|click|read our|subscribe|consider)\b",
    r"(?:for|to (?:get|read|find|learn|see|receive)) (?:more|further|additional|other)\b"
    r".{0,60}\b(?:contact|visit|see|click|e-?mail|information|call)\b",
    r"(?:to (?:contact|learn more|subscribe|unsubscribe|sign up|arrange))\b",
    rf"(?:this {_PUBLICATION}"
    r"|the (?:article|story|piece|post|commentary|newsletter|transcript|interview))"
    r" (?:was|is|has been|originally|first|appeared|does not|may not|represents|reflects)\b"
    r".{0,120}\b(?:published|appeared|republished|written|produced|edited|updated|corrected|legal"
    r"|advice|views|reproduced|condensed|translated|intended)\b",
    r"(?:the )?(?:views|opinions) (?:and opinions )?expressed\b",
    r"(?:we|our) (?:welcome|want to hear|value|use cookies|newsletter|team|editors)\b.{0,80}$",
    r"(?:you are|you['’]re) (?:receiving|reading)\b",
    r"(?:sorry, )?comments (?:for|on|are)\b.{0,60}\bclosed\b",
    r"follow (?:him|her|them|us|the author|@?\w+) on\b",
    r"(?:he|she) (?:tweets|can be (?:reached|contacted|followed)"
    r"|is (?:on twitter|the author of))\b",
    r"(?:all rights reserved|terms of (?:use|service)|privacy policy)\b",
)
"""Paragraphs about the publisher's service or the author; back matter where they close a text."""


def is_trail(text: str) -> bool:
    """Whether a paragraph is a trail or menu of a site, of any length."""
    return bool(re.match(_TRAIL, text))


def is_front_mark(text: str, *, after_prose: bool = False) -> bool:
    """Whether a whole paragraph belongs to the head of a page, even after prose if so asked."""
    if len(text) > 200 or (text[:1].islower() and not text.startswith("by ")):
        return False
    return bool((HEAD if after_prose else FRONT).match(text))


def dateline_end(text: str, start: int, end: int) -> int:
    """Where a dateline at `start` ends (code points); `start` where there is none.

    A dateline names a place in capitals, or a date or an agency in brackets, before its dash;
    a sentence begins after it.
    """
    match = DATELINE.match(text, start, min(end, start + 120))
    if not match or text[match.end() : match.end() + 1].islower():
        return start
    head = match.group()
    place = re.match(r"[^\W\d_]{3,}", head)
    if "(" in head or re.search(r"\d", head) or (place and place.group().isupper()):
        return match.end()
    return start
