"""The edition's date: the day of the content that a handbook was built from. Used by `journeybook.handbook`.

It never depends on the clock: the same commit gives the same date. Without git the files' own dates stand in.
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from typing import TYPE_CHECKING

from journeybook.problems import Problem, Span
from journeybook.source.files import shown_name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SOURCE_DATE = "SOURCE_DATE_EPOCH"
"""The variable by which a build is told its date: seconds since 1970 (reproducible-builds.org)."""

# Set while git runs a hook; they would make git look at another tree than the content's.
_OF_HOOKS = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"})


def edition_date(content: Path, *, root: Path) -> tuple[dt.date, tuple[Problem, ...]]:
    """The date of the edition in UTC, with what is wrong or doubtful about it.

    `root` is where problems name files from.

    SOURCE_DATE_EPOCH; else, where the content differs from the last commit, the newest changed file's date; else the
    committer date of the last commit that touched the content; else the newest file's date.
    """
    here = Span(shown_name(content, root))
    given = os.environ.get(SOURCE_DATE, "").strip()
    if given:
        try:
            return _date_of(int(given)), ()
        except (ValueError, OverflowError, OSError):
            way_out = f"set it to the seconds since 1970: `{SOURCE_DATE}=$(git log -1 --format=%ct)`"
            message = f"{SOURCE_DATE} is `{given}`, which is no number of seconds"
            wrong = Problem("bad-source-date", message, here, help=way_out)
            return _find_date(content), (wrong,)
    return _find_date(content), _doubt_shallow_clone(content, here)


def _find_date(content: Path) -> dt.date:
    changed = ask_git(content, "status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", "--", ".")
    if changed:
        top = (ask_git(content, "rev-parse", "--show-toplevel") or "").rstrip("\n")
        return _newest(content / top / entry[3:] for entry in changed.split("\0") if entry)
    committed = ask_git(content, "log", "-1", "--format=%ct", "--", ".") if changed is not None else None
    if committed and committed.strip():
        return _date_of(int(committed))
    return _newest(path for path in content.rglob("*") if path.is_file())


def _doubt_shallow_clone(content: Path, here: Span) -> tuple[Problem, ...]:
    if (ask_git(content, "rev-parse", "--is-shallow-repository") or "").strip() != "true":
        return ()
    message = "the repository is a shallow clone, so the edition's date may be wrong"
    way_out = f"fetch the whole history (`fetch-depth: 0`, `git fetch --unshallow`) or set {SOURCE_DATE}"
    return (Problem("shallow-clone", message, here, "warning", way_out),)


def ask_git(folder: Path, *arguments: str) -> str | None:
    """What git says; None without git, without a repository, or where it refuses."""
    environment = {name: value for name, value in os.environ.items() if name not in _OF_HOOKS}
    environment["GIT_OPTIONAL_LOCKS"] = "0"  # reading must not write to the repository
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and the arguments are ours
            ["git", *arguments],  # noqa: S607 - whichever git the author uses
            cwd=folder, env=environment, capture_output=True, check=False,
        )  # fmt: skip
    except OSError:
        return None
    return done.stdout.decode("utf-8", "surrogateescape") if done.returncode == 0 else None


def _newest(paths: Iterable[Path]) -> dt.date:
    """The newest date of `paths`; a deleted file counts with the folder that it was in; 1970 where there is nothing."""
    return _date_of(max((_modified(path) for path in paths), default=0.0))


def _modified(path: Path) -> float:
    while not path.exists() and path != path.parent:
        path = path.parent
    return path.stat().st_mtime


def _date_of(seconds: float) -> dt.date:
    return dt.datetime.fromtimestamp(seconds, tz=dt.UTC).date()
