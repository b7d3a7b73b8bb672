"""Brings a key file of display cards in, releases or rejects a batch: python3 import_cards.py SERVER FILE [options].

The operator's token is COUNTERSIGN_OPERATOR_TOKEN or is typed; the transport key is typed or comes from a file.
"""

import argparse
import base64
import getpass
import json
import os
import re
import sys
import urllib.error
import urllib.request

FORMATS = ["PSKC", "CSV_HEX", "CSV_BASE64", "CSV_BASE32"]

parser = argparse.ArgumentParser(description="Key files of display cards")
parser.add_argument("server", help="such as https://login.example")
parser.add_argument("file", nargs="?", help="the vendor's key file")
parser.add_argument("--format", choices=FORMATS, default="PSKC")
parser.add_argument("--dry-run", action="store_true", help="only try")
parser.add_argument("--per-row", action="store_true", help="take the good rows although others are bad")
decision = parser.add_mutually_exclusive_group()
decision.add_argument("--release", metavar="ID", help="put the cards of a batch into stock")
decision.add_argument("--reject", metavar="ID", help="destroy the cards of a batch")
transport = parser.add_mutually_exclusive_group()
transport.add_argument("--key", action="store_true", help="the file is under an AES key, which is asked for")
transport.add_argument("--password", action="store_true", help="the file is under a password, which is asked for")
transport.add_argument("--private-key", metavar="PEM", help="the file is under this RSA key (PKCS #8 without a password)")
given = parser.parse_args()
if bool(given.file) == bool(given.release or given.reject):
    parser.error("name a file, or a batch to release or to reject")


def call(path, body):
    token = os.environ.get("COUNTERSIGN_OPERATOR_TOKEN") or getpass.getpass("Token of the operator: ")
    request = urllib.request.Request(
        given.server.rstrip("/") + "/api/v1/admin/card-batches" + path,
        data=json.dumps(body).encode() if body else b"",
        headers={"Authorization": "Bearer " + token, "Content-Type": "application/json"},
        method="POST",
    )
    try:
        with urllib.request.urlopen(request) as answer:
            return json.load(answer), 0
    except urllib.error.HTTPError as refused:
        return json.load(refused), 1


def transport_key():
    if given.key:
        return {"preSharedKey": getpass.getpass("AES key in hexadecimal: ").strip()}
    if given.password:
        return {"password": getpass.getpass("Password of the file: ")}
    with open(given.private_key) as pem:
        return {"privateKey": re.sub(r"-----[^-]+-----|\s", "", pem.read())}


if given.file:
    with open(given.file, "rb") as file:
        order = {"format": given.format, "file": base64.b64encode(file.read()).decode(), "dryRun": given.dry_run}
    order["mode"] = "PER_ROW" if given.per_row else "ALL_OR_NOTHING"
    if given.key or given.password or given.private_key:
        order["transportKey"] = transport_key()
    result, code = call("", order)
else:
    result, code = call("/" + (given.release or given.reject) + ("/release" if given.release else "/reject"), None)
print(json.dumps(result, indent=1))
sys.exit(code)
