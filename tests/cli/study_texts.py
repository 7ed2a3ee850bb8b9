"""Two texts with invented people and places on which the verbs of study are tried."""

from __future__ import annotations

NEWS = """---
title: The Talks at Ganbury
authors: [T. Wend]
language: en
---

Norwegian President Ilja Dorn met the envoy Tova Rell in the harbour town of Ganbury on March 4, 2019. 😀 \
According to Rell, the talks failed.

## The Compact

The Northern Grain Compact (NGC) was founded in the town. The Northern Grain Compact is an agreement that \
limits the export of grain. Dorn may leave the compact in 2031, and Dorn did not join the fleet in 2011.

The Grain Road carries freight between Ganbury, Port Odda and Vessel Point. It may grow.

## Doubts

Dorn never visited the Harbour Bank in 1990. Ilja Dorn joined the Harbour Party in 1998. It was founded there.
"""
"""Front matter and three sections: a date, an office, an acronym, a definition, a list, a hedge, denials."""

HISTORY = """# The Salt Wars of Ulmen

The First Salt War of 1642 emptied the town of Ulmen.

## Causes

Queen Ansa Brill closed the Ulmen Gate in 1640. The Duchy of Torv never opened the old gate in 1641.

## The peace

Later, Ansa Brill founded an office for salt in 1655, the Ulmen Salt Office (USO). The USO paid. The \
Orsk Canal, a waterway of nine locks, was dug by the clerks of the office.
"""
"""The same kinds of things, told of the past."""

COPY = NEWS.replace("The Talks at Ganbury", "The Talks at Ganbury, once more")
"""The first text in another file."""
