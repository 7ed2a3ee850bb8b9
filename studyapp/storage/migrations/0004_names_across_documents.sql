-- The names of all actors, so that one is found in other documents; filled with each analysis.
CREATE TABLE found_name (
    name TEXT NOT NULL,             -- kind:normalised, of the name or of an alias
    content_id INTEGER NOT NULL REFERENCES analysis (content_id) ON DELETE CASCADE,
    actor TEXT NOT NULL,
    PRIMARY KEY (name, content_id, actor)
) STRICT, WITHOUT ROWID;
CREATE INDEX found_name_by_content ON found_name (content_id);
CREATE INDEX found_mention_by_actor ON found_mention (content_id, actor);
