import { fill, h } from '../../shared/dom.js';
import { button } from '../../shared/parts.js';
import { t } from '../../shared/texts.js';
import { DeviceKind } from '../device-kind.js';
import { fail } from '../failures.js';
import { redeemIn, usePin } from '../flow.js';
import { back, view } from './parts.js';

/** Face, finger or the lock of the phone; or, for the first user, a PIN. */
export function unlock(context, data) {
  const { enrolling, isFirst } = data;
  const place = h('div', { class: 'place' });
  const insteadPin = (there) => there.replace('looking', { enrolling, step: usePin });
  // The key that the phone made once is used again when only its proof was cancelled.
  const makeKind = async () => { data.kind ??= await DeviceKind.create(enrolling.offer.enrolment); return data.kind; };
  const redeem = () => redeemIn(place, context, enrolling, makeKind,
    (error) => fail(context, error, { enrolling, again: (there) => there.replace('unlock', data), pin: enrolling.staysOnPhone ? undefined : insteadPin }));

  fill(place, h('p', {}, t('app.unlock-text')), h('p', { class: 'hint' }, t('app.unlock-twice')), h('div', { class: 'actions' },
    button(t('app.unlock-device'), redeem, 'primary'),
    isFirst && button(t('app.unlock-pin'), () => insteadPin(context)),
    back(context)));
  return { ...view(t(isFirst ? 'app.unlock-title' : 'app.unlock-again-title'), place) };
}
