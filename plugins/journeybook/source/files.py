"""Which files of the content folder are read, under which names problems show them. Used by `folder` and `edition`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from journeybook.problems import Report, Span
from journeybook.source.identity import ENDINGS

if TYPE_CHECKING:
    from collections.abc import Iterator


def shown_name(path: Path, root: Path) -> str:
    """The name of `path` in problems: relative to `root` with slashes, absolute where it is outside."""
    absolute, base = Path(os.path.abspath(path)), Path(os.path.abspath(root))  # noqa: PTH100 - links stay as the author typed them
    return absolute.relative_to(base).as_posix() if absolute.is_relative_to(base) else absolute.as_posix()


def find_yaml_files(folder: Path, content: Path, root: Path, report: Report) -> list[Path]:
    """The YAML files below `folder`, sorted, without hidden ones. Links that lead out of `content` are not followed."""
    home = content.resolve()
    return sorted(_walk(folder, home, root, report), key=lambda path: path.relative_to(folder).parts)


def _walk(folder: Path, home: Path, root: Path, report: Report) -> Iterator[Path]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError as error:
        report.error("unreadable-file", f"the folder cannot be read: {error.strerror}", Span(shown_name(folder, root)))
        return
    for entry in entries:
        path = Path(entry.path)
        if entry.name.startswith("."):
            continue
        if entry.is_symlink() and (path.is_dir() or not path.resolve().is_relative_to(home)):
            if path.is_dir() or is_yaml(path):
                message, way_out = "this link is not followed", "copy what it leads to into the content folder"
                report.warning("link-not-followed", message, Span(shown_name(path, root)), help=way_out)
        elif path.is_dir():
            yield from _walk(path, home, root, report)
        elif is_yaml(path):
            yield path


def is_yaml(path: Path) -> bool:
    """Whether the name of `path` ends like a YAML file's, in any case."""
    return path.suffix.lower() in ENDINGS
