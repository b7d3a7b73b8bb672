import { serverNow } from '../../shared/api.js';
import { fill, h } from '../../shared/dom.js';
import { announce, button, copyButton, countDown, spelled } from '../../shared/parts.js';
import { t } from '../../shared/texts.js';
import { grouped } from '../protocol/typed.js';
import { asksPin } from '../respond.js';
import { view } from './parts.js';

/** As long as it is good to leave it lying about; the challenge behind it lives five minutes. */
const SHOWN_MILLISECONDS = 120_000;

/** The response, large, for a while. */
export function response(context, data) {
  const { user, response: digits, until = new Date(serverNow() + SHOWN_MILLISECONDS) } = data;
  data.until = until;
  const place = h('div', { class: 'place' });
  const left = h('p', { class: 'hint' });
  const copy = copyButton(() => data.response);
  if (digits) {
    const shown = grouped(digits);
    announce(`${t('app.response')}: ${spelled(digits)}`);
    fill(place, h('p', { class: 'response' }, shown), h('div', { class: 'actions' }, copy), left,
      h('p', {}, t(asksPin(user) ? 'app.response-hint-pin' : 'app.response-hint')));
    countDown(until.toISOString(), context.signal, (seconds) => {
      left.textContent = t('app.response-ends', { sec: seconds });
      if (seconds === 0) {
        data.response = '';
        fill(place, h('p', {}, t('app.response-over')));
      }
    });
  } else {
    fill(place, h('p', {}, t('app.response-over')));
  }
  return view(t('app.response-title', { user: user.userName }), place, [button(t('app.next-challenge'), () => context.back(), 'primary')]);
}
