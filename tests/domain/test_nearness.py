"""Suggestions for an unknown name: the name of which it is a misspelling, but never an unrelated one."""

import pytest
from fastapi.testclient import TestClient

from app.domain.nearness import rank_by_similarity
from app.domain.text import NO_VALUE_WORDS
from tests.api_requests import ask, first_error
from tests.conftest import on_sqlite

pytestmark = on_sqlite

# Of each kind, typos and the record or value that each must lead to first.
SLIPS: dict[tuple[str, str], dict[str, list[str]]] = {
    ("/meetings", "country"): {
        "DE": ["Gremany", "Germny", "Grmany"],
        "KZ": ["Kazakstan", "Khazakstan", "Kazakhstna", "Kazakh", "KZx", "KZA", "Republic of Kazakstan", "Казахстн"],
        "TR": ["Türkiyee", "Turkye", "Turkei", "TRU", "Rep. of Türkiye", "Тукия", "TURKİYEE"],
        "AZ": ["Azerbaidjan", "Azerbajan", "Azerb."],
        "LY": ["Lybia"], "MA": ["Morroco"], "PH": ["Phillipines"], "BR": ["Brasil"], "CO": ["Columbia"],
        "KR": ["Korea South", "Sout Korea", "Rep. of Korea"], "VN": ["Vietnm"], "NZ": ["New Zeeland"],
        "US": ["Untied States", "United Sates", "USAA"], "GB": ["United Kingdon"], "CZ": ["Cezch Republic"],
        "BA": ["Bosnia and Hercegovina"], "SA": ["Soudi Arabia"], "JP": ["Japn", "Jpaan"], "CI": ["Cote d'Ivore"],
    },
    ("/meetings", "mechanism"): {
        "jspg-kz-tr": ["JSPQ", "JSGP", "JSPGX", "JSP", "Strategic Planning Group", "Planning Group Joint Strategic",
                       "Joint Strat. Planning Group", "Joint Strategic Planing Grup", "jspg-tr-kz", "jspgkztr"],
        "hlscc-kz-tr": ["HLSC", "HSLCC", "Strategic Cooperation Counsil", "High Level Strategic Co-operation Council"],
        "ots": ["Organisation of Turkc States", "TDT"], "sco": ["Shangai Cooperation"],
        "jec-kz-tr": ["Jont Economic Comission", "Joint Economic Comm."],
    },
    ("/meetings", "official"): {
        "hakan-fidan": ["Fidn", "Hakan Fiddan", "H. Fidan", "Hakan"],
        "recep-tayyip-erdogan": ["Erdogann", "Erdgoan", "Erdoğn", "Erdogan Recep"],
        "kassym-jomart-tokayev": ["Tokayew", "Tokaev Kassym", "Jomart Tokayev"],
    },
    ("/meetings", "city"): {"Ankara": ["Ankarra", "Ankra"], "Astana": ["Astna"], "Almaty": ["Almati"]},
    ("/meetings", "topic"): {"Trade": ["trad", "trades", "traed"], "transport": ["transprot"]},
    ("/meetings", "document"): {"jspg-8-report": ["jspg-8-reprot", "jspg-report-8", "jspg-8-reports"]},
    ("/evidence", "record"): {"jspg-kz-tr-8": ["jspg-kz-tr-9", "jspg-kz-rt-8"]},
    ("/meetings", "type"): {"session": ["sesion", "sessions"], "bilateral": ["bilatral", "bi-lateral"]},
    ("/meetings", "status"): {"planned": ["plan", "planed", "PLANND"]},
    ("/trade-stats", "unit"): {"USD": ["US", "USDD"]},
    ("/trade-stats", "indicator"): {"tourists": ["tourist", "turists"], "investment-stock": ["stock-investment"]},
    ("/meetings", "sort"): {"date": ["dates", "dat"], "title": ["titel"]},
    ("/meetings", "fields"): {"participants": ["particpants", "participant"]},
    ("/meetings", "include"): {"evidence": ["evidense"]},
    ("/meetings", "group_by"): {"mechanism": ["mecanism"]},
}  # fmt: skip
STRANGERS = [
    "Japanistan", "Atlantis", "Wakanda", "Narnia", "Gondor", "Mordor", "foo", "bar", "baz", "qux", "xyz", "abc", "test",
    "zzzz", "Mars", "Moon", "Oz", "Utopia", "Elbonia", "Nowhere", "Neverland", "Freedonia", "Genovia", "Syldavia", "XX",
    "ZZ", "999", "12345", "unknown", "null", "undefined", "Elephant", "Hogwarts", "Putin", "Merkel",
    "Bilderberg", "Visegrad Group", "asdfghjkl", "!!", "ж", "Смит", "中文",
]  # fmt: skip


