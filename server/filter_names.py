"""The names of filters, as commands, addresses and bodies of requests give them: those of `Filters`."""

from dataclasses import fields

from rag.types import Filters

FILTER_NAMES = tuple(each.name for each in fields(Filters))
DATE_FILTERS = tuple(each.name for each in fields(Filters) if each.default is None)  # these take one value
LIST_FILTERS = tuple(name for name in FILTER_NAMES if name not in DATE_FILTERS)
