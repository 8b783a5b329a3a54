"""What surrounds a story is told from the story, and no paragraph of the story is lost to it."""

import pytest

from pipeline.parsing.structure import parse_structure

HEADLINE = "Ministers fail to settle data dispute"
DECK = "A short deck that says a little more of it"
LEAD = (
    "The ministers met on Monday to settle the long dispute about data, and they left the city"
    " without a word to anyone."
)
STORY = (
    "Officials in both capitals had expected the talks to last for weeks, and few of them were"
    " surprised by it."
)

Regions = list[tuple[str, str]]


def regions(*paragraphs: str, separator: str = "\n\n") -> Regions:
    text = separator.join(paragraphs)
    return [(p.region, text[p.start : p.end]) for p in parse_structure(text).paragraphs]


def of(region: str, found: Regions) -> list[str]:
    return [text for name, text in found if name == region]


def test_a_headline_and_its_story() -> None:
    assert regions(HEADLINE, LEAD, STORY) == [
        ("title", HEADLINE),
        ("body", LEAD),
        ("body", STORY),
    ]


@pytest.mark.parametrize("title", ["Data wars", "Who owns data?", "Interview: Ana Novak on data"])
def test_a_short_headline_is_the_title(title: str) -> None:
    assert regions(title, LEAD, STORY)[0] == ("title", title)


def test_a_text_without_a_headline_is_all_body() -> None:
    assert [region for region, _ in regions(LEAD, STORY)] == ["body", "body"]


@pytest.mark.parametrize(
    "mark",
    [
        "By Ana Novak",
        "by Ana Novak and Bo Li",
        "Author: Ana Novak",
        "September 8, 2020",
        "8-Sep-2020 12:05 PM EDT, by Some University",
        "Published 8 September 2020",
        "Updated 3 hours ago",
        "By Ana Novak | 8 September 2020",
        "World | Data | Asia",
        "Home > News > Asia",
        "Home / News / Asia",
        "5 min read",
        "Share this article",
        "Facebook | Twitter",
        "Credit: Illustration by Bo Li",
        "Photo by Bo Li",
        "Recent Features",
        "For immediate release",
    ],
)
def test_marks_of_a_head_are_front_matter(mark: str) -> None:
    assert regions(HEADLINE, mark, LEAD, STORY) == [
        ("title", HEADLINE),
        ("front_matter", mark),
        ("body", LEAD),
        ("body", STORY),
    ]


@pytest.mark.parametrize("above", ["Home > News > Asia", "Opinion", "The Daily Post", "8 May 2020"])
def test_the_headline_is_found_below_other_lines(above: str) -> None:
    assert regions(above, HEADLINE, LEAD, STORY)[:2] == [
        ("front_matter", above),
        ("title", HEADLINE),
    ]


def test_a_sites_name_over_its_menu_is_no_headline() -> None:
    found = regions("Data Today", "News | Opinion | Sport", HEADLINE, LEAD, STORY)
    assert of("front_matter", found) == ["Data Today", "News | Opinion | Sport"]
    assert of("title", found) == [HEADLINE]


def test_a_deck_stands_between_headline_and_byline() -> None:
    found = regions(HEADLINE, DECK, "By Ana Novak", LEAD, STORY)
    assert of("subtitle", found) == [DECK]
    assert of("body", found) == [LEAD, STORY]


def test_a_sentence_above_byline_is_deck_below_title_and_title_without_one() -> None:
    sentence = "The deal on data is dead, and nobody will say who killed it."
    assert of("subtitle", regions(HEADLINE, sentence, "By Ana Novak", LEAD, STORY)) == [sentence]
    assert of("title", regions(sentence, "By Ana Novak", LEAD, STORY)) == [sentence]
    assert of("body", regions(sentence, LEAD, STORY)) == [sentence, LEAD, STORY]


