/** The hash functions that a suite may name: how WebCrypto calls them, and their octets. */
export const HASHES = {
  SHA1: { name: 'SHA-1', length: 20 },
  SHA256: { name: 'SHA-256', length: 32 },
  SHA512: { name: 'SHA-512', length: 64 },
};

const DIGITS = '(?<digits>0|[4-9]|10)';
const QUESTION = 'Q(?<format>[ANH])(?<length>0[4-9]|[1-5][0-9]|6[0-4])';
const SESSION = 'S(?<session>[0-9]{3})';
const TIME = 'T(?<count>[1-9][0-9]?)(?<unit>[SMH])';
const SUITE = new RegExp(`^OCRA-1:HOTP-(?<hash>SHA1|SHA256|SHA512)-${DIGITS}:(?<counter>C-)?${QUESTION}`
  + `(?:-P(?<pin>SHA1|SHA256|SHA512))?(?:-${SESSION})?(?:-${TIME})?$`);

const LONGEST_SESSION = 512;
const UNITS = { S: { seconds: 1, most: 59 }, M: { seconds: 60, most: 59 }, H: { seconds: 3600, most: 48 } };

/**
 * Reads an OCRA suite (RFC 6287 section 6 and its errata): which hash, how many digits, which data inputs.
 *
 * @returns {{text: string, hash: Object, digits: number, counter: boolean, format: string, length: number, pin: Object|null,
 *   session: number|null, step: number|null}} `step` in seconds; `digits` 0 is the whole HMAC in hexadecimal
 * @throws {RangeError} for what is no suite
 */
export function parseSuite(text) {
  const parts = SUITE.exec(text)?.groups;
  const session = parts?.session === undefined ? null : Number(parts.session);
  const unit = UNITS[parts?.unit];
  if (!parts || session === 0 || session > LONGEST_SESSION || (unit && parts.count > unit.most)) {
    throw new RangeError(`"${text}" is no OCRA suite`);
  }
  return {
    text,
    hash: HASHES[parts.hash],
    digits: Number(parts.digits),
    counter: parts.counter !== undefined,
    format: parts.format,
    length: Number(parts.length),
    pin: parts.pin ? HASHES[parts.pin] : null,
    session,
    step: unit ? parts.count * unit.seconds : null,
  };
}
