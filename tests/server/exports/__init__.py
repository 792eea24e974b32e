"""Exports: briefings, tables and what goes to other programs."""
