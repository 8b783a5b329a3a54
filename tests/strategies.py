"""Hypothesis strategies for texts: any Unicode, and heaps of what structure is made of."""

from hypothesis import strategies as st

SIGNS = (
    "\"“”„‟«»‹›‘’‚‛'`\n\r.!?…:;,-–—|()[] AaSs1"
    "\t\x0b\x0c\x1c\x85\u00a0\u2028\u2029\u200b\ufeff\u0301"
)
PIECES = [
    "A: b?", "Q: ", "By Ana Novak", "Ana Novak is", " said ", " said that ", "according to Novak",
    "\n\n", "\r\n", "\r", "“", "”", "‘", "’", '"', "'", "«", "»", "``", "''", "Related stories",
    "No comments", "Sept 8, 2020", "BEIJING (AP) - ", "the states’ rights", "- 30 -", " ", "U.S.",
    "a headline of it", "READ MORE", "“A”", "Photo: x", "World | Data", "It was dead. ", "- item",
    "urged states to sign", "China", "the Global Initiative on Data Security", "?” Novak asked.",
]  # fmt: skip

TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.text(SIGNS, max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=40).map("\n\n".join),
)
"""Texts of every sort, none with surrogates: no file holds those."""
