"""The base of the models of queries and answers."""

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A model whose validator is built when it is first used: a worker uses few of them before it answers.

    Decision 015 says what that saves. Pydantic builds one model at a time, whichever threads ask.
    """

    model_config = ConfigDict(defer_build=True)
