ALTER TABLE passages ADD COLUMN vector BLOB;

-- Who is heard in which passage, so that a search for one voice does not read all sentences.
CREATE TABLE heard (
    passage_id TEXT NOT NULL REFERENCES passages (id) ON DELETE CASCADE,
    speaker TEXT NOT NULL,
    PRIMARY KEY (passage_id, speaker)
) WITHOUT ROWID;
CREATE INDEX heard_by_speaker ON heard (speaker, passage_id);
INSERT INTO heard SELECT DISTINCT p.id, s.speaker FROM passages p
    JOIN sentences s ON s.document_id = p.document_id AND s.revision = p.revision
    AND s.start >= p.start AND s."end" <= p."end" WHERE s.speaker NOT NULL;
