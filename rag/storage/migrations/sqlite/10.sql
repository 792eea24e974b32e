-- When a sentence was said, where its document says another day than its own: an earlier mail, an entry of a live page.
ALTER TABLE sentences ADD COLUMN said_on TEXT;
