"""What the elements, classes and roles of documents mean."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from studyapp.domain.documents import InlineKind

if TYPE_CHECKING:
    from lxml.etree import _Element

DROPPED = frozenset(
    (
        *(
            "head",
            "script",
            "style",
            "template",
            "nav",
            "iframe",
            "noscript",
            "noframes",
            "frameset",
            "applet",
            "embed",
        ),
        *("input", "select", "textarea", "button", "datalist", "canvas", "map", "rp", "rt", "rtc"),
        *(
            "annotation",
            "annotation-xml",
            "meta",
            "link",
            "title",
            "base",
            "audio",
            "video",
            "source",
            "track",
        ),
    )
)
BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dir", "div", "dl"),
        *(
            "dt",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "header",
            "hgroup",
            "hr",
            "html",
            "legend",
        ),
        *("li", "main", "menu", "ol", "p", "pre", "listing", "xmp", "section", "summary", "table", "ul"),
        *("caption", "tbody", "thead", "tfoot", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"),
    )
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
LISTS = frozenset(("ul", "ol", "dir", "menu"))
PREFORMATTED = frozenset(("pre", "listing", "xmp"))
SPANS = {
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), InlineKind.EMPHASIS),
    **dict.fromkeys(("b", "strong"), InlineKind.STRONG),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), InlineKind.CODE),
    **dict.fromkeys(("s", "strike", "del"), InlineKind.STRIKE),
}

NO_TRAITS: frozenset[str] = frozenset()
_TYPE = "{http://www.idpf.org/2007/ops}type"
_TRAITS: dict[str, str] = {
    "verse": r"poem|poetry|verse|stanza|lyrics?|song|lg|linegroup|line-group|line-block|"
    r"z3998:(?:verse|poem|song|hymn|lyrics)",
    "quote": r"epigraph|block-?quot(?:e|ation)?|extract|quotation|z3998:(?:letter)",
    "caption": r"caption|figcaption|wp-caption-text|figure-caption|image-caption|tablecaption",
    "page": r"page-?num(?:ber)?s?|pageno|page-?break|doc-pagebreak|x-ebookmaker-pageno|pagenr|pb|newpage",
    "note": r"foot-?note|end-?note|rear-?note|doc-footnote|doc-endnote",
    "notes": r"foot-?notes|end-?notes|rear-?notes|doc-footnotes|doc-endnotes|notes|footnote-list|fnlist",
    "noteref": r"note-?ref|doc-noteref|footnote-?ref|fnref|fn-?anchor|fnanchor|footnote-reference|reference",
    "backlink": r"back-?link|doc-backlink|footnote-back(?:ref)?|footnote-backref|reversefootnote|"
    r"mw-cite-backlink|fn-backref|referrer",
    "linenumber": r"l(?:ine)?-?num(?:ber)?s?|linenos?|ln|lineno|gutter",
    "headerlink": r"headerlink|anchorjs-link|header-anchor|heading-anchor|anchor-link|"
    r"mw-editsection|permalink",
    "contents": r"toc|doc-toc|landmarks|page-list|pagelist",
    "listing": r"lo[itav]",  # lists of illustrations, tables, audio, video: a `nav` that is text
    "cover": r"cover|doc-cover|coverpage|cover-image",
    "titlepage": r"title-?page|half-?title(?:-?page)?",
    "emphasis": r"italics?|ital|emph|emphasis",
    "strong": r"bold|strong|boldface",
    "hidden": r"sr-only|visually-?hidden|screen-reader-text|noprint|navigation-not-searchable",
    "title": r"title",
}
_TRAIT = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _TRAITS.items()), re.IGNORECASE)
_HIDING = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


@lru_cache(maxsize=4096)
def traits(names: str) -> frozenset[str]:
    """Return what the classes, types and roles in `names`, parted by spaces, mean."""
    found = (_TRAIT.fullmatch(name) for name in names.split())
    return frozenset(match.lastgroup for match in found if match and match.lastgroup)


def hides(style: str) -> bool:
    """Whether the style keeps an element from being shown."""
    return _HIDING.search(style) is not None


def meaning(element: _Element) -> frozenset[str]:
    """Return what an element's class, type and role mean."""
    names = [element.get("class"), element.get(_TYPE), element.get("role")]
    said = " ".join(n for n in names if n)
    return traits(said) if said else NO_TRAITS


def heading_level(element: _Element) -> int:
    """Return the level of an element that only says by its role that it is a heading; 0 for any other."""
    if element.get("role") != "heading":
        return 0
    level = element.get("aria-level") or ""
    return min(int(level), 6) if level in tuple("123456789") else 2


def styled(meant: frozenset[str]) -> InlineKind | None:
    """Return how the text of an element with these classes is set."""
    if "emphasis" in meant:
        return InlineKind.EMPHASIS
    return InlineKind.STRONG if "strong" in meant else None
