"""What a site or mailing says of itself and its service, as patterns: links, notices, counts.

Belongs here: wordings that any site might use, whole paragraphs of them. No rule may name a
publisher. The marks of a story's own head and foot are in `boilerplate`.
"""

import re

LONGEST = 400
"""A longer paragraph is no notice (characters)."""

_SENTENCE = re.compile(r"(?:\S+\s+){6,}\S+[.!?][\"'”’»)]*$")
"""Seven words or more that end like a sentence."""


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_PIECE = (
    r"(?:article|story|page|post|report|document|episode|interview|issue|version|content|piece)"
)
_COUNTED = (
    r"(?:shares?|views?|likes?|comments?|reads?|replies|retweets?|reposts?|quotes?|quote tweets"
    r"|bookmarks?|followers?|following|claps?|reactions?|downloads?|citations?)"
)
_ACTION = (
    r"(?:share|tweet|post|pin(?: it)?|print|e-?mail|save|copy(?: link)?|facebook|twitter|linkedin"
    r"|whatsapp|telegram|reddit|pinterest|instagram|youtube|messenger|wechat|weibo|flipboard|pocket"
    r"|sms|link|gift|bookmark|comments?|reprints?|republish|cite|download|pdf|rss|like|reply|more)"
)
_MENU = (
    r"(?:(?:main |site |secondary |sub)?(?:menu|navigation|nav|search)|home ?page|sign (?:in|up"
    r"|out)|log ?(?:in|out)|register|subscribe(?: now)?|subscriptions?|my (?:account|profile)"
    r"|settings|newsletters?|e-?paper|rss(?: feeds?)?|contact(?: us)?|about(?: us)?|help|faqs?"
    r"|careers|advertise(?: with us)?|site ?map|accessibility|privacy(?: policy| notice)?"
    r"|cookies?|(?:cookie|privacy) (?:policy|settings|preferences|notice)|terms(?: (?:of (?:use"
    r"|service)|(?:and|&) conditions))?|close|loading|expand|collapse|next|previous|prev|older"
    r"|newer|back|play|pause|mute|unmute|full ?screen|live|donate|shop|store|weather|edition"
    r"|language|skip|advertisements?|advertorial|advertising|sponsored(?: content)?"
    r"|promoted(?: content)?)"
)
_CONTROLS = _any(
    rf"{_MENU}(?:[\s·|,/•>&+-]{{0,9}}+{_MENU}){{0,12}}+\W*$",
    rf"{_ACTION}(?:[\s·|,/•&+-]{{0,9}}+(?:{_ACTION}|this|via|by|on|to|with|the|your|network"
    rf"|friends?|{_PIECE}|story)){{0,12}}+\W*$",
    r"(?:share|forward|e-?mail|print|save|gift|bookmark|recommend) (?:this|the|it)\b.{0,60}$",
    rf"\d[\d.,]*\s?[km]?\+?\s*{_COUNTED}(?:\W+\d[\d.,]*\s?[km]?\+?\s*{_COUNTED})*\W*$",
    rf"{_COUNTED}\s*[:(]?\s*\d[\d.,]*\s?[km]?\)?$",
    r"(?:skip|jump|scroll)(?: (?:to|down|up|past|ahead)\b.{0,40})?[:.]?$",
    r"(?:back|return|go|continue) to (?:the )?(?:top|main|home|homepage|content|article|story"
    r"|navigation|comments|search|menu|site|results|index|page)\b.{0,20}$",
    r"(?:listen|watch|play|hear|read)(?: to)?(?: (?:this|the|full|audio|video)){0,3} "
    rf"(?:{_PIECE}|audio|video|podcast|player|now|aloud|version)\b.{{0,40}}$",
    r"listen(?:\W+\d{1,2}:\d\d)?(?:\W*\d+ min\w*)?$",
    r"(?:duration|running time|length|audio|video)\W{1,3}\d{1,2}:\d\d(?::\d\d)?\W*$",
    r"\d{1,2}:\d\d(?::\d\d)?\s*(?:/\s*\d{1,2}:\d\d(?::\d\d)?)?$",
    r"(?:this )?(?:video|audio|media|image|content|player|story)\b.{0,30}\b(?:unavailable"
    r"|cannot be played|not (?:available|supported)|could not be loaded|will (?:start|begin"
    r"|load)|is loading)\b.{0,40}$",
    r".{0,30}\b(?:audio|video|media) (?:player|playback)\b.{0,40}$",
    r"(?:toggle|hide|show|view) (?:caption|comments|gallery|image|images|more|less|all|details"
    r"|transcript|menu|photos?|in full ?screen)\b.{0,30}$",
    r"(?:enlarge|open|view|zoom)(?: this)? (?:image|photo|picture|gallery|chart)\b.{0,40}$",
    r"(?:image|photo|slide|picture|page|p\.|pg\.?|part)?\s*\d{1,4}\s*(?:of|/)\s*\d{1,4}$",
    r"(?:page|p\.|pg\.)\s*\d{1,4}$",
    r"[-–—|\[]\s*\d{1,4}\s*[-–—|\]]$",
    r"(?:download|view|print|save|open|get|export)(?: (?:this|the|as|a|full|in|to))* "
    rf"(?:pdf|{_PIECE}|print|version|copy|file|citation|app)\b.{{0,30}}$",
    r"(?:print(?:er)?|text|mobile|pdf)[ -](?:friendly|only|version|size)\b.{0,30}$",
    rf"(?:{_PIECE}|main|page) (?:content|body|text|tools|actions|options|continues\b.{{0,30}})$",
    r"(?:story|article|text|post) continues\b.{0,60}$",
    r"(?:font|text) size\b.{0,20}$",
    r"(?:top|latest|trending|breaking|popular|related|recommended|more|most|featured|other|recent)"
    r" (?:read|viewed|popular|shared|commented|watched|now|news|stories|story|articles?|posts?"
    r"|headlines|updates|topics|videos?|content|reading|coverage|features|links|in \w+)\W*$",
    r"(?:follow|watch|see|get|read) (?:our |the |all )?(?:latest |live )+(?:\w+ ){0,2}"
    r"(?:updates?|blog|coverage|news|stream|feed)\b.{0,60}$",
    r"(?:breaking|just in|live|watch live|developing)(?: news| story)?[:!]?$",
    r"follow (?:us|me|him|her|them|@\w+|(?-i:[A-Z]\w+ [A-Z]\w+)) (?:on|via|@)\b.{0,60}$",
    r"(?:read|also available|available|view|translate)(?: (?:this|it|the|article|page"
    r"|post))* in(?: (?:english|chinese|french|spanish|german|russian|arabic|japanese|korean"
    r"|portuguese|italian|other languages?|your language)\b|:).{0,60}$",
    r"(?:in this (?:article|story|issue|section|report|edition)|on this page|table of contents"
    r"|contents|jump to section)\W*$",
    r"(?:next|previous|older|newer) (?:article|story|post|page|entry|chapter)s?\b.{0,160}$",
    r"(?:enter|type|add) your (?:e-?mail|name|comment|postcode|zip)\b.{0,60}$",
    r"(?:your )?e-?mail(?: address)?(?: \(?(?:required|\*).{0,20})?$",
    r"(?:accept|reject|manage|allow|decline)(?: all)?(?: (?:cookies|preferences|settings"
    r"|choices))?$",
    r"(?:got it|no,? thanks|not now|maybe later|dismiss|learn more|find out more|click here"
    r"|read more|see details)[.!]?$",
    r"(?:start|begin|try|claim) (?:your|a|my) (?:free )?(?:trial|subscription|\w+ trial)\b.{0,40}$",
    r"(?:add|make|set|follow|join|find|read) (?:us|our \w+(?: \w+)?) (?:on|as|in)\b.{0,60}$",
    r"(?:report|flag) (?:this|an? (?:error|problem|typo|ad|abuse))\b.{0,40}$",
    r"(?:rate|review|print|clip) this\b.{0,30}$",
    r".{0,60}\bopens? in (?:a )?new (?:window|tab)\W*$",
    r"(?:ad|ads|ad feedback|paid post|paid content|sponsor(?:ed)? (?:by|message)\b.{0,60})$",
    r"(?:https?://|www\.)\S+(?:\s+\d+/\d+)?$",
    r"(?:@\w{2,30}|\S{1,60}@\S{1,60}\.\w{2,12})$",
    r"(?:tel|phone|fax|call|mobile|t|f)?[.:]?\s*\+?[\d(][\d ()./-]{6,20}\d$",
    r"(?:thread|translate (?:post|tweet|bio)|show (?:this|more of this) thread|pinned (?:post"
    r"|tweet)|replying to @\w+|(?:re)?(?:tweeted|posted)\b.{0,40}|twitter (?:web app|for \w+))$",
)
"""What one clicks on or counts: never a sentence."""

