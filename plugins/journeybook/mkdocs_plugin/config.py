"""The plugin's options, and what they mean in a given site.

Used by the rest of the plugin.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config import config_options as options
from mkdocs.config.base import Config

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


class JourneybookConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs' own __init_subclass__
    """The options in `mkdocs.yml`."""

    content = options.Optional(options.Dir(exists=True))
    """The folder with journeys/, organization/ and evidence/; `docs_dir` when left out."""
    edition = options.Type(str, default="")
    """The published version's name; else the environment's JOURNEYBOOK_EDITION; with neither it is a working copy."""
    templates = options.Optional(options.Dir(exists=True))
    """Templates that stand before the plugin's own; the theme's `custom_dir`/journeybook when left out."""
    workbook = options.Type(bool, default=True)
    """Whether `data/handbook.xlsx` is made."""
    search = options.Type(bool, default=False)
    """Whether the book brings a search of its own, in the place of the site's."""


def find_root(config: MkDocsConfig) -> Path:
    """The folder that problems name files relative to: the one of mkdocs.yml."""
    return Path(config.config_file_path).resolve().parent if config.config_file_path else Path.cwd()


def find_content(config: MkDocsConfig, chosen: JourneybookConfig) -> Path:
    """The folder with the handbook's sources."""
    return Path(chosen.content or config.docs_dir).resolve()


def find_templates(config: MkDocsConfig, chosen: JourneybookConfig) -> Path | None:
    """The folder whose templates stand before the plugin's own, if there is one."""
    if chosen.templates:
        return Path(chosen.templates)
    custom = config.theme.custom_dir
    folder = Path(custom) / "journeybook" if custom else None
    return folder if folder and folder.is_dir() else None


def find_edition(chosen: JourneybookConfig) -> str | None:
    """The published version's name. Read from the environment as text: `!ENV` would make 2026.10 the number 2026.1."""
    return chosen.edition or os.environ.get("JOURNEYBOOK_EDITION") or None
