import { serverNow, Unreachable } from '../../shared/api.js';
import { h } from '../../shared/dom.js';
import { announce, button, countDown, field, form, minutes, notice, passwordField, showTrouble } from '../../shared/parts.js';
import { codeOf, isExpected, words } from '../../shared/refusals.js';
import { clockTime, t, unbroken } from '../../shared/texts.js';
import { sendDecision } from '../calls.js';
import { approval, denial, provesByPin } from '../decide.js';
import { NoDeviceUnlock, NotUnlocked } from '../device-kind.js';
import { isPin, twoDigits } from '../protocol/typed.js';
import { sign, view } from './parts.js';
import { notOpened } from './recover.js';

const APPROVED = { sign: 'good', title: 'app.approved', text: 'app.approved-text' };
const DENIED = { sign: 'warning', title: 'app.denied', text: 'app.denied-text', advises: true };

/** So long nothing is approved after a request has come into sight: the finger was on its way to something else. */
const ARMING_MILLISECONDS = 500;

/** Ends that a refusal tells. */
const ENDS = {
  ATTEMPT_CLOSED: 'app.request-over',
  LOGIN_DENIED: 'app.request-denied',
  LOGIN_EXPIRED: 'app.request-expired',
  NOT_FOUND: 'app.request-over',
  PUSH_DEVICE_REFUSED: 'app.request-device-refused',
};

/**
 * What waits for an answer: one request, or a list to choose from. The one on the screen never gives its place to another one by itself:
 * nobody shall approve what he did not read.
 *
 * @param {{id?: string, request?: Object, end?: Object}} data `request` and `end` are the view's own
 */
export function approve(context, data) {
  const { waiting } = context.requests;
  if (data.id === undefined && !data.request && waiting.length > 1) {
    return list(context, waiting);
  }
  data.request ??= data.id === undefined ? waiting[0] : context.requests.find(data.id);
  data.end ??= endBefore(data.request);
  return data.end ? ended(context, data.end) : one(context, data);
}

/** Says on top of other views that something waits. */
export function requestBar(context) {
  const place = h('div');
  let told;
  const tell = () => {
    const { length } = context.requests.waiting;
    if (length === told) {
      return;
    }
    const text = t('app.request-waiting', { n: length });
    place.replaceChildren(...(length === 0 ? [] : [notice('note', h('p', {}, text), button(t('app.request-look'), () => context.go('approve', {})))]));
    if (length > told) {
      announce(text);
    }
    told = length;
  };
  document.addEventListener('requests', tell, { signal: context.signal });
  tell();
  return place;
}

function endBefore(request) {
  if (!request) {
    return over('app.request-over');
  }
  return request.shown.expiry * 1000 > serverNow() ? undefined : over('app.request-expired');
}

function over(text) {
  return { sign: 'note', title: 'app.request-over-title', text };
}

function list(context, waiting) {
  const row = ({ id, shown }) => h('li', { class: 'row' }, h('div', { class: 'grow' }, h('p', { class: 'what' }, shown.user),
    h('p', {}, [shown.client, shown.place, clockTime(shown.time * 1000)].join(', '))), button(t('app.request-look'), () => context.go('approve', { id })));
  document.addEventListener('requests', () => context.redraw(), { signal: context.signal });
  return view(t('app.request-list'), h('ul', { class: 'rows' }, waiting.map(row)), [button(t('app.to-start'), () => context.home(), 'plain')]);
}

