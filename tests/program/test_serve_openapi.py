"""nonmun-serve: the OpenAPI document is valid, its examples work, answers are as it says."""

import json
import unittest
import urllib.parse

from serving import ServerTest, needs_server
from support import run

try:
    import jsonschema
except ImportError:
    jsonschema = None

METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}
JSON = ("application/json", "application/problem+json")


def strict(schema):
    """The schema, refusing keys that it does not describe."""
    if isinstance(schema, list):
        return [strict(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    result = {key: strict(value) for key, value in schema.items()}
    if isinstance(result.get("properties"), dict) and "type" in result:
        result.setdefault("additionalProperties", False)
    return result


@needs_server
@unittest.skipIf(jsonschema is None, "jsonschema is not installed (apt-get install python3-jsonschema)")
class OpenApi(ServerTest):
    def setUp(self):
        super().setUp()
        self.answer = self.ask("/openapi.yaml")
        self.document = json.loads(self.answer.body)

    def operations(self):
        for path, item in self.document["paths"].items():
            for method, operation in item.items():
                self.assertIn(method, METHODS)
                yield path, method, operation

    def validate(self, instance, schema):
        root = {**strict(schema), "components": strict(self.document["components"])}
        jsonschema.Draft202012Validator(
            root, format_checker=jsonschema.FormatChecker()).validate(instance)

    def test_the_document(self):
        self.assertEqual(self.answer.type(), "application/yaml")
        self.assertEqual(self.document["openapi"], "3.1.0")
        names = set()
        for path, _, operation in self.operations():
            self.assertNotIn(operation["operationId"], names)
            names.add(operation["operationId"])
            self.assertTrue(operation["summary"])
            in_path = [p["name"] for p in operation.get("parameters", ()) if p["in"] == "path"]
            self.assertEqual(in_path, ["id"] if "{id}" in path else [])
            for parameter in operation.get("parameters", ()):
                jsonschema.Draft202012Validator.check_schema(parameter["schema"])
        for schema in self.document["components"]["schemas"].values():
            jsonschema.Draft202012Validator.check_schema(schema)

    def test_documents_what_the_help_lists(self):
        told = json.loads(run("nonmun-serve", "--help-json").stdout)
        self.assertEqual({row["name"] for row in told["routes"]},
                         {f"{method.upper()} {path}" for path, method, _ in self.operations()})

    def test_parameters_are_named_as_options_of_the_program(self):
        told = json.loads(run("nonmun-search", "--help-json").stdout)
        options = {row["option"].removeprefix("--") for row in told["options"]}
        search = self.document["paths"]["/v1/search"]
        names = {p["name"] for p in search["get"]["parameters"]}
        self.assertLessEqual(names - {"q"}, options)
        self.assertLess({"limit", "since", "explain", "facets"}, names)
        self.assertNotIn("synonyms", names)
        body = search["post"]["requestBody"]["content"]["application/json"]["schema"]
        self.assertEqual(set(body["properties"]), names)

    def call(self, path, method, operation, **more):
        parameters = operation.get("parameters", ())
        values = {p["name"]: p["example"] for p in parameters if "example" in p}
        for parameter in parameters:
            if parameter.get("required"):
                self.assertIn(parameter["name"], values, f"{path} has no example")
        target = path.replace("{id}", urllib.parse.quote(values.pop("id", ""), safe=""))
        values.update(more)
        body = None
        headers = {}
        if method == "post":
            content = operation["requestBody"]["content"]["application/json"]
            body = {**content["example"], **more}
            self.validate(body, content["schema"])
            headers["Content_Type"] = "application/json"
        elif values:
            target += "?" + urllib.parse.urlencode(values)
        return self.ask(target, method.upper(), None if body is None else json.dumps(body).encode(),
                        **headers)

    def check(self, answer, operation):
        responses = operation["responses"]
        content = responses.get(str(answer.status), responses["default"])["content"]
        documented = {name.split(";")[0]: value for name, value in content.items()}
        self.assertIn(answer.type(), documented)
        if answer.type() in JSON:
            self.validate(answer.json(), documented[answer.type()]["schema"])

    def test_examples(self):
        for path, method, operation in self.operations():
            with self.subTest(operation=operation["operationId"]):
                answer = self.call(path, method, operation)
                self.assertEqual(answer.status, 200, answer.body)
                self.check(answer, operation)

    def test_everything_that_an_answer_can_hold_is_described(self):
        search = self.document["paths"]["/v1/search"]["get"]
        for more in ({"explain": "true", "passages": 5, "facets": "month,votes,author,section,name",
                      "q": "강화학습 difusion"}, {"q": "Mamba"}, {"q": "zzzzzz"},
                     {"q": "author:Schulman"}):
            answer = self.call("/v1/search", "get", search, **more)
            self.assertEqual(answer.status, 200, answer.body)
            self.check(answer, search)

    def test_errors(self):
        search = self.document["paths"]["/v1/search"]["get"]
        for more in ({"limt": 1}, {"limit": -1}, {"q": "(", "strict-query": "true"}):
            answer = self.call("/v1/search", "get", search, **more)
            self.assertEqual(answer.status, 400)
            self.check(answer, search)

    def test_bounds_are_those_of_the_server(self):
        search = self.document["paths"]["/v1/search"]["get"]
        for parameter in search["parameters"]:
            schema = parameter["schema"]
            for bound, outside in (("minimum", -1), ("maximum", 1)):
                if bound not in schema:
                    continue
                with self.subTest(parameter=parameter["name"], bound=bound):
                    name = parameter["name"]
                    self.assertEqual(self.call("/v1/search", "get", search,
                                               **{name: schema[bound]}).status, 200)
                    self.assertEqual(self.call("/v1/search", "get", search,
                                               **{name: schema[bound] + outside}).status, 400)
            for value in schema.get("enum", ()):
                self.assertEqual(self.call("/v1/search", "get", search,
                                           **{parameter["name"]: value}).status, 200)


if __name__ == "__main__":
    unittest.main()
