"""The reference as a Postman collection: each request that reads, once, with its example."""

from typing import Any
from urllib.parse import parse_qsl

from app.web.reference.document import ApiReference, Operation, ReferenceGroup

POSTMAN_SCHEMA = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"


def collection(reference: ApiReference, base: str) -> dict[str, Any]:
    """The collection in the format of Postman, version 2.1. The variable ``base`` is the address of the service."""
    groups = [_folder(group) for group in reference.groups.values()]
    return {
        "info": {
            "name": "Communiqué",
            "description": "Each request of the API with an example: send it, then change it.",
            "schema": POSTMAN_SCHEMA,
        },
        "variable": [{"key": "base", "value": base}],
        "item": [group for group in groups if group["item"]],
    }


def _folder(group: ReferenceGroup) -> dict[str, Any]:
    reading = [operation for operation in group.operations if operation.method == "GET"]
    return {
        "name": group.title,
        "description": group.description.striptags(),
        "item": [_request(operation) for operation in reading if not operation.path.startswith("/reports")],
    }


def _request(operation: Operation) -> dict[str, Any]:
    path, _, query = operation.first_request.partition("?")
    url = {
        "raw": "{{base}}" + operation.first_request,
        "host": ["{{base}}"],
        "path": path[1:].split("/"),
        "query": [{"key": name, "value": value} for name, value in parse_qsl(query, keep_blank_values=True)],
    }
    description = operation.description.striptags()
    return {"name": operation.title, "request": {"method": "GET", "url": url, "description": description}}
