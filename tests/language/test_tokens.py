"""Words as the treebanks of Universal Dependencies cut them."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.language.tokens import find_words

# Text → its words, with " " between them in the second column.
CASES = {
    "He left.": "He left .",
    "I don't know": "I do n't know",
    "I don’t know": "I do n’t know",
    "DON'T": "DO N'T",
    "can't won't isn't": "ca n't wo n't is n't",
    "cannot": "can not",
    "We've they'll I'm you're he'd": "We 've they 'll I 'm you 're he 'd",
    "It's John's": "It 's John 's",
    "the states' rights": "the states ' rights",
    "the boss’s plan": "the boss ’s plan",
    "O'Brien met D'Artagnan": "O'Brien met D'Artagnan",
    "O’Brien's hat": "O’Brien 's hat",
    "state-owned": "state - owned",
    "ex-president Jean-Claude": "ex - president Jean - Claude",
    "the 1990–1995 talks": "the 1990 – 1995 talks",
    "Mr. Smith of St. Paul": "Mr. Smith of St. Paul",
    "Acme Inc. said": "Acme Inc. said",
    "Dr. J.R. Hale": "Dr. J.R. Hale",
    "J. R. Hale": "J. R. Hale",
    "the U.S. and the U.K.": "the U.S. and the U.K.",
    "No. 5 and no. 6": "No. 5 and no . 6",
    "Say no.": "Say no .",
    "in 1979, 1,200 men": "in 1979 , 1,200 men",
    "3.5% of 10:30": "3.5 % of 10:30",
    "the 28th of the 1990s": "the 28th of the 1990s",
    "the 1990's": "the 1990's",
    "$5.2 million": "$ 5.2 million",
    "€5": "€ 5",
    "see https://a.example/b?c=d.": "see https://a.example/b?c=d .",
    "(www.a.example)": "( www.a.example )",
    "to a.b@c.example, today": "to a.b@c.example , today",
    "wait... what?!": "wait ... what ? !",
    "no -- never": "no -- never",
    "“Go,” he said.": "“ Go , ” he said .",
    "'tis 'quoted'": "' tis ' quoted '",
    "and/or": "and / or",
    "R&D": "R & D",
    "Zürich e\u0301te\u0301": "Zürich e\u0301te\u0301",
    "漢字 and שלום": "漢字 and שלום",
    "😀!": "😀 !",
    "": "",
    " \n\t ": "",
}


@pytest.mark.parametrize("text", CASES)
def test_words_are_cut_as_in_the_treebanks(text: str) -> None:
    assert " ".join(text[start:end] for start, end in find_words(text)) == CASES[text]


PARTS = st.one_of(
    st.characters(exclude_categories=["Cs"]),
    st.sampled_from(
        [*"'’.-,:/@ ", "n't", "can", "not", "'s", "U.S.", "www.", "http://", "1990", "Mr.", "..."]
    ),
)


@given(st.lists(PARTS, max_size=40).map("".join))
def test_words_stand_in_order_with_nothing_but_white_space_between(text: str) -> None:
    spans = list(find_words(text))
    assert all(start < end for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    between = [0, *(edge for span in spans for edge in span), len(text)]
    assert not "".join(
        text[start:end] for start, end in zip(between[::2], between[1::2], strict=True)
    ).strip()


@pytest.mark.parametrize("part", ["n't", "a.", "A.", "1,", "a'", "-", "a@", "www.", "http://a", "_", "a+b."])
def test_the_time_grows_with_the_text_alone(part: str) -> None:
    text = part * (20_000 // len(part))
    begun = time.process_time()
    assert list(find_words(text))
    assert time.process_time() - begun < 2
