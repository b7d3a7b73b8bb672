import { fill, h, newId } from '../../shared/dom.js';
import { button, field, form, notice, resendCountDown, showTrouble } from '../../shared/parts.js';
import { codeOf, isExpected, words } from '../../shared/refusals.js';
import { t, unbroken } from '../../shared/texts.js';
import { sendToken } from '../calls.js';
import { atField } from '../failures.js';
import { begin, ofToken } from '../flow.js';
import { smsToken } from '../protocol/typed.js';
import { back, view } from './parts.js';

/** To which of the user's numbers the token goes. */
export function number(context, { begun }) {
  const select = h('select', {}, begun.numbers.map(({ id, label, default: isDefault }) =>
    h('option', { value: id, selected: isDefault }, unbroken(label))));
  const chosen = field(t('app.number-label'), {}, { control: select });
  const made = form(async () => {
    const target = begun.numbers.find(({ id }) => id === select.value);
    try {
      const sent = await sendToken(begun.activation, begun.secret, target.id);
      context.replace('token', { begun, target, resendAt: sent.resendAt });
    } catch (error) {
      tell(context, error, made.trouble);
    }
  }, { button: t('app.send-token'), fields: [chosen], missing: t('form.missing'), also: [back(context)] });
  return { ...view(t('app.credentials-title'), made.element), focus: () => select.focus() };
}

/**
 * The token of the SMS.
 *
 * @param {{begun: Object, target: Object, resendAt: string, refusal?: Refusal}} data `refusal` of a token that was wrong
 */
export function token(context, data) {
  const { begun, target, refusal } = data;
  const code = field(t('app.token-label'), {
    class: 'code', type: 'text', inputmode: 'numeric', autocomplete: 'one-time-code', required: true, maxlength: '20',
  }, { hint: t('app.token-hint') });
  code.mistake = () => (smsToken(code.value) ? null : t('app.token-form'));
  const made = form(async () => {
    const enrolling = ofToken(context, begun.activation, smsToken(code.value));
    enrolling.retype = (error) => context.replace('token', { ...data, refusal: error });
    context.replace('looking', { enrolling });
  }, { button: t('form.continue'), fields: [code], missing: t('code.missing'), also: [back(context)] });

  const said = notice('note', t('message.sent', { number: unbroken(target.label) }));
  return {
    ...view(t('app.credentials-title'), [said, made.element, again(context, data, made.trouble)]),
    focus: () => (refusal ? code.refuse(atField(refusal), { forget: true }) : code.input.focus()),
  };
}

/** Sends the token once more, as soon as that may be. */
function again(context, data, trouble) {
  const wait = h('p', { class: 'hint', id: newId() });
  const made = button(t('message.again-short'), async () => {
    fill(trouble);
    try {
      data.resendAt = (await sendToken(data.begun.activation, data.begun.secret, data.target.id)).resendAt;
      count(data.resendAt);
    } catch (error) {
      tell(context, error, trouble);
    }
  }, 'plain');
  const count = resendCountDown(made, wait, context.signal);
  count(data.resendAt);
  return h('div', { class: 'other-ways' }, made, wait);
}

/** What goes beyond the numbers of this activation ends it. */
function tell(context, error, trouble) {
  if (codeOf(error).startsWith('ACT_') || codeOf(error) === 'NOT_FOUND') {
    context.fail(error, { again: () => context.replace('credentials') });
  } else if (isExpected(error)) {
    showTrouble(trouble, words(error, { phone: context.phone }));
  } else {
    throw error;
  }
}