function one(context, data) {
  const { request, request: { shown } } = data;
  const user = context.users.find(({ enrolment }) => enrolment === request.enrolment);
  const number = request.asksNumber ? numberField() : null;
  const pin = provesByPin(user) ? pinField() : null;
  let isDeciding = false;

  const end = (how) => {
    data.end = how;
    context.requests.forget(request.id);
    context.redrawIf(data);
  };
  const decide = async (prepare, done) => {
    if (isDeciding) {
      return;
    }
    isDeciding = true;
    try {
      await sendDecision(context.installation, request.id, await prepare());
      end(done);
    } catch (error) {
      refuse(error);
    } finally {
      isDeciding = false;
    }
  };
  const typed = () => ({ pin: pin?.value, number: number ? twoDigits(number.value) : undefined });
  const deny = button(t('app.deny'), () => decide(() => denial(user, request), DENIED), 'danger');
  const made = form(() => decide(() => approval(user, request, typed()), APPROVED), {
    button: t('app.approve'), fields: [number, pin].filter(Boolean), missing: t('form.missing'), also: [deny],
  });
  made.element.classList.add('decide');
  made.submit.disabled = true;
  setTimeout(() => { made.submit.disabled = false; }, ARMING_MILLISECONDS);

  const refuse = (error) => {
    const { reason, triesLeft } = error.problem ?? {};
    const wrong = { PUSH_PIN_WRONG: [pin, 'app.pin-wrong'], PUSH_NUMBER_WRONG: [number, 'app.number-wrong'] }[reason];
    if (wrong && triesLeft > 0) {
      wrong[0].refuse(t(wrong[1], { n: triesLeft }), { forget: true });
    } else if (codeOf(error) === 'LOGIN_FACTOR_FAILED') {
      end(over(wrong ? 'app.request-no-tries' : 'app.request-proof-wrong'));
    } else if (codeOf(error) in ENDS) {
      end(over(reason === 'PUSH_SUPERSEDED' ? 'app.request-superseded' : ENDS[codeOf(error)]));
    } else if (error instanceof NotUnlocked || error instanceof NoDeviceUnlock) {
      showTrouble(made.trouble, notOpened(context, user));
    } else if (isExpected(error)) {
      showTrouble(made.trouble, error instanceof Unreachable ? t('app.unanswered') : words(error, { phone: context.phone }));
    } else {
      throw error;
    }
  };

  const left = h('p', { class: 'hint' });
  countDown(new Date(shown.expiry * 1000).toISOString(), context.signal, (seconds) => {
    left.textContent = t('app.request-left', { time: minutes(seconds) });
    if (seconds === 0 && !isDeciding) {
      end(over('app.request-expired'));
    }
  });
  document.addEventListener('requests', () => {
    if (!isDeciding && !context.requests.find(request.id)) {
      end(over('app.request-over'));
    }
  }, { signal: context.signal });
  document.addEventListener('visibilitychange', () => context.requests.opened(request), { signal: context.signal });
  context.requests.opened(request);
  return view(t('app.approve-title'), [facts(shown), left, made.element]);
}

/** Who, with which program, from where and when: out of the octets and nowhere else. */
function facts({ user, client, place, time }) {
  return h('dl', { class: 'asked card' }, [
    ['app.user', user], ['app.request-client', client], ['app.request-place', place], ['app.request-time', clockTime(time * 1000)],
  ].map(([key, value]) => h('div', {}, h('dt', {}, t(key)), h('dd', {}, value))));
}

function numberField() {
  const made = field(t('app.number'), {
    class: 'code', type: 'text', inputmode: 'numeric', autocomplete: 'off', required: true, maxlength: '10',
  }, { hint: t('app.number-hint') });
  made.mistake = () => (twoDigits(made.value) ? null : t('app.number-form'));
  return made;
}

function pinField() {
  const made = passwordField(t('app.pin-label'), 'off');
  made.mistake = () => (isPin(made.value) ? null : t('app.pin-form'));
  return made;
}

/** What became of it, and what to do about it. */
function ended(context, { sign: kind, title, text, advises }) {
  announce(`${t(title)}. ${t(text)}`);
  const { length } = context.requests.waiting;
  document.addEventListener('requests', () => length !== context.requests.waiting.length && context.redraw(), { signal: context.signal });
  return view(t(title), [sign(kind), h('p', {}, t(text)), advises && advice(context)], [
    length > 0 && button(t('app.request-next'), () => context.replace('approve', {}), 'primary'),
    button(t('app.to-start'), () => context.home(), length > 0 ? 'plain' : 'primary'),
  ]);
}

/** Somebody else typed the password. */
function advice({ phone }) {
  return h('div', {}, h('p', {}, h('a', { href: '/#password', target: '_blank', rel: 'noopener' }, t('app.denied-link'))),
    h('p', {}, phone ? t('help.call', { phone: unbroken(phone) }) : t('help.call-us')));
}
