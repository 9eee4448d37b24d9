"""Authors' editors check what the hub checks."""

import json
from pathlib import Path

from podhub.model.schema import schema_files

SCHEMAS = Path(__file__).parent.parent.parent / "hooks" / "podhub" / "schemas"


def test_the_schemas_are_those_of_the_model() -> None:
    """Whoever changes the model runs `scripts/hub schemas`."""
    on_disk = {file.name: file.read_text(encoding="utf-8") for file in SCHEMAS.iterdir()}
    assert on_disk == schema_files()


def test_every_field_is_described() -> None:
    """An editor shows what belongs there; required fields and unknown ones are marked as the hub
    marks them."""
    for name, text in schema_files().items():
        schema = json.loads(text)
        models = [schema, *schema.get("$defs", {}).values()]
        for model in models:
            if "properties" in model:
                assert model["additionalProperties"] is False, name
                for field, about in model["properties"].items():
                    assert about.get("description"), f"{name}: {field}"
    article = json.loads(schema_files()["article.schema.json"])
    assert article["required"] == ["title", "description", "date", "topics", "key_points"]
