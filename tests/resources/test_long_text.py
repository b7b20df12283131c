"""What the longest of the five texts has people say, expect and advise: one row a question of a reader."""

import pytest
from fastapi.testclient import TestClient

from tests.api_requests import Params, ids
from tests.conftest import on_sqlite

pytestmark = on_sqlite

TEXT = {"document": "hlscc-5-preview"}
EXPERT = [
    "musabekova-council-turning-point-2025",
    "musabekova-cybersecurity-2025",
    "musabekova-diversify-exports-2025",
    "musabekova-export-goods-2025",
    "musabekova-industrial-equipment-2025",
    "musabekova-joint-defence-activities-2025",
    "musabekova-key-partner-2025",
    "musabekova-larger-markets-2025",
    "musabekova-military-plan-2025",
    "musabekova-military-potential-2025",
    "musabekova-ots-boost-2025",
    "musabekova-ots-leaders-2025",
    "musabekova-trade-partner-2025",
    "musabekova-trade-surplus-2025",
]
IN_BAKU = ["erdogan-hlscc-agreements-2024", "erdogan-trade-15-billion-2024"]
READY = ["kz-middle-corridor-hormuz-2025", "tr-middle-corridor-hormuz-2025"]


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"official": "Musabekova"}, EXPERT),
        ({"official": "Musabekova", "kind": "request"}, [EXPERT[2], EXPERT[7]]),
        ({"official": "Musabekova", "kind": "expectation"}, [EXPERT[0], EXPERT[4]]),
        ({"meeting": "erdogan-tokayev-baku-2024"}, IN_BAKU),
        ({"about": "hlscc-kz-tr-5", "party": "TR"}, IN_BAKU[:1]),
        ({"about": "trade-15-billion"}, IN_BAKU[1:]),
        ({"about": "trade-10-billion", "kind": "assessment"}, ["kazinform-trade-target-delay-2025"]),
        ({"q": "Hormuz"}, READY),
        ({"topic": "middle-corridor", "party": ["KZ", "TR"]}, READY),
        ({"q": "visa"}, ["kz-visa-free-90-days-2025"]),
        ({"about": "logistics-terminals"}, ["tr-logistics-terminals-2025"]),
        ({"about": "turkpa"}, ["kazinform-turkpa-role-2025"]),
        ({"kind": "pledge"}, [IN_BAKU[1], "tr-logistics-terminals-2025"]),
    ],
)
def test_who_says_what(client: TestClient, params: Params, expected: list[str]) -> None:
    assert ids(client, "/statements", {**TEXT, "sort": "id", **params}) == expected
