import { deliveryOf } from '../../shared/delivery.js';
import { fill, h, newId } from '../../shared/dom.js';
import { button, field, form, resendCountDown, showTrouble } from '../../shared/parts.js';
import { codeOf, isExpected, words } from '../../shared/refusals.js';
import { t, unbroken } from '../../shared/texts.js';
import { sendToken } from '../calls.js';
import { atField, fail, isOfActivation } from '../failures.js';
import { ofToken } from '../flow.js';
import { grouped, smsToken } from '../protocol/typed.js';
import { back, view } from './parts.js';

const TITLES = { MIGRATE: 'app.migrate-title', RECOVER: 'app.recover-title' };

/** To which of the user's numbers the token goes. */
export function number(context, { begun }) {
  const select = h('select', {}, begun.numbers.map(({ id, label, default: isDefault }) =>
    h('option', { value: id, selected: isDefault }, unbroken(label))));
  const chosen = field(t('app.number-label'), {}, { control: select });
  const made = form(async () => {
    try {
      context.replace('token', { begun, number: select.value, sent: await sendToken(begun, select.value) });
    } catch (error) {
      tell(context, error, made.trouble);
    }
  }, { button: t('app.send-token'), fields: [chosen], missing: t('form.missing'), also: [back(context)] });
  return { ...view(t('app.credentials-title'), made.element), focus: () => select.focus() };
}

/**
 * The token of the SMS, or what the user's card shows for a challenge.
 *
 * @param {{begun: Object, number?: string, sent: Object, move?: Move, refusal?: Refusal}} data `sent` is the server's word where the token
 *   comes from, `refusal` of a token that was wrong
 */
export function token(context, data) {
  const { begun, sent, move, refusal } = data;
  const code = field(t(sent.challenge ? 'app.card-label' : 'app.token-label'), {
    class: 'code', type: 'text', inputmode: 'numeric', autocomplete: 'one-time-code', required: true, maxlength: '20',
  }, { hint: t('app.token-hint') });
  code.mistake = () => (smsToken(code.value) ? null : t('app.token-form'));
  const made = form(async () => {
    const enrolling = ofToken(context, begun, smsToken(code.value), move);
    enrolling.retype = (there, error) => there.replace('token', { ...data, refusal: error });
    context.replace('looking', { enrolling });
  }, { button: t('form.continue'), fields: [code], missing: t('code.missing'), also: [back(context)] });

  return {
    ...view(t(TITLES[move?.purpose] ?? 'app.credentials-title'), [
      sent.challenge ? card(sent.challenge) : delivery(context, begun, sent, mayChoose(data)),
      made.element,
      !sent.challenge && again(context, data, made.trouble),
    ]),
    focus: () => (refusal ? code.refuse(atField(refusal), { forget: true }) : code.input.focus()),
  };
}

/** Whether the token may go to another number: where the authenticator moves, it goes to the bound one. */
function mayChoose({ begun }) {
  return begun.numbers?.length > 1;
}

/** Where the message with the token is. */
function delivery({ signal }, { activation, secret }, { label, expiresAt }, choice) {
  const words = choice ? { BLOCKED: 'app.carrier-blocked' } : {};
  return deliveryOf({ number: unbroken(label), path: `/device/activations/${activation}/delivery`, expiresAt, secret, words }, signal);
}

/** The card's question, large. */
function card(challenge) {
  return h('div', { class: 'card' }, h('p', {}, t('app.card-text')), h('p', { class: 'response' }, grouped(challenge)));
}

/** Sends the token once more, as soon as that may be. */
function again(context, data, trouble) {
  const wait = h('p', { class: 'hint', id: newId() });
  const made = button(t('message.again-short'), async () => {
    fill(trouble);
    try {
      data.sent = await sendToken(data.begun, data.number);
      count(data.sent.resendAt);
    } catch (error) {
      tell(context, error, trouble, data.move, mayChoose(data) ? { SMS_NOT_SENT: 'app.carrier-blocked' } : {});
    }
  }, 'plain');
  const count = resendCountDown(made, wait, context.signal);
  count(data.sent.resendAt);
  return h('div', { class: 'other-ways' }, made, wait);
}

/** What goes beyond the numbers of this activation ends it. */
function tell(context, error, trouble, move, instead = {}) {
  if (isOfActivation(error) || codeOf(error) === 'NOT_FOUND') {
    const { purpose, userName } = move ?? {};
    fail(context, error, { move, again: (there) => there.replace('credentials', { purpose, userName }) });
  } else if (isExpected(error)) {
    showTrouble(trouble, words(error, { phone: context.phone, instead }));
  } else {
    throw error;
  }
}
