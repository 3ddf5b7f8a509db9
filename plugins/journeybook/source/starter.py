"""The first lines of a new journey, with the ids that it can refer to. Used by the command `new`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from journeybook.problems import Report
from journeybook.source.organization import read_organization

if TYPE_CHECKING:
    from pathlib import Path

    from journeybook.model import Kind

STARTER: Final = """\
title: {title}
{references}stages:
  - name: Before
    touchpoints:
      - name: What does the customer do first?
"""

_REFERENCES: Final[tuple[tuple[str, str, Kind], ...]] = (
    ("lifecycle:", "one of", "phase"),
    ("owner:", "one of", "team"),
    ("personas: []", "any of", "persona"),
)


def begin_journey(content: Path, title: str) -> str:
    """Five lines that are a journey; for each kind of record that the organization in `content` has, a comment more."""
    records = read_organization(content, content, Report()).records
    lines = [
        f"# {key}  # {choice} {', '.join(records[kind])}\n" for key, choice, kind in _REFERENCES if records.get(kind)
    ]
    return STARTER.format(title=title, references="".join(lines))
