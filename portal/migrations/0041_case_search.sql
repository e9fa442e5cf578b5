-- By what cases are found: folded words of names, and numbers without their punctuation. Which
-- words exist at all is kept apart with their trigrams: there are far fewer words than cases.
ALTER TABLE cases ADD COLUMN sort_name TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN indexed_by BIGINT NOT NULL DEFAULT 0;  -- the rules of folding; 0: not yet
CREATE INDEX cases_by_rules ON cases (indexed_by);

CREATE TABLE words (
    word  TEXT PRIMARY KEY,
    cases BIGINT NOT NULL                         -- how many have it; at 0 the row goes
);

CREATE TABLE word_grams (
    gram TEXT NOT NULL,                           -- three characters
    word TEXT NOT NULL REFERENCES words (word) ON DELETE CASCADE,
    PRIMARY KEY (gram, word)
);
CREATE INDEX word_grams_by_word ON word_grams (word);

CREATE TABLE case_words (
    word    TEXT NOT NULL,
    case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    PRIMARY KEY (word, case_id)
);
CREATE INDEX case_words_by_case ON case_words (case_id);

CREATE TABLE case_numbers (
    number  TEXT NOT NULL,
    case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    PRIMARY KEY (number, case_id)
);
CREATE INDEX case_numbers_by_case ON case_numbers (case_id);
