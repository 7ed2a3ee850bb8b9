"""Texts of short lines in which no heading may be invented, and nothing may be lost."""
# ruff: noqa: E501 - paragraphs on one line each are what is tested

from __future__ import annotations

import pytest

from studyapp.importers.plain import parse_plain

TEXTS = {
    "a poem": """\
The Lamplighter of Orrin

The evening lays its copper on the quay
And gulls go over, counting in the grey
The boats that promised bread and did not stay
The boats that promised nothing but the sea

I knew a man who lit the harbour lamps
He walked at dusk from Orrin to the Stair
And every flame he left behind him there
Grew small as money in the winter damps

Now nobody walks down to light the way
The wires hum and all the glass is white
And still I wake at the old hour of light
And hear his ladder knocking on the quay
""",
    "verse with an empty line after each line": """\
The evening lays its copper on the quay

And gulls go over counting in the grey

The boats that promised bread and did not stay

The boats that promised nothing but the sea

I knew a man who lit the harbour lamps

He walked at dusk from Orrin to the Stair
""",
    "a letter": """\
14 Tanner Street
Velmouth
VM3 8QT

3 October 2019

Ms Adela Thorne
Harbour Office
Velmouth

Dear Ms Thorne,

Thank you for your letter of the second of September, in which you ask whether the store behind our house may be used during the winter for the boats of the sailing school.

We have talked about it at length, and we are glad to say yes. The key hangs with our neighbour, who is at home on most mornings, and who will be glad to show your people round.

With kind regards,

Tobias Renn

P.S. The roof leaks a little at the north end.
""",
    "a letter with a place and a day": """\
Velmouth

Monday Evening

My dear Adela,

I have had no rest since you left, and the house is full of your laughter still, which is odd for a house that never liked noise.

Write soon, and tell me everything.

Your loving brother

Tobias
""",
    "a table of numbers": """\
Year    Ships    Tons
1901       12     340
1902       15     410
1903       11     298

1904       19     512
1905       22     630

Total      79    2190
""",
    "a play with names on lines of their own": """\
THE KEEPER'S DAUGHTER

A room above the harbour. Night.

MARTHA
You left the lamp burning again.

JONAS
I left it for your father. He will come by the stairs tonight, and the stairs are wet.

MARTHA
He will not come.

JONAS
Then the oil is wasted.

MARTHA
Everything here is wasted. The oil, the bread, the years that we have stood at this window and looked out.

STRANGER
Good evening to you both.
""",
    "a play with names before the speeches": """\
MARTHA. You left the lamp burning again.

JONAS. I left it for your father. He will come by the stairs tonight, and the stairs are wet.

MARTHA. He will not come.

Enter Stranger

STRANGER. Good evening to you both. I have walked all the way from Orrin, and nobody would open a door.

Exit Martha

JONAS. She has gone to look at the lamp. She always goes to look at the lamp when somebody comes in.
""",
    "a chat": """\
Mira Holt
10:32
Did anyone see the tide tables for next week? I cannot find them anywhere in the shared folder.

Jon Pell
10:35
They are on the second shelf in the office, under the old charts that nobody ever looks at.

Mira Holt
10:36
Thanks

[10:40] <anna> hello everyone
[10:41] <jon> hi
Mira: see you
Jon: bye then
""",
    "a chat with names between paragraphs": """\
Mira Holt

Did anyone see the tide tables for next week? I cannot find them anywhere in the shared folder.

Jon Pell

They are on the second shelf in the office, under the old charts that nobody ever looks at.

Mira Holt

Thanks, found them there. I will bring them back to the office tomorrow morning before nine.

Jon Pell

Good. Please leave them on the desk so that the others can also find them again next week.
""",
    "a recipe": """\
Lemon Cake

Serves 8

Ingredients:
200 g butter
200 g sugar
4 eggs
2 lemons

Method:
1. Heat the oven to 180 degrees.
2. Beat butter and sugar until they are white.
3. Add the eggs one by one.

Leave to cool before serving.
""",
    "a recipe of single lines": """\
Lemon Cake

- 200 g butter
- 200 g sugar

4 eggs
2 lemons

1. Heat the oven to 180 degrees and grease a round tin.

2. Beat butter and sugar until they are white, then add the eggs one by one, beating well each time.

3. Bake for forty minutes.
""",
    "a list with an empty line after each item": """\
Things to bring

Warm socks

Two pairs of boots

A good knife

Matches

Rope

Things to leave

The radio

Your doubts
""",
    "two lists": """\
Shopping
milk
bread
Eggs
Soap

Garden
Seeds
String
""",
    "source code": """\
#!/usr/bin/env python
# Count the ships

import sys

MAX_SHIPS = 12

class Ship:

    def sail(self, to):
        \"\"\"Sail to the port of the name given and come back.\"\"\"
        return to

def main():
    print("done")

// Section two
int main(void) {
    return 0;
}

END
""",
    "prose with short paragraphs": """\
The tide went out and the boats lay on their sides in the mud. The tide went out and the boats lay on their sides in the mud. The tide went out and the boats lay on their sides in the mud. The tide went out and the boats lay on their sides in the mud. The tide went out and the boats lay on their sides in the mud. The tide went out and the boats lay on their sides in the mud. The tide went out and the boats lay on their sides in the mud. The tide went out and the boats lay on their sides in the mud. The tide went out and the boats lay on their sides in the mud.

What then?

"Nothing at all," he said, and he turned to the window.

Silence.

Nobody came down the road that day, and the lamp stayed dark. Nobody came down the road that day, and the lamp stayed dark. Nobody came down the road that day, and the lamp stayed dark. Nobody came down the road that day, and the lamp stayed dark. Nobody came down the road that day, and the lamp stayed dark. Nobody came down the road that day, and the lamp stayed dark.
""",
    "minutes": """\
Present: A. Thorne, T. Renn, M. Holt

Apologies: J. Pell

Copy to: all members
""",
    "questions and answers": """\
Q: Where is the key?

A: It hangs with the neighbour, who is at home on most mornings, and who will show you round.

Q: Does the roof leak?

A: A little, at the north end, but only when the wind stands in the north for more than a day.
""",
    "subtitles": """\
1
00:00:01,000 --> 00:00:04,000
Good evening to you both.

2
00:00:05,000 --> 00:00:08,000
I have walked all the way
from Orrin tonight.

3
00:00:09,000 --> 00:00:12,000
Nobody would open a door.
""",
    "a message": """\
From: Adela Thorne <adela@example.org>
To: Tobias Renn
Subject: The store behind the house
Date: Mon, 3 Oct 2019

Hello Tobias,

Thank you for the key. The boats are all in the store now, and nobody has complained about the roof so far.

Best wishes

Adela Thorne
Harbour Office
""",
}


