"""Pictures drawn on the server: trade chart, timeline and map, as SVG, PNG and Vega-Lite, and their routes."""
