"""``python -m app`` is the ``communique`` command. Here is what the process needs before it imports anything else."""

import io
import os
import signal
import sys


def open_streams() -> None:
    """Open the standard streams that the caller has closed. Otherwise the next file would get the number of one, and
    messages would be written into it.

    A letter that the encoding of the terminal does not have is written as its code.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            number = os.open(os.devnull, os.O_RDWR)  # the lowest that is free
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8"))
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # as Python sets it for standard error


def main() -> None:
    """Run the command line. An interrupt while modules are imported ends the process without a traceback."""
    open_streams()
    handler = signal.getsignal(signal.SIGINT)
    if handler is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from app import cli

    signal.signal(signal.SIGINT, handler)
    cli.main()


if __name__ == "__main__":
    main()
