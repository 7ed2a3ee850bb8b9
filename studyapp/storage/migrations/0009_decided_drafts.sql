-- What a person decides on drafts weighs in on later ones: a card and a discarded draft each know what the draft was.
ALTER TABLE card ADD COLUMN reworded INTEGER NOT NULL DEFAULT 0;            -- made of a draft, asked in other words
ALTER TABLE discarded_draft ADD COLUMN template TEXT NOT NULL DEFAULT '';   -- '': it says nothing of other drafts
ALTER TABLE discarded_draft ADD COLUMN reasons TEXT NOT NULL DEFAULT '[]';  -- JSON: [[text, good], ...]
ALTER TABLE discarded_draft ADD COLUMN quality REAL NOT NULL DEFAULT 0;

UPDATE card SET reworded = 1 WHERE draft IS NOT NULL AND modified_at <> created_at;
UPDATE discarded_draft
    SET template = found.template, reasons = found.reasons, quality = found.quality
    FROM (
        SELECT draft, json_extract(value, '$[3]') AS template, json_extract(value, '$[7]') AS reasons, quality
        FROM found_draft GROUP BY draft
    ) AS found
    WHERE found.draft = discarded_draft.draft;

-- They are counted at each look at drafts, without the rows with their texts.
CREATE INDEX card_decided ON card (template, reasons, reworded, created_at, quality) WHERE draft IS NOT NULL;
CREATE INDEX discarded_decided ON discarded_draft (template, reasons, discarded_at, quality, draft);