_SERVICE = _any(
    r"an official (?:web ?)?site of\b(?!.*\b(?:was|were|has|had|will)\b)",
    r"(?:official|secure)\b.{0,30}\bweb ?sites? (?:use|uses|belong)\b",
    r"here['’]s how you know\b",
    r"(?:you are (?:now )?(?:viewing|reading|seeing|accessing)|this is|welcome to) (?:an? "
    r"|the )?(?:\w+ ){0,3}archived?\b",
    r"(?:the )?content (?:in|on) this (?:\w+ )?(?:archive|(?:web ?)?site|page)\b",
    r"this (?:web ?)?(?:site|page|archive)(?: \w+)? (?:is (?:an? )?(?:archived?|no longer"
    r"|not (?:being )?(?:updated|maintained)|protected)|uses? cookies|requires|works best)\b",
    r"for (?:current|more|further|the (?:latest|most recent)|up[ -]to[ -]date|additional) "
    r"(?:information|news|updates|coverage|details)(?: (?:on|about|regarding|from) [^,]{2,60})?,? "
    r"(?:please |you can )?(?:go to|visit|see|click|contact|call|e-?mail)\b",
    r"(?:stay|keep yourself|keep(?= up)) (?:up[ -]to[ -]date|informed|connected|in the know"
    r"|in touch|ahead of|on top of|updated|tuned)\b",
    r"(?:get|receive|enable|allow|turn on|sign up for|want|manage|set up|never miss)\b.{0,60}"
    r"\b(?:notifications|alerts|newsletters?|inbox|e-?mail updates|daily briefing)\b",
    r"(?:desktop |push |browser |e-?mail )?(?:notifications?|alerts?|preferences) (?:can|may"
    r"|will|are) (?:be )?(?:\w+ )?(?:managed|changed|turned|switched|disabled|blocked|updated"
    r"|set)\b",
    r".{0,160}\b(?:delivered|sent|straight|direct(?:ly)?) (?:\w+ )?to your (?:e-?mail )?inbox\b",
    r"[^\"“”]{0,160}\b(?:in|to|with|of|from) (?:one|our|your|this) (?:(?:free|daily|weekly"
    r"|monthly|e-?mail|morning) ){0,2}newsletters?[.!]?$",
    r"(?:we|this (?:web ?)?site|our (?:web ?)?sites?)(?: and our partners)? (?:use|uses|store"
    r"|set)\b.{0,60}\bcookies?\b",
    r"by (?:continuing|using|clicking|browsing|signing|submitting|subscribing|entering"
    r"|registering)\b.{0,140}\b(?:you|i) (?:agree|accept|consent|acknowledge)\b",
    r"(?:we(?:['’]ve| have)? (?:noticed|detected) (?:that )?you\b.{0,40}\b(?:block\w*|browser)"
    r"|we (?:value|respect) your privacy)\b",
    r"(?:please |you need to )?(?:enable|turn on|activate|allow) (?:javascript|cookies|ads)\b",
    r"(?:javascript|your browser|this browser)\b.{0,40}\b(?:disabled|not support\w*|required"
    r"|must be|out of date|unsupported|enabled)\b",
    r"(?:support|fund|sustain|donate to|contribute to|help (?:us|support|fund|keep)) "
    r"(?!for\b|from\b|of\b).{0,60}\b(?:journalism|newsroom|free to read|stay free)\b",
    r"(?:become|be) an? (?:\w+ )?(?:member|supporter|subscriber|patron|insider)\b(?!.*\bsaid\b)",
    r"(?:already|not(?: yet)?) an? (?:\w+ )?(?:subscriber|member|registered user)\s*(?:[?!]|$)",
    r"(?:already have an account|don['’]t have an account|not registered"
    r"|forgot(?:ten)? (?:your )?password|create an? (?:free )?account|thank(?:s"
    r"| you) for (?:reading|signing up|subscribing))\b",
    r"(?:you have|you['’]ve|you are|you['’]re)\b.{0,40}\b(?:free articles?|article limit"
    r"|subscriber[- ]only|last free|out of free)\b",
    r"(?:to (?:continue|keep) reading|unlock (?:full access|(?:this|the full) (?:article|story))"
    rf"|to read (?:this|the full|the rest of (?:this|the)) {_PIECE}|this {_PIECE} is (?:for|only"
    rf"|available|exclusive|reserved)\b.{{0,30}}\b(?:subscribers?|members?))",
    rf"this {_PIECE} is (?:more than|over|at least) (?:\w+ ){{1,2}}(?:years?|months?) old\b",
    rf"this {_PIECE} was (?:featured|sent|included|delivered) (?:in|to|as)\b",
    r"this (?:ad|advertisement) (?:has not|is not|will|could not|helps|supports)\b.{0,80}$",
    r"(?:please )?(?:log in|sign in|register|subscribe) (?:or \w+(?: \w+)? )?(?:to|for|here|now"
    r"|today)\b",
    r"(?:sign up|signup|subscribe|join (?:us|our|the (?:conversation|discussion|debate|mailing)))\b"
    r".{0,80}\b(?:newsletter|mailing list|list|channel|community|conversation|discussion|free|today"
    r"|updates|e-?mails?|alerts?|here|webinar|membership)\b",
    r"(?:your e-?mail address will not be published|required fields are marked|save my name)\b",
    r"(?:was this|did you find|how (?:useful|helpful) (?:was|is)) (?:this )?(?:\w+ )?"
    r"(?:article|page|story|content|information)(?: (?:helpful|useful|interesting))?\?",
    r"(?:have|got|do you have) (?:a|any) (?:news tip|tip|story (?:tip|idea)"
    r"|correction)s?\b.{0,160}$",
    r"(?:download|install|get) (?:the|our|your free)\b.{0,40}\bapps?\b",
    r"(?:watch|listen|tune in|catch)\b.{0,60}\b(?:wherever you (?:get|listen)|podcast app"
    r"|on demand)\b",
    r"(?:images?|materials?|text|content) (?:(?:is|are) subject to copyright"
    r"|may not be reproduced)\b",
    r"(?:we|the site|this site|.{2,30}) may (?:earn|receive|get) (?:an? )?(?:\w+ )?commission\b",
    r"(?:get|enjoy) (?:unlimited|full|premium|exclusive)(?: digital)? access\b",
    r"this is a (?:developing|breaking)(?: news)? story\b",
    r"view (?:this )?(?:e-?mail |message |newsletter )?in (?:your |a )?browser\b",
    r"(?:was this|if this) (?:e-?mail|newsletter) (?:was )?forwarded\b",
    r"(?:subscribers?|members?) (?:only|exclusive)\b.{0,40}$",
    r"(?:receive|get) (?:our|the|all)\b.{0,60}\b(?:newsletter|news in|delivered|briefing)\b",
)
"""What a site tells its readers about its service, whether a sentence or not."""


