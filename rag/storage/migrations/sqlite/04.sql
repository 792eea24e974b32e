-- Answers that a chat model wrote, by what was asked of which documents: see rag/generation/answer_cache.py.
CREATE TABLE reusable (
    key TEXT PRIMARY KEY,
    answer_id TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL
);
