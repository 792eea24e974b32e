"""Title, publisher, author and date of a document, from front matter, sidecar and file.

In: YAML and what a reader found. Out: `Metadata`. Open `metadata.py` first.
"""