@pytest.mark.parametrize(
    ("question", "expected", "typo"),
    [
        (question, expected, typo)
        for question, slips in SLIPS.items()
        for expected, typos in slips.items()
        for typo in typos
    ],
)
def test_a_slip_leads_to_what_was_meant(
    client: TestClient, question: tuple[str, str], expected: str, typo: str
) -> None:
    path, parameter = question
    suggestions = first_error(client, path, {parameter: typo})["suggestions"]
    assert suggestions, typo
    result = suggestions[0]
    if parameter in ("country", "mechanism", "official"):
        result = ask(client, "/resolve", {"q": result, "kind": parameter})["items"][0]["id"]
    assert result == expected


@pytest.mark.parametrize("parameter", ["country", "mechanism", "official", "city", "topic", "document"])
def test_for_a_stranger_nothing_is_suggested(client: TestClient, parameter: str) -> None:
    names = [name for name in STRANGERS if name not in NO_VALUE_WORDS]  # these lead to `none`
    suggestions = {name: first_error(client, "/meetings", {parameter: name})["suggestions"] for name in names}
    assert {name: near for name, near in suggestions.items() if near} == {}


@pytest.mark.parametrize("name", [name for name in STRANGERS if not name.startswith("!")])
def test_for_a_stranger_among_a_few_values_all_are_told(client: TestClient, name: str) -> None:
    """If a parameter has few values, the error names all, since a client may not know them."""
    assert first_error(client, "/meetings", {"type": name})["suggestions"] == [
        "session", "bilateral", "summit", "visit", "conference", "phone-call", "video-call",
    ]  # fmt: skip
    assert first_error(client, "/meetings", {name: "1"})["suggestions"] == []


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("/meetings/jspg-kz-tr-9", ["jspg-kz-tr-8"]),
        ("/officials/hakan-fidn", ["hakan-fidan"]),
        ("/officials/fidan-hakann", ["hakan-fidan"]),
        ("/countries/Gremany", ["Germany"]),
        ("/mechanisms/jspg-tr-kz", ["jspg-kz-tr"]),
        ("/meetings/wakanda", []),
        ("/countries/Atlantis", []),
        ("/officials/foo", []),
        ("/meting", ["/meetings"]),
        ("/trade_stats", ["/trade-stats"]),
        ("/wp-login.php", []),
        ("/admin", []),
    ],
)
def test_ids_and_paths(client: TestClient, path: str, near: list[str]) -> None:
    assert client.get(path).json()["errors"][0]["suggestions"][:1] == near


@pytest.mark.parametrize("search", ["/resolve?q=", "/search?q="])
def test_no_stranger_is_resolved(client: TestClient, search: str) -> None:
    for name in ("Wakanda", "Bilderberg", "asdfghjkl"):
        assert client.get(f"{search}{name}").json()["items"] == []


def test_a_name_is_compared_whole() -> None:
    """Two names are not similar because of a code or a short part that both have."""
    assert rank_by_similarity("japan", ["azerbaijan"]) == []
    assert rank_by_similarity("mars", ["mar", "marshall islands"], spelling="Mars") == []
    assert rank_by_similarity("", ["a"]) == rank_by_similarity("a", []) == []


def test_nothing_is_near_no_name() -> None:
    assert rank_by_similarity("", ["", "kz"]) == []
    assert rank_by_similarity("jspg", ["", "jspg"]) == [(1, 100)]
