"""Sentences as newspapers write them: what is said in each, and by whom."""
# ruff: noqa: E501

import pytest

from pipeline.extraction.article import Extractor
from tests.extraction.reading import quotes_of

SENTENCES: list[tuple[str, list[tuple[str, str | None]]]] = [
    (
        "Institutional buyers, said Mauer, are required to exhibit their gifts every ten years.",
        [
            ("Institutional buyers", "Mauer"),
            ("are required to exhibit their gifts every ten years", "Mauer"),
        ],
    ),
    (
        "For example, the museum in Greensboro saw attendance reach 11,000 visitors last May, according to curator Elaine Gustafson.",
        [
            (
                "For example, the museum in Greensboro saw attendance reach 11,000 visitors last May",
                "curator Elaine Gustafson",
            )
        ],
    ),
    ("The senator is said to be weighing a run for governor.", []),
    (
        "Asked about the memo, Ruiz told reporters in the hallway she had not seen it.",
        [("she had not seen it", "Ruiz")],
    ),
    (
        "Mr. Dole has repeatedly said he will not release his tax returns until the audit is finished.",
        [("he will not release his tax returns until the audit is finished", "Mr. Dole")],
    ),
    (
        "The governor, who has said she opposes the bill, met with teachers on Friday.",
        [("she opposes the bill", "The governor")],
    ),
    (
        "Critics say the plan would cost billions; supporters counter that it would pay for itself.",
        [("the plan would cost billions", "Critics"), ("it would pay for itself", "supporters")],
    ),
    (
        "Ms. Lane, asked whether she would support the nominee, said: “I will vote for the Republican.”",
        [("I will vote for the Republican.", "Ms. Lane")],
    ),
    (
        "But aides to the president, speaking on the condition of anonymity, said the decision had not been made.",
        [("the decision had not been made", "aides to the president")],
    ),
    (
        "A spokeswoman for the department, Erin Park, said in an email that the agency was reviewing the request.",
        [("the agency was reviewing the request", "A spokeswoman for the department")],
    ),
    (
        "The company, which is based in Ohio, announced Monday that it would close two plants.",
        [("it would close two plants", "The company")],
    ),
    (
        "He argued, as he has for months, that the deal would make the country less safe.",
        [("the deal would make the country less safe", "He")],
    ),
    (
        "“We’re going to win,” the mayor told a crowd of supporters here. “We’re going to win big.”",
        [("We’re going to win,", "the mayor"), ("We’re going to win big.", "the mayor")],
    ),
    (
        "Federal prosecutors allege that Mr. Shah lied to investigators and hid the money.",
        [("Mr. Shah lied to investigators and hid the money", "Federal prosecutors")],
    ),
    (
        "The indictment alleges the two men met in a hotel and discussed the payments.",
        [("the two men met in a hotel and discussed the payments", "The indictment")],
    ),
    (
        "“Nobody,” he said, “should be above the law.”",
        [("Nobody,", "he"), ("should be above the law.", "he")],
    ),
    (
        "She has promised to veto any bill that cuts spending and to fire the director.",
        [("to veto any bill that cuts spending and to fire the director", "She")],
    ),
    (
        "The proposal, critics warn, could leave thousands without coverage.",
        [("The proposal", "critics"), ("could leave thousands without coverage", "critics")],
    ),
    (
        "His claim that the vote was rigged drew rebukes from both parties.",
        [("the vote was rigged", "His")],
    ),
    (
        "Despite her insistence that she had done nothing wrong, the panel voted to continue.",
        [("she had done nothing wrong", "her")],
    ),
    (
        "Mr. Hill said the president “has to understand that words matter,” adding that allies were nervous.",
        [
            ("the president “has to understand that words matter,”", "Mr. Hill"),
            ("allies were nervous", "Mr. Hill"),
        ],
    ),
    (
        "Officials blamed the delay on a software problem, and said that ballots would be counted by Friday.",
        [("ballots would be counted by Friday", "Officials")],
    ),
    (
        "“The answer is no,” read the letter, signed by eight senators.",
        [("The answer is no,", "the letter")],
    ),
    (
        "The judge ordered the agency to release the emails by June 1.",
        [("the agency to release the emails by June 1", "The judge")],
    ),
    (
        "Republicans have accused her of lying to Congress about the emails.",
        [("her of lying to Congress about the emails", "Republicans")],
    ),
    (
        "Mr. Trump’s lawyers contend he was never served.",
        [("he was never served", "Mr. Trump’s lawyers")],
    ),
    (
        "Asked if he would resign, Mr. Bell shook his head. “Not a chance,” he said.",
        [("Not a chance,", "he")],
    ),
    (
        "“I have no regrets,” said Ms. Diaz, 43, a nurse from Tampa who voted for Mr. Obama twice.",
        [("I have no regrets,", "Ms. Diaz")],
    ),
    (
        "The memo says the bureau “failed to follow” its own rules.",
        [("the bureau “failed to follow” its own rules", "The memo")],
    ),
    (
        "Mr. Cruz mocked the idea, saying it was “the stuff of fairy tales.”",
        [("it was “the stuff of fairy tales.”", "Mr. Cruz")],
    ),
    (
        "In an interview with CNN on Sunday, Mr. Kaine said Democrats were united, and he predicted that they would win back the Senate.",
        [("Democrats were united", "Mr. Kaine"), ("they would win back the Senate", "he")],
    ),
    (
        "Told of the remarks, the congresswoman laughed. “He should read a book,” she said.",
        [("He should read a book,", "she")],
    ),
    (
        "The ministry did not say who was responsible but urged both sides to show restraint.",
        [("both sides to show restraint", "The ministry")],
    ),
    (
        "The group has warned for years that the dam was unsafe, and on Tuesday it repeated its call for the state to act.",
        [("the dam was unsafe", "The group"), ("the state to act", "it")],
    ),
    (
        "According to two people briefed on the talks, the sides are close to a deal.",
        [("the sides are close to a deal", "two people")],
    ),
    (
        "The bill would, its sponsors say, create 10,000 jobs.",
        [("The bill would", "its sponsors"), ("create 10,000 jobs", "its sponsors")],
    ),
    (
        "“This is not who we are,” Ms. Warren thundered, as the crowd roared.",
        [("This is not who we are,", "Ms. Warren")],
    ),
    ("The senator wrote on Twitter: “Time to go.”", [("Time to go.", "The senator")]),
    (
        "He said that while he respected the court, its ruling was wrong, and that he would fight it.",
        [("while he respected the court, its ruling was wrong, and that he would fight it", "He")],
    ),
    (
        "Mr. Reid, the Senate majority leader, has long maintained that the rules must change.",
        [("the rules must change", "Mr. Reid")],
    ),
    (
        "Mr. Sanders told the crowd to “fight like hell.”",
        [("the crowd to “fight like hell.”", "Mr. Sanders")],
    ),
    (
        "Ms. Rice was quoted in the article as saying that the war had been a mistake.",
        [("the war had been a mistake", "Ms. Rice")],
    ),
    (
        "The president’s remarks, in which he said that judges were “out of control,” alarmed lawyers.",
        [("judges were “out of control,”", "he")],
    ),
    ("She denied having ever met the man.", [("having ever met the man", "She")]),
    (
        "Mr. Paul acknowledged as much on Thursday, saying the party had “a messaging problem.”",
        [("the party had “a messaging problem.”", "Mr. Paul")],
    ),
    ("Police said they had arrested three men.", [("they had arrested three men", "Police")]),
    (
        "The man was arrested on Friday, police said.",
        [("The man was arrested on Friday", "police")],
    ),
    (
        "A New York Times investigation found that the mayor had not paid taxes for years.",
        [("the mayor had not paid taxes for years", "A New York Times investigation")],
    ),
    ("Democrats pointed to the ruling as evidence that the law was working.", []),
    (
        "“Look,” he said, pausing, “nobody likes taxes. But roads are not free.”",
        [("Look,", "he"), ("nobody likes taxes. But roads are not free.", "he")],
    ),
    (
        "Mr. Rubio said Mr. Trump was a “con artist.” He urged voters to stop him.",
        [("Mr. Trump was a “con artist.”", "Mr. Rubio"), ("voters to stop him", "He")],
    ),
    ("Some of them even suggested that she step aside.", [("she step aside", "Some of them")]),
    (
        "What matters, the minister said, is jobs.",
        [("What matters", "the minister"), ("is jobs", "the minister")],
    ),
    (
        "Nearly half of the voters said in exit polls that they had decided in the last week.",
        [("they had decided in the last week", "half of the voters")],
    ),
    (
        "The agency’s report said it was unclear whether the money had been repaid.",
        [("it was unclear whether the money had been repaid", "The agency’s report")],
    ),
    (
        "He wants the court to rule quickly, his lawyer said.",
        [("He wants the court to rule quickly", "his lawyer")],
    ),
    (
        "Mr. Kerry, in Geneva for talks, cautioned against reading too much into the pause.",
        [("reading too much into the pause", "Mr. Kerry")],
    ),
    (
        "The Kremlin has denied that it meddled, and Mr. Putin himself has suggested that patriotic hackers might be responsible.",
        [
            ("it meddled", "The Kremlin"),
            ("patriotic hackers might be responsible", "Mr. Putin"),
        ],
    ),
    (
        "“He’s a good man,” Mr. Ryan’s spokesman, Zack Roday, said in an email.",
        [("He’s a good man,", "Mr. Ryan’s spokesman")],
    ),
    (
        "That is a lie, and he knows it, said the chairwoman.",
        [("That is a lie, and he knows it", "the chairwoman")],
    ),
    (
        "The senator’s office did not respond to a request for comment but has said previously that he supports the treaty.",
        [("he supports the treaty", "The senator’s office")],
    ),
    (
        "The president insisted the wall would be built “one way or the other” and that Mexico would pay.",
        [
            (
                "the wall would be built “one way or the other” and that Mexico would pay",
                "The president",
            )
        ],
    ),
    ("To hear Mr. Moore tell it, the election was stolen.", []),
    ("In her view, the deal is dead.", [("the deal is dead", "her")]),
    ("Mr. Perry joked that he had “stepped in it.”", [("he had “stepped in it.”", "Mr. Perry")]),
    ("Her lawyer, citing a gag order, declined to comment.", []),
    ("“Enough!” someone shouted.", [("Enough!", "someone")]),
    (
        "The union president said members were angry at what she described as “a betrayal.”",
        [
            ("members were angry at what she described as “a betrayal.”", "The union president"),
            ("a betrayal.", "she"),
        ],
    ),
    (
        "Mr. Park, the lobbyist, who declined to be named, said: “It is over.”",
        [("It is over.", "Mr. Park")],
    ),
    (
        "“It is over,” one lobbyist, who declined to be named, said.",
        [("It is over,", "one lobbyist")],
    ),
    (
        "The committee’s report, released on Monday, concluded that the agency had ignored warnings.",
        [("the agency had ignored warnings", "The committee’s report")],
    ),
    (
        "The lawsuit claims the company knew of the flaw and did nothing.",
        [("the company knew of the flaw and did nothing", "The lawsuit")],
    ),
    (
        "In a letter to employees, the chief executive, Ann Wu, wrote that layoffs were coming.",
        [("layoffs were coming", "the chief executive")],
    ),
    ("She tweeted that the vote was “a joke.”", [("the vote was “a joke.”", "She")]),
    (
        "A court filing shows that Mr. Dent owed two million dollars.",
        [("Mr. Dent owed two million dollars", "A court filing")],
    ),
    (
        "The president has suggested he might fire the director.",
        [("he might fire the director", "The president")],
    ),
    ("The union called for the minister to resign.", [("the minister to resign", "The union")]),
    ("The union called on the minister to resign.", [("the minister to resign", "The union")]),
    (
        "Officials appealed to residents to stay indoors.",
        [("residents to stay indoors", "Officials")],
    ),
    (
        "The judge, quoting the statute, said the order “cannot stand.”",
        [("the order “cannot stand.”", "The judge")],
    ),
    (
        "Mr. Stone was accused by prosecutors of lying to Congress.",
        [("lying to Congress", "prosecutors")],
    ),
    (
        "Critics have accused the ministry, which oversees the program, of hiding the costs.",
        [("the ministry, which oversees the program, of hiding the costs", "Critics")],
    ),
    (
        "The mayor warned residents not to return to their homes.",
        [("residents not to return to their homes", "The mayor")],
    ),
    (
        "“We will fight,” said the governor, a Democrat, adding, “and we will win.”",
        [("We will fight,", "the governor"), ("and we will win.", "the governor")],
    ),
    (
        "“We will fight,” the governor said, and “we will win.”",
        [("We will fight,", "the governor"), ("we will win.", "the governor")],
    ),
    (
        "The senator, in a speech on Tuesday: “We will not yield.”",
        [("We will not yield.", "The senator")],
    ),
    (
        "The ministry rejected accusations that it had spied on reporters.",
        [("it had spied on reporters", None)],
    ),
    ("There were reports that the leader had fled.", [("the leader had fled", None)]),
    (
        "The statement from the palace said the king was resting.",
        [("the king was resting", "The statement from the palace")],
    ),
    (
        "A statement from the palace, issued on Sunday, said that the king was resting.",
        [("the king was resting", "A statement from the palace")],
    ),
    ("Both sides say they want peace.", [("they want peace", "Both sides")]),
    ("Neither the ministry nor the embassy would say whether he was alive.", []),
    ("The group claims to have killed 12 soldiers.", [("to have killed 12 soldiers", "The group")]),
    (
        "Mr. Ade said he was “shocked” and “saddened” by the news.",
        [("he was “shocked” and “saddened” by the news", "Mr. Ade")],
    ),
    (
        "The report — which the company disputes — says workers were beaten.",
        [("workers were beaten", "The report")],
    ),
    (
        "“Where is the money?” asked the opposition leader, Grace Obi.",
        [("Where is the money?", "the opposition leader")],
    ),
    ("When asked whether he would run, he replied, “Never.”", [("Never.", "he")]),
    ("He described himself as “a simple farmer.”", [("a simple farmer.", "He")]),
    ("In what he called “a sad day,” the minister resigned.", [("a sad day,", "he")]),
    (
        "Investigators, the newspaper reported, had found no evidence of fraud.",
        [("Investigators", "the newspaper"), ("had found no evidence of fraud", "the newspaper")],
    ),
    (
        "Three ministers resigned, according to local media, and a fourth was arrested.",
        [("Three ministers resigned", "local media")],
    ),
    (
        "Local media reported that three ministers had resigned, citing officials.",
        [("three ministers had resigned", "Local media")],
    ),
    (
        "A spokesman for the army, Col. Musa Bello, confirmed the attack, saying soldiers had repelled it.",
        [("soldiers had repelled it", "A spokesman")],
    ),
    (
        "The bank said in a note to clients that growth would slow to 2 percent, from 3.1 percent.",
        [("growth would slow to 2 percent, from 3.1 percent", "The bank")],
    ),
    (
        "As the minister told lawmakers last week, the money is gone.",
        [("the money is gone", "the minister")],
    ),
    (
        "The plan will fail, experts say, unless the banks help.",
        [("The plan will fail", "experts"), ("unless the banks help", "experts")],
    ),
    ("Mr. Roe argued against raising the tax.", [("raising the tax", "Mr. Roe")]),
    ("The envoy spoke of a “new era” in relations.", [("a “new era” in relations", "The envoy")]),
    (
        "“The president,” Ms. Cole wrote, “has lied to us all.”",
        [("The president,", "Ms. Cole"), ("has lied to us all.", "Ms. Cole")],
    ),
    (
        "Ms. Cole has long criticized the law, arguing that it punishes the poor.",
        [("it punishes the poor", "Ms. Cole")],
    ),
    (
        "He vowed that there would be consequences, but did not elaborate.",
        [("there would be consequences", "He")],
    ),
    ("“I’m not going anywhere,” he told ABC’s “This Week.”", [("I’m not going anywhere,", "he")]),
    (
        "The actor known as “The Rock” said he might run for president.",
        [("he might run for president", "The actor")],
    ),
    ("Her book, “The Long Road,” says little about the affair.", []),
    (
        "The mayor’s office says 40 people were displaced and that shelters are open.",
        [("40 people were displaced and that shelters are open", "The mayor’s office")],
    ),
    (
        "Some analysts doubt that the truce will hold; others say it might.",
        [("it might", "others")],
    ),
    ("“It was chaos,” recalled Mr. Diop.", [("It was chaos,", "Mr. Diop")]),
    (
        "The two leaders agreed that talks should resume.",
        [("talks should resume", "The two leaders")],
    ),
    (
        "The treaty stipulates that waste must be stored abroad.",
        [("waste must be stored abroad", "The treaty")],
    ),
    (
        "The rules, the agency says, apply to everyone: “No one is exempt.”",
        [
            ("The rules", "the agency"),
            ("apply to everyone", "the agency"),
            ("No one is exempt.", "the agency"),
        ],
    ),
    (
        "Russia’s foreign minister, Sergei Lavrov, dismissed the claims as “fantasies” on Thursday.",
        [("fantasies", "Russia’s foreign minister")],
    ),
    (
        "Mr. Ito, speaking through an interpreter, said he felt betrayed by what he called “the silence of the world.”",
        [
            ("he felt betrayed by what he called “the silence of the world.”", "Mr. Ito"),
            ("the silence of the world.", "he"),
        ],
    ),
    ("It said the deal “does not go far enough.”", [("the deal “does not go far enough.”", "It")]),
    (
        "Mr. Obi hinted that he might resign, a step that would unsettle the party.",
        [("he might resign", "Mr. Obi")],
    ),
    (
        "The plan is dead, said Grace Obi, the treasurer, calling the vote a relief.",
        [("The plan is dead", "Grace Obi")],
    ),
    (
        "The rules require that waste be stored abroad.",
        [("waste be stored abroad", "The rules")],
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_what_is_said_in_a_sentence_and_by_whom(
    extractor: Extractor, sentence: str, expected: list[tuple[str, str | None]]
) -> None:
    quotes = quotes_of(extractor, sentence)
    assert {quote["text"] for quote in quotes} == {text for text, _ in expected}
    speakers = {quote["text"]: quote["speaker_text"] for quote in quotes}
    for text, phrase in expected:
        assert (phrase or "") in (speakers[text] or "")
