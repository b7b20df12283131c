"""Write the parts of the clients to install that follow from the API. All else in them is written by hand.

``make release`` runs it, and whoever adds a list. A field or parameter added since then is not in the types, but it
works.
"""

from pathlib import Path

from clients import python_code, typescript_code
from clients.breaking import current_document
from clients.interface import Interface

CLIENTS = Path(__file__).parent
PYTHON = CLIENTS / "python" / "communique_client"
TYPESCRIPT = CLIENTS / "typescript" / "src"


def write(interface: Interface) -> None:
    for folder, files in ((PYTHON, python_code.files(interface)), (TYPESCRIPT, typescript_code.files(interface))):
        for name, content in files.items():
            (folder / name).write_text(content, "utf-8")


if __name__ == "__main__":
    write(Interface(current_document()))
