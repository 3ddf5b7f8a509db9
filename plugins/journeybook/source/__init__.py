"""Files → model: reads a content folder into the handbook, with every problem at its line and column."""

from journeybook.source.codes import CODES, WARNING_CODES
from journeybook.source.edition import edition_date
from journeybook.source.editions import LastEdition, find_last_edition
from journeybook.source.folder import load, load_edition
from journeybook.source.schema import json_schemas

__all__ = [
    "CODES",
    "WARNING_CODES",
    "LastEdition",
    "edition_date",
    "find_last_edition",
    "json_schemas",
    "load",
    "load_edition",
]
