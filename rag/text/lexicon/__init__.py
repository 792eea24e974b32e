"""Words of the language as data: one folder of tables per language, with attributes, read once by every module.

In: the name of a table (`en/NAME.tsv`), and tags. Out: words and their attributes. To teach the program a word, add a
line to a table: its opening comments say what the columns and tags mean. Open `tables.py` first, then
`speech_verbs.py` for verbs of saying with all their forms.
"""
