"""A writer of tiny PDF files for the tests: text at places in the standard fonts, outline, labels."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

A4 = (595, 842)
FONTS = {
    "roman": "Times-Roman",
    "bold": "Times-Bold",
    "italic": "Times-Italic",
    "mono": "Courier",
    "sans": "Helvetica",
}
# A picture of one grey pixel, drawn over the page: what a scan is.
_PICTURE = "q {w} 0 0 {h} 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID A EI Q"


class Text(NamedTuple):
    """One line of text; x and y are from the upper left corner of the page, in points."""

    text: str
    x: float
    y: float
    size: float = 10
    font: str = "roman"
    matrix: tuple[float, float, float, float] = (1, 0, 0, 1)


class Mark(NamedTuple):
    """An entry of the outline; y is from the upper edge."""

    title: str
    page: int
    y: float
    level: int = 1


@dataclass
class PdfPage:
    texts: list[Text] = field(default_factory=list)
    rotate: int = 0
    crop: tuple[float, float, float, float] | None = None
    picture: bool = False
    raw: str = ""

    def add(self, text: str, x: float, y: float, size: float = 10, font: str = "roman") -> float:
        """Add a line and return its y."""
        self.texts.append(Text(text, x, y, size, font))
        return y

    def lines(
        self, text: str, x: float, y: float, *, size: float = 10, width: int = 70, font: str = "roman"
    ) -> float:
        """Add a paragraph, broken after so many characters, and return the y below it."""
        line = ""
        for word in text.split():
            if line and len(line) + 1 + len(word) > width:
                self.add(line, x, y, size, font)
                y += 1.2 * size
                line = word
            else:
                line = f"{line} {word}".strip()
        self.add(line, x, y, size, font)
        return y + 1.2 * size


def write_pdf(
    pages: list[PdfPage],
    *,
    information: dict[str, str] | None = None,
    outline: list[Mark] | None = None,
    labels: str = "",
    language: str = "",
) -> bytes:
    """Return a PDF of the pages; `labels` is the body of a number tree, such as "0 << /S /r >>"."""
    objects: list[bytes] = [b"", b""]  # catalogue and page tree come when all is known

    def put(body: str | bytes) -> int:
        objects.append(body if isinstance(body, bytes) else body.encode("latin-1"))
        return len(objects)

    fonts = {
        name: put(f"<< /Type /Font /Subtype /Type1 /BaseFont /{base} /Encoding /WinAnsiEncoding >>")
        for name, base in FONTS.items()
    }
    resources = (
        "<< /Font << " + " ".join(f"/{name} {number} 0 R" for name, number in fonts.items()) + " >> >>"
    )
    numbers = []
    for page in pages:
        stream = _content(page).encode("cp1252")
        content = put(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream))
        crop = f"/CropBox [{' '.join(map(str, page.crop))}]" if page.crop else ""
        numbers.append(
            put(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {A4[0]} {A4[1]}] {crop} /Rotate {page.rotate} "
                f"/Resources {resources} /Contents {content} 0 R >>"
            )
        )
    extra = f"/Lang ({language})" if language else ""
    extra += f" /PageLabels << /Nums [{labels}] >>" if labels else ""
    if outline:
        extra += f" /Outlines {_outline(outline, numbers, objects)} 0 R"
    objects[0] = f"<< /Type /Catalog /Pages 2 0 R {extra} >>".encode("latin-1")
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects[1] = f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode("latin-1")
    entries = " ".join(f"/{key} {_string(value)}" for key, value in (information or {}).items())
    about = put(f"<< {entries} >>")
    return _file(objects, about)


def _file(objects: list[bytes], about: int) -> bytes:
    data = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    data += b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        about,
        start,
    )
    return bytes(data)


def _content(page: PdfPage) -> str:
    parts = [_PICTURE.format(w=A4[0], h=A4[1])] if page.picture else []
    for text in page.texts:
        a, b, c, d = text.matrix
        shown = text.text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        parts.append(
            f"BT /{text.font} {text.size} Tf {a} {b} {c} {d} {text.x} {A4[1] - text.y} Tm ({shown}) Tj ET"
        )
    return "\n".join([*parts, page.raw])


def _outline(marks: list[Mark], pages: list[int], objects: list[bytes]) -> int:
    """Add the outline's objects and return the number of its root."""
    root = len(objects) + 1
    objects += [b""] * (len(marks) + 1)
    children: dict[int, list[int]] = {root: []}
    parents: list[tuple[int, int]] = [(0, root)]  # level and number of what is open
    owner: dict[int, int] = {}
    for offset, mark in enumerate(marks, start=1):
        number = root + offset
        while parents[-1][0] >= mark.level:
            parents.pop()
        owner[number] = parents[-1][1]
        children[parents[-1][1]].append(number)
        children[number] = []
        parents.append((mark.level, number))
    for offset, mark in enumerate(marks, start=1):
        number = root + offset
        siblings = children[owner[number]]
        at = siblings.index(number)
        links = f"/Parent {owner[number]} 0 R"
        links += f" /Prev {siblings[at - 1]} 0 R" if at else ""
        links += f" /Next {siblings[at + 1]} 0 R" if at + 1 < len(siblings) else ""
        links += _first_last(children[number])
        place = f"[{pages[mark.page]} 0 R /XYZ 0 {A4[1] - mark.y} 0]"
        objects[number - 1] = f"<< /Title {_string(mark.title)} /Dest {place} {links} >>".encode("latin-1")
    objects[root - 1] = f"<< /Type /Outlines {_first_last(children[root])} >>".encode("latin-1")
    return root


def _first_last(numbers: list[int]) -> str:
    return f" /First {numbers[0]} 0 R /Last {numbers[-1]} 0 R /Count {len(numbers)}" if numbers else ""


def _string(text: str) -> str:
    return "<" + (b"\xfe\xff" + text.encode("utf-16-be")).hex() + ">"
