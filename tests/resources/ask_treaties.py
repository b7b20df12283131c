"""What the service answers when it has a toy resource: ``python -m tests.resources.ask_treaties FOLDER URL``.

It runs in a process of its own, so that no other test sees the toy's tables.
"""

import json
import sys
from pathlib import Path

REQUESTS = {
    "list": "/treaties?country=Turkey&date=2021",
    "nothing": "/treaties?date=1999",
    "csv": "/treaties.csv",
    "item": "/treaties/friendship",
    "linked data": "/treaties/friendship",
    "citation": "/treaties/friendship/citation?style=apa",
    "included evidence": "/treaties/friendship?include=evidence",
    "evidence": "/evidence?record=friendship&kind=treaty",
    "supported": "/documents/example/records",
    "search": "/search?q=friendship+treaty&kind=treaty",
    "page": "/explore/treaties/friendship",
    "page of the list": "/explore/treaties?country=Turkey",
    "page of all lists": "/explore",
    "openapi": "/openapi.json",
    "reference": "/docs/treaties",
}


def main(folder: Path, url: str) -> None:
    """Load a made-up seed with a treaty, and write the answers of the service to a folder. ``url`` is that of a SQLite
    database with the newest schema and no records."""
    from app.ingest import seed_schema
    from tests.resources.treaties import Treaty, TreatyCountry, TreatySeed, resource

    seed_schema.SEED_MODELS += (TreatySeed,)

    from fastapi.testclient import TestClient

    from app.db.engine import Base, make_engine, make_sessions
    from app.ingest.loader import load
    from app.ingest.publish import publish
    from app.ingest.seed_reader import Seed
    from app.main import RESOURCES, create_app
    from app.settings import Settings
    from tests.sample_seed import citation, example

    seed = example(folder)
    seed.entries["friendship"] = {
        "id": "friendship",
        "title": "Treaty of Friendship",
        "date": "2021-05-03",
        "countries": ["KZ", "TR"],
        "evidence": [
            citation("They signed 40 agreements", "title"),
            citation("May 3, 2021", "date"),
            citation("Example Group of Kazakhstan and Türkiye", "countries"),
        ],
    }
    seed.files["friendship"] = TreatySeed.file
    settings = Settings.model_validate({"database_url": url, "log_level": "error"})
    engine = make_engine(settings)
    Base.metadata.create_all(engine, [Base.metadata.tables[model.__tablename__] for model in (Treaty, TreatyCountry)])
    resources = (*RESOURCES, resource)
    with make_sessions(engine).begin() as session:
        written_count, _ = load(session, Seed(seed.write().seed))
        publish(session, resources, written_count=written_count)
    engine.dispose()
    with TestClient(create_app(settings, resources)) as client:
        answers = {}
        for name, path in REQUESTS.items():
            accept = "application/ld+json" if name == "linked data" else "*/*"
            answer = client.get(path, headers={"Accept": accept})
            answers[name] = [answer.status_code, answer.headers["content-type"], answer.text]
    (folder / "answers.json").write_text(json.dumps(answers), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
