"""What a page says of itself: title, authors, date, language, address."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

# Longer data is no description of a page.
DATA_CHARACTERS = 500_000
TITLE_PART = 0.4  # of the words of the page's title, those of a heading that is the title without the site
AUTHOR_CHARACTERS = 80  # a longer "author" is a sentence

_TITLES = ("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title", "title")
_AUTHORS = (
    "citation_author",
    "author",
    "dc.creator",
    "dcterms.creator",
    "article:author",
    "parsely-author",
    "byl",
)
_DATES = (
    *("article:published_time", "citation_publication_date", "citation_date", "dc.date", "dcterms.created"),
    *(
        "dcterms.date",
        "datepublished",
        "date",
        "pubdate",
        "publishdate",
        "parsely-pub-date",
        "og:article:published_time",
    ),
)
_DATE = re.compile(r"\s*(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?!\d)")
_BY = re.compile(r"\s*(?:by|von|par|por|di|door)\s+", re.IGNORECASE)
_AND = re.compile(r"\s*(?:;|\s(?:and|und|et|y)\s|,\s(?=[A-ZÀ-Ý][^,]*\s))\s*")
_SITE_END = re.compile(r"\s+[|–—·»:-]\s+")
_WORD = re.compile(r"[^\W_]+")
_DATA_TYPES = ("Article", "BlogPosting", "Report", "WebPage", "Book", "CreativeWork")


class PageData:
    """The descriptions in a page's head and its embedded data, by their names in small letters."""

    def __init__(self, root: _Element) -> None:
        self._root = root
        self._values: dict[str, list[str]] = {}
        for element in root.iter("meta"):
            name = element.get("property") or element.get("name") or element.get("itemprop") or ""
            content = " ".join((element.get("content") or "").split())
            if content:
                self._values.setdefault(name.lower(), []).append(content)
        self._data = [d for d in _embedded(root) if _is_of_page(d)]

    def title(self, headings: list[str]) -> str:
        """Return the page's title: a heading that the head names too, else what the head names."""
        page = next((_text(e) for e in self._root.iter("title")), "")
        named = next((t for t in (*self._named(_TITLES), *self._data_texts("headline")) if t), "")
        known = [_words(t) for t in (named, page) if t]
        for heading in headings:
            words = _words(heading)
            if words and any(_holds(k, words) and len(words) >= TITLE_PART * len(k) for k in known):
                return heading
        return named or self._without_site(page)

    def authors(self) -> tuple[str, ...]:
        """Return the authors' names."""
        found = [a for name in ("author", "creator") for a in self._data_names(name)]
        if not found:
            names = next((self._values[n] for n in _AUTHORS if n in self._values), [])
            found = [part for name in names for part in _AND.split(_BY.sub("", name, count=1))]
        plain = (" ".join(_BY.sub("", a, count=1).split()).strip(" ,") for a in found)
        return tuple(dict.fromkeys(a for a in plain if a and len(a) <= AUTHOR_CHARACTERS and "/" not in a))

    def published(self) -> str:
        """Return the date as far as it is known: 2025, 2025-03, 2025-03-09."""
        times = (
            e.get("datetime") or ""
            for e in self._root.iter("time")
            if e.get("pubdate") is not None
            or "published" in f"{e.get('itemprop') or ''} {e.get('class') or ''}".lower()
        )
        for text in (*self._data_texts("datePublished"), *self._named(_DATES), *times):
            match = _DATE.match(text)
            if match and match[1] > "1000":
                return "-".join(part.zfill(2) for part in match.groups() if part and part != "0")
        return ""

    def language(self) -> str:
        """Return the language's tag."""
        said = self._root.get("lang") or self._root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
        return (
            (said or next(self._named(("content-language", "dc.language", "og:locale")), ""))
            .replace("_", "-")
            .strip()
        )

    def address(self) -> str:
        """Return the web address that relative links are relative to; "" when the page does not tell it."""
        links = [e.get("href") or "" for e in self._root.iter("base")]
        links += [
            e.get("href") or ""
            for e in self._root.iter("link")
            if (e.get("rel") or "").lower() == "canonical"
        ]
        links += self._named(("og:url",))
        return next((a for a in links if a.lower().startswith(("http://", "https://"))), "")

    def _named(self, names: tuple[str, ...]) -> Iterator[str]:
        for name in names:
            yield from self._values.get(name, ())

    def _data_texts(self, key: str) -> Iterator[str]:
        for data in self._data:
            value = data.get(key)
            if isinstance(value, str):
                yield " ".join(value.split())

    def _data_names(self, key: str) -> Iterator[str]:
        for data in self._data:
            value = data.get(key)
            for entry in value if isinstance(value, list) else [value]:
                name = entry.get("name") if isinstance(entry, dict) else entry
                if isinstance(name, str):
                    yield name

    def _without_site(self, title: str) -> str:
        """Return the title without the site's name at one of its ends."""
        parts = _SITE_END.split(title)
        site = next(self._named(("og:site_name", "application-name")), "")
        if len(parts) > 1 and site and _words(site) in (_words(parts[0]), _words(parts[-1])):
            parts = parts[1:] if _words(parts[0]) == _words(site) else parts[:-1]
            return " – ".join(parts)
        return title


def _embedded(root: _Element) -> Iterator[dict[str, Any]]:
    """Yield the objects of the page's JSON-LD, those of a graph among them."""
    for element in root.iter("script"):
        if "ld+json" not in (element.get("type") or "") or len(element.text or "") > DATA_CHARACTERS:
            continue
        try:
            data = json.loads(element.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for entry in data if isinstance(data, list) else [data]:
            if isinstance(entry, dict):
                graph = entry.get("@graph")
                yield from (e for e in (graph if isinstance(graph, list) else [entry]) if isinstance(e, dict))


def _is_of_page(data: dict[str, Any]) -> bool:
    kinds = data.get("@type")
    return any(
        isinstance(kind, str) and kind.endswith(_DATA_TYPES)
        for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _holds(whole: list[str], part: list[str]) -> bool:
    return any(whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _text(element: _Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())
