import { call } from '../shared/api.js';

/** None of these calls has to do with a session of this browser. */
const WITHOUT_COOKIES = { cookies: false };

/** What the server offers for an activation; nothing is used up. `name` is `{activation}` or `{locator}`. */
export function askOffer(name, installation) {
  return call('POST', '/device/activations', { ...name, installation }, WITHOUT_COOKIES);
}

/** The claim of an activation, once. */
export function redeem(activation, token, body) {
  return call('POST', `/device/activations/${activation}/redemption`, body, { secret: token });
}

/** What the server knows of this installation's users. */
export function askStatus({ id, token }) {
  return call('GET', `/device/installations/${id}`, undefined, { secret: token });
}

/** Tells the server what has changed on this phone. */
export function tellReport({ id, token }, installation) {
  return call('PUT', `/device/installations/${id}`, installation, { secret: token });
}

/** What is wrong with the activation of one of this installation's users, by what its person sees. */
export function diagnose({ id, token }, enrolment, answers) {
  return call('POST', `/device/installations/${id}/diagnosis`, { enrolment, ...answers }, { secret: token });
}

/** Begins an activation with user name and password. */
export function begin(credentials, installation) {
  return call('POST', '/device/activations/credentials', { ...credentials, installation }, WITHOUT_COOKIES);
}

/** Has the activation token sent to one of the user's numbers. */
export function sendToken(activation, secret, number) {
  return call('POST', `/device/activations/${activation}/sms`, { number }, { secret });
}
