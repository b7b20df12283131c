"""A variable that looks like a setting but is none is reported by its name and the nearest setting, never by its
value."""

import pytest

from app.cli.program import unknown_variables
from app.settings import Settings
from tests.conftest import on_sqlite

pytestmark = on_sqlite

NEAREST = {
    "COMMUNIQUE_DATABSE_URL": "COMMUNIQUE_DATABASE_URL",
    "COMMUNIQE_DATABASE_URL": "COMMUNIQUE_DATABASE_URL",
    "COMUNIQUE_READ_URL": "COMMUNIQUE_READ_URL",
    "COMMUNIQUE_LOGLEVEL": "COMMUNIQUE_LOG_LEVEL",
    "communique_log_levl": "COMMUNIQUE_LOG_LEVEL",
    "COMMUNIQUE_TRUSTED_PROXY": "COMMUNIQUE_TRUSTED_PROXIES",
    "COMMUNIQUE_PUBLIC_UR": "COMMUNIQUE_PUBLIC_URL",
    "COMMUNIQUE_ZZQQXX": None,
}


@pytest.mark.parametrize(("variable", "nearest"), NEAREST.items())
def test_a_variable_that_is_no_setting_leads_to_the_nearest(variable: str, nearest: str | None) -> None:
    (sentence,) = unknown_variables([variable], Settings.model_fields)
    assert sentence.startswith(f"{variable} is no setting")
    assert sentence.endswith(f"did you mean {nearest}?" if nearest else "communique settings lists all")


@pytest.mark.parametrize("name", Settings.model_fields)
def test_a_setting_is_known_in_any_case(name: str) -> None:
    variables = [f"COMMUNIQUE_{name.upper()}", f"communique_{name}"]
    assert not [*unknown_variables(variables, Settings.model_fields)]


@pytest.mark.parametrize("name", ["COMMAND", "COMMUNITY_URL", "DATABASE_URL", "COMMUNIQUE_TEST_X", "PATH", ""])
def test_a_variable_of_others_is_left_alone(name: str) -> None:
    assert not [*unknown_variables([name], Settings.model_fields)]
