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
    """The fields of a model that a query has and sets, as that model: of a query for a file, the query for its list."""
    names = query.model_fields_set & model.model_fields.keys()
    return model.model_construct(names, **{name: getattr(query, name) for name in names})