@pytest.mark.parametrize("kind", TEXTS)
def test_no_heading_is_invented(kind: str) -> None:
    document = parse_plain(TEXTS[kind], name="text.txt")
    assert [section.title for section in document.sections] == [None]
    assert document.warnings == ()


@pytest.mark.parametrize("kind", TEXTS)
def test_every_word_stays(kind: str) -> None:
    document = parse_plain(TEXTS[kind], name="text.txt")
    blocks = [block.text for section in document.sections for block in section.blocks]
    words = " ".join([*([] if document.title == "text" else [document.title]), *blocks]).split()
    assert words == TEXTS[kind].split()


def test_the_mark_of_a_note_alone_on_its_line_is_no_heading() -> None:
    text = """\
The Velmouth ferry crossed the river all day, and people waited for it on the quay until dark.[1] In 1850 it carried 30 people and two carts, and the price was four pence for each of them.[2]


Early years

The first boat was built by two brothers in the yard behind the church, and was lost in the winter of 1853 with all its ropes.[3] A second boat followed in 1854 and lasted for forty years.


Later years

A bridge was talked of for a generation, and the ferry was painted every spring by the same three women of the harbour office.[4]


References

[1]

[2] "A ferry for Velmouth", Harbour Notes, 12 May 1851.

[3]

[4]

[5] Thorne, A., The river and its boats, 1901.
"""
    document = parse_plain(text, name="text.txt")
    assert [section.title for section in document.sections] == [
        None,
        "Early years",
        "Later years",
        "References",
    ]
