-- Texts are immutable and shared: a document refers to its content, undo never copies a text.
CREATE TABLE library (
    id TEXT NOT NULL PRIMARY KEY,
    maker TEXT NOT NULL,            -- window or command
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE content (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256 TEXT NOT NULL,
    added_at TEXT NOT NULL
) STRICT;
CREATE INDEX content_by_sha256 ON content (sha256);

CREATE TABLE section (
    content_id INTEGER NOT NULL REFERENCES content (id) ON DELETE CASCADE,
    section INTEGER NOT NULL,
    level INTEGER NOT NULL,
    title TEXT,
    words INTEGER NOT NULL,
    PRIMARY KEY (content_id, section)
) STRICT, WITHOUT ROWID;

CREATE TABLE block (
    id INTEGER PRIMARY KEY,
    content_id INTEGER NOT NULL REFERENCES content (id) ON DELETE CASCADE,
    section INTEGER NOT NULL,
    block INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    inlines TEXT NOT NULL,          -- JSON: [[start, end, kind, target], ...]
    indent INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX block_by_place ON block (content_id, section, block);

CREATE TABLE document (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    content_id INTEGER NOT NULL REFERENCES content (id),
    title TEXT NOT NULL,
    authors TEXT NOT NULL,          -- JSON: [name, ...]
    language TEXT NOT NULL,
    format TEXT NOT NULL,
    path TEXT,
    words INTEGER NOT NULL,
    section_count INTEGER NOT NULL,
    warnings TEXT NOT NULL,         -- JSON: [sentence, ...]
    imported_at TEXT NOT NULL
) STRICT;
CREATE INDEX document_by_content ON document (content_id);

CREATE TABLE annotation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id INTEGER NOT NULL REFERENCES document (id),
    section INTEGER,                -- the place is null while the annotation is detached
    block INTEGER,
    start INTEGER,
    end_block INTEGER,
    "end" INTEGER,
    exact TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    note TEXT NOT NULL,
    colour TEXT NOT NULL,
    tags TEXT NOT NULL,             -- JSON: [tag, ...]
    created_at TEXT NOT NULL,
    modified_at TEXT NOT NULL
) STRICT;
CREATE INDEX annotation_by_place ON annotation (document_id, section, block, start);

CREATE TABLE reading_place (
    document_id INTEGER NOT NULL PRIMARY KEY,
    section INTEGER NOT NULL,
    block INTEGER NOT NULL,
    "offset" INTEGER NOT NULL,
    read_at TEXT NOT NULL
) STRICT;

CREATE TABLE note_draft (
    annotation_id INTEGER NOT NULL PRIMARY KEY,
    text TEXT NOT NULL,
    written_at TEXT NOT NULL
) STRICT;

-- What the full-text index has yet to hear of, and the last change that it heard of.
CREATE TABLE outbox (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    noun TEXT NOT NULL,
    id INTEGER NOT NULL,
    token TEXT NOT NULL DEFAULT (hex(randomblob(8)))    -- a copied-back library gives its positions again
) STRICT;
CREATE TRIGGER document_added AFTER INSERT ON document
    BEGIN INSERT INTO outbox (noun, id) VALUES ('document', new.id); END;
CREATE TRIGGER document_text_changed AFTER UPDATE OF content_id ON document
    BEGIN INSERT INTO outbox (noun, id) VALUES ('document', new.id); END;
CREATE TRIGGER document_removed AFTER DELETE ON document
    BEGIN INSERT INTO outbox (noun, id) VALUES ('document', old.id); END;
CREATE TRIGGER annotation_added AFTER INSERT ON annotation
    BEGIN INSERT INTO outbox (noun, id) VALUES ('annotation', new.id); END;
CREATE TRIGGER annotation_changed AFTER UPDATE ON annotation
    BEGIN INSERT INTO outbox (noun, id) VALUES ('annotation', new.id); END;
CREATE TRIGGER annotation_removed AFTER DELETE ON annotation
    BEGIN INSERT INTO outbox (noun, id) VALUES ('annotation', old.id); END;

-- Undo: each command is a step; its statements take it back (or, once it is undone, do it again).
CREATE TABLE step (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    at TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE step_statement (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    step_id INTEGER NOT NULL REFERENCES step (id) ON DELETE CASCADE,
    noun TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    sql TEXT NOT NULL
) STRICT;
CREATE INDEX step_statement_by_step ON step_statement (step_id, seq);
