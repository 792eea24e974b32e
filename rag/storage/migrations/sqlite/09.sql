-- Sentences that a reader keeps: the citation as it was when it was kept, a note, a heading, and its place among them.
CREATE TABLE pins (
    id TEXT PRIMARY KEY,
    place INTEGER NOT NULL,
    body TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    heading TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL
);
