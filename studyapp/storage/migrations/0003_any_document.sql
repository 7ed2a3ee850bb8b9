-- Documents of every format: pictures, covers, printed pages; tags; what was removed lies in the trash.
ALTER TABLE block ADD COLUMN image TEXT NOT NULL DEFAULT '';        -- file name in the folder of pictures
ALTER TABLE document ADD COLUMN published TEXT NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN cover TEXT NOT NULL DEFAULT '';     -- file name in the folder of pictures
ALTER TABLE document ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';    -- JSON: [tag, ...]
CREATE INDEX block_with_image ON block (image) WHERE image != '';

-- Where the pages of the printed text begin, so that a passage can be cited by page.
CREATE TABLE page_start (
    content_id INTEGER NOT NULL REFERENCES content (id) ON DELETE CASCADE,
    section INTEGER NOT NULL,
    block INTEGER NOT NULL,
    start INTEGER NOT NULL,
    label TEXT NOT NULL,
    PRIMARY KEY (content_id, section, block, start)
) STRICT, WITHOUT ROWID;

-- How much of the document lies behind the reader, 0 to 1.
ALTER TABLE reading_place ADD COLUMN share REAL NOT NULL DEFAULT 0;

-- What the file said of itself: an update keeps what the reader changed of it.
ALTER TABLE content ADD COLUMN description TEXT NOT NULL DEFAULT '{}';     -- JSON: title, authors, language, cover

-- What was removed lies here for a while, with all its rows, to be put back under the same ids.
CREATE TABLE trash (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    content_id INTEGER,             -- the text of a removed document
    noun TEXT NOT NULL,
    title TEXT NOT NULL,
    rows TEXT NOT NULL,             -- JSON: [[table, {column: value, ...}], ...]
    removed_at TEXT NOT NULL
) STRICT;
