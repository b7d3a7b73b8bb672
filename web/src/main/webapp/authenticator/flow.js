import { fill, h } from '../shared/dom.js';
import { Unreachable } from '../shared/api.js';
import { button, showTrouble } from '../shared/parts.js';
import { t } from '../shared/texts.js';
import { DeviceKind } from './device-kind.js';
import { Enrolling } from './enrolling.js';
import { failure } from './failures.js';
import { fromBase64url, utf8 } from './protocol/octets.js';
import { locator } from './protocol/typed.js';
import { waiting } from './views/parts.js';

/** An activation whose QR code was scanned. */
export function ofLink({ store }, { activation, secret }) {
  return new Enrolling(store, 'qr', { activation }, fromBase64url(secret));
}

/** An activation whose twelve characters were typed. */
export async function ofCode({ store }, code) {
  return new Enrolling(store, 'code', { locator: await locator(code) }, utf8(code));
}

/**
 * An activation whose eight digits came by SMS, or from a card. Whether they are right shows at its redemption.
 *
 * @param {Move} [move] what moves the authenticator here
 */
export function ofToken({ store }, { activation }, digits, move) {
  return new Enrolling(store, 'sms', { activation }, utf8(digits), { move });
}

/**
 * A move that the key of the earlier enrolment signs for.
 *
 * @param {function(Activation): Promise<Object>} handOver has it sign
 */
export function ofKey({ store }, move, handOver) {
  const { activation, secret } = move.begun;
  return new Enrolling(store, 'key', { activation }, fromBase64url(secret), { move, handOver });
}

/**
 * Asks what the server offers, and shows how the keys will be opened. The first user decides for this phone whether its lock or a
 * PIN does; those who come later are asked for the same.
 */
export async function begin(context, enrolling) {
  const kind = enrolling.move?.unlock ?? await unlockOf(context.installation);
  await enrolling.askOffer(kind);
  const isFirst = context.installation.unlock === undefined && !enrolling.staysOnPhone;
  context.replace(kind === 'DEVICE' ? 'unlock' : 'pin', { enrolling, isFirst });
}

/** What opens the keys of this phone, PIN or DEVICE; before there are any, what may. */
export async function unlockOf({ unlock }) {
  return unlock ?? (await DeviceKind.isPossible() ? 'DEVICE' : 'PIN');
}

/** The phone's lock will not do: a PIN, for which the server offers other suites. */
export async function usePin(context, enrolling) {
  await enrolling.askOffer('PIN');
  context.replace('pin', { enrolling, isFirst: context.installation.unlock !== 'PIN' });
}

/**
 * Redeems in a place of a view. While no answer comes the person may ask again: what was sent is sent once more as it was.
 *
 * @param {function(): Promise<PinKind|DeviceKind>} makeKind
 * @param {function(Error)} refused shows what a refusal means
 */
export async function redeemIn(place, context, enrolling, makeKind, refused) {
  fill(place, waiting(t('app.activating')));
  try {
    const done = await enrolling.redeem(enrolling.isUnanswered ? null : await makeKind());
    enrolling.end();
    await context.refresh();
    context.redrawBelow();
    context.replace('done', done);
  } catch (error) {
    if (!(error instanceof Unreachable)) {
      refused(error);
      return;
    }
    const trouble = h('div');
    const again = () => redeemIn(place, context, enrolling, makeKind, refused);
    fill(place, trouble, h('div', { class: 'actions' }, button(t('form.again'), again, 'primary'), button(t('app.to-start'), () => context.home(), 'plain')));
    showTrouble(trouble, failure(error, enrolling).text);
  }
}
