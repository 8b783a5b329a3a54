"""Markdown loses its marks, and its front matter becomes facts."""

from pathlib import Path

import pytest

from pipeline.reading.markdown import MAX_CHARACTERS
from pipeline.sources import Facts
from tests.reading.files import document, rejection

FRONT = """---
title: Ministry praises data rules
authors: [Ana Novak, Bo Li]
date: 2020-09-09
link: https://example.org/a
tags: [data]
---
"""


def test_marks_are_undone_and_the_title_stands_once(tmp_path: Path) -> None:
    body = (
        "# Ministry praises data rules\n\nThe *first* of **two** [links](https://example.org)\n"
        "goes on.\n\n> A quotation.\n\n- one\n- two\n\n3. three\n4. four\n\n"
        "![A picture](x.png)\n\n<script>x</script>\n\n<div>no</div>\n"
    )
    found = document(tmp_path, (FRONT + body).encode(), "of no ending")
    assert found.text.split("\n\n") == [
        "Ministry praises data rules", "The first of two links goes on.", "A quotation.", "- one",
        "- two", "3. three", "4. four",
    ]  # fmt: skip


def test_front_matter_becomes_facts(tmp_path: Path) -> None:
    found = document(tmp_path, f"{FRONT}\nThe story.".encode())
    assert found.text == "Ministry praises data rules\n\nThe story."
    assert found.facts == Facts(
        title="Ministry praises data rules",
        authors="Ana Novak; Bo Li",
        published_on="2020-09-09",
        url="https://example.org/a",
    )


def test_a_heading_alone_tells_markdown(tmp_path: Path) -> None:
    assert document(tmp_path, b"# A title\n\nThe *story*.").text == "A title\n\nThe story."


@pytest.mark.parametrize("text", ["---\nA rule\n---\nand text", "---\nkey: value\nand no end"])
def test_a_rule_is_no_front_matter(text: str, tmp_path: Path) -> None:
    assert document(tmp_path, text.encode()).text == text


@pytest.mark.parametrize(
    ("front", "what"),
    [
        ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]", "front matter:2: anchors"),
        ("title: x\na: !!python/object/apply:os.system [ls]", "front matter:3: tags"),
        ("title: [never closed", "front matter:.*not valid YAML"),
        ("title: x\ntitle: y", "front matter:3: title: the key is there twice"),
        (f"title: {'[' * 5000}", "nested too deeply"),
        ('title: "\\UFFFFFFFF"', "not valid YAML"),
    ],
)
def test_front_matter_that_cannot_be_read_says_why(front: str, what: str, tmp_path: Path) -> None:
    found = rejection(tmp_path, f"---\n{front}\n---\nThe story.".encode())
    assert found.reason == "invalid_metadata"
    with pytest.raises(AssertionError, match=what):
        raise AssertionError(found.detail)


def test_markdown_without_words_or_without_end_is_rejected(tmp_path: Path) -> None:
    assert rejection(tmp_path, FRONT.encode()).reason == "no_text"
    assert rejection(tmp_path, b"# a\n\n" + b"[" * MAX_CHARACTERS).reason == "too_large"
