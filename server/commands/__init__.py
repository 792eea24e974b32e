"""The commands of `report-qa`, a module for each group; `server/cli.py` lists them all with their examples.

In: arguments that Typer has parsed. Out: text or JSON on standard output, and an exit code. A module here imports
nothing heavy: a command that a running server can do is handed to it (`server/backends`), and one that needs the
stores imports them when it runs. Open `questions.py` first.
"""
