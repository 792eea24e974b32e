CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL);

-- A document may stand here twice while it is being replaced: the revision that is shown ('indexed')
-- and the one that is on its way in ('pending') or out ('removing').
CREATE TABLE documents (
    id TEXT NOT NULL,
    revision TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'indexed', 'removing')),
    text_sha TEXT NOT NULL,
    text TEXT NOT NULL,
    metadata TEXT NOT NULL,
    pages TEXT NOT NULL,
    warnings TEXT NOT NULL,
    file_sha TEXT,
    media_type TEXT,
    ingested_at TEXT NOT NULL,
    PRIMARY KEY (id, revision)
);
CREATE UNIQUE INDEX one_shown ON documents (id) WHERE state = 'indexed';
CREATE INDEX documents_by_text ON documents (text_sha);

CREATE VIEW shown AS SELECT * FROM documents WHERE state = 'indexed';

-- What a person corrected; it outlives new revisions of the file.
CREATE TABLE corrections (
    document_id TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (document_id, field)
);

CREATE TABLE places (
    path TEXT PRIMARY KEY,
    document_id TEXT NOT NULL,
    root TEXT NOT NULL,
    stamp TEXT NOT NULL
);
CREATE INDEX places_by_document ON places (document_id);

CREATE TABLE passages (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL,
    revision TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    sentence_vectors BLOB,
    FOREIGN KEY (document_id, revision) REFERENCES documents (id, revision) ON DELETE CASCADE
);
CREATE INDEX passages_by_document ON passages (document_id, revision, start);
CREATE VIEW shown_passages AS
    SELECT p.*, substr(d.text, p.start + 1, p."end" - p.start) AS text
    FROM passages p JOIN shown d ON d.id = p.document_id AND d.revision = p.revision;

CREATE TABLE sentences (
    document_id TEXT NOT NULL,
    revision TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    role TEXT NOT NULL,
    speaker TEXT,
    said_via TEXT,
    manner TEXT NOT NULL,
    PRIMARY KEY (document_id, revision, start),
    FOREIGN KEY (document_id, revision) REFERENCES documents (id, revision) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX sentences_by_speaker ON sentences (speaker) WHERE speaker IS NOT NULL;

CREATE TABLE conversations (id TEXT PRIMARY KEY, title TEXT NOT NULL, created_at TEXT NOT NULL);
CREATE TABLE answers (
    id TEXT PRIMARY KEY,
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    body TEXT NOT NULL,
    created_at TEXT NOT NULL
);
CREATE INDEX answers_by_conversation ON answers (conversation_id, created_at);
CREATE TABLE feedback (
    answer_id TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
    verdict TEXT NOT NULL, reason TEXT, comment TEXT, created_at TEXT NOT NULL
);
