"""The description of the API is true: whatever is sent, the answer is one that /openapi.json names."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from loaded import service_of

from ingest.sync.sync import sync
from rag.settings import Settings
from server.app import create_app

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
# Fields that some body has, so that not every body is refused at its first field.
NAMED = st.dictionaries(
    st.sampled_from(
        ["question", "filters", "mode", "title", "questions", "answer_ids", "format", "verdict", "url", "date", "kind"]
    ),
    JSON | st.sampled_from(["auto", "good", "docx", "2015", "report", "Who promised repairs?", "http://127.0.0.1:9/"]),
    max_size=4,
)  # fmt: skip
BODIES = st.one_of(
    JSON,
    NAMED,
    st.fixed_dictionaries({"question": st.text()}),
    st.fixed_dictionaries({"title": st.text()}),
    st.builds(lambda said: {"model": "report-qa", "messages": [{"role": "user", "content": said}]}, JSON),
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("described")
    (folder / "letter.md").write_text("The council promised repairs by May.\n", encoding="utf-8")
    service = service_of(Settings(data_dir=folder / "data", _env_file=None))
    assert sync(service.stores, [folder / "letter.md"]).failed == []
    with TestClient(create_app(service), base_url="http://127.0.0.1") as made:
        yield made
    service.stores.close()


def operations(client: TestClient) -> list[tuple[str, str, dict[str, Any]]]:
    paths = client.get("/openapi.json").json()["paths"]
    return [(method, path, told) for path, methods in paths.items() for method, told in methods.items()]


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)  # fmt: skip
@given(data=st.data())
def test_every_answer_is_one_that_the_description_names(client: TestClient, data: st.DataObject) -> None:
    method, path, told = data.draw(st.sampled_from(operations(client)))
    known = [client.get("/api/documents").json()["documents"][0]["id"]] if "documents" in path else []
    parameters = told.get("parameters", [])
    query: dict[str, str] = {}
    for each in parameters:
        value = data.draw(st.sampled_from([*known, "1", "x"]) | st.text(min_size=1, max_size=20))
        if each["in"] == "path":
            path = path.replace("{" + each["name"] + "}", quote(value, safe=""))
        elif each["in"] == "query" and data.draw(st.booleans()):
            query[each["name"]] = value
    if method == "delete" and known:
        return  # the one document is needed
    body = data.draw(BODIES) if "requestBody" in told else None
    answer = client.request(method.upper(), path, params=query, json=body, follow_redirects=False)
    if answer.status_code == 404 and "error" in answer.json():
        return  # an id of "." or with a slash makes another address
    assert str(answer.status_code) in told["responses"], (answer.status_code, answer.text)
    described = told["responses"][str(answer.status_code)].get("content", {})
    kind = answer.headers.get("content-type", "").partition(";")[0]
    assert not kind or kind in described or "*/*" in described
    assert answer.status_code < 500 or answer.status_code == 503
    if answer.status_code >= 400:
        of_the_protocol = {"type", "param"} if path.startswith("/v1/") else set()
        assert set(answer.json()["error"]) == {"code", "message"} | of_the_protocol


def test_every_operation_names_the_errors_that_any_request_may_meet(client: TestClient) -> None:
    for method, path, told in operations(client):
        for status in ("401", "403", "413", "421", "422", "500", "503"):
            schema = told["responses"][status]["content"]["application/json"]["schema"]
            name = "OpenAIErrorOut" if path.startswith("/v1/") else "ErrorOut"
            assert schema == {"$ref": f"#/components/schemas/{name}"}, (method, path)


def test_the_description_says_how_to_send_the_key(client: TestClient, tmp_path: Path) -> None:
    described = client.get("/openapi.json").json()
    assert set(described["components"]["securitySchemes"]) >= {"bearer"}
    assert "HTTPValidationError" not in described["components"]["schemas"]
    for path in ("/healthz", "/readyz"):
        assert described["paths"][path]["get"]["security"] == []
    asked = described["paths"]["/api/ask"]["post"]["responses"]["200"]["content"]
    assert set(asked) == {"application/json", "text/event-stream"}


def fits(item: dict[str, str], schema: dict[str, Any]) -> bool:
    """Whether an item fits a schema of enumerations and lengths."""
    return set(schema["required"]) <= set(item) and all(
        item[name] in wanted.get("enum", [item[name]])
        and wanted.get("minLength", 0) <= len(item[name]) <= wanted.get("maxLength", 99)
        for name, wanted in schema["properties"].items()
        if name in item
    )


@pytest.mark.parametrize(
    ("item", "valid"),
    [
        ({"part": "text"}, True),
        ({"part": "heading", "answer_id": "x"}, False),
        ({"part": "question"}, False),
        ({"part": "question", "answer_id": "x"}, True),
        ({"part": "sentence", "answer_id": "x", "pin_id": "x"}, False),
        ({"part": "pin"}, False),
        ({"part": "pin", "pin_id": "x"}, True),
    ],
)
def test_what_the_description_says_of_a_chosen_part_is_what_is_taken(
    client: TestClient, item: dict[str, str], valid: bool
) -> None:
    alternatives = client.get("/openapi.json").json()["components"]["schemas"]["ItemBody"]["oneOf"]
    assert sum(fits(item, each) for each in alternatives) == valid
    for path in ("/api/briefings/preview", "/api/briefings"):
        answer = client.post(path, json={"items": [item]})
        assert (answer.status_code == 422) == (not valid), answer.text


def test_each_address_allows_the_methods_that_are_described_for_it(client: TestClient) -> None:
    for path, told in client.get("/openapi.json").json()["paths"].items():
        address = path.replace("{id}", "x").replace("{number}", "1")
        answer = client.request("PUT", address, follow_redirects=False)
        described = {method.upper() for method in told} | ({"HEAD"} if "get" in told else set())
        assert set(answer.headers["allow"].split(", ")) == described, path


def test_the_limits_of_a_number_are_described(client: TestClient) -> None:
    schemas = client.get("/openapi.json").json()["components"]["schemas"]
    place = schemas["PinChange"]["properties"]["place"]["anyOf"]
    assert [each.get("minimum") for each in place] == [1, None]
    for body, name, least in (("PinBody", "start", 0), ("PinBody", "end", 1), ("ItemBody", "number", 0)):
        assert schemas[body]["properties"][name]["minimum"] == least
