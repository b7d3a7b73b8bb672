/** The factor that an attempt asks for now. */
export function askedOf({ factors }) {
  return factors.find((factor) => factor.default) ?? factors[0];
}
