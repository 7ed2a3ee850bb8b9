"""Pictures that are pages of a book themselves, as in comics: a page that shows them, or says their text."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from lxml import etree

from studyapp.importers.markup.parsing import local_name, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

    from studyapp.importers.archive import Archive
    from studyapp.importers.epub.package import Item

DRAWING_TYPE = "image/svg+xml"


def page_of_picture(item: Item, archive: Archive) -> _Element:
    """Return a page with the picture; of a drawing its lines of text and its pictures, one paragraph each."""
    page = etree.Element("body")
    if item.media_type != DRAWING_TYPE:
        etree.SubElement(page, "img", src=quote(item.name.rpartition("/")[2]))
        return page
    data = archive.read(item.name)
    root = parse_xml(data) if data else None
    for element in root.iter() if root is not None else ():
        name = local_name(element)
        if name == "text":
            etree.SubElement(page, "p").text = " ".join("".join(element.itertext()).split())
        elif name == "image":
            reference = element.get("{http://www.w3.org/1999/xlink}href") or element.get("href") or ""
            etree.SubElement(page, "img", src=reference)
    return page
