"""The edition before this one as git knows it: its tag, its day, the evidence in it. Used by `journeybook.handbook`.

What is new since then is new for its readers.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from journeybook.source.edition import ask_git

if TYPE_CHECKING:
    from pathlib import Path

TAG: Final = "edition-"
"""What the tag of a published edition begins with: `edition-2026.4`."""


@dataclass(frozen=True, slots=True)
class LastEdition:
    """A published edition; `evidence` holds the ids of the evidence that was in it."""

    name: str
    date: dt.date
    evidence: frozenset[str]


def find_last_edition(content: Path, *, building: str | None) -> LastEdition | None:
    """The newest tagged edition that the present state comes from, other than the one that is `building`.

    None without git, without such a tag, or in a clone that has no tags.
    """
    said = ask_git(
        content, "for-each-ref", "--merged=HEAD", "--format=%(refname:strip=2)",
        f"refs/tags/{TAG}*",
    )  # fmt: skip
    dated = []
    for tag in (said or "").split():
        day = ask_git(content, "log", "-1", "--format=%ct", tag)
        if day and day.strip() and tag != f"{TAG}{building}":
            dated.append((int(day), tag))
    if not dated:
        return None
    seconds, tag = max(dated)
    files = ask_git(content, "ls-tree", "--full-tree", "-r", "-z", "--name-only", f"{tag}:./evidence") or ""
    ids = (name.rpartition(".") for name in files.split("\0"))
    evidence = frozenset(stem for stem, _, ending in ids if ending in {"yml", "yaml"})
    return LastEdition(tag.removeprefix(TAG), dt.datetime.fromtimestamp(seconds, tz=dt.UTC).date(), evidence)
