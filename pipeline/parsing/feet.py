"""The foot of a page: where the story ends and back matter begins.

Belongs here: end marks, notices on author and publication, links to other stories, as patterns
(no rule may name a publisher), and reading the end of a text by them. The head is in `heads`.
"""

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.parsing.boilerplate import is_credit, is_front_mark
from pipeline.parsing.forms import has_item_sign, is_prose, words
from pipeline.parsing.furniture import is_furniture, reports_speech
from pipeline.parsing.paragraphs import Line

SHORT = 220
"""A longer paragraph is no mark or link (characters)."""

STORY_RUN = 3
"""So many paragraphs of prose on end after a weak mark: the story goes on."""


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_HARD_END = _any(
    r"[-–—*]\s*30\s*[-–—*]+$",
    r"(?:#\s*){2,}$",
    r"(?:\d+ |no |all |view |add |leave |post |your )*(?:a )?comments?(?: yet)?(?:\s*\(\d+\))?:?$",
    r"(?:be the first|you can be the first) to comment\b.{0,30}$",
    r"leave a (?:reply|comment)\b.{0,40}$",
    r"comments (?:for|on) this\b.{0,60}$",
)
"""Paragraphs after which the story does not go on, wherever they stand."""

_END = _any(
    r"[-–—*\s\[(]*\bends?\b[-–—*\s\])]*$",
    r"(?:filters? (?:close|by)|showing results|results \d+|sort by)\b.{0,40}$",
    r"(?:foot ?notes|end ?notes|references|bibliography|works cited"
    r"|further reading)(?: and references)?:?$",
    r"(?:notes?|background) (?:to|for) (?:the )?editors?\b.{0,20}$",
    r"about (?:the )?(?:authors?|writers?|us|this (?:site|article|newsletter))\b.{0,30}$",
    r"(?:media|press|news) (?:contacts?|enquiries|inquiries)\b.{0,60}$",
    r"(?:tags?|topics?|keywords|categories|filed under|posted in)\s*:.{0,200}$",
    r"(?:©|\(c\)\s*(?:\d{4}|copyright)|copyright\s*(?:©|\(c\)|\d{4}|by\b|[:|])).{0,160}$",
    r"\((?:additional )?(?:reporting|writing|editing|compiled) by\b.{0,160}$",
    r"(?:share this|like this|tags|topics|share|filed under|related)\s*:$",
)
_LIST_END = _any(
    r"(?:related|recommended|most (?:popular|read|viewed)|trending|popular|(?:more|other"
    r"|latest)(?= \w)) ?(?:on this|in this)? ?(?:stories|articles|posts|news|content|reading"
    r"|coverage|topics|links|headlines|items|pages|now)?:?$",
    r"(?:you (?:may|might) (?:also )?(?:like|be interested in|enjoy)|read next|up next|see also"
    r"|more (?:from|in)\b|what to read next|keep reading"
    r"|editor['’]s picks?)\b.{0,90}(?<![.!?”\"])$",
)
"""Headings of lists of other stories."""
_WEAK_END = _any(
    r"(?:notes|sources|more|other|latest)(?: and references)?:?$",
    r"more (?:on|about)\b.{0,90}(?<![.!?”\"])$",
    r"about(?-i:(?: (?:the|of|for|and|on|in|&|[A-Z][\w.’'-]*+)){1,6}$)",
)
"""Headings of back matter that may be subheads of a story as well."""

_READ_MORE = _any(
    r"(?:read (?:more|also|next|the full\b.{0,30}|our\b.{0,60})|continue reading|learn more"
    r"|see more|see also|click here|watch|listen|related|also read|more(?: stories| news"
    r"| on this| coverage)?)\b(?:\s*[:»›→>.].{0,160})?$",
    r"(?:read|see|learn|find out) more (?:about|on|from|in|at|here)\b.{0,100}$",
)
_INVITATION = _any(
    r"(?:click here|sign up|subscribe|follow us|join our|download our|get our|support our"
    r"|like us|register|donate)\b.{0,220}$",
)

