"""A document comes out of the pipe as it went in, and its form needs no parser."""

from __future__ import annotations

import json
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from studyapp.domain.documents import Block, BlockKind, Inline, InlineKind, ParsedDocument, Section
from studyapp.importers.wire import decode_document, encode_document

TEXT = st.text(max_size=20)
INLINE = st.builds(Inline, st.integers(0, 9), st.integers(10, 20), st.sampled_from(InlineKind), TEXT)
BLOCK = st.builds(
    Block, st.sampled_from(BlockKind), TEXT, st.lists(INLINE, max_size=3).map(tuple), st.integers(0, 5)
)
SECTION = st.builds(Section, st.none() | TEXT, st.integers(0, 6), st.lists(BLOCK, max_size=3).map(tuple))
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
DOCUMENT = st.builds(ParsedDocument, TEXT, TEXTS, TEXT, TEXT, st.lists(SECTION, max_size=4).map(tuple), TEXTS)


@given(DOCUMENT)
def test_a_document_survives_the_wire(document: ParsedDocument) -> None:
    assert decode_document(json.loads(json.dumps(encode_document(document)))) == document


def test_the_wire_imports_no_parser_and_no_third_party_module() -> None:
    program = (
        "import sys; import studyapp.importers.wire, studyapp.runtime.import_process; "
        "print(sorted({m.partition('.')[0] for m in sys.modules} - set(sys.stdlib_module_names)))"
    )
    done = subprocess.run([sys.executable, "-S", "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['__main__', 'studyapp']"
