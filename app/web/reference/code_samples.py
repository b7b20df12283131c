"""A request in the languages of readers. Addresses are percent-encoded, so that no language needs to quote them."""

import json
from collections.abc import Sequence

from app.api.event_stream import MEDIA_TYPE
from app.api.negotiation import JSON

SAMPLE_LANGUAGES = ("curl", "Python", "JavaScript", "R")


def code_samples(address: str, body: str, media_types: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs of a language and the code that sends the request; with a body by POST, otherwise by GET.

    ``media_types`` are those of the answer, and the address gives the first: JSON is parsed, a stream is read as it
    comes, all else is a file.
    """
    get = {JSON: _get, MEDIA_TYPE: _get_stream}.get(media_types[0] if media_types else JSON, _get_file)
    texts = _post(address, body) if body else get(address)
    return list(zip(SAMPLE_LANGUAGES, texts, strict=True))


def _get(address: str) -> tuple[str, ...]:
    return (
        f"curl -s '{address}'",
        f'import httpx\n\nanswer = httpx.get("{address}").raise_for_status().json()',
        f'const response = await fetch("{address}");\nconst answer = await response.json();',
        f'library(jsonlite)\n\nanswer <- fromJSON("{address}")',
    )


def _get_file(address: str) -> tuple[str, ...]:
    return (
        f"curl -sOJ '{address}'",
        f'import httpx\n\nfile = httpx.get("{address}").raise_for_status().content',
        f'const response = await fetch("{address}");\nconst file = await response.blob();',
        f'library(httr2)\n\nfile <- request("{address}") |> req_perform() |> resp_body_raw()',
    )


def _get_stream(address: str) -> tuple[str, ...]:
    return (
        f"curl -sN '{address}'",
        f'import httpx\n\nwith httpx.stream("GET", "{address}", timeout=60) as answer:\n'
        "    for line in answer.iter_lines():\n        print(line)",
        f'const events = new EventSource("{address}");\n'
        'events.addEventListener("change", (event) => console.log(JSON.parse(event.data)));',
        f'library(httr2)\n\nevents <- request("{address}") |> req_perform_connection()\n'
        "while (!is.null(event <- resp_stream_sse(events))) print(event$data)",
    )


def _post(address: str, body: str) -> tuple[str, ...]:
    """JSON quotes a text as Python, JavaScript and R do; the shell takes all between apostrophes as it is."""
    kind = "application/json" if body.startswith("{") else "text/plain"
    text, shell = json.dumps(body, ensure_ascii=False), body.replace("'", r"'\''")
    return (
        f"curl -s '{address}' -H 'Content-Type: {kind}' --data-raw '{shell}'",
        f'import httpx\n\ntext = {text}\nanswer = httpx.post(\n    "{address}", content=text, '
        f'headers={{"Content-Type": "{kind}"}}\n).raise_for_status().json()',
        f'const text = {text};\nconst response = await fetch("{address}", {{\n  method: "POST", body: text, '
        f'headers: {{ "Content-Type": "{kind}" }},\n}});\nconst answer = await response.json();',
        f'library(httr2)\n\ntext <- {text}\nanswer <- request("{address}") |>\n  req_body_raw(text, "{kind}") |>\n'
        "  req_perform() |>\n  resp_body_json()",
    )
