"""Verifies an access token as a trading client has to: python3 verify_token.py TOKEN JWKS ISSUER AUDIENCE.

Prints the claims and exits 0 when the token is signed with one of these keys, is an access token of this issuer for this
audience, has not ended, and opens everything (scope full). What it says of the factor (acr) is for the caller to judge.
Needs the openssl program. Meant to be read: a program should use a JOSE library, and ask it for the same.
"""

import base64
import json
import subprocess
import sys
import tempfile
import time

# SubjectPublicKeyInfo of an uncompressed P-256 point without the point itself (RFC 5480)
P256 = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004")


def octets(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def der_integer(unsigned):
    value = unsigned.lstrip(b"\0") or b"\0"
    value = b"\0" + value if value[0] > 127 else value
    return b"\x02" + bytes([len(value)]) + value


def temporary(content):
    file = tempfile.NamedTemporaryFile()
    file.write(content)
    file.flush()
    return file


if len(sys.argv) != 5:
    sys.exit(__doc__)
issuer, audience = sys.argv[3:]
header, claims, signature = sys.argv[1].split(".")
head = json.loads(octets(header))
if head.get("alg") != "ES256":
    sys.exit("The token is not signed with ES256")
if head.get("typ") != "at+jwt":
    sys.exit("The token is no access token")
key = next((key for key in json.loads(sys.argv[2])["keys"] if key["kid"] == head.get("kid")), None)
if key is None:
    sys.exit("The token is signed with a key that is not among these: fetch them again")
pem = base64.encodebytes(P256 + octets(key["x"]) + octets(key["y"]))
pem = b"-----BEGIN PUBLIC KEY-----\n" + pem + b"-----END PUBLIC KEY-----\n"
r_and_s = octets(signature)
pair = der_integer(r_and_s[:32]) + der_integer(r_and_s[32:])
with temporary(pem) as public, temporary(b"\x30" + bytes([len(pair)]) + pair) as der, temporary(
    (header + "." + claims).encode()
) as signed:
    command = ["openssl", "dgst", "-sha256", "-verify", public.name, "-signature", der.name, signed.name]
    if subprocess.run(command, stdout=subprocess.DEVNULL).returncode:
        sys.exit("The signature is wrong")
said = json.loads(octets(claims))
if said["iss"] != issuer or audience not in (said["aud"] if isinstance(said["aud"], list) else [said["aud"]]):
    sys.exit("The token is of another issuer or for another audience")
if said["exp"] <= time.time():
    sys.exit("The token has ended")
if said.get("scope") != "full":
    sys.exit("The token opens no trading client: its scope is %s" % said.get("scope"))
print(json.dumps(said, indent=2))
