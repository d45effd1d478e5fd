"""Validates an OpenAPI 3.1 document and every example in it: validate.py DOCUMENT META_SCHEMA

Prints what is wrong, a line each, and then how much was looked at.
"""

import json
import re
import sys

from jsonschema import Draft202012Validator, FormatChecker, RefResolver

with open(sys.argv[1], encoding="utf-8") as file:
    document = json.load(file)
with open(sys.argv[2], encoding="utf-8") as file:
    meta_schema = json.load(file)

problems = []
counts = {"schemas": 0, "patterns": 0, "examples": 0}
# What Go's RE2 lacks: groups that look around, and what refers back.
NOT_RE2 = re.compile(r"\(\?(?:[=!]|<[=!])|\\[1-9]")


def follow(value):
    while isinstance(value, dict) and "$ref" in value:
        step = document
        for key in value["$ref"].removeprefix("#/").split("/"):
            step = step[key.replace("~1", "/").replace("~0", "~")]
        value = step
    return value


def judge(what, schema, value):
    counts["examples"] += 1
    resolver = RefResolver("", document)
    validator = Draft202012Validator(schema, resolver=resolver, format_checker=FormatChecker())
    try:
        for error in validator.iter_errors(value):
            problems.append(f"{what}: {error.json_path} {error.message}")
    except re.error as error:
        problems.append(f"{what}: a pattern that Python cannot read: {error}")


def look_at_schema(where, schema):
    counts["schemas"] += 1
    for error in Draft202012Validator(Draft202012Validator.META_SCHEMA).iter_errors(schema):
        problems.append(f"{where}: {error.json_path} {error.message}")
    look_at_patterns(where, schema)


def look_at_patterns(where, value):
    if isinstance(value, list):
        for item in value:
            look_at_patterns(where, item)
    if not isinstance(value, dict):
        return
    pattern = value.get("pattern")
    if isinstance(pattern, str):
        counts["patterns"] += 1
        try:
            re.compile(pattern)
        except re.error as error:
            problems.append(f"{where}: {pattern} {error}")
        if NOT_RE2.search(pattern):
            problems.append(f"{where}: {pattern} is not for RE2")
    for item in value.values():
        look_at_patterns(where, item)


def look_at_media(where, holder):
    for media in holder.get("content", {}).values():
        schema = media["schema"]
        look_at_schema(where, schema)
        if "example" in media:
            judge(where, schema, media["example"])
        for name, example in media.get("examples", {}).items():
            judge(f"{where} {name}", schema, follow(example)["value"])
        if "example" not in media and not media.get("examples"):
            problems.append(f"{where}: has no example")


def look_at_operation(operation):
    name = operation["operationId"]
    for parameter in map(follow, operation["parameters"]):
        where = f"{name} {parameter['name']}"
        look_at_schema(where, parameter["schema"])
        if "example" in parameter:
            judge(where, parameter["schema"], parameter["example"])
    look_at_media(f"{name} body", operation.get("requestBody", {}))
    for status, response in operation["responses"].items():
        look_at_media(f"{name} {status}", follow(response))


for error in Draft202012Validator(meta_schema).iter_errors(document):
    problems.append(f"document: {error.json_path} {error.message}")
for name, schema in document["components"]["schemas"].items():
    look_at_schema(name, schema)
for name, header in document["components"]["headers"].items():
    look_at_schema(name, header["schema"])
for path in document["paths"].values():
    for operation in path.values():
        look_at_operation(operation)

print("\n".join([*problems, f"{len(problems)} problems"]))
print(json.dumps(counts))
