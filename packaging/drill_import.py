"""Drill: `kill -9` while files are imported, analysed and indexed. A document is there whole or not at all.

A child process imports generated files one by one through the real import process, analyses and indexes each,
and says what it has done only after the command has returned; the parent kills it at a random moment and
opens the library again. Nothing acknowledged may be missing; every document must have its original, all its
sections and blocks, and no text may be there without a document. A last child that nobody kills must find
analysis and index to be what is left to do, and do it.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from pathlib import Path

from studyapp.importers.originals import original_path
from studyapp.runtime.clock import now
from studyapp.runtime.import_process import ImportProcess
from studyapp.services.analysing import is_analysed, keep_analysis, request_analysis, unanalysed
from studyapp.services.checking import check_library
from studyapp.services.importing import keep_parsed, parse_path
from studyapp.services.library import Library, open_library
from studyapp.services.searching import SearchService

ROUNDS, FILES = 50, 60
LONGEST_S = 1.5  # after the first word of a child: it imports some files in that time
SECTIONS, PARAGRAPHS = 12, 20
SENTENCE = (
    "In {year} Queen Odile of Lumea closed the harbour of Teln, and ferry {ferry} moved to the salt road. "
)
READY, DONE = "READY", "DONE"


def child(folder: Path, files: Path, cache: Path) -> None:
    """Import what is not there yet, then analyse and index; say each step after it is done."""
    library, process, search = (
        open_library(folder, now),
        ImportProcess(),
        SearchService(library_of(folder), cache),
    )
    process.start()
    say(READY)
    for path in sorted(files.iterdir()):
        parsed = parse_path(library, process, path, on_progress=lambda _: None, cancelled=threading.Event())
        say(f"document {keep_parsed(library, parsed).document.id}")
        analyse(library, process)
        search.refresh()
    analyse(library, process)
    search.refresh()
    say(DONE)
    process.close()


def library_of(folder: Path) -> Library:
    """Open the library for reading, as the index does."""
    return open_library(folder, now, writable=False)


def analyse(library: Library, process: ImportProcess) -> None:
    """Analyse what waits."""
    for document in unanalysed(library):
        found = request_analysis(
            library, process, document, on_progress=lambda _: None, cancelled=threading.Event()
        )
        keep_analysis(library, document, found)
        say(f"analysis {document}")


def say(line: str) -> None:
    """Tell the parent at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def make_files(folder: Path, dice: random.Random) -> None:
    """Write Markdown files and EPUBs, each with a word of its own."""
    folder.mkdir()
    for number in range(FILES):
        sections = [
            "".join(
                SENTENCE.format(year=dice.randint(1200, 1999), ferry=f"ferry{number}")
                for _ in range(PARAGRAPHS)
            )
            for _ in range(SECTIONS)
        ]
        if number % 2:
            text = "\n\n".join(f"# Part {n}\n\n{section}" for n, section in enumerate(sections, start=1))
            (folder / f"{number:03}.md").write_text(f"---\ntitle: Report {number}\n---\n\n{text}\n", "utf-8")
        else:
            (folder / f"{number:03}.epub").write_bytes(make_epub(f"Report {number}", sections))


def make_epub(title: str, sections: list[str]) -> bytes:
    """Return a small EPUB with a chapter for each section."""
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/'
        f'elements/1.1/"><dc:title>{title}</dc:title><dc:language>en</dc:language></metadata><manifest>'
        + "".join(
            f'<item id="c{n}" href="c{n}.xhtml" media-type="application/xhtml+xml"/>' for n in range(SECTIONS)
        )
        + "</manifest><spine>"
        + "".join(f'<itemref idref="c{n}"/>' for n in range(SECTIONS))
        + "</spine></package>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
        '<rootfile full-path="p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", container)
        archive.writestr("p.opf", package)
        for n, section in enumerate(sections):
            page = f"<h1>Part {n + 1}</h1><p>{section}</p>"
            html = f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{page}</body></html>'
            archive.writestr(f"c{n}.xhtml", html)
    return whole.getvalue()


def one_round(command: list[str], dice: random.Random) -> set[str]:
    """Start a child and kill it at a random moment; return what it acknowledged."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline().strip() == READY
    time.sleep(dice.random() * LONGEST_S)
    process.send_signal(signal.SIGKILL)
    lines = process.stdout.read().splitlines(keepends=True)
    process.wait()
    process.stdout.close()
    return {line.strip() for line in lines if line.endswith("\n")}


def find_faults(folder: Path, said: set[str]) -> list[str]:
    """Return what is not whole in the library, and what was acknowledged and is not there."""
    library = open_library(folder, now)
    try:
        there = {f"document {record.id}" for record in library.documents()}
        there |= {
            f"analysis {record.id}" for record in library.documents() if is_analysed(library, record.id)
        }
        faults = [f"{line} was acknowledged and is gone" for line in sorted(said - there - {READY, DONE})]
        hashes = {document: sha for sha, document in library.documents_by_hash().items()}
        for record in library.documents():
            words = [heading.words for heading in library.outline(record.id)]
            if len(words) != record.section_count or sum(words) != record.words or record.words == 0:
                faults.append(f"document {record.id} is not whole: {len(words)} sections, {sum(words)} words")
            if not original_path(library.originals, hashes[record.id]).is_file():
                faults.append(f"document {record.id} has no original")
        with library.query() as connection:
            half = connection.execute(
                "SELECT count(*) FROM content WHERE id NOT IN (SELECT content_id FROM document)"
            ).fetchone()[0]
        if half:
            faults.append(f"{half} texts without a document")
        # An original without a document is left when the kill came between the two: it does no harm.
        return faults + [f.detail for f in check_library(library, repair=True) if f.what != "leftover"]
    finally:
        library.close()


def find_unfinished(folder: Path, cache: Path) -> list[str]:
    """Return what a child that nobody killed left undone."""
    library = library_of(folder)
    search = SearchService(library, cache)
    try:
        left = [f"document {document} is not analysed" for document in unanalysed(library)]
        if len(library.documents()) != FILES:
            left.append(f"{len(library.documents())} documents of {FILES}")
        found = {number: search.search(f"ferry{number}").total for number in range(FILES)}
        return left + [
            f"ferry{n} is found in {total} blocks" for n, total in found.items() if total != SECTIONS
        ]
    finally:
        search.close()
        library.close()


def main() -> int:
    """Run the drill and print its figures; 1 when something was lost or is not whole."""
    if "--child" in sys.argv:
        child(*(Path(part) for part in sys.argv[2:5]))
        return 0
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    dice = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as temporary:
        folder, files, cache = (Path(temporary) / name for name in ("library", "files", "cache"))
        make_files(files, dice)
        command = [sys.executable, __file__, "--child", str(folder), str(files), str(cache)]
        said: set[str] = set()
        faults: list[str] = []
        for _ in range(options.rounds):
            said |= one_round(command, dice)
            faults += find_faults(folder, said)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        unfinished = find_faults(folder, said) + find_unfinished(folder, cache)
    count = {what: sum(line.startswith(what) for line in said) for what in ("document", "analysis")}
    kept = f"{count['document']} documents and {count['analysis']} analyses were kept"
    print(f"{options.rounds} kills while {kept}")
    print(json.dumps({"lost or not whole": faults, "not finished by the last run": unfinished}, indent=2))
    return 1 if faults or unfinished else 0


if __name__ == "__main__":
    sys.exit(main())
