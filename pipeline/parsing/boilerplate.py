"""The marks of a story's head: bylines, dates, labels, credits, datelines, as patterns.

Belongs here: wordings that any publisher might use. No rule may name a publisher. Which paragraphs
of a head are title, deck and mark is decided in `heads`; what a site says of itself is in
`furniture`, the end of a story in `feet`.
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

_CLOCK = r"\d{1,2}[:.]\d\d(?::\d\d)?\s?(?:[ap]\.?m\.?)?"
_ZONE = r"(?:\(?(?:gmt|utc|[a-z]{1,3}[sd]?t)\b\)?(?:[+-]\d{1,2}(?::?\d\d)?)?)"
_DATED = (
    r"(?:(?:first |last |originally )?(?:published|posted|updated|released|date|issued|modified"
    r"|added|created|reviewed|publication date|released on)(?:\s+on|\s+at|\s+by\s.{1,40}?)?:?\s*"
    r"|on\s+)?"
)
_NAMED = (
    r"(?:(?-i:[A-ZÀ-Þ])\S*|staff|agencies|(?:the|our|an?)\s.{0,40}\b(?:staff|team|board|bureau"
    r"|desk|editors?|correspondents?|reporters?|writers?|newsroom|agency|press))"
)

_SIGNATURE = (
    # A line that is a date, alone or with a time, a place, a name, a reading time.
    rf"(?!{_SENTENCE}|.*\b[a-z]{{3,}}\.$){_DATED}(?:{DATE}(?!\d)|\d{{4}}/\d{{1,2}}/\d{{1,2}}).{{0,60}}$",
    rf"(?:{_DAY}\.?,?\s+)?(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?"
    rf"|\d{{1,2}}\s+{_MONTH})(?:,?\s+{_CLOCK})?\s*{_ZONE}?$",
    rf"(?:{_DAY},?\s+)?(?:at\s+)?{_CLOCK}\s*{_ZONE}?(?:\W{{0,3}}(?:{_DAY}|{DATE}))?$",
    rf"(?!{_SENTENCE})(?:published|posted|updated|received|accepted)\b.{{0,60}}\b{DATE}$",
    r"(?:published|posted|updated)\b.{0,40}\b(?:ago|gmt|utc|est|edt|cet|bst|today|yesterday"
    r"|[ap]\.?m|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b.{0,40}$",
    r"(?:(?:an?|one|two|three|\d+) (?:min(?:ute)?|hour|hr|day|week|month|year)s? ago|yesterday)$",
    rf"(?!{_SENTENCE}|.*\b[a-z]{{3,}}\.$)(?:(?:by|(?:words|text|story|written|reporting|edited"
    rf"|posted|interview|analysis|compiled|prepared|translated) by)(?::\s*\S|\s+{_NAMED})"
    rf"|(?:authors?|writers?|editors?|byline|reporters?):\s*\S(?!.*[?!.]$)).{{0,100}}$",
)
"""Bylines and date lines: the head of a page goes on to the last of them."""

_HEAD_MARKS = (
    *_SIGNATURE,
    _TRAIL,
    r"(?:home|news)\s*/\s*\w.{0,80}$",
    r"(?:estimated )?(?:reading time:?\s*)?\d{1,3}[\s-]min(?:ute)?s?(?: read)?$",
    r"(?!.*[a-z]{3}\.$)(?:for (?:immediate|general) release\b.{0,60}|embargoed until\b.{0,60}"
    r"|(?:press|news|media) (?:release|statement|advisory|note)\b.{0,30}|contact:.{0,80}"
    r"|expert pitch)$",
    r"(?:from|to|cc|bcc|sent|reply-to|section|edition|length|dateline|load-date|language"
    r"|publication(?:-type)?|type|source|location|venue|place|region|country|topics?|categor(?:y"
    r"|ies)|tags?|keywords|filed under|series|issue|volume|document|document type|reference|ref"
    r"|number|release(?: (?:no|number))?|practice areas?|related (?:practices|industries)|event"
    r"|doi|issn|isbn|highlight)\.?\s*(?::|(?-i:#|[Nn]o\.))\s*\S.{0,140}$",
    r"(?!.*[a-z]{3}\.$)(?:doi|issn|isbn|vol(?:ume|\.)?|no\.|issue|working paper|policy brief"
    r"|report|discussion paper|briefing(?: paper| note)?|circular"
    r"|bulletin)\W{0,3}(?:no\W{0,3})?[\dx][\d\w./:–-]*\b.{0,60}$",
    r"(?!.*[a-z]{3}\.$).{3,80}\bvol(?:ume|\.)? ?\d+\b.{0,60}$",
    r"posted in\b.{0,80}$",
    # How the text of a speech or briefing came about.
    r"\W?(?:remarks |text |speech |statement )?(?:as|not) (?:prepared|delivered|released"
    r"|written)(?: for delivery)?\W?$",
    r"\W?(?:please )?check against delivery\W?$",
    r"\W?(?:via|by) (?:tele|video)?\s?(?:conference|phone|zoom|webcast|video ?link|telephone)\W?$",
    r"\W?(?:rush|unedited|unofficial|official|edited|full|corrected)? ?(?:transcript"
    r"|translation)\W?$",
    # Slugs and advisories of news agencies.
    r"(?-i:\^?[A-Z]{2,}(?:[-/][A-Z0-9]{2,})+(?:[-/ ,(].{0,40})?)$",
    r"\((?:adds|updates|recasts|corrects|removes|repeats|refiles|rewrites|writes through"
    r"|with)\b.{0,120}\)$",
    r"(?:eds|editors?|note to editors?|advisory)\s*:\s*\S.{0,120}$",
)
_STORY_MARKS = (
    r"(?:opinion|analysis|commentary|editorial|interview|transcript|exclusive|world|politics"
    r"|business|technology|tech|recent features|features|latest|breaking|news|briefing)\.?$",
)
"""Section labels: they belong to a head, but may stand inside a story as well."""

FRONT = _any(*_HEAD_MARKS, *_STORY_MARKS)
"""Whole paragraphs that belong to the head of a page rather than to its story."""
SIGNATURE = _any(*_SIGNATURE)

_PICTURE = (
    r"(?:photo|photograph|image|picture|illustration|graphic|video|footage|credit|caption"
    r"|composite)"
)
CREDIT = _any(
    rf"\W?{_PICTURE}s?(?:\s+(?:by|credit|courtesy|illustration|source))*\s*:\s*.{{1,160}}$",
    r"source\s*:\s*.{1,80}$",
    rf"\W?{_PICTURE}s? (?:by|courtesy of|via) (?-i:[A-Z]).{{0,80}}$",
    r"(?:file|handout|stock|representative|representational) (?:photo|picture|image)\b.{0,60}$",
)
"""Credits, and captions that open with one."""
FILE_PICTURE = _any(r"(?:file|handout|stock) ?(?:photo|picture|image)?s?\s*[-–—:]\s")
_NAME = r"[A-ZÀ-Þ][\w.&’'-]*(?: [A-ZÀ-Þ][\w.&’'-]*){0,3}"
_CREDITED = re.compile(
    rf"(?:(?:^|[.!?)|] ?)(?:{_NAME}\s?/\s?|/){_NAME}(?: [Pp]hotos?)?(?: via {_NAME})?"
    rf"|(?:^|[.!?)|] ?){_NAME} via {_NAME}|(?i:photo|image|video)s? via {_NAME}"
    r"|\b[A-ZÀ-Þ][\w&’'-]+ (?:Images|Pictures)|[.|/(] ?[A-Z]{2,10} [Pp]hotos?"
    r"|[.|/(] ?(?i:photo|image|picture|credit|illustration|file|handout)s?\b[^.]{0,60})\)?$"
)
"""The credit at the end of a caption ("… in Geneva. Ana Novak/Agency")."""

PUBLISHER = re.compile(
    r"\b(?:daily|weekly|monthly|times|post|news|press|journal|tribune|herald|gazette|review"
    r"|magazine|online|observer|media|agency|radio|television|tv|department|ministry|institute"
    r"|university|council|centre|center|foundation|office|embassy|bureau|commission|association"
    r"|llp|inc)\b",
    re.IGNORECASE,
)
"""Words in the name of whoever publishes a page."""

_PLACE_WORD = r"[A-Z][\w.'’]*+(?:-\w[\w.'’]*+)*+"
_DASH = r"(?:[–—]|--?-?)"
_AGENCY = r"\([A-Z][\w ./’'-]{1,28}\)"
DATELINE = re.compile(
    rf"(?!(?i:file|update|watch|video|photos?)\b)(?:{_PLACE_WORD}(?:[ /]{_PLACE_WORD}){{0,3}}"
    rf"(?:, [A-Z][\w.'’ -]{{1,24}})?,?\s*+"
    rf"(?:,?\s*(?i:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?:,?\s+\d{{4}})?)?,?\s*"
    rf"(?:(?:{_AGENCY})?\s*+(?:{_DASH}\s+|—(?=[A-Z“\"]))|{_AGENCY}:\s+"
    rf"|\.?\s*+/[\w .-]{{2,28}}/\.?\s+(?:{_DASH}\s+)?)|{_AGENCY}\s*+{_DASH}\s+)"
)
"""A dateline at the head of a paragraph ("BEIJING, Sept 8 (Agency) - "): see `dateline_end`."""

SUBHEAD = _any(
    r"(?:key (?:points?|takeaways?|facts?|findings?|messages?|highlights?)|highlights|takeaways"
    r"|background|introduction|summary|executive summary|abstract|overview|context|at a glance"
    r"|in (?:brief|short|a nutshell)|the (?:news|context|background|issue|basics|big picture)"
    r"|what(?:['’]s)? (?:happened|happening|changed|new|we know|to know|you need to know)"
    r"|why it matters|how it works|tl;?dr)\W*$"
)
"""Headings that any story may open with: no titles."""

CAPTION = _any(
    r"in this (?:\w+ )?(?:photo|image|picture|photograph)\b|(?:pictured|above|below"
    r"|from left)\b.{0,20}[:,]",
    r"(?:an?|the|this) (?:\w+ )?(?:photo|picture|photograph|illustration|screenshot) (?:of"
    r"|shows?|taken|provided)\b",
    r"(?:an?|the|people|visitors|workers|[^.,]{2,80},?) .{0,120}\b(?:is|are) (?:seen|pictured|shown"
    r"|displayed) (?:in|on|at|during|outside|near|behind)\b(?!.*\b(?:as|that|who|but)\b)",
)
"""What a picture shows, right below a title."""

CAPTION_WORDS = 26
"""A longer caption carries story."""


def is_trail(text: str) -> bool:
    """Whether a paragraph is a trail or menu of a site, of any length."""
    return bool(re.match(_TRAIL, text))


def is_front_mark(text: str) -> bool:
    """Whether a whole paragraph belongs to the head of a page, wherever it stands there."""
    if len(text) > 200 or (text[:1].islower() and not text.startswith(("by ", "on "))):
        return False
    return bool(FRONT.match(text) or CREDIT.match(text))


def is_signature(text: str) -> bool:
    """Whether a whole paragraph is a byline or a date line."""
    return len(text) <= 200 and bool(SIGNATURE.match(text))


def is_credit(text: str) -> bool:
    """Whether a whole paragraph is a credit, or a short caption with one: it tells no story."""
    if len(text) <= 200 and CREDIT.match(text):
        return True
    if len(text) <= 600 and FILE_PICTURE.match(text):
        return True
    short = len(text) <= 300 and len(text.split()) <= CAPTION_WORDS
    return short and bool(_CREDITED.search(text))


def dateline_end(text: str, start: int, end: int) -> int:
    """Where a dateline at `start` ends (code points); `start` where there is none.

    A dateline names a place in capitals, or a state, a date or an agency in brackets, before its
    dash; a sentence begins after it.
    """
    match = DATELINE.match(text, start, min(end, start + 120))
    if not match or text[match.end() : match.end() + 1].islower():
        return start
    head = match.group()
    place = re.match(r"[^\W\d_]{3,}", head)
    state = re.search(r", (?:[A-Z]{2}|(?:[A-Z]\.){2})\W*$", head)
    if re.search(r"[(/\d]", head) or state or (place and place.group().isupper()):
        return match.end()
    return start
