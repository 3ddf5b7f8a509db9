"""Pages: one context class a template, bodies as HTML, and the open data."""

from journeybook.pages.render import render
from journeybook.pages.site import DataFile, Heading, Page, Rendered, Site

__all__ = ["DataFile", "Heading", "Page", "Rendered", "Site", "render"]
