"""Journeybook: customer journeys written as YAML, published as a handbook."""

__version__ = "0.1.0"
