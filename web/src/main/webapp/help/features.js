/**
 * What of the product is there for users. What is said about the rest waits until it is `true`; until then a question about it leads
 * to client services.
 */
export const PRESENT = { card: true, passcode: true, voice: false };
