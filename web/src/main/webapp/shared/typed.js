const FULLWIDTH = 0xff01 - 0x21;
const BLANKS = /[\p{Z}\t-\r\x1c-\x1f]/gu;
const DASHES = /[-\u2010-\u2015\u2212]/g;

/** What a person typed or pasted, without blanks and dashes of any width, and with fullwidth letters and digits as those of ASCII. */
export function canonical(typed) {
  return typed.replaceAll(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - FULLWIDTH))
    .replaceAll(BLANKS, '').replaceAll(DASHES, '');
}

/**
 * Has a field yield what was typed in its canonical form, and refuse what cannot be a code.
 *
 * @param {Object} made a field
 * @param {RegExp} pattern of a code in that form
 * @param {function(): string} mistake says that it is none
 */
export function takeCodes(made, pattern, mistake) {
  Object.defineProperty(made, 'value', { get: () => canonical(made.input.value) });
  made.mistake = () => (pattern.test(made.value) ? null : mistake());
}
