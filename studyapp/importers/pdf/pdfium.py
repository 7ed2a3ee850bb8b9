"""The raw functions of PDFium that are called for every character, and opening a file.

The library's own wrappers cost several microseconds a call, and a page has 3,000 characters.
"""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

import pypdfium2  # type: ignore[import-untyped]
from pypdfium2 import raw

from studyapp.domain.errors import PasswordNeededError, UnreadableDocumentError

if TYPE_CHECKING:
    from collections.abc import Callable

    from studyapp.importers.source import Source

PdfiumError: type[Exception] = pypdfium2.PdfiumError


class CharacterBox(ctypes.Structure):
    """FS_RECTF: the order of its fields is PDFium's."""

    _fields_ = (
        ("left", ctypes.c_float),
        ("top", ctypes.c_float),
        ("right", ctypes.c_float),
        ("bottom", ctypes.c_float),
    )


class CharacterMatrix(ctypes.Structure):
    """FS_MATRIX."""

    _fields_ = tuple((name, ctypes.c_float) for name in "abcdef")


def address(handle: Any) -> int:  # noqa: ANN401 (a handle of PDFium)
    """Return the address behind a handle, as the functions here take it."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _function(wrapped: Any, result: Any, *arguments: Any) -> Any:  # noqa: ANN401 (ctypes has no better types)
    return ctypes.CFUNCTYPE(result, *arguments)(address(wrapped))


_PAGE, _INDEX, _POINTER = ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
character_code = _function(raw.FPDFText_GetUnicode, ctypes.c_uint, _PAGE, _INDEX)
character_object = _function(raw.FPDFText_GetTextObject, ctypes.c_void_p, _PAGE, _INDEX)
character_box = _function(raw.FPDFText_GetLooseCharBox, ctypes.c_int, _PAGE, _INDEX, _POINTER)
character_origin = _function(raw.FPDFText_GetCharOrigin, ctypes.c_int, _PAGE, _INDEX, _POINTER, _POINTER)
character_matrix = _function(raw.FPDFText_GetMatrix, ctypes.c_int, _PAGE, _INDEX, _POINTER)
character_size = _function(raw.FPDFText_GetFontSize, ctypes.c_double, _PAGE, _INDEX)
character_weight = _function(raw.FPDFText_GetFontWeight, ctypes.c_int, _PAGE, _INDEX)
character_font = _function(
    raw.FPDFText_GetFontInfo, ctypes.c_ulong, _PAGE, _INDEX, _POINTER, ctypes.c_ulong, _POINTER
)
object_font = _function(raw.FPDFTextObj_GetFont, ctypes.c_void_p, ctypes.c_void_p)
glyph_width = _function(
    raw.FPDFFont_GetGlyphWidth, ctypes.c_int, ctypes.c_void_p, ctypes.c_uint, ctypes.c_float, _POINTER
)


def open_pdf(source: Source) -> Any:  # noqa: ANN401 (pypdfium2 has no types)
    """Return the open document. Raises PasswordNeededError or UnreadableDocumentError."""
    try:
        document = pypdfium2.PdfDocument(source.data, password=source.password or None)
    except PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code == raw.FPDF_ERR_PASSWORD:
            raise _password_needed(source) from error
        if code == raw.FPDF_ERR_SECURITY:
            raise UnreadableDocumentError(
                f"“{source.name}” is protected in a way that cannot be read.",
                "Save it without protection in the program that made it.",
            ) from error
        raise damaged(source.name) from error
    if len(document) == 0:
        document.close()
        raise damaged(source.name)
    return document


def damaged(name: str) -> UnreadableDocumentError:
    """Return the error of a file that is no whole PDF."""
    return UnreadableDocumentError(
        f"“{name}” is damaged or is not a PDF: no page of it can be read.",
        "Get the file again from where it came.",
    )


def told(read: Callable[[], str]) -> str:
    """Return what the file says of itself on one line, nothing where its characters are damaged."""
    try:
        return " ".join(read().replace("\0", "").split())
    except UnicodeDecodeError:
        return ""


def _password_needed(source: Source) -> PasswordNeededError:
    if source.password:
        return PasswordNeededError(
            f"The password does not open “{source.name}”.", "Check capitals and the keyboard's language."
        )
    return PasswordNeededError(
        f"“{source.name}” is protected by a password.", "Type the password that opens it."
    )
