"""Structured logs: one line for each event, with the id of the request."""

import logging
import random
import sys

import structlog

from app.settings import LogFormat, Settings


def configure(settings: Settings) -> None:
    """Send all logs, ours and the libraries', to standard error in the chosen format."""
    shared_processors: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if settings.log_format is LogFormat.json
        else structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
    )
    tail: list[structlog.typing.Processor] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if settings.log_format is LogFormat.json:
        tail.append(structlog.processors.format_exc_info)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared_processors, processors=[*tail, renderer])
    )
    logging.root.handlers = [handler]
    logging.root.setLevel(settings.log_level.upper())
    # We log each request ourselves, in more detail than uvicorn and mcp, and print the result of a migration once.
    for name in ("uvicorn.access", "alembic", "mcp"):
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared_processors,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )


def new_request_id() -> str:
    """An id of 32 hexadecimal digits for a request without an id. It need not be hard to guess.

    To ask the system for random numbers would hold up the event loop: decision 010.
    """
    return f"{random.getrandbits(128):032x}"
