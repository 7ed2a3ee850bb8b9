-- What a person says of a card, apart from its content: a flag (0: none, 1 to 7 as Anki's) and tags.
ALTER TABLE card ADD COLUMN flag INTEGER NOT NULL DEFAULT 0;
ALTER TABLE card ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';    -- JSON: [tag, ...]

-- Cards that were made of one sentence are siblings: asked on different days.
CREATE INDEX card_by_sentence ON card (
    document_id,
    json_extract(sources, '$[0][1][0]'),    -- section, block and start of the first source's sentence
    json_extract(sources, '$[0][1][1]'),
    json_extract(sources, '$[0][1][2]')
) WHERE draft IS NOT NULL;

-- What statistics, the browser and the queue by retrievability ask of cards, without the rows with their texts.
CREATE INDEX card_figures ON card (
    phase, suspended, due_on, stability, difficulty, reviewed_on, interval_days, document_id, lapses, reviews,
    flag, buried_on, created_at, tags, due_at
);

CREATE INDEX card_by_front ON card (front COLLATE NOCASE);

-- The interval that a review ended: from 21 days on its card is mature.
ALTER TABLE review ADD COLUMN interval_before REAL;
UPDATE review SET interval_before = past.days
    FROM (SELECT id, lag(scheduled_days) OVER (PARTITION BY card_id ORDER BY id) AS days FROM review) AS past
    WHERE past.id = review.id;
DROP INDEX review_by_day;
CREATE INDEX review_by_day ON review (
    studied_on, phase_before, rating, interval_before, duration_ms, card_id
);
CREATE INDEX review_by_hour ON review (phase_before, substr(at, 1, 13), rating, card_id);

-- What a person did to a card's schedule by hand: the log alone does not lead to its memory.
CREATE TABLE rescheduling (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    card_id INTEGER NOT NULL,
    after_review INTEGER NOT NULL,  -- the card's last row of the log before it, 0 for none
    at TEXT NOT NULL,
    due_on TEXT                     -- null: the card is new again
) STRICT;
CREATE INDEX rescheduling_by_card ON rescheduling (card_id);

-- How long was read on each study day.
CREATE TABLE reading_day (
    studied_on TEXT NOT NULL,
    document_id INTEGER NOT NULL,
    words REAL NOT NULL,
    seconds REAL NOT NULL,
    PRIMARY KEY (studied_on, document_id)
) STRICT, WITHOUT ROWID;