_PUBLICATION = (
    r"(?:article|story|piece|post|commentary|report|newsletter|alert|transcript|interview|series"
    r"|column|essay|podcast|publication|material|content|page|website|site)"
)
_NOTICE = _any(
    r"\(?(?:additional )?(?:reporting|editing|writing|compiled|translated|edited|produced) by\b",
    r"\((?:web )?editors?\b.{0,40}\)$",
    r"\W{0,3}(?:with|contains|includes|additional) (?:\w+ )?(?:inputs?|reporting|files"
    r"|contributions?) (?:from|by) (?:agenc|wire|staff|(?-i:[A-Z]))",
    r".{2,80} contributed (?:(?:\w+ )?to this (?:report|article|story|piece|post)|reporting"
    r"|research)\b",
    r"(?:originally|first) (?:published|appeared|posted|aired|printed)\b(?:[^,]|, ?\d{4}){0,140}$",
    r"(?:reprinted|republished|reproduced|adapted|excerpted|cross-?posted) (?:from|with|here|by)\b",
    r"(?:the )?(?:author|writer|columnist)s? (?:is|are|was|were|has|have|would like to thank)\b",
    r"(?:our standards|posted in|tagged|filed under|unsubscribe|forward this"
    r"|view (?:this )?in browser|contacts?\b.{0,12}:|if you have (?:a tip|information|questions"
    r"|comments))",
    rf"this (?:\w+ )?{_PUBLICATION} (?:belongs to|is part of|is for (?:general )?information"
    r"|forms part of)\b",
    r".{2,60} can be (?:reached|contacted) (?:at|on|by|via)\b.{0,60}(?:@|\d{3})",
    r"[^|]{2,60}(?:\s\|\s[^|]{2,60}){1,8}$",
    r"please (?:find|contact|visit|see|note|e-?mail|call|click|read our|subscribe|consider)\b",
    r"(?:for|to (?:get|read|find|learn|see|receive|contact|subscribe|arrange"
    r"|sign up))\b(?: (?:more|further|additional|other)\b)?[^,]{0,60},? (?:please "
    r"|you can )?(?:contact|visit|see|click|e-?mail|call|go to|subscribe|follow"
    r"|register)\b(?! one)",
    r"to unsubscribe\b",
    rf"(?:this {_PUBLICATION}"
    r"|the (?:article|story|piece|post|commentary|newsletter|transcript|interview))"
    r" (?:was|is|has been|originally|first|appeared|does not|may not|represents|reflects)\b"
    r".{0,120}\b(?:published|appeared|republished|written|produced|edited|updated|corrected|legal"
    r"|advice|views|reproduced|condensed|translated|intended)\b",
    r"(?:the )?(?:views|opinions) (?:and opinions )?(?:expressed )?(?:here|herein|above|in|are|do"
    r"|by (?:the )?(?:authors?|writers?|contributors?|columnists?))\b",
    r"(?:we (?:welcome (?:your|letters|comments|submissions)|want to hear)|our (?:newsletter"
    r"|editors))\b.{0,80}$",
    r"(?:you are|you['’]re) (?:receiving|reading)\b",
    r"(?:sorry, )?comments (?:for|on|are)\b.{0,60}\bclosed\b",
    r"follow (?:him|her|them|us|the author|@?\w+) on\b",
    r"(?:he|she) (?:tweets|can be (?:reached|contacted|followed)|is (?:on twitter"
    r"|the author of))\b",
    r"(?:all rights reserved|terms of (?:use|service)|privacy policy)\b",
    r"\W?(?:source|via|courtesy)\s*:\s*\S.{0,80}$",
    r"[(\[](?!applause|laughter|inaudible|crosstalk|cheers|music"
    r"|pause)(?-i:[A-Z])[^()\[\].]{1,40}[)\]]$",
    r"(?-i:[-–—]{1,2}\s?[A-Z][\w.]*(?: [A-Z][\w.]*){0,2}$)",
)
"""Paragraphs on the publication or its author; back matter where they close a text."""

_BIO = re.compile(
    r"(?:(?:Dr|Prof|Professor|Mr|Ms|Mrs"
    r"|Sir)\.? )?(?P<name>(?:[A-ZÀ-Þ][\w.’'-]+ ){1,3}[A-ZÀ-Þ][\w.’'-]+)(?:,[^,]{2,60},)? (?:is"
    r"|was|writes|works|teaches|covers|reports|leads|serves|directs|holds|heads|lectures|studies"
    r"|edits|has (?:written|covered|worked|served))\b"
)
_BIO_ROLE = re.compile(
    r"\b(?:fellow|professor|researcher|columnist|analyst|correspondent|journalist|reporter"
    r"|writer|editor|lawyer|partner|associate|director|lecturer|commentator|contributor|student"
    r"|author|attorney|scholar|freelance\w*)\b",
    re.IGNORECASE,
)
_BIO_WORDS = 80
_BY = re.compile(r"\b(?<!translated )(?<!edited )by\s")
_WORD = re.compile(r"\w+")
_PUNCTUATED = re.compile(r"[.!?…:;,]\W*$")


