"""Several affairs in one data folder, each a whole library of its own: no query can reach from one into another.

The default affair is the data folder itself; every further one is a data folder under `affairs/NAME`. Open `folders.py`
first, which lists, creates and deletes them; `rooms.py` keeps those open that a server works with, and `paths.py` finds
the affair of a request by its address.
"""