@pytest.mark.parametrize(
    ("name", "deck"), [("Rick Hamlin", True), ("Data Dispute", False), ("The wall", False)]
)
def test_a_name_below_a_sentence_is_a_byline_where_the_story_never_uses_it(
    name: str, deck: bool
) -> None:
    sentence = "The deal on data is dead, and nobody will say who killed it."
    found = regions(HEADLINE, sentence, name, LEAD, STORY)
    assert (of("subtitle", found) == [sentence]) == deck
    assert (sentence in of("body", found)) != deck


def test_a_lead_above_an_advert_or_credit_stays_body() -> None:
    for inside in ("Advertisement", "Photo: Bo Li", "Share this article"):
        assert of("body", regions(HEADLINE, LEAD, inside, STORY)) == [LEAD, STORY]


def test_lines_without_any_prose_stay_body_but_for_the_head() -> None:
    lines = [f"Line {number} of a poem" for number in ("one", "two", "three", "four", "five")]
    found = regions("A poem for the ministers", "By Bo Li", *lines)
    assert of("body", found) == lines


def test_a_headline_repeated_is_the_title_once() -> None:
    found = regions("Recent", HEADLINE, "Features", HEADLINE, DECK, HEADLINE, LEAD, STORY)
    assert of("title", found) == [HEADLINE]
    assert of("subtitle", found) == [DECK]
    assert of("body", found) == [LEAD, STORY]


def test_a_sentence_of_the_story_repeated_in_it_is_no_headline() -> None:
    found = regions(HEADLINE, LEAD, STORY, "A plan", LEAD, STORY)
    assert of("title", found) == [HEADLINE]
    assert len(of("body", found)) == 5


@pytest.mark.parametrize(
    "dateline",
    [
        "BEIJING, Sept 8 (Agency) -",
        "GENEVA —",
        "LONDON (Reuters) –",
        "Beijing, September 8, 2020 —",
        "NEW YORK, 8 Sept --",
        "Springfield, IL –",
        "MOSCOW, December 21. /NORD/.",
        "SINGAPORE, October 14, 2020 /NewsLine/ --",
        "(AP) –",
    ],
)
def test_a_dateline_before_the_first_sentence_is_front_matter(dateline: str) -> None:
    assert regions(HEADLINE, f"{dateline} {LEAD}", STORY)[1:3] == [
        ("front_matter", dateline),
        ("body", LEAD),
    ]


@pytest.mark.parametrize(
    "lead",
    [
        "NATO - the alliance of the Atlantic states - left the talks about the data deal.",
        "Novak — the minister — left the talks about the data deal on Monday.",
        "May 2020 was a bad month for the data deal, said Novak.",
        "By Monday, the talks on the data deal had collapsed entirely.",
        "Novak said «no» and left the talks.",
        "Novak said « no » and left the talks.",
        "“We tried,” said Ana Novak.",
    ],
)
def test_a_sentence_like_a_mark_of_a_head_is_body(lead: str) -> None:
    assert of("body", regions(HEADLINE, lead, STORY)) == [lead, STORY]


@pytest.mark.parametrize("inside", ["Advertisement", "Read more: Data lost", "12", "Page 3 of 7"])
def test_lines_between_paragraphs_of_a_story_are_back_matter(inside: str) -> None:
    found = regions(HEADLINE, LEAD, inside, STORY)
    assert of("back_matter", found) == [inside]
    assert of("body", found) == [LEAD, STORY]


@pytest.mark.parametrize(
    "credit",
    [
        "Photo: Bo Li / Agency",
        "Image source: Agency.",
        "Bo Li/Northern Pictures",
        "Ministers leave the hall. Bo Li/Agency via Northern Pictures",
        "A cable ship Northern Pictures",
        "8 May 2020",
    ],
)
def test_credits_and_dates_between_paragraphs_of_a_story_are_front_matter(credit: str) -> None:
    found = regions(HEADLINE, LEAD, STORY, credit, STORY)
    assert of("front_matter", found) == [credit]
    assert of("body", found) == [LEAD, STORY, STORY]


