"""Renders one PNG: reads resvg's arguments as JSON, and writes the file. See ``png.render_png``."""

import json
import sys

import resvg_py

if __name__ == "__main__":
    sys.stdout.buffer.write(bytes(resvg_py.svg_to_bytes(**json.load(sys.stdin))))
