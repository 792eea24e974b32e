-- What lies inside another file (a mail's attachment) comes and goes with it; '' for a file of its own.
ALTER TABLE places RENAME COLUMN root TO within;
UPDATE places SET within = '';

-- What tells near-copies of a text: see rag/storage/near_duplicates.py.
CREATE TABLE sketches (
    document_id TEXT NOT NULL,
    revision TEXT NOT NULL,
    sketch BLOB NOT NULL,
    PRIMARY KEY (document_id, revision),
    FOREIGN KEY (document_id, revision) REFERENCES documents (id, revision) ON DELETE CASCADE
);
CREATE TABLE bands (
    digest BLOB NOT NULL,
    document_id TEXT NOT NULL,
    revision TEXT NOT NULL,
    PRIMARY KEY (digest, document_id, revision),
    FOREIGN KEY (document_id, revision) REFERENCES sketches (document_id, revision) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX bands_by_document ON bands (document_id, revision);
CREATE TABLE copies (
    document_id TEXT NOT NULL,
    revision TEXT NOT NULL,
    other_id TEXT NOT NULL,
    other_revision TEXT NOT NULL,
    PRIMARY KEY (document_id, revision, other_id, other_revision),
    FOREIGN KEY (document_id, revision) REFERENCES sketches (document_id, revision) ON DELETE CASCADE,
    FOREIGN KEY (other_id, other_revision) REFERENCES sketches (document_id, revision) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX copies_by_other ON copies (other_id, other_revision);
