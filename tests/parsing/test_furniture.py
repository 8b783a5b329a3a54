"""What a site says of itself is told from the story, and a story that sounds like it is not."""

import pytest

from pipeline.parsing.furniture import is_furniture
from pipeline.parsing.structure import parse_structure

HEADLINE = "Ministers fail to settle data dispute"
LEAD = (
    "The ministers met on Monday to settle the long dispute about data, and they left the city"
    " without a word to anyone."
)
STORY = (
    "Officials in both capitals had expected the talks to last for weeks, and few of them were"
    " surprised by it."
)

NOTICES = [
    "Skip to main content",
    "Jump to",
    "Back to top",
    "Sign in",
    "Sign in | Register",
    "Menu Search Subscribe",
    "Cookie settings",
    "Accept all cookies",
    "We use cookies to give you the best experience.",
    "By continuing to use this site, you agree to our terms of use.",
    "We value your privacy",
    "Please enable JavaScript to view this page.",
    "Your browser does not support the video element.",
    "An official website of the Government of Norland",
    "Official websites use .gov",
    "You are viewing archived content of an earlier administration.",
    "This is an archived page",
    "This page is no longer updated.",
    "For current information, go to www.example.org.",
    "Stay up to date with notifications from us",
    "Stay informed",
    "Get breaking news alerts on your phone",
    "Notifications can be managed in browser preferences.",
    "Sign up to our newsletter",
    "Get our daily briefing delivered to your inbox",
    "Chips, cables and clouds, all in one newsletter.",
    "Already a subscriber?",
    "Become a member to support our work",
    "Support independent journalism from one euro",
    "You have 2 free articles left this month",
    "To continue reading, subscribe now",
    "This article is for subscribers only",
    "This article is more than 3 years old",
    "This article was originally published in the Northern Post.",
    "Correction: An earlier version gave a wrong date, the ministry said.",
    "Editor's note - This story has been updated.",
    "Disclosure: The author owns shares.",
    "Listen to this article",
    "Listen • 3:45",
    "Play Video",
    "0:00 / 5:12",
    "Duration: 2:10",
    "This video is unavailable",
    "hide caption",
    "View image in fullscreen",
    "Image 3 of 7",
    "Page 2 of 4",
    "Advertisement",
    "Story continues below",
    "This advertisement has not loaded yet, but your article continues below.",
    "Article content",
    "Most read",
    "Trending now",
    "Top stories",
    "Follow live updates",
    "Follow our live coverage of the talks",
    "1.2K shares",
    "12 Retweets 3 Quote Tweets 40 Likes",
    "Share on Facebook",
    "Facebook Twitter LinkedIn Copy link",
    "Share this story with your network",
    "Download PDF",
    "Print this page",
    "Text size",
    "In this article",
    "Next article: Port strike enters second week",
    "Enter your email address",
    "Your email address will not be published.",
    "Was this article helpful?",
    "Have a news tip? Write to us.",
    "Report this ad",
    "Opens in new window",
    "https://www.example.org/world/talks 1/3",
    "@ananovak",
    "newsroom@example.org",
    "+41 22 555 01 99",
    "Read this in French",
    "Loading...",
    "View this email in your browser",
    "This is a developing story.",
    "We may earn a commission from links.",
    "Thanks for reading",
]

SENTENCES = [
    "We have noticed the reports about the ministers, and we have no comment on them.",
    "We welcome the initiative and call on all states to join it.",
    "We hope that all states will agree to the terms of use for such data.",
    "Join us in building a world without walls, the minister said.",
    "Support for independent journalism in the region has collapsed.",
    "By continuing this course, the states would agree to nothing at all, Novak said.",
    "The content of this initiative is not new.",
    "This page of history is no longer open, Novak said.",
    "Stay tuned, said the minister.",
    "Not a member of the pact, Norland stayed away from the talks.",
    "By using cookies, the firms track most of their users.",
    "Messages sent to your phone may be read by others, the report warns.",
    "Unlock the data and you unlock the growth of the whole region.",
    "To read this as a threat would be wrong.",
    "This ad was banned by the regulator in May.",
    "Pictures from the summit show the ministers smiling.",
    "September 2020 ended it all.",
    "This video shows that the ministers were there.",
    "Become a member of the pact or pay, said the envoy.",
    "I agree.",
    "Share the data or lose the deal, the minister said.",
    "Print media in the country were told not to report on it.",
    "Live coverage of the talks was banned.",
    "Subscribe to the text or leave, the envoy told the states.",
    "Register your data with the state, the law says.",
    "Listen to this story of a deal that died, she said.",
    "Sources said the talks had failed.",
    "Notes of the meeting were leaked to the Daily Post.",
    "Related laws were passed in May 2020.",
    "Copyright law does not cover such data.",
    "No comment, said the minister.",
    "Correction of the record was urgent.",
    "Published in May, the report warned of a wall between the states and their data.",
    "On May 8, 2020, the talks ended.",
    "By May 8, 2020, it was over.",
    "By then, it was over.",
    "Edited footage of the talks was shown on Monday.",
    "Novak is seen in many capitals as the one who can still save the deal.",
    "In this picture of the world there is no place for trust, Novak said.",
    "To learn more about the plan, the ministers flew to Geneva.",
    "For more information the ministers must wait until the report is out.",
    "For further details, the states will contact one another in June.",
    "Please note that nothing is agreed, Novak told the states.",
    "The views expressed by the minister are not those of the states.",
    "Originally printed as a joke, the text became law.",
    "With files from three states on the table, the talks began.",
    "Novak contributed to this plan more than anyone else did.",
    "Press release in hand, she left.",
    "Vol. 4 of the report was lost.",
    "No. 10 Downing Street declined to comment.",
    "Next chapter: the talks in Geneva, which nobody wants.",
    "Page 3 of the text says it all.",
    "(c) the states shall keep their chains open to one another;",
    "1. Keep the chains open.",
    "QUESTION: Is it dead?",
    "REPORTER: What comes next?",
    "Q It is said that the deal is dead. Do you have a comment?",
    "The deal is dead.",
    "“We tried.”",
    "(Applause.)",
]


@pytest.mark.parametrize("notice", NOTICES)
def test_a_notice_of_the_site_is_no_part_of_the_story(notice: str) -> None:
    assert is_furniture(notice)
    for order in ((HEADLINE, notice, LEAD, STORY), (HEADLINE, LEAD, notice, STORY)):
        assert body(*order) == [LEAD, STORY]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_of_the_story_is_body_wherever_it_stands(sentence: str) -> None:
    for order in (
        (HEADLINE, sentence, LEAD, STORY),
        (HEADLINE, "By Bo Li", sentence, LEAD, STORY),
        (HEADLINE, LEAD, sentence, STORY),
        (HEADLINE, LEAD, STORY, sentence),
        (sentence, LEAD, STORY),
    ):
        assert body(*order) == [text for text in order if text not in (HEADLINE, "By Bo Li")]


def test_a_long_paragraph_is_no_notice() -> None:
    assert not is_furniture("Sign up to our newsletter. " * 20)


def body(*paragraphs: str) -> list[str]:
    text = "\n\n".join(paragraphs)
    return [text[p.start : p.end] for p in parse_structure(text).paragraphs if p.region == "body"]
