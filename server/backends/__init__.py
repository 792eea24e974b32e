"""Where a command's work is done: by the server that holds the data folder, else in this process.

In: what a person typed. Out: the HTTP API's JSON, whichever of the two did the work. Open `choice.py` first, which
chooses; `remote.py` asks the server, `local.py` gives the same from the stores, and `interface.py` lists what both do.
"""
