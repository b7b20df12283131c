"""Every template compiles, and names only templates that are there."""

import pytest
from jinja2 import meta

from app.web.html import MARKDOWN_TEMPLATES, TEMPLATES


@pytest.mark.parametrize("name", TEMPLATES.list_templates())
def test_a_template_compiles(name: str) -> None:
    environment = MARKDOWN_TEMPLATES if name.endswith(".md") else TEMPLATES
    environment.get_template(name)
    assert environment.loader is not None
    source = environment.loader.get_source(environment, name)[0]
    references = meta.find_referenced_templates(environment.parse(source))
    assert {*references} <= {*environment.list_templates()}
