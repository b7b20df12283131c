"""The base of the models of queries and answers."""

from typing import TypeVar

from pydantic import BaseModel, ConfigDict

ModelT = TypeVar("ModelT", bound=BaseModel)


class Model(BaseModel):
    """A model whose validator is built when it is first used: a worker uses few of them before it answers.

    Decision 015 says what that saves. Pydantic builds one model at a time, whichever threads ask.
    """

    model_config = ConfigDict(defer_build=True)


def query_part(query: BaseModel, model: type[ModelT]) -> ModelT:
    """The part of a query that belongs to ``model``, with the fields that are set: of the query for a file, that for
    its list."""
    names = query.model_fields_set & model.model_fields.keys()
    return model.model_construct(names, **{name: getattr(query, name) for name in names})