def is_link(text: str) -> bool:
    """Whether a paragraph leads to another story: it may stand between those of a story."""
    if len(text) > SHORT or is_prose(text):
        return False
    return bool(_READ_MORE.match(text) or (_INVITATION.match(text) and not reports_speech(text)))


def foot_begin(lines: Sequence[Line], begin: int) -> int:
    """Index at which the back matter of a story begins that begins at `begin`."""
    head = " ".join(line.text for line in lines[:begin]).lower()
    paragraphs_with = Counter(word for line in lines for word in set(_WORD.findall(line.text)))
    foot = _end_mark(lines, begin)
    while foot - 1 > begin:
        text = lines[foot - 1].text
        if not (_closes(text) or _is_bio(text, head, paragraphs_with)):
            break
        foot -= 1
    return _links_begin(lines, begin, foot)


def _end_mark(lines: Sequence[Line], begin: int) -> int:
    """Index of the first end mark with less prose after it than there are words before it."""
    before = 0
    after = sum(words(line.text) for line in lines[begin:] if is_prose(line.text))
    runs = _runs_after(lines)
    for index in range(begin, len(lines)):
        text = lines[index].text
        if index > begin and len(text) <= SHORT:
            if _HARD_END.match(text):
                return index
            weak = runs[index] < STORY_RUN and _WEAK_END.match(text)
            in_story = index + 1 < len(lines) and is_prose(lines[index + 1].text)
            listed = not in_story and _LIST_END.match(text)
            if before >= after and (weak or listed or _END.match(text)):
                return index
        before += words(text)
        after -= words(text) if is_prose(text) else 0
    return len(lines)


def _runs_after(lines: Sequence[Line]) -> list[int]:
    """For each paragraph, the length of the longest run of prose after it."""
    runs = [0] * len(lines)
    longest = run = 0
    for index in range(len(lines) - 1, -1, -1):
        runs[index] = longest
        run = run + 1 if is_prose(lines[index].text) else 0
        longest = max(longest, run)
    return runs


def _closes(text: str) -> bool:
    """Whether a paragraph at the foot is a notice, a link or a rule rather than story."""
    if not re.search(r"\w", text) or is_furniture(text) or is_credit(text):
        return True
    if not reports_speech(text) and (_NOTICE.match(text) or is_front_mark(text)):
        return True
    marks = (_READ_MORE, _END, _LIST_END, _HARD_END)
    return is_link(text) or (len(text) <= SHORT and any(mark.match(text) for mark in marks))


def _is_bio(text: str, head: str, paragraphs_with: Counter[str]) -> bool:
    """A closing note on an author: the head names them, or no other paragraph does."""
    found = _BIO.match(text)
    if not found or words(text) > _BIO_WORDS:
        return False
    if found["name"].lower() in head:
        return True
    surname = _WORD.findall(found["name"])[-1]
    unknown = paragraphs_with[surname] == 1 and not _BY.search(head)
    return unknown and bool(_BIO_ROLE.search(text))


def _links_begin(lines: Sequence[Line], begin: int, foot: int) -> int:
    """Index of the first of several headlines of other stories that close a text, else `foot`."""
    first = foot
    while first - 1 > begin and _is_headline(lines[first - 1].text):
        first -= 1
    above = lines[first - 1].text if first else ""
    if foot - first >= 2 and is_prose(above):
        return first
    signed = foot - 2 > begin and _is_sign_off(lines[foot - 1].text)
    return foot - 1 if signed and is_prose(lines[foot - 2].text) else foot


def _is_headline(text: str) -> bool:
    line = not _PUNCTUATED.search(text) and not has_item_sign(text)
    return line and 4 <= words(text) <= 20 and text[0].isupper()


def _is_sign_off(text: str) -> bool:
    """A name at the very end: the author's or the agency's."""
    capitals = all(word[0].isupper() for word in text.split())
    return capitals and words(text) <= 4 and not _PUNCTUATED.search(text)
