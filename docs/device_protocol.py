"""Computes the vectors of device-protocol.md once more: python3 device_protocol.py device-protocol.md

A second implementation, written from the document with the standard library alone. Meant to be read: it is slow, and not
careful with time or memory, as a device has to be.
"""

import base64
import hashlib
import hmac
import json
import re
import sys
import urllib.parse

# P-256 (FIPS 186-4 appendix D.1.2.3)
P = 2**256 - 2**224 + 2**192 + 2**96 - 1
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
G = (
    0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
)
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


def multiple(number, summand):
    result = None
    while number:
        if number & 1:
            result = add(result, summand)
        summand = add(summand, summand)
        number >>= 1
    return result


def ecdh(number, octets):
    return multiple(number, point(octets))[0].to_bytes(32, "big")


def is_signature(key, octets, der):
    """ECDSA with SHA-256 (FIPS 186-4 section 6.4), r and s as the two INTEGERs of a SEQUENCE."""
    length = der[3]
    assert der[0] == 0x30 and der[1] == len(der) - 2 and der[2] == der[4 + length] == 2
    r, s = int.from_bytes(der[4 : 4 + length], "big"), int.from_bytes(der[6 + length :], "big")
    digest, inverse = int.from_bytes(hashlib.sha256(octets).digest(), "big"), pow(s, -1, N)
    found = add(multiple(digest * inverse % N, G), multiple(r * inverse % N, point(key)))
    return found[0] % N == r


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


def aes256(key, block):
    """One block (FIPS 197), bit by bit."""

    def double(octet):
        return (octet << 1 ^ (octet >> 7) * 0x11B) & 0xFF

    power, table = 1, [0x63] * 256
    inverse = {0: 0}
    exponents = []
    for _ in range(255):
        exponents.append(power)
        power ^= double(power)
    for i, octet in enumerate(exponents):
        inverse[octet] = exponents[-i % 255]
    for octet, b in inverse.items():
        table[octet] = b ^ 0x63
        for turn in range(1, 5):
            table[octet] ^= (b << turn | b >> 8 - turn) & 0xFF
    words, constant = [key[i : i + 4] for i in range(0, 32, 4)], 1
    for i in range(8, 60):
        word = words[-1]
        if i % 8 == 0:
            word = bytes(table[c] for c in word[1:] + word[:1])
            word, constant = bytes([word[0] ^ constant]) + word[1:], double(constant)
        elif i % 8 == 4:
            word = bytes(table[c] for c in word)
        words.append(bytes(a ^ b for a, b in zip(words[i - 8], word)))
    state = bytes(a ^ b for a, b in zip(block, b"".join(words[:4])))
    for turn in range(1, 15):
        state = [table[state[(i + i % 4 * 4) % 16]] for i in range(16)]
        if turn < 14:
            columns = [state[i : i + 4] for i in range(0, 16, 4)]
            state = [
                double(c[i]) ^ double(c[(i + 1) % 4]) ^ c[(i + 1) % 4] ^ c[(i + 2) % 4] ^ c[(i + 3) % 4]
                for c in columns
                for i in range(4)
            ]
        state = bytes(a ^ b for a, b in zip(state, b"".join(words[4 * turn : 4 * turn + 4])))
    return state


def gcm(key, nonce, text, associated):
    """Ciphertext and tag (NIST SP 800-38D), for a nonce of 12 octets."""

    def times(x, y):
        product = 0
        for bit in range(127, -1, -1):
            product ^= y * (x >> bit & 1)
            y = y >> 1 ^ (y & 1) * (0xE1 << 120)
        return product

    def stream(count):
        return aes256(key, nonce + count.to_bytes(4, "big"))

    pad = b"".join(stream(2 + i) for i in range((len(text) + 15) // 16))
    ciphertext = bytes(a ^ b for a, b in zip(text, pad))
    subkey, tag = int.from_bytes(aes256(key, bytes(16)), "big"), 0
    lengths = (8 * len(associated)).to_bytes(8, "big") + (8 * len(ciphertext)).to_bytes(8, "big")
    padded = [part + bytes(-len(part) % 16) for part in (associated, ciphertext, lengths)]
    for i in range(0, len(b"".join(padded)), 16):
        tag = times(tag ^ int.from_bytes(b"".join(padded)[i : i + 16], "big"), subkey)
    return ciphertext + (tag ^ int.from_bytes(stream(1), "big")).to_bytes(16, "big")


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
    yield "possessionOctets", fields("countersign/v1/possession", transcript)
    if v["approvalSuite"]:
        pin_key, nonce = expand(prk, b"countersign/v1/pin" + v["enrolment"].encode(), 32), octets_of(v, "pinNonce")
        yield "pinKey", pin_key
        yield "sealedPin", nonce + gcm(pin_key, nonce, v["pin"].encode(), salt)


def renewal(v):
    server, device = octets_of(v, "serverPublicKey"), octets_of(v, "devicePublicKey")
    z = ecdh(int(v["devicePrivateNumber"], 16), server)
    yield "z", z
    yield "z", ecdh(int(v["serverPrivateNumber"], 16), device)
    transcript = fields(
        "countersign/v1/renewal-transcript",
        *(v[name] for name in ("renewal", "enrolment", "installation", "challengeSuite")),
        server,
        device,
    )
    yield "transcript", transcript
    salt = mac(octets_of(v, "oldKey"), transcript)
    yield "salt", salt
    prk = extract(salt, z)
    yield "pseudorandomKey", prk
    yield "challengeKey", expand(prk, b"countersign/v1/ocra" + v["enrolment"].encode(), 32)
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


def assertion(v):
    x, y = multiple(int(v["approvalPrivateNumber"], 16), G)
    yield "approvalPublicKey", b"\4" + x.to_bytes(32, "big") + y.to_bytes(32, "big")
    hashed = hashlib.sha256(octets_of(v, "asked")).digest()
    challenge = base64.urlsafe_b64encode(hashed).decode().rstrip("=")
    yield "challenge", challenge
    client_data = '{"type":"webauthn.get","challenge":"%s","origin":"%s","crossOrigin":false}' % (challenge, v["origin"])
    yield "clientData", client_data.encode()
    relying_party = hashlib.sha256(urllib.parse.urlsplit(v["origin"]).hostname.encode()).digest()
    yield "rpIdHash", relying_party
    authenticator_data = relying_party + b"\5" + bytes(4)
    yield "authenticatorData", authenticator_data
    signed = authenticator_data + hashlib.sha256(client_data.encode()).digest()
    yield "signed", signed
    signature = octets_of(v, "signature")
    yield "signature", signature if is_signature(octets_of(v, "approvalPublicKey"), signed, signature) else b""


def main(path):
    with open(path, encoding="utf-8") as document:
        blocks = re.findall("<!-- vectors: (\\w+) -->\n```json\n(.*?)```", document.read(), re.DOTALL)
    count = 0
    for name, block in blocks:
        for vector in json.loads(block):
            compute = {
                "activation": activation,
                "challenge": challenge,
                "renewal": renewal,
                "approval": approval,
                "assertion": assertion,
            }[name]
            for field, value in compute(vector):
                computed = value.hex() if isinstance(value, bytes) else value
                if computed != vector.get(field, ""):
                    sys.exit(f"{name}: {field} is {computed} here")
            count += 1
    print(count, "vectors are right")


if __name__ == "__main__":
    main(sys.argv[1])
