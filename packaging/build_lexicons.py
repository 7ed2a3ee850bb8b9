"""Make the generated lexicons of `resources/lexicons` from open data: countries, word classes, verb forms.

    python3 packaging/build_lexicons.py --data FOLDER

FOLDER holds `gaz/mledoze_countries.json` (ODbL) and `ud/*.conllu` (CC BY-SA); the licences are in
`resources/lexicons/NOTICE.md`. The other lexicons there are written by hand and left alone.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

LEXICONS = Path(__file__).resolve().parent.parent / "resources" / "lexicons"

LEAST_UNITS = 2  # occurrences below which a word is more often a slip than a word
NAME_MARGIN = 4  # a word is a name when it is one this many times as often (Bush, not Broad)
LEAST_IRREGULAR = 4  # occurrences of an irregular past form: below are slips of the pen
LEAST_AREA_KM2 = 30_000  # of a territory that texts speak of like a country (Greenland, Taiwan)
CLEAR_SHARE = 0.15  # a word class is kept when it is at least this share of a word's occurrences
NAME_TAGS = ("NNP", "NNPS")
PAST_TAGS = ("VBD", "VBN")
# Penn tags without the finer points; other tags (punctuation, symbols, foreign words) are left out.
CLASSES = {
    "NN": "N", "NNS": "P", "JJ": "J", "JJR": "J", "JJS": "J", "RB": "R", "RBR": "R", "RBS": "R",
    "VB": "V", "VBP": "V", "VBZ": "Z", "VBD": "D", "VBN": "B", "VBG": "G", "IN": "I", "TO": "T", "DT": "A",
    "PDT": "A", "WDT": "W", "WP": "W", "WP$": "W", "WRB": "W", "PRP": "O", "PRP$": "S", "CC": "C", "CD": "M",
    "MD": "X", "EX": "E", "RP": "I", "UH": "U",
}  # fmt: skip
# Capitals whose name is first of all a first name or a common word.
CAPITALS_LEFT_OUT = ("Victoria", "Male", "Malé", "Stanley", "Kingston", "Roseau", "Nice", "Praia", "Castries")
CAPITAL_FORMS = {
    "Washington D.C.": ("Washington", "Washington D.C.", "Washington DC"),
    "Kyiv": ("Kyiv", "Kiev"),
}
COMMON_NAMES = {"Türkiye": "Turkey"}  # as English texts write them
# Demonyms that the source gives to several countries belong to the one that is meant without more words.
DEMONYM_OWNERS = {
    "American": "United States", "Congolese": "DR Congo", "Dominican": "Dominican Republic",
    "British": "United Kingdom",
    "Guinean": "Guinea", "Irish": "Ireland", "Chinese": "China", "Norwegian": "Norway",
    "Dutch": "Netherlands",
    "French": "France", "Indian": "India", "Samoan": "Samoa",
}  # fmt: skip
EXTRA_FORMS = {
    "United States": (("America", "United States of America", "USA", "U.S.A.", "U.S.", "US"), ()),
    "United Kingdom": (
        ("Britain", "Great Britain", "UK", "U.K."), ("Briton", "Britons")),
    "United Arab Emirates": (("UAE", "U.A.E."), ()),
    "Netherlands": (("Holland",), ("Dutchman", "Dutchmen")),
    "France": ((), ("Frenchman", "Frenchmen", "Frenchwoman")),
    "Ireland": ((), ("Irishman", "Irishmen")),
    "Poland": ((), ("Pole", "Poles")),
    "Turkey": (("Türkiye", "Republic of Turkey"), ("Turk", "Turks")),
    "Denmark": ((), ("Dane", "Danes")),
    "Sweden": ((), ("Swede", "Swedes")),
    "Finland": ((), ("Finn", "Finns")),
    "Spain": ((), ("Spaniard", "Spaniards")),
    "Serbia": ((), ("Serb", "Serbs")),
    "Croatia": ((), ("Croat", "Croats")),
    "Afghanistan": ((), ("Afghan", "Afghans")),
    "Uzbekistan": ((), ("Uzbek", "Uzbeks")),
    "Kazakhstan": ((), ("Kazakh", "Kazakhs")),
    "Iraq": ((), ("Iraqi", "Iraqis")),
    "Thailand": (("Siam",), ("Thai", "Thais")),
    "Myanmar": (("Burma",), ("Burmese",)),
    "Czechia": (("Czech Republic",), ("Czechs",)),
    "Ivory Coast": (("Côte d'Ivoire", "Côte d’Ivoire"), ()),
    "DR Congo": (("Congo", "Democratic Republic of Congo"), ()),
    "Philippines": ((), ("Filipinos", "Philippine")),
    "Greece": ((), ("Greeks",)),
    "Vatican City": (("Vatican", "Holy See"), ()),
    "China": (("PRC",), ()),
    "Eswatini": (("Swaziland",), ()),
    "Timor-Leste": (("East Timor",), ()),
    "Bosnia and Herzegovina": (("Bosnia", "Bosnia-Herzegovina"), ("Bosnian", "Bosnians")),
    "South Korea": ((), ("South Koreans",)),
    "North Korea": (("DPRK",), ("North Koreans",)),
}  # fmt: skip
# Not countries of today's common speech, or words that mislead: no name for these forms.
FORMS_LEFT_OUT = ("Congo Republic", "Ni-Vanuatu", "Islander", "Islands")


def main() -> None:
    """Write the three generated files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    data: Path = parser.parse_args().data
    _write("countries.json", countries(json.loads((data / "gaz" / "mledoze_countries.json").read_bytes())))
    words: dict[str, Counter[str]] = defaultdict(Counter)
    pasts: dict[str, Counter[str]] = defaultdict(Counter)
    for form, lemma, tag in _tokens(data / "ud"):
        words[form.lower()][tag] += 1
        if tag.startswith("VB") and lemma.isalpha():
            pasts.setdefault(lemma, Counter())[lemma] += 1
        if tag in PAST_TAGS and lemma.isalpha() and form.isalpha():
            pasts[form.lower()][lemma] += 1
    _write("words.json", word_classes(words))
    _write("verbs.json", verb_forms(pasts))


