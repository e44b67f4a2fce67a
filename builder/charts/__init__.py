"""Data → Vega-Lite specification → SVG; each chart has a text alternative and a table beside it."""
