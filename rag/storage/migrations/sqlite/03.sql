-- Where the words of a document stand on its pages, in the form of ingest/text/word_positions.py.
CREATE TABLE layouts (
    document_id TEXT NOT NULL,
    revision TEXT NOT NULL,
    layout BLOB NOT NULL,
    PRIMARY KEY (document_id, revision),
    FOREIGN KEY (document_id, revision) REFERENCES documents (id, revision) ON DELETE CASCADE
);