def countries(source: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return each country with its names, demonyms and capitals, by name."""
    for country in source:
        country["name"]["common"] = COMMON_NAMES.get(country["name"]["common"], country["name"]["common"])
    names = {country["name"]["common"] for country in source}
    kept = [c for c in source if c["independent"] or c["unMember"] or c["area"] > LEAST_AREA_KM2]
    return sorted((_country(c, names) for c in kept), key=lambda entry: str(entry["name"]))


def _country(source: dict[str, Any], names: set[str]) -> dict[str, Any]:
    name = source["name"]["common"]
    more_names, more_demonyms = EXTRA_FORMS.get(name, ((), ()))
    aliases = {source["name"]["official"], *more_names} - {name}
    demonyms = set(more_demonyms)
    for form in source["demonyms"].get("eng", {}).values():
        if form and not form.endswith(FORMS_LEFT_OUT) and DEMONYM_OWNERS.get(form, name) == name:
            demonyms |= {form, *_plural(form)}
    capitals = [form for capital in source["capital"] for form in CAPITAL_FORMS.get(capital, (capital,))]
    return {
        "name": name,
        "aliases": sorted(aliases),
        "demonyms": sorted(demonyms - names),
        "capitals": [
            c for c in capitals if c not in CAPITALS_LEFT_OUT and source["independent"] and c != name
        ],
    }


def _plural(demonym: str) -> tuple[str, ...]:
    return (f"{demonym}s",) if demonym.endswith(("an", "i", "er", "ar")) else ()


def word_classes(words: dict[str, Counter[str]]) -> dict[str, str]:
    """Return the words of each set of classes (commonest first), as one string: that is small."""
    by_classes: dict[str, list[str]] = defaultdict(list)
    for word, tags in words.items():
        if not word.replace("'", "").replace("-", "").isalpha() or sum(tags.values()) < LEAST_UNITS:
            continue
        common: Counter[str] = Counter()
        for tag, count in tags.items():
            if tag in CLASSES:
                common[CLASSES[tag]] += count
        as_name = sum(tags[tag] for tag in NAME_TAGS)
        if not common or as_name > NAME_MARGIN * common.total():
            continue
        kept = [c for c, count in common.most_common() if count >= CLEAR_SHARE * common.total()]
        by_classes["".join(kept)].append(word)
    return {classes: " ".join(sorted(found)) for classes, found in sorted(by_classes.items())}


def verb_forms(pasts: dict[str, Counter[str]]) -> dict[str, str]:
    """Return the irregular past forms of each base form, as one string: regular ones follow from the base."""
    by_base: dict[str, list[str]] = defaultdict(list)
    for form, lemmas in pasts.items():
        base, count = lemmas.most_common(1)[0]
        if form == base and count >= LEAST_UNITS:
            by_base[base] += []
        elif not form.endswith("ed") and count >= LEAST_IRREGULAR:
            by_base[base].append(form)
    return {base: " ".join(sorted(forms)) for base, forms in sorted(by_base.items())}


def _tokens(folder: Path) -> Iterator[tuple[str, str, str]]:
    for path in sorted(folder.glob("*.conllu")):
        for line in path.read_text(encoding="utf-8").splitlines():
            columns = line.split("\t")
            if len(columns) == 10 and columns[0].isdigit():
                yield columns[1], columns[2].lower(), columns[4]


def _write(name: str, value: object) -> None:
    path = LEXICONS / name
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), indent=0)
    path.write_text(text + "\n", encoding="utf-8")
    print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