def test_what_a_picture_shows_goes_with_its_credit() -> None:
    found = regions(HEADLINE, LEAD, "A cloud.", "Image source: Agency.", STORY)
    assert of("body", found) == [LEAD, STORY]


def test_a_caption_that_tells_a_story_is_body() -> None:
    caption = f"{LEAD} They are to meet again. (Photo: Agency)"
    assert of("body", regions(HEADLINE, caption, LEAD)) == [caption, LEAD]


@pytest.mark.parametrize("inside", ["A new plan", "What next?", "Ministers leave Geneva on Monday"])
def test_subheads_and_captions_are_body(inside: str) -> None:
    assert of("body", regions(HEADLINE, LEAD, inside, STORY)) == [LEAD, inside, STORY]


@pytest.mark.parametrize("mark", ["Analysis", "Politics", "Photo: Bo Li", "World | Data"])
def test_a_mark_far_down_does_not_make_the_story_front_matter(mark: str) -> None:
    found = regions(HEADLINE, LEAD, STORY, "Novak wept.", mark, LEAD.upper())
    assert of("body", found)[:3] == [LEAD, STORY, "Novak wept."]


@pytest.mark.parametrize(
    "foot",
    [
        ("- 30 -", "A text about the publisher that goes on for a while."),
        ("###", "About the Daily Post"),
        ("[ENDS]", "Notes to editors"),
        ("No Comments Yet", "You can be the first to comment!"),
        ("Leave a reply", "Your name"),
        ("Related stories", "Ministers win", "Data lost"),
        ("More from Data Today", "Ministers win"),
        ("About the author", "Ana Novak lives in Geneva."),
        ("Tags: data, states",),
        ("© 2020 Daily Post. All rights reserved.",),
        ("READ MORE",),
        ("Subscribe to our newsletter for more stories like this",),
        ("(Reporting by Ana Novak; Editing by Bo Li)",),
        ("This article was first published in the Daily Post.",),
        ("The views expressed are those of the author.",),
        ("Ana Novak can be reached at ana@example.org",),
        ("Sorry, comments for this entry are closed at this time.",),
    ],
)
def test_the_foot_of_a_page_is_back_matter(foot: tuple[str, ...]) -> None:
    found = regions(HEADLINE, LEAD, STORY, *foot)
    assert of("back_matter", found) == list(foot)
    assert of("body", found) == [LEAD, STORY]


@pytest.mark.parametrize(
    "last",
    [
        "A deal can be reached by Friday, Novak said.",
        "This initiative is part of a wider plan for data, Novak said.",
        "The report was published by the ministry on Monday.",
        "About half of the states signed.",
        "More on this later, Novak said.",
    ],
)
def test_a_sentence_like_a_notice_is_body(last: str) -> None:
    assert of("body", regions(HEADLINE, LEAD, STORY, last)) == [LEAD, STORY, last]
    assert of("body", regions(HEADLINE, LEAD, last, STORY)) == [LEAD, last, STORY]


def test_a_list_of_stories_above_most_of_the_story_does_not_end_it() -> None:
    found = regions(HEADLINE, LEAD, "Related stories", *[STORY] * 5)
    assert of("body", found).count(STORY) == 5


def test_a_note_on_the_author_closes_only_where_the_head_names_the_author() -> None:
    note = "Ana Novak is a fellow at the Data Institute."
    assert of("back_matter", regions(HEADLINE, "By Ana Novak", LEAD, STORY, note)) == [note]
    assert of("body", regions(HEADLINE, "By Bo Li", LEAD, STORY, note)) == [LEAD, STORY, note]


def test_line_ends_alone_keep_the_regions() -> None:
    found = regions(HEADLINE, "By Ana Novak", LEAD, STORY, "- 30 -", separator="\n")
    assert [region for region, _ in found] == [
        "title", "front_matter", "body", "body", "back_matter",
    ]  # fmt: skip
