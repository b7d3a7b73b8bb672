import { fill, h } from '../../shared/dom.js';
import { button, form, passwordField } from '../../shared/parts.js';
import { codeOf } from '../../shared/refusals.js';
import { t } from '../../shared/texts.js';
import { atField, fail, mayRetypePin } from '../failures.js';
import { redeemIn } from '../flow.js';
import { PinKind } from '../pin-kind.js';
import { isPin } from '../protocol/typed.js';
import { back, view } from './parts.js';

/** The PIN of this phone: chosen and typed twice for its first user, typed once for the others. */
export function pin(context, { enrolling, isFirst, refusal }) {
  const place = h('div', { class: 'place' });
  const chosen = pinField(t('app.pin-label'), isFirst && t('app.pin-hint'));
  const repeated = isFirst ? pinField(t('app.pin-repeat')) : null;
  chosen.mistake = () => (isPin(chosen.value) ? null : t('app.pin-rules'));
  if (repeated) {
    repeated.mistake = () => (repeated.value === chosen.value ? null : t('app.pin-mismatch'));
  }
  const made = form(() => redeemIn(place, context, enrolling, async () => new PinKind(chosen.value), refused), {
    button: t('app.activate'), fields: [chosen, repeated].filter(Boolean), missing: t('form.missing'), also: [back(context)],
  });

  const ask = (error) => {
    fill(place, isFirst ? advice() : h('p', {}, t(enrolling.staysOnPhone ? 'app.pin-earlier-text' : 'app.pin-existing-text')), made.element,
      enrolling.staysOnPhone && forgotten(context, enrolling.move));
    if (error) {
      [chosen, repeated].filter(Boolean).forEach((one) => { one.input.value = ''; });
      chosen.refuse(atField(error));
    }
  };

  const refused = (error) => {
    if (codeOf(error) === 'ACT_PIN_WRONG' && isFirst && mayRetypePin(error)) {
      // The server knows a PIN of this phone, of users whom the phone has no more.
      context.replace('pin', { enrolling, isFirst: false, refusal: error });
    } else if (mayRetypePin(error)) {
      ask(error);
    } else {
      fail(context, error, { enrolling, again: (there) => there.replace('pin', { enrolling, isFirst }) });
    }
  };

  ask();
  const shown = view(t(isFirst ? 'app.pin-title' : 'app.pin-existing-title'), place);
  return { ...shown, focus: () => (refusal ? ask(refusal) : chosen.input.focus()) };
}

function pinField(label, hint) {
  return passwordField(label, 'off', { hint: hint || undefined });
}

/** Who does not know it any more gets a new one by a migration. */
function forgotten(context, { userName }) {
  return h('div', { class: 'other-ways' },
    button(t('app.pin-forgotten'), () => context.replace('credentials', { purpose: 'MIGRATE', userName }), 'plain'));
}

/** One tap away: what makes a PIN hard to guess. */
function advice() {
  return h('details', {}, h('summary', {}, t('app.pin-advice-title')), h('ul', {},
    h('li', {}, t('app.pin-advice')), h('li', {}, t('app.pin-advice-signs')), h('li', {}, t('app.pin-advice-kept'))));
}
