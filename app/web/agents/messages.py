"""What is wrong with a message of an agent, by the codes of JSON-RPC 2.0. The SDK drops such a message silently."""

from dataclasses import dataclass
from typing import Any

from pydantic_core import from_json

PARSE_ERROR = -32700

INVALID_REQUEST = -32600

INVALID_PARAMETERS = -32602


@dataclass(frozen=True)
class MessageFault:
    """Why a message is refused. ``part`` is what is wrong in it: body, id or params."""

    code: int
    part: str
    message: str
    id: str | int | None = None

    def response(self) -> dict[str, Any]:
        """The answer in JSON-RPC."""
        return {"jsonrpc": "2.0", "id": self.id, "error": {"code": self.code, "message": self.message}}


def read_message(text: bytes) -> Any:
    """The message in a text, or a ``MessageFault`` for a text that is no request and no notification."""
    try:
        message = from_json(text)
    except ValueError:
        return MessageFault(PARSE_ERROR, "body", "it is no JSON")
    return fault_of(message) or message


def fault_of(message: Any) -> MessageFault | None:
    """What is wrong with a message that is JSON; None if nothing is."""
    if isinstance(message, list):
        return MessageFault(
            INVALID_REQUEST, "body", "it is a batch, which the protocol has no more: send each by itself"
        )
    is_request = isinstance(message, dict) and isinstance(message.get("method"), str)
    if not is_request or message.get("jsonrpc") != "2.0":
        fault = "it is no request of JSON-RPC 2.0: a JSON object with jsonrpc, id and method"
        return MessageFault(INVALID_REQUEST, "body", fault)
    message_id = message.get("id")
    if "id" in message and (not isinstance(message_id, str | int) or isinstance(message_id, bool)):
        fault = "id must be a text or a whole number; leave it out of a notification, which gets no answer"
        return MessageFault(INVALID_REQUEST, "id", fault)
    if "id" in message and (fault := _fault_of_parameters(message["method"], message.get("params", {}))):
        return MessageFault(INVALID_PARAMETERS, "params", fault, message_id)
    return None


def _fault_of_parameters(method: str, parameters: Any) -> str:
    """What is wrong with the parameters of a request; empty if nothing is."""
    if not isinstance(parameters, dict):
        return "params must be an object"
    if method != "tools/call":
        return ""
    if not isinstance(parameters.get("name"), str):
        return "params.name must be the name of a tool, as tools/list has it"
    if not isinstance(parameters.get("arguments"), dict | None):
        return "params.arguments must be an object"
    return ""
