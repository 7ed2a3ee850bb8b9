"""Books that are locked: what an EPUB says of its encryption."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.domain.errors import UnreadableDocumentError
from studyapp.importers.markup.parsing import local_name, parse_xml

if TYPE_CHECKING:
    from studyapp.importers.archive import Archive

_ENCRYPTION = "META-INF/encryption.xml"
_RIGHTS = ("META-INF/rights.xml", "META-INF/license.lcpl", "META-INF/sinf.xml")
_FONT_ALGORITHMS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_FONT_SUFFIXES = (".ttf", ".otf", ".woff", ".woff2", ".ttc", ".dfont")


def require_unlocked(archive: Archive, *, name: str) -> None:
    """Raise UnreadableDocumentError when more than fonts is encrypted in the book."""
    data = archive.read(_ENCRYPTION)
    if data is None:
        return
    root = parse_xml(data)
    locked = any(archive.find(rights) for rights in _RIGHTS) if root is None else False
    for entry in root.iter() if root is not None else ():
        if local_name(entry) != "encrypteddata":
            continue
        inner = list(entry.iter())
        method = next((e.get("Algorithm") for e in inner if local_name(e) == "encryptionmethod"), "")
        target = next((e.get("URI") for e in inner if local_name(e) == "cipherreference"), "") or ""
        if method not in _FONT_ALGORITHMS and not target.lower().endswith(_FONT_SUFFIXES):
            locked = True
    if locked:
        raise UnreadableDocumentError(
            f"“{name}” is protected by DRM and cannot be read.",
            "Read it in the program of its shop, or ask the publisher for a copy without protection.",
        )
