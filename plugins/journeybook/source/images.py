"""Whether the file of an image is one, is there, and lies in the content folder. Used by `references`."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from journeybook.source.misfits import suggest

if TYPE_CHECKING:
    from pathlib import Path

    from journeybook.model import Image
    from journeybook.problems import Report

_FOREIGN: Final = re.compile(r"\\|^[a-zA-Z][\w+.-]*:")
"""Backslashes, and schemes or drives: `https://…`, `C:…`."""

IMAGE_ENDINGS: Final = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")


def check_image(image: Image, content: Path, report: Report) -> None:
    """Report an image that lies outside `content`, is missing, or is none."""
    span = image.place.at("file")
    written = PurePosixPath(image.file)
    outside = written.is_absolute() or ".." in written.parts or _FOREIGN.search(image.file)
    if outside or not (content / written).resolve().is_relative_to(content.resolve()):
        way_out = "copy it into the content folder and write its path there: `images/search.png`"
        report.error("image-outside", f"`{image.file}` lies outside the content folder", span, help=way_out)
    elif written.suffix.lower() not in IMAGE_ENDINGS:
        way_out = f"an image ends in one of {', '.join(IMAGE_ENDINGS)}"
        report.error("not-an-image", f"`{image.file}` is not an image", span, help=way_out)
    elif not (content / written).is_file():
        folder = (content / written).parent
        siblings = folder.iterdir() if folder.is_dir() else ()
        there = sorted(path.name for path in siblings if path.suffix.lower() in IMAGE_ENDINGS)
        way_out = suggest(written.name, there, kind="images") or "paths are relative to the content folder"
        report.error("missing-image", f"there is no file `{image.file}`", span, help=way_out)
