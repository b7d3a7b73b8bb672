const ENCODER = new TextEncoder();
const COUNT_OCTETS = 4;

/** The UTF-8 octets of a text; for ASCII, its octets. */
export function utf8(text) {
  return ENCODER.encode(text);
}

export function concat(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A list of fields: of each the number of its octets as four octets, and then these. Texts are written in UTF-8. */
export function fields(...values) {
  return concat(...values.flatMap((value) => {
    const octets = typeof value === 'string' ? utf8(value) : value;
    const count = new Uint8Array(COUNT_OCTETS);
    new DataView(count.buffer).setUint32(0, octets.length);
    return [count, octets];
  }));
}

/**
 * The octets of each field of a list.
 *
 * @throws {RangeError} if a field is cut off
 */
export function readFields(octets) {
  const read = [];
  const view = new DataView(octets.buffer, octets.byteOffset, octets.length);
  for (let at = 0; at < octets.length;) {
    const end = at + COUNT_OCTETS + view.getUint32(at);
    if (end > octets.length) {
      throw new RangeError('a field is longer than what is left');
    }
    read.push(octets.slice(at + COUNT_OCTETS, end));
    at = end;
  }
  return read;
}

/** Whether two are equal, in a time that does not depend on where they differ. */
export function equal(one, other) {
  let difference = one.length ^ other.length;
  for (let at = 0; at < one.length; at += 1) {
    difference |= one[at] ^ other[at];
  }
  return difference === 0;
}

/** Puts zeros in the place of secrets. What the browser copied is out of reach. */
export function wipe(...secrets) {
  secrets.forEach((secret) => secret.fill(0));
}

export function toHex(octets) {
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('');
}

/** @throws {RangeError} for what is no hexadecimal text with two digits an octet */
export function fromHex(text) {
  if (!/^([0-9a-f]{2})*$/i.test(text)) {
    throw new RangeError('this is no hexadecimal text');
  }
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** Base64url without padding (RFC 4648 section 5), as the server takes octets in JSON. */
export function toBase64url(octets) {
  return btoa(String.fromCharCode(...octets)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** @throws {RangeError} for what is no base64url */
export function fromBase64url(text) {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) {
    throw new RangeError('this is no base64url');
  }
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
}
