"""Verifies an ES256 token against a JWK Set: python3 verify_token.py TOKEN JWKS. Needs the openssl program.

Prints the claims and exits 0 when the signature is right and the token has not ended. Meant to be read: a program
should use a JOSE library and check issuer and audience too.
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


header, claims, signature = sys.argv[1].split(".")
head = json.loads(octets(header))
if head["alg"] != "ES256":
    sys.exit("The token is not signed with ES256")
key = next(key for key in json.loads(sys.argv[2])["keys"] if key["kid"] == head["kid"])
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
if json.loads(octets(claims))["exp"] <= time.time():
    sys.exit("The token has ended")
print(json.dumps(json.loads(octets(claims)), indent=2))