_ARTICLE = r"(?:article|story|post|piece|essay|column|commentary|interview|op-ed|review)"
_EDITORIAL = _any(
    r"\W{0,2}(?:corrections?|clarification|editors?['’]?s?['’]? note"
    r"|note to readers)\b.{0,30}?(?::|\s?[–—]|\s-)\s",
    r"\W{0,2}(?:disclaimer|disclosure|ad disclosure|editorial note)\s*:",
    rf"this {_ARTICLE} (?:was|is|has been) (?:(?:first|originally|also|recently) )*(?:published"
    r"|republished|reprinted|produced|adapted|translated|syndicated|amended|corrected|updated"
    r"|edited|changed|modified)\b",
)
"""Notes of the editors and where a text comes from."""
LONGEST_NOTE = 600


_REPORTED = re.compile(
    r"\b(?:said|says|told|tells|added|adds|asked|asks|wrote|writes|warned|warns|argued|argues"
    r"|urged|urges|insisted|claimed|claims|noted|stated|declared|announced|replied|explained"
    r"|according to)\b"
)


def reports_speech(text: str) -> bool:
    """Whether a paragraph tells who said something: a story does, no notice."""
    return bool(_REPORTED.search(text))


def is_furniture(text: str) -> bool:
    """Whether a whole paragraph belongs to the site rather than to the story."""
    if len(text) <= LONGEST_NOTE and _EDITORIAL.match(text):
        return True
    if len(text) > LONGEST:
        return False
    service = _SERVICE.match(text) and not reports_speech(text)
    return bool(service or (_CONTROLS.match(text) and not _SENTENCE.match(text)))
