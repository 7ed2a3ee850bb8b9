-- Cards are found by the search: what changes in their words or their passages goes to the index.
CREATE TRIGGER card_added AFTER INSERT ON card
    BEGIN INSERT INTO outbox (noun, id) VALUES ('card', new.id); END;
CREATE TRIGGER card_changed AFTER UPDATE OF document_id, front, back, answer, sources ON card
    BEGIN INSERT INTO outbox (noun, id) VALUES ('card', new.id); END;
CREATE TRIGGER card_removed AFTER DELETE ON card
    BEGIN INSERT INTO outbox (noun, id) VALUES ('card', old.id); END;

-- What was searched for last, and what is kept to be asked again.
CREATE TABLE recent_search (
    query TEXT NOT NULL PRIMARY KEY,
    seq INTEGER NOT NULL            -- the newest has the highest
) STRICT, WITHOUT ROWID;

CREATE TABLE saved_search (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    query TEXT NOT NULL UNIQUE,
    saved_at TEXT NOT NULL
) STRICT;
