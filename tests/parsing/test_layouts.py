"""Pages of many layouts, all invented: a letter before each paragraph says its region.

T title, S subtitle, F front matter, B body, X back matter.
"""

import pytest

from pipeline.parsing.structure import parse_structure

REGIONS = {
    "T": "title",
    "S": "subtitle",
    "F": "front_matter",
    "B": "body",
    "X": "back_matter",
}

LAYOUTS = {
    "newspaper with kicker, trail and share links": """
        F Skip to main content
        F Home > World > Asia
        F EXCLUSIVE
        T Ministers fail to settle the long dispute over data
        S Talks in Geneva break off after a night of quarrels about backdoors
        F By Ana Novak, Diplomatic Correspondent
        F Tue 8 Sep 2020 12.05 BST
        F Last modified on Wed 9 Sep 2020 09.30 BST
        F 1.2K shares
        F Share on Facebook | Share on Twitter | Share via Email
        F Ministers leave the hall after midnight. Photograph: Bo Li/Northern Pictures
        B The ministers met on Monday to settle the long dispute about data, and they left the city without a word.
        B “We tried,” said Ana Novak.
        X Sign up to our free daily newsletter
        B Officials in both capitals had expected the talks to last for weeks, and few were surprised.
        X Most read
        X Port strike enters second week
        X Chip maker doubles its profit
    """,
    "notifications before the title, bare byline below the deck": """
        F Stay up to date with notifications from us
        F Notifications can be turned off at any time in your settings.
        T Envoy warns capital over ban on foreign routers in its networks
        S Ban would send the wrong message, says the envoy in a rare interview
        F Ana Novak
        F Monday 07 July 2020 01:14 BST
        F Parliament votes on the plan for the mobile network after a long debate
        B The envoy has warned the capital that a ban on foreign routers would send a very bad message to its partners.
        B She said that the firms were all watching how the capital would handle the matter in the coming weeks.
    """,
    "agency wire with slugs": """
        F BC-EU-DATA-TALKS
        F (Adds quotes, background)
        T UPDATE 2-Ministers break off talks on data rules
        F By Ana Novak and Bo Li
        F GENEVA, Sept 8 (Northern Press) -
        B Ministers broke off talks on data rules on Tuesday, three diplomats said, in a blow to the host country.
        B The text had been redrafted several times since spring.
        X (Reporting by Ana Novak; Editing by Bo Li)
        X - 30 -
    """,
    "press release": """
        F FOR IMMEDIATE RELEASE
        F September 14, 2020
        F Contact: Bo Li, press@orlo.example, +41 22 555 01 99
        T Orlo Systems Opens Its Source Code to Inspectors of Thirty Countries
        S Move answers calls for more trust in the makers of routers
        F GENEVA, Switzerland, September 14, 2020 /PressLine/ --
        B Orlo Systems, a maker of routers for small operators, today announced that it will open its source code to inspectors.
        B “Customers should never find a door that they did not put there,” said Mei Tarrant, its chief executive.
        X About Orlo Systems
        X Orlo Systems designs and builds routers for small operators all over the world.
        X Media Contact
        X Bo Li
        X ###
    """,
    "ministry's statement": """
        F An official website of the Government of Norland
        F Official websites use .gov.nl
        F You are viewing archived content of an earlier administration.
        F Content on this page is no longer updated, and links may not work.
        T Statement on the Security of Telecommunications Networks
        F Press Statement
        F Ana Novak, Secretary for External Relations
        F August 5, 2020
        B Norland calls on its partners to protect their citizens from vendors that are bound to obey foreign services.
        B We welcome the steps that Eastland announced today.
    """,
    "speech without a title": """
        F An official website of the Government of Norland
        F As prepared for delivery
        B Thank you, everyone. It is good to be here.
        B It is a day on which we welcome a partner of many years into the network that we have built together.
        B I will be brief.
    """,
    "press conference": """
        F Home > Press and Media > Press Conferences
        T Spokesperson Deng Yiru's Regular Press Conference on September 9, 2020
        F 2020-09-09 19:32
        B Northern Press: The minister spoke of a certain country in his speech. Which country did he mean?
        B Deng Yiru: The minister set out his position in full, and I have nothing to add to it.
        B Daily Post: When will the text be published?
        B Deng Yiru: It is on our website.
    """,
    "briefing with speakers in capitals": """
        T Briefing on Digital Trust and the Security of Networks
        F Office of the Spokesperson
        F Via Teleconference
        F 2:15 P.M. EST
        B MR. HOLT: Hi, everybody. Thank you for joining.
        B QUESTION: What is it about?
        B MR. HOLT: It is about cables, and about who may land them on our coasts.
        B (Laughter.)
        B MR. HOLT: That was all.
        X # # #
    """,
    "questions and answers": """
        F Interview
        T “The text is a mirror, and nobody likes the face in it”
        S Ana Novak, who led the talks, on what went wrong in Geneva and what may come next
        F Interview by Bo Li
        B Q: Who broke off the talks?
        B A: Nobody did, they just ended.
        B Q: Will there be others?
        B A: In spring, I should think, when the ministers have slept.
        X This interview has been edited and condensed.
    """,
    "blog": """
        F Packets and Politics
        F Home | About | Archive | RSS
        T Eight promises and a very large asterisk
        F Posted on September 11, 2020 by Rune
        F 3 Comments
        B So they have a plan for data now. It has eight points, and I have read all of them so that you need not.
        B Half of it is sensible.
        X Filed under: networks, rants
        X Share this:
        X Leave a Reply
        X Your email address will not be published. Required fields are marked *
    """,
    "newsletter by e-mail": """
        F From: The Weekly Wire <wire@example.org>
        F To: Readers
        F Date: Fri, 11 Sep 2020 07:00:03 +0000
        T Subject: This week in the diplomacy of networks
        F View this email in your browser
        B Good morning. The ministers left Geneva without a word, and we spent the week asking why they did.
        B Novak told us that the deal was dead.
        X Was this email forwarded to you? Sign up here
        X Unsubscribe | Update your preferences
    """,
    "law firm's alert": """
        F Client Alert | 21 September 2020
        F Bexley Thorn LLP
        T What the new data initiative means for your business
        F Authors: Priya Nand, Colm Darcy
        F Practice Areas: Technology, Trade
        F Download PDF
        B Key points
        B • The initiative is not law and creates no duties for clients today.
        B • Companies with customers in both blocs will face harder choices.
        B Background
        B On 8 September the minister presented the initiative in a speech to a seminar, in answer to his rival's programme.
        X This alert is for general information only and is not legal advice.
        X If you have questions, contact Priya Nand or Colm Darcy.
    """,
    "printed from the web": """
        F 9/8/2020
        F https://www.example.org/world/data-talks-1234 1/3
        T Ministers fail to settle dispute over data
        F Northern Post
        F Sept. 8, 2020 8:19 a.m. ET
        F Listen to this article
        F 4 minutes
        B The ministers met on Monday to settle the long dispute about data, and they left the city without a word.
        B Officials had expected as much.
        X https://www.example.org/world/data-talks-1234 2/3
        B Novak said that the deal was dead, and that the other states had known of it for months before the talks.
        X Copyright ©2020 Northern Post. All Rights Reserved.
    """,
    "database export": """
        T Headline: Ministers fail to settle dispute over data
        F Byline: Ana Novak
        F Section: World; Pg. 7
        F Length: 512 words
        F Language: English
        B The ministers met on Monday to settle the long dispute about data, and they left the city without a word.
        B Officials had expected as much.
        X Load-Date: September 9, 2020
    """,
    "social post": """
        F Ana Novak
        F @ananovak
        B They have a plan for data now, and it says nothing at all about who would check that anybody keeps to it.
        B Read it before you praise it.
        X 3:04 PM · Sep 8, 2020
        X 12 Retweets 3 Quote Tweets 40 Likes
    """,
    "video page": """
        T Minister calls for common rules on data
        F Play Video
        F Duration: 2:10
        F Your browser does not support the video element.
        B The minister has called for common rules on data, and has warned against what he calls a digital wall.
        B Video Transcript
        B MINISTER: We want rules that everyone has a say in.
        B INTERPRETER: That is the end of it.
    """,
    "state media": """
        F Eastern Dawn Daily
        F World / Commentary
        T Initiative offers wisdom for a divided cyberspace
        F Eastern Dawn
        F Source: Eastern Dawn
        F 2020/9/9 20:08:39
        B The initiative has won warm applause from developing countries since it was proposed in the capital on Tuesday.
        B A certain country should reflect on its conduct.
        X (Web editor: Hu Ping, Song Rui)
    """,
    "a picture story": """
        T Harbour towns wait for their cable
        F Image 1 of 7
        F A ship lays cable off the coast of Norland. Bo Li/Northern Pictures
        F hide caption
        F toggle caption
        F Bo Li/Northern Pictures
        B The ship has lain off the coast for a month, and nobody in the three harbour towns knows when it will go on.
        F A buoy.
        F Image source: Northern Pictures.
        B “We are told to be patient,” said the mayor.
    """,
    "financial report": """
        B What happened
        B Shares of Orlo rose on Friday after the maker of routers reported better results than anybody had expected.
        B So what
        B Orlo reported revenue of $198 million, up by a third, and raised its outlook for the rest of the year.
        X Advertisement
        B Now what
        B The company expects more of the same.
    """,
    "summary in points, no title": """
        B - Ministers broke off talks on data rules on Tuesday after a night of quarrels.
        B - The host country had hoped for a text that everybody could sign by the end of the week.
        B Ministers have broken off talks on data rules, in a blow to the host country and its plans for the autumn.
        B "We tried," the host said.
    """,
    "no title, the first paragraph short": """
        B The ministers told reporters on Tuesday that the "deal is dead."
        B They left the city without a word about what would come next, and few observers were surprised by it.
    """,
    "no title, a long first sentence": """
        B Spokesman Deng Yiru told reporters at a daily briefing on Thursday that his country urged others to "correct their mistakes".
        B The ministers said on Wednesday that they were stepping up their efforts to keep foreign apps out of their networks.
        X Video
    """,
    "column with the author's note": """
        F OPINION
        T A charter written by the fox
        S Beijing's rules for the world begin where its own end.
        F Aurélie Montand
        B A fox has written the charter of the henhouse. It is a masterpiece of its kind, and nobody will keep to it.
        B Consider its seventh article.
        X Aurélie Montand teaches law in Geneva. Her column appears on Saturdays.
        X Follow her on Twitter @amontand
    """,
    "deck in two sentences": """
        T Harbour towns see themselves in the envoy
        S The envoy is more than a face on a poster. We went to three towns to ask why people trust her.
        F Rick Hamlin
        B In three towns on the coast they speak of her as of a neighbour, and that is what she would like to be.
        B “She listens,” says a fisherman.
    """,
    "two decks": """
        T Rivals hammer the envoy on her stance
        S Delegates attack her on building a wall and on hiring foreign engineers
        S Unscathed envoy hits back with jokes about her rivals’ own phones
        B In the debate on Thursday night the rivals lined up to criticise the envoy, who leads in all of the polls.
        B The tone quickly turned nasty.
    """,
    "scientific journal": """
        F Journal of Invented Law, Vol. 4, No. 2
        F Volume 4, Issue 2, pp. 12-19
        F ISSN: 1234-5678
        F doi: 10.1234/jil.2020.12
        T Rules without a referee: sovereignty and the flow of data
        F Otto Brandl and Helga Strand
        B Abstract
        B Rules that nobody checks are wishes. This article looks at eight of them, and at what would turn them into law.
        B 1. Introduction
        B In autumn the minister put forward a plan in eight points that he called global and that few states have signed.
        X References
        X 1. O. Brandl, Wishes and Rules, p. 12.
    """,
    "metered page with ads": """
        F Subscribe Now
        F Sign In
        F This article is more than 3 years old
        F Ministers fail to agree on the rules for data - Northern Post
        T Ministers fail to agree on the rules for data
        F Ana Novak
        F Published Sep 08, 2020 • 3 minute read
        F Join the conversation
        F Article content
        B The ministers met on Monday to settle the long dispute about data, and they left the city without a word.
        X Advertisement
        X Story continues below
        X This advertisement has not loaded yet, but your article continues below.
        X Article content
        B Officials in both capitals had expected the talks to last for weeks, and few of them were surprised by it.
        X Have a news tip? Write to our newsroom.
        X Share this article in your social network
    """,
    "cookies and membership": """
        F We use cookies to give you the best experience on our site.
        F Accept all
        F Support independent journalism from as little as one euro
        T Cable wars: how the sea floor became a front line
        S Citing security, three states have blocked plans for new cables in the ocean between them.
        F By Greg Noor
        F 12 min read
        B The record was broken on a Sunday. Until that date the islands had been cut off from the world only once.
        B The second cable would change that.
        X Become a member to support our work
        X Thanks for reading
    """,
    "listing of a broadcaster": """
        F Search Form
        F Watch Live
        F Top Stories
        T Hospitals take patients again after attack on their computers
        F Updated 9:40 p.m. Friday
        F FILE - A nurse walks past a clinic in Millbrook, Norland, on Monday, June 3, 2019, before the attack on its computers. (Photo/Bo Li, File)
        S The hospitals take patients again, ten days after the attack, and their managers say that no data were lost.
        F MILLBROOK (NP) —
        B The computers of the imaging service went back online on Friday, and the others are to follow next week.
        X Trending now
        X Copyright 2020 Northern Press. This material may not be published or broadcast.
    """,
    "explainer": """
        F Explained
        T What is the data initiative, and who will sign it?
        F Updated: September 10, 2020, 10:15 IST
        F New Harbour
        F (File photo)
        B The initiative of eight points was put forward on Tuesday, and it asks states to keep their hands off foreign data.
        B What does it say?
        B It says that states should neither tap networks nor ask firms to do it for them, and that firms should fix flaws.
        X Also read: How cables are laid
        B Who will sign?
        B Few have so far.
    """,
    "correction at the foot": """
        T Ministers fail to agree
        B The ministers met on Monday to settle the long dispute about data, and they left the city without a word.
        B Officials in both capitals had expected the talks to last for weeks, and few of them were surprised by it.
        X Correction: An earlier version of this article misstated the minister's age. She is 61.
        X With inputs from agencies
        X The author is a fellow at the Harbour Institute.
    """,
    "corrections at the head": """
        T Ministers fail to agree
        F Editor's note: This article has been updated to add the minister's reply.
        B The ministers met on Monday to settle the long dispute about data, and they left the city without a word.
        B Officials had expected as much.
    """,
    "republished": """
        T Ministers fail to agree on the rules for data
        F This article was originally published in the Northern Post.
        F Translated by Bo Li
        B The ministers met on Monday to settle the long dispute about data, and they left the city without a word.
        B Officials had expected as much.
        X Ana Novak is a senior fellow at the Harbour Institute and the author of two books on cables.
        X The views expressed here are those of the author alone.
    """,
    "headlines of other stories at the end, without a mark": """
        T Ministers fail to agree on the rules for data
        F Ana Novak
        B The ministers met on Monday to settle the long dispute about data, and they left the city without a word.
        B Officials in both capitals had expected the talks to last for weeks, and few of them were surprised by it.
        X Port strike enters its second week
        X Chip maker doubles its profit
        X Mayor says no to dog park
    """,
    "a list in letters": """
        T Full text of the charter
        B The states that sign this charter agree that they will:
        B (a) keep the chains of supply open to one another;
        B (b) leave the data of other states alone; and
        B (c) ask no firm to build a door into what it sells.
        B They will meet each year in spring to see what has become of it, and they will publish what they find there.
        B (d) Nothing else.
    """,
}


def split(layout: str) -> list[tuple[str, str]]:
    lines = (line.strip() for line in layout.strip().splitlines())
    return [(REGIONS[line[0]], line[2:]) for line in lines]


@pytest.mark.parametrize("separator", ["\n\n", "\n"], ids=["blank lines", "line ends"])
@pytest.mark.parametrize("name", LAYOUTS)
def test_layout(name: str, separator: str) -> None:
    expected = split(LAYOUTS[name])
    text = separator.join(paragraph for _, paragraph in expected)
    text = text.replace(f" /PressLine/ --{separator}", " /PressLine/ -- ")
    for dash in ("-", "—"):
        text = text.replace(f") {dash}{separator}", f") {dash} ")
    found = [(p.region, text[p.start : p.end]) for p in parse_structure(text).paragraphs]
    assert found == expected


def test_there_are_layouts_enough() -> None:
    assert len(LAYOUTS) >= 25
