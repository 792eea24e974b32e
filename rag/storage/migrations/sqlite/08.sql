-- Checksums of a revision with its sentences and passages, of vectors and of an answer; none in older rows.
ALTER TABLE documents ADD COLUMN digest TEXT;
ALTER TABLE passages ADD COLUMN vectors_crc INTEGER;
ALTER TABLE answers ADD COLUMN body_crc INTEGER;
