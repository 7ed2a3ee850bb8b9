-- What analysis found in a text: derived, made anew by another engine, never part of undo.
CREATE TABLE analysis (
    content_id INTEGER NOT NULL PRIMARY KEY REFERENCES content (id) ON DELETE CASCADE,
    engine TEXT NOT NULL,
    warnings TEXT NOT NULL,         -- JSON: [sentence, ...]
    analysed_at TEXT NOT NULL
) STRICT;

CREATE TABLE found_actor (
    content_id INTEGER NOT NULL REFERENCES analysis (content_id) ON DELETE CASCADE,
    actor TEXT NOT NULL,            -- kind:normalised name
    rank INTEGER NOT NULL,          -- most salient first
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    aliases TEXT NOT NULL,          -- JSON: [text, ...]
    salience REAL NOT NULL,
    is_key INTEGER NOT NULL,
    stands_for TEXT,
    PRIMARY KEY (content_id, actor)
) STRICT, WITHOUT ROWID;

CREATE TABLE found_mention (
    content_id INTEGER NOT NULL REFERENCES analysis (content_id) ON DELETE CASCADE,
    section INTEGER NOT NULL,
    block INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    actor TEXT NOT NULL,
    form TEXT NOT NULL,
    PRIMARY KEY (content_id, section, block, start)
) STRICT, WITHOUT ROWID;

CREATE TABLE found_fact (
    content_id INTEGER NOT NULL REFERENCES analysis (content_id) ON DELETE CASCADE,
    rank INTEGER NOT NULL,          -- reading order
    fact TEXT NOT NULL,             -- stable id
    section INTEGER NOT NULL,
    value TEXT NOT NULL,            -- JSON: the fact
    PRIMARY KEY (content_id, rank)
) STRICT, WITHOUT ROWID;

CREATE TABLE found_draft (
    content_id INTEGER NOT NULL REFERENCES analysis (content_id) ON DELETE CASCADE,
    draft TEXT NOT NULL,            -- stable id
    rank INTEGER NOT NULL,          -- reading order
    section INTEGER NOT NULL,
    quality REAL NOT NULL,
    value TEXT NOT NULL,            -- JSON: the draft
    PRIMARY KEY (content_id, draft)
) STRICT, WITHOUT ROWID;

-- What the reader decided, kept apart from what was found and applied to it when it is read.
CREATE TABLE actor_decision (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    actor TEXT NOT NULL,
    value TEXT NOT NULL,
    made_at TEXT NOT NULL
) STRICT;
CREATE INDEX actor_decision_by_document ON actor_decision (document_id, id);

CREATE TABLE discarded_draft (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    draft TEXT NOT NULL UNIQUE,     -- in the whole library: its id holds the sentence
    discarded_at TEXT NOT NULL
) STRICT;

-- Cards outlive their documents, so there is no reference. Content and memory are one row: a grade is one write.
CREATE TABLE card (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id INTEGER NOT NULL,
    draft TEXT,
    fact TEXT,
    sibling INTEGER NOT NULL DEFAULT 0,     -- how many cards its fact had before it: new ones come after those
    kind TEXT NOT NULL,
    template TEXT NOT NULL,
    front TEXT NOT NULL,
    back TEXT NOT NULL,
    answer TEXT NOT NULL,
    quality REAL NOT NULL,
    reasons TEXT NOT NULL,          -- JSON: [[text, good], ...]
    sources TEXT NOT NULL,          -- JSON: [[place, place of the sentence, sentence], ...]
    created_at TEXT NOT NULL,
    modified_at TEXT NOT NULL,
    suspended INTEGER NOT NULL DEFAULT 0,
    buried_on TEXT,
    phase TEXT NOT NULL DEFAULT 'new',
    step INTEGER,
    stability REAL,
    difficulty REAL,
    due_at TEXT,
    due_on TEXT,
    interval_days REAL,
    reviewed_at TEXT,
    reviewed_on TEXT,
    reviews INTEGER NOT NULL DEFAULT 0,
    lapses INTEGER NOT NULL DEFAULT 0,
    shuffle INTEGER NOT NULL DEFAULT 0      -- its place among the cards of one day; each grade gives a new one
) STRICT;
CREATE UNIQUE INDEX card_by_draft ON card (draft) WHERE draft IS NOT NULL;
CREATE INDEX card_by_fact ON card (fact) WHERE fact IS NOT NULL;
CREATE INDEX card_by_document ON card (document_id, id);

-- The queue of a study day: learning by the minute, reviews by day, new ones in the order of their text.
-- With id and buried_on in them, cards are counted without a look at their rows.
CREATE INDEX card_learning ON card (due_at) WHERE phase IN ('learning', 'relearning') AND NOT suspended;
CREATE INDEX card_due ON card (due_on, shuffle, id, buried_on) WHERE phase = 'review' AND NOT suspended;
CREATE INDEX card_due_of_document ON card (document_id, due_on, shuffle, id, buried_on)
    WHERE phase = 'review' AND NOT suspended;
CREATE INDEX card_new ON card (
    document_id,
    sibling,
    json_extract(sources, '$[0][0][0]'),    -- section, block and start of the first source
    json_extract(sources, '$[0][0][1]'),
    json_extract(sources, '$[0][0][2]'),
    id,
    buried_on
) WHERE phase = 'new' AND NOT suspended;

-- The log only grows; undo alone takes a row back.
CREATE TABLE review (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    card_id INTEGER NOT NULL,
    rating INTEGER NOT NULL,
    at TEXT NOT NULL,
    studied_on TEXT NOT NULL,
    phase_before TEXT NOT NULL,
    phase_after TEXT NOT NULL,
    stability_before REAL,
    stability_after REAL NOT NULL,
    difficulty_before REAL,
    difficulty_after REAL NOT NULL,
    elapsed_days INTEGER NOT NULL,
    scheduled_days REAL NOT NULL,
    duration_ms INTEGER NOT NULL,
    parameters TEXT NOT NULL
) STRICT;
CREATE INDEX review_by_day ON review (studied_on, phase_before);
CREATE INDEX review_by_card ON review (card_id);

CREATE TABLE study_setting (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL             -- JSON
) STRICT;
