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

/** Tells the server what this phone is now. */
export function tellReport({ id, token }, installation) {
  return call('PUT', `/device/installations/${id}`, installation, { secret: token });
}

/** Tells the server that this app loses its data. */
export function tellReset({ id, token }) {
  return call('POST', `/device/installations/${id}/reset`, undefined, { secret: token });
}

/** The server's part of a new key for a user's challenges. */
export function offerRenewal(installation, enrolment) {
  return call('POST', renewal(installation, enrolment), undefined, { secret: installation.token });
}

/** This phone's part of it. The very same call gets the very same answer. */
export function confirmRenewal(installation, enrolment, body) {
  return call('PUT', renewal(installation, enrolment), body, { secret: installation.token });
}

function renewal({ id }, enrolment) {
  return `/device/installations/${id}/enrolments/${enrolment}/renewal`;
}

/** What is wrong with the activation of one of this installation's users, by what its person sees. */
export function diagnose({ id, token }, enrolment, answers) {
  return call('POST', `/device/installations/${id}/diagnosis`, { enrolment, ...answers }, { secret: token });
}

/** Why the notifications of one of this installation's users do not come, by what he has said so far. */
export function diagnoseNotifications({ id, token }, enrolment, answers) {
  return call('POST', `/device/installations/${id}/diagnosis/notifications`, { enrolment, ...answers }, { secret: token });
}

/** Begins an activation with user name and password. */
export function begin(credentials, installation) {
  return call('POST', '/device/activations/credentials', { ...credentials, installation }, WITHOUT_COOKIES);
}

/** The password of a migration once more. */
export function repeat({ activation, secret }, credentials) {
  return call('POST', `/device/activations/${activation}/credentials`, credentials, { secret });
}

/** Has the activation token sent to one of the user's numbers; where the authenticator moves, to whatever the server chooses. */
export function sendToken({ activation, secret }, number) {
  return call('POST', `/device/activations/${activation}/sms`, { number }, { secret });
}

/** What waits for the users of this phone. */
export function askRequests({ id, token }) {
  return call('GET', `/device/installations/${id}/requests`, undefined, { secret: token });
}

/** A request is on the screen. */
export function tellOpened({ id, token }, request) {
  return call('POST', `/device/installations/${id}/requests/${request}/opened`, undefined, { secret: token });
}

/** What a user decided about a request. */
export function sendDecision({ id, token }, request, decision) {
  return call('POST', `/device/installations/${id}/requests/${request}/decision`, decision, { secret: token });
}

/** The key of the server that a subscription is made for; undefined where the server sends none. */
export async function askPushKey() {
  return (await call('GET', '/device/push', undefined, WITHOUT_COOKIES)).applicationServerKey;
}

/** Tells where the push service of this browser takes notifications. */
export function tellAddress({ id, token }, address) {
  return call('PUT', `/device/installations/${id}/push`, address, { secret: token });
}

/** Takes it back. */
export function takeAddressBack({ id, token }) {
  return call('DELETE', `/device/installations/${id}/push`, undefined, { secret: token });
}

/** Whether notifications reach this phone, as far as the server knows, and what became of the last test. */
export function askReach({ id, token }) {
  return call('GET', `/device/installations/${id}/push/test`, undefined, { secret: token });
}

/** Has a test sent. */
export function sendTest({ id, token }, language) {
  return call('POST', `/device/installations/${id}/push/test`, { language }, { secret: token });
}

/** The test came, and was tapped. */
export function tellTestOpened({ id, token }, test) {
  return call('POST', `/device/installations/${id}/push/test/${test}/opened`, undefined, { secret: token });
}
