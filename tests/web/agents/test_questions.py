"""The tools alone answer an analyst's questions, which a real client asks over both transports."""

import asyncio
import json
import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from app.settings import Settings
from tests.conftest import ROOT, on_sqlite

if TYPE_CHECKING:
    from mcp.client.client import Client

pytestmark = on_sqlite

QUESTIONS = yaml.safe_load((ROOT / "tests" / "questions.yaml").read_text("utf-8"))

MAX_TOKENS = 1500
"""The most tokens of the descriptions of the tools, and of the answers to a question. A token has four characters."""

NAMES = ["resolve_name", "search", "find_records", "count_records", "trade_series", "get_record", "get_evidence"]


def tokens(text: str) -> int:
    return -(-len(text) // 4)


def citations(value: Any) -> Iterator[tuple[str, int]]:
    """The documents and paragraphs that an answer names."""
    if isinstance(value, list):
        for member in value:
            yield from citations(member)
    elif isinstance(value, dict):
        paragraphs = [value.get("paragraph"), *value.get("paragraphs", ())] if "document" in value else []
        yield from ((value["document"], number) for number in paragraphs if number)
        yield from citations(list(value.values()))
    elif isinstance(value, str) and " ¶ " in value:
        document, numbers = value.split(" ¶ ")
        yield from ((document, int(number)) for number in numbers.split(", "))


async def ask(client: "Client") -> dict[str, list[str]]:
    """The answers to the calls of each question. The descriptions of the tools have an empty key."""
    descriptions = [tool.model_dump(by_alias=True, exclude_none=True) for tool in (await client.list_tools()).tools]
    assert [tool["name"] for tool in descriptions] == NAMES
    answers = {"": [json.dumps(descriptions, ensure_ascii=False, separators=(",", ":"), sort_keys=True)]}
    for question in QUESTIONS:
        answers[question["question"]] = []
        for call in question["calls"]:
            ((name, arguments),) = call.items()
            result = await client.call_tool(name, arguments)
            text = result.content[0].text  # type: ignore[union-attr]
            assert not result.is_error, text
            answers[question["question"]].append(text)
    return answers


async def over_http(address: str, mode: str) -> dict[str, list[str]]:
    from mcp.client.client import Client  # takes a second, and one process runs these tests

    async with Client(f"{address}/mcp", mode=mode) as client:
        return await ask(client)


async def over_stdio(settings: Settings) -> dict[str, list[str]]:
    from mcp.client.client import Client
    from mcp.client.stdio import StdioServerParameters, stdio_client

    environment = os.environ | {"COMMUNIQUE_DATABASE_URL": settings.database_url.get_secret_value()}
    command = StdioServerParameters(command=sys.executable, args=["-m", "app", "mcp"], cwd=ROOT, env=environment)
    async with Client(stdio_client(command)) as client:
        return await ask(client)


@pytest.fixture(scope="module")
def http_answers(service_url: str) -> dict[str, list[str]]:
    return asyncio.run(over_http(service_url, "auto"))


def test_there_are_twenty_questions_and_all_tools_are_used() -> None:
    assert len({question["question"] for question in QUESTIONS}) == 20
    assert {name for question in QUESTIONS for call in question["calls"] for name in call} == set(NAMES)


def test_the_tools_are_described_in_few_words(http_answers: dict[str, list[str]]) -> None:
    assert tokens(http_answers[""][0]) < MAX_TOKENS


@pytest.mark.parametrize("question", QUESTIONS, ids=[question["question"] for question in QUESTIONS])
def test_the_calls_answer_the_question_with_a_citation(
    http_answers: dict[str, list[str]], question: dict[str, Any]
) -> None:
    answers = http_answers[question["question"]]
    assert [fact for fact in question["facts"] if not any(fact in answer for answer in answers)] == []
    cite = question["cite"]["document"], question["cite"]["paragraph"]
    assert cite in set(citations([json.loads(answer) for answer in answers]))
    assert sum(map(tokens, answers)) < MAX_TOKENS


def test_the_older_protocol_is_answered_alike(service_url: str, http_answers: dict[str, list[str]]) -> None:
    assert asyncio.run(over_http(service_url, "legacy")) == http_answers


@pytest.mark.thorough
def test_standard_input_is_answered_alike(databases: Any, service_url: str, http_answers: dict[str, list[str]]) -> None:
    answers = asyncio.run(over_stdio(databases.settings("sqlite")))
    relative_answers = {
        key: [text.replace(f'"{service_url}/', '"/') for text in texts] for key, texts in http_answers.items()
    }
    assert answers == relative_answers
