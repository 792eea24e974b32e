"""Office files beside Word's and OpenDocument's texts: spreadsheets, slides, rich text, and old or unusual Word files.

In: the bytes of a file. Out: a `FileContent`, in which a sheet or a slide is a page. Open `sheets.py` first.
"""
