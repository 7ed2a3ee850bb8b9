-- Bookmarks: places with a name. They move with an update as the reading place does.
CREATE TABLE bookmark (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id INTEGER NOT NULL,
    section INTEGER NOT NULL,
    block INTEGER NOT NULL,
    "offset" INTEGER NOT NULL,
    label TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX bookmark_by_place ON bookmark (document_id, section, block, "offset");

-- Which parts of a section were before the reader's eyes: a bit for each thirty-second of its length.
CREATE TABLE section_seen (
    document_id INTEGER NOT NULL,
    section INTEGER NOT NULL,
    parts INTEGER NOT NULL,
    PRIMARY KEY (document_id, section)
) STRICT, WITHOUT ROWID;
INSERT INTO section_seen SELECT p.document_id, s.section, 4294967295
    FROM reading_place p JOIN document d ON d.id = p.document_id
    JOIN section s ON s.content_id = d.content_id AND s.section < p.section;

-- How fast a document is read: words and seconds, the older ones counting less.
CREATE TABLE reading_pace (
    document_id INTEGER NOT NULL PRIMARY KEY,
    words REAL NOT NULL,
    seconds REAL NOT NULL
) STRICT;

-- What a note is on: a passage, a section (its place is the section's beginning), a document (no place).
ALTER TABLE annotation ADD COLUMN target TEXT NOT NULL DEFAULT 'passage';
