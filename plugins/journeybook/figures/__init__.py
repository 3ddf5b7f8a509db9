"""Charts of the handbook: plain dicts for Plotly, SVG for the time before it and for print. Used by pages."""
