import { serverNow } from '../../shared/api.js';
import { fill, h, icon } from '../../shared/dom.js';
import { button, field, notice, showTrouble } from '../../shared/parts.js';
import { codeOf, isExpected, words } from '../../shared/refusals.js';
import { atTime, currentLanguage, t } from '../../shared/texts.js';
import { missing } from '../../shared/missing.js';
import { askReach, diagnoseNotifications, sendTest } from '../calls.js';
import { platform } from '../device.js';
import { NoNotifications, permission, turnOff, turnOn } from '../notifications.js';
import { view } from './parts.js';

/** As long as a test may take. */
const TEST_MILLISECONDS = 30_000;

const PERMISSIONS = {
  GRANTED: ['good', 'app.notify-granted'],
  DENIED: ['bad', 'app.notify-denied'],
  ASK: ['warning', 'app.notify-ask'],
  UNSUPPORTED: ['bad', 'app.notify-unsupported'],
};

const REACHES = { KNOWN: ['good', 'app.notify-reached'], NONE: ['warning', 'app.notify-unreached'], REJECTED: ['bad', 'app.notify-rejected'] };

const ADVICE = {
  ANDROID_BROWSER: ['app.notify-android', 'app.notify-focus', 'app.notify-power', 'app.notify-region'],
  IOS_BROWSER: ['app.notify-ios', 'app.notify-focus', 'app.notify-power'],
  DESKTOP_BROWSER: ['app.notify-desktop', 'app.notify-focus'],
};

/**
 * Whether notifications come, how to turn them on and off, and a test.
 *
 * @param {{opened?: boolean, trouble?: Error}} data `opened` after a test was tapped
 */
export function notifications(context, data) {
  const trouble = h('div', { class: 'trouble' });
  const reach = h('div');
  const tested = h('div', { role: 'status' });
  const isOn = Boolean(context.installation.notify) && permission() === 'GRANTED';
  showReach(context, reach);
  showTest(context, data, tested);
  return {
    ...view(t('app.notify-title'), [
      trouble, line(PERMISSIONS[permission()]), reach,
      !isOn && h('p', {}, `${t('app.notify-fallback')} ${t('app.notify-open')}`),
      tested, findOut(context), advice(),
    ], [
      isOn && button(t('app.notify-test'), () => test(context, data, trouble, tested), 'primary'),
      isOn && button(t('app.notify-turn-off'), () => change(context, data, () => turnOff(context.store))),
      !isOn && ['ASK', 'GRANTED'].includes(permission()) && context.users.length > 0 && allow(context, data),
      button(t('app.to-start'), () => context.home(), 'plain'),
    ]),
    focus: data.trouble ? () => tell(trouble, data) : undefined,
  };
}

/** The button that asks for the permission; the view of notifications says what came of it. */
export function allow(context, data) {
  return button(t('app.notify-allow'), () => change(context, data, () => turnOn(context.store)), 'primary');
}

async function change(context, data, act) {
  data.trouble = undefined;
  try {
    await act();
  } catch (error) {
    if (!isExpected(error) && !(error instanceof NoNotifications)) {
      throw error;
    }
    data.trouble = error;
  }
  await context.askServer();
  context.replace('notifications', data);
}

function tell(trouble, { trouble: error }) {
  showTrouble(trouble, error instanceof NoNotifications ? t('app.notify-failed') : words(error));
}

async function showReach(context, place) {
  const { signal } = context;
  try {
    const { reach } = await askReach(context.installation);
    if (!signal.aborted) {
      fill(place, line(REACHES[reach]));
    }
  } catch (error) {
    if (!isExpected(error)) {
      throw error;
    }
    fill(place, notice('note', t('app.notify-unknown')));
  }
}

async function test(context, data, trouble, tested) {
  fill(trouble);
  try {
    await sendTest(context.installation, currentLanguage());
    data.opened = false;
    data.until = serverNow() + TEST_MILLISECONDS;
    showTest(context, data, tested);
  } catch (error) {
    if (!isExpected(error)) {
      throw error;
    }
    const pause = error.problem?.retryAfterSeconds;
    const said = codeOf(error) === 'PUSH_NOT_SENT' ? t('app.notify-unreached')
      : codeOf(error) === 'PUSH_LIMIT' && pause ? t('app.notify-test-limit', { at: atTime(serverNow() + pause * 1000) }) : words(error);
    showTrouble(trouble, said);
  }
}

function showTest({ signal }, data, place) {
  const say = (kind, key) => fill(place, notice(kind, t(key)));
  if (data.opened) {
    say('good', 'app.notify-test-good');
  } else if (data.until > serverNow()) {
    say('note', 'app.notify-test-sent');
    const late = setTimeout(() => say('warning', 'app.notify-test-late'), data.until - serverNow());
    signal.addEventListener('abort', () => clearTimeout(late));
  } else if (data.until !== undefined) {
    say('warning', 'app.notify-test-late');
  }
}

function line([kind, key]) {
  return h('p', { class: `state ${kind}` }, icon(kind), ' ', t(key));
}

/** For whom they do not come: what the server knows of his phone and of him, and what he is asked. */
function findOut(context) {
  const able = context.users.filter(({ state }) => state === 'ACTIVE');
  if (able.length === 0) {
    return null;
  }
  const whose = field(t('diagnosis.who'), {}, {
    control: h('select', {}, able.map(({ enrolment, userName }) => h('option', { value: enrolment }, userName))),
  });
  const panel = h('div');
  const begin = async () => {
    // What the server knows of this phone is as old as its last report.
    await context.askServer();
    const diagnosis = missing({ diagnose: (answers) => diagnoseNotifications(context.installation, whose.value, answers) },
      { signal: context.signal, phone: context.phone, paused: t('waiting.paused-portal') });
    fill(panel, diagnosis.element);
    await diagnosis.ask(true);
  };
  return h('section', { 'aria-labelledby': 'missing' }, h('h2', { id: 'missing' }, t('missing.open')), able.length > 1 && whose.element,
    h('div', { class: 'actions' }, button(t('diagnosis.why'), begin)), panel);
}

function advice() {
  return h('section', { 'aria-labelledby': 'advice' }, h('h2', { id: 'advice' }, t('app.notify-advice')),
    h('ul', {}, ADVICE[platform()].map((key) => h('li', {}, t(key)))));
}
