const LINK = /^https?:\/\/[^#\s]+\/activate\/#([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([A-Za-z0-9_-]{43})$/;

/** What a QR code or an address of the portal names: an activation and its secret; null if it is none. */
export function readLink(text) {
  const [, activation, secret] = LINK.exec(text) ?? [];
  return activation ? { activation, secret } : null;
}
