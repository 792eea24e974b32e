"""PostgreSQL as the Library uses it: an extra, `pip install report-qa[postgresql]`.

In: the address of a database. Out: connections that raise this program's errors. Open `schema.py` first.
"""
