"""Brings a key file of display cards in, releases or rejects a batch: python3 import_cards.py SERVER FILE [options].

The operator's token is COUNTERSIGN_OPERATOR_TOKEN or is typed; the transport key is typed or comes from a file. Exits 0 when
the server has done it, 1 when it refused, 3 when it is not known to have done anything.
"""

import argparse
import base64
import getpass
import http.client
import json
import os
import re
import sys
import urllib.error
import urllib.parse
import urllib.request

# A large file is parsed and sealed card by card before the answer comes.
PATIENCE_SECONDS = 300
UNKNOWN = "see GET /api/v1/admin/card-batches for whether anything was done"
HERE = ["localhost", "127.0.0.1", "::1"]
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
server = urllib.parse.urlsplit(given.server)
if server.scheme != "https" and not (server.scheme == "http" and server.hostname in HERE):
    parser.error("the server's address begins with https://: token, file and key would be read on the way")


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """Followed, an order becomes a question, and another server gets the operator's token."""

    def redirect_request(self, *arguments):
        return None


def give_up(why):
    print(why, file=sys.stderr)
    sys.exit(3)


def call(path, body):
    token = os.environ.get("COUNTERSIGN_OPERATOR_TOKEN") or getpass.getpass("Token of the operator: ")
    request = urllib.request.Request(
        given.server.rstrip("/") + "/api/v1/admin/card-batches" + path,
        data=json.dumps(body).encode() if body else b"",
        headers={"Authorization": "Bearer " + token, "Content-Type": "application/json"},
        method="POST",
    )
    try:
        with urllib.request.build_opener(NoRedirect).open(request, timeout=PATIENCE_SECONDS) as answer:
            return read(answer), 0
    except urllib.error.HTTPError as refused:
        if refused.headers.get_content_type() != "application/problem+json":
            if 300 <= refused.code < 400:
                give_up("%s leads to %s: name the server itself; nothing was done" % (given.server, refused.headers["Location"]))
            give_up("%s answers %d and not as this product does: %s" % (given.server, refused.code, UNKNOWN))
        return read(refused), 1
    except (OSError, http.client.HTTPException) as fault:
        give_up("No answer from %s (%s): %s" % (given.server, fault, UNKNOWN))


def read(answer):
    try:
        return json.load(answer)
    except ValueError:
        give_up("%s answers, and not as this product does: %s" % (given.server, UNKNOWN))


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
