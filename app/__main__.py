"""``python -m app`` is the ``communique`` command."""

from app.cli import main

main()
