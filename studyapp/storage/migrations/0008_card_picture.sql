-- What a card shows with its question: a file name in the library's pictures, or nothing.
ALTER TABLE card ADD COLUMN picture TEXT NOT NULL DEFAULT '';
