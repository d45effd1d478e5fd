"""A stranger's program with nothing but Python's standard library."""

import json
import os
import urllib.error
import urllib.request

API = os.environ["SHOP_URL"] + "/api"


def call(method, path, body=None, token=None, key=None):
    headers = {"accept": "application/json"}
    if body is not None:
        headers["content-type"] = "application/json"
    if token is not None:
        headers["authorization"] = f"Bearer {token}"
    if key is not None:
        headers["idempotency-key"] = key
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(API + path, data=data, headers=headers, method=method)
    try:
        with urllib.request.urlopen(request) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


login = {"email": os.environ["MECHANIC_EMAIL"], "password": os.environ["MECHANIC_PASSWORD"]}
status, session = call("POST", "/login", login)
assert status == 200, session
token = session["token"]

status, refused = call("POST", "/service-tickets", {"description": "Nobody's"})
print(status, refused["error"]["data"]["reason"])

ticket = {"customerId": int(os.environ["CUSTOMER_ID"]), "description": "By Python: räder ✓"}
# Sent twice under one key, as after a lost answer: one ticket.
status, opened = call("POST", "/service-tickets", ticket, token, key="ticket-1")
status, again = call("POST", "/service-tickets", ticket, token, key="ticket-1")
assert status == 201 and again["id"] == opened["id"], again

line = f"/service-tickets/{opened['id']}/assign-inventory/{os.environ['PART_ID']}"
status, refused = call("POST", line, {"quantity": 5000}, token)
print(status, refused["error"]["data"]["details"]["available"])
status, added = call("POST", line, {"quantity": 2}, token)
assert status == 200, added
print(f"{added['partsTotalCents'] / 100:.2f}")

for step in ("in_progress", "completed"):
    status, moved = call("PUT", f"/service-tickets/{opened['id']}/status", {"status": step}, token)
    assert status == 200, moved
print(moved["status"])
