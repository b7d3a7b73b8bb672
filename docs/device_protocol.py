"""Computes the vectors of device-protocol.md once more: python3 device_protocol.py device-protocol.md

A second implementation, written from the document with the standard library alone. Meant to be read: it is slow, and not
careful with time or memory, as a device has to be.
"""

import hashlib
import hmac
import json
import re
import sys

# P-256 (FIPS 186-4 appendix D.1.2.3)
P = 2**256 - 2**224 + 2**192 + 2**96 - 1
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B


def point(octets):
    x, y = int.from_bytes(octets[1:33], "big"), int.from_bytes(octets[33:], "big")
    assert len(octets) == 65 and octets[0] == 4 and x < P and y < P and (y * y - x**3 + 3 * x - B) % P == 0
    return x, y


def add(one, other):
    if one is None or other is None:
        return one or other
    (x1, y1), (x2, y2) = one, other
    if x1 == x2 and (y1 + y2) % P == 0:
        return None
    slope = (3 * x1 * x1 - 3) * pow(2 * y1, -1, P) if one == other else (y2 - y1) * pow(x2 - x1, -1, P)
    x = (slope * slope - x1 - x2) % P
    return x, (slope * (x1 - x) - y1) % P


def ecdh(number, octets):
    result, summand = None, point(octets)
    while number:
        if number & 1:
            result = add(result, summand)
        summand = add(summand, summand)
        number >>= 1
    return result[0].to_bytes(32, "big")


def mac(key, octets, function="sha256"):
    return hmac.new(key, octets, function).digest()


def extract(salt, material):
    return mac(salt or bytes(32), material)


def expand(key, info, length):
    output, block = b"", b""
    while len(output) < length:
        block = mac(key, block + info + bytes([len(output) // 32 + 1]))
        output += block
    return output[:length]


def fields(*values):
    octets = [value if isinstance(value, bytes) else value.encode() for value in values]
    return b"".join(len(one).to_bytes(4, "big") + one for one in octets)


def canonical(typed):
    halfwidth = "".join(chr(ord(c) - 0xFEE0) if 0xFF01 <= ord(c) <= 0xFF5E else c for c in typed)
    return re.sub(r"[\s\u2010-\u2015\u2212-]", "", halfwidth)


def ocra(suite, key, question, pin_hash):
    """Suites with a question and perhaps a PIN."""
    digest, digits = re.match("OCRA-1:HOTP-(SHA[0-9]+)-([0-9]+):", suite).groups()
    hexadecimal = question if ":QH" in suite else "%x" % int(question)
    data = suite.encode() + b"\0" + bytes.fromhex(hexadecimal.ljust(256, "0")) + pin_hash
    code = mac(key, data, digest.lower())
    offset = code[-1] & 15
    number = int.from_bytes(code[offset : offset + 4], "big") & 0x7FFFFFFF
    return data, str(number % 10 ** int(digits)).zfill(int(digits))


def octets_of(vector, name):
    return bytes.fromhex(vector.get(name, ""))


def activation(v):
    if "typed" in v:
        code = canonical(v["typed"]).upper().translate(str.maketrans("OIL", "011")).encode()
        yield "secret", code
        yield "locator", expand(extract(b"", code), b"countersign/v1/activation-locator", 16)
    server, device = octets_of(v, "serverPublicKey"), octets_of(v, "devicePublicKey")
    z = ecdh(int(v["devicePrivateNumber"], 16), server)
    yield "z", z
    yield "z", ecdh(int(v["serverPrivateNumber"], 16), device)
    transcript = fields(
        "countersign/v1/activation-transcript",
        *(v[name] for name in ("method", "activation", "enrolment", "installation", "challengeSuite", "approvalSuite")),
        server,
        device,
        octets_of(v, "approvalPublicKey"),
    )
    yield "transcript", transcript
    salt = hashlib.sha256(transcript).digest()
    yield "salt", salt
    prk = extract(salt, z + octets_of(v, "secret"))
    yield "pseudorandomKey", prk
    yield "challengeKey", expand(prk, b"countersign/v1/ocra" + v["enrolment"].encode(), 32)
    if v["approvalSuite"]:
        yield "approvalOcraKey", expand(prk, b"countersign/v1/approval-ocra" + v["enrolment"].encode(), 32)
    for role in ("device", "server"):
        key = expand(prk, ("countersign/v1/confirm/" + role + v["enrolment"]).encode(), 32)
        yield role + "Confirmation", mac(key, fields("countersign/v1/confirmation", role, transcript))


def answer(v, question):
    pin_hash = hashlib.sha256(v["pin"].encode()).digest() if "pin" in v else b""
    yield "pinHash", pin_hash
    data, response = ocra(v["suite"], octets_of(v, "key"), question, pin_hash)
    yield "dataInput", data
    yield "response", response
    yield "shown", response[:4] + " " + response[4:]


def challenge(v):
    yield "challenge", canonical(v["typed"])
    yield from answer(v, v["challenge"])


def approval(v):
    octets = fields(
        "countersign/v1/approval-request",
        *(v[name] for name in ("attempt", "user", "client", "place")),
        *(v[name].to_bytes(8, "big") for name in ("time", "expiry")),
        octets_of(v, "nonce"),
    )
    yield "octets", octets
    yield "requestHash", hashlib.sha256(octets).digest()
    yield from answer(v, v["requestHash"])


def main(path):
    with open(path, encoding="utf-8") as document:
        blocks = re.findall("<!-- vectors: (\\w+) -->\n```json\n(.*?)```", document.read(), re.DOTALL)
    count = 0
    for name, block in blocks:
        for vector in json.loads(block):
            for field, value in {"activation": activation, "challenge": challenge, "approval": approval}[name](vector):
                computed = value.hex() if isinstance(value, bytes) else value
                if computed != vector.get(field, ""):
                    sys.exit(f"{name}: {field} is {computed} here")
            count += 1
    print(count, "vectors are right")


if __name__ == "__main__":
    main(sys.argv[1])
