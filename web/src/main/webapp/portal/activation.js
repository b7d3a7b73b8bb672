import { fill, h } from '../shared/dom.js';
import { call, newest, Unreachable } from '../shared/api.js';
import { codeOf } from '../shared/refusals.js';
import { announce, button, copyButton, disclosure, notice } from '../shared/parts.js';
import { t } from '../shared/texts.js';

const LOOK_MILLISECONDS = 2000;

/** Where an activation stands: its sign and its words. */
const STAGES = { WAITING: ['note', 'activation.waiting'], FOUND: ['note', 'activation.found'] };

/** Whether a phone may still take it. */
export function isOpen({ state }) {
  return state in STAGES;
}

/** Why it failed, or why the last phone was not taken. */
const CAUSES = {
  ACT_ALREADY_HERE: 'activation.already-here',
  ACT_ALREADY_ELSEWHERE: 'activation.already-elsewhere',
  ACT_STOPPED: 'activation.stopped',
  ACT_PROOF_WRONG: 'activation.proof-wrong',
  ACT_PIN_WRONG: 'activation.pin-wrong',
  ACT_TOKEN_WRONG: 'activation.token-wrong',
  ACT_DEVICE_REFUSED: 'activation.device-refused',
  ACT_OS_TOO_OLD: 'activation.os-too-old',
  ACT_NO_LOCK: 'activation.no-lock',
  ACT_NO_SENSOR: 'activation.no-sensor',
  ACT_INSTALLATION_FULL: 'activation.full',
};

/** What a diagnosis comes to. */
const VERDICTS = {
  ACT_ALREADY_HERE: 'diagnosis.verdict-already-here',
  ACT_ALREADY_ELSEWHERE: 'diagnosis.verdict-already-elsewhere',
  ACT_STOPPED: 'activation.stopped',
  ACT_SESSION_USED: 'diagnosis.verdict-session-used',
  ACT_SESSION_EXPIRED: 'diagnosis.verdict-session-expired',
  ACT_SESSION_UNKNOWN: 'diagnosis.verdict-session-unknown',
  ACT_DEVICE_REFUSED: 'diagnosis.verdict-device-refused',
  ACT_OS_TOO_OLD: 'diagnosis.verdict-os-too-old',
  ACT_NO_LOCK: 'diagnosis.verdict-no-lock',
  ACT_CAMERA: 'diagnosis.verdict-camera',
  ACT_SCAN: 'diagnosis.verdict-scan',
  ACT_INSTALL: 'diagnosis.verdict-install',
  ACT_SERVER: 'diagnosis.verdict-server',
  ACT_WAITING: 'diagnosis.verdict-waiting',
};

/** What a user sees that tells him nothing, and what each is asked as. */
const SEEN = {
  'diagnosis.camera': { camera: false },
  'diagnosis.scan': { recognised: false },
  'diagnosis.install': { installed: false },
  'diagnosis.error': { faulted: true },
};

/**
 * The QR code and the typed code of an activation, and a line that says where it stands.
 *
 * @param {Object} begun the activation as the server answered it
 * @param {{again: function(Element): Promise, done: function(string), later: (Element|false)}} next `again` says in a place why not
 */
export function activationCard(context, begun, next) {
  const line = h('div', { role: 'status', class: 'delivery' });
  const codes = h('div', {},
    h('p', {}, t('activation.scan')),
    h('p', { class: 'qr' }, h('img', { src: `/api/v1/me/activations/${begun.id}/qr.svg`, alt: t('activation.picture'), width: '256', height: '256' })),
    h('p', { class: 'code-line' }, h('span', { class: 'hint' }, t('activation.type')), ' ', h('strong', { class: 'typed-code' }, breakable(begun.code)), copyButton(() => begun.code)),
    h('p', { class: 'hint' }, t('activation.install')));
  const trouble = h('div');
  const again = button(t('activation.new-code'), () => next.again(trouble));
  const help = helpWith(context, begun);
  follow(context, begun, (view) => {
    if (view.state === 'DONE') {
      next.done(view.device);
      return;
    }
    const over = !isOpen(view);
    codes.hidden = over;
    help.hidden = over && view.state !== 'FAILED';
    again.className = over ? 'primary' : 'secondary';
    fill(line, stage(view));
  });
  return h('section', { class: 'card' }, h('h1', { tabindex: '-1' }, t('activation.title')), h('p', {}, t('activation.why')), line, codes, trouble,
    h('div', { class: 'actions' }, again, next.later), help);
}

/** What the user reads of where it stands. */
function stage({ state, device, cause, reference }) {
  const why = cause && t(CAUSES[cause] ?? 'refusal.unknown', { device: device ?? '' });
  if (state in STAGES) {
    const [kind, key] = STAGES[state];
    return [why && notice('warning', why), notice(kind, t(key, { device: device ?? '' }))];
  }
  return notice(state === 'FAILED' ? 'bad' : 'warning', why || t('activation.expired'),
    h('small', { class: 'reference' }, ` ${t('refusal.reference', { ref: reference })}`));
}

/** Tells each new state until it is the last one. */
async function follow(context, begun, tell) {
  let last = JSON.stringify([begun.state, begun.cause]);
  tell(begun);
  while (!context.signal.aborted) {
    await new Promise((resolve) => { setTimeout(resolve, LOOK_MILLISECONDS); });
    try {
      const view = await call('GET', `/me/activations/${begun.id}`, undefined, { signal: context.signal });
      const now = JSON.stringify([view.state, view.cause]);
      if (now !== last) {
        last = now;
        tell(view);
      }
      if (!isOpen(view)) {
        return;
      }
    } catch (error) {
      if (error.name === 'AbortError' || (!(error instanceof Unreachable) && context.handle(error))) {
        return;
      }
      if (codeOf(error) === 'NOT_FOUND') {
        return;
      }
    }
  }
}

/** A line may end behind a dash, and nowhere else. */
function breakable(code) {
  return code.split(/(?<=-)/).map((group) => h('span', {}, group, h('wbr')));
}

/** For whom it does not work: says what he sees, and is told what to do. */
function helpWith(context, begun) {
  const said = h('div', { role: 'status' });
  const begin = newest();
  const diagnose = (answers) => context.attempt(said, async () => {
    const isNewest = begin();
    const { verdict, reference } = await call('POST', `/me/activations/${begun.id}/diagnosis`, answers);
    if (!isNewest()) {
      return;
    }
    fill(said, notice('note', t(VERDICTS[verdict] ?? 'refusal.unknown'), h('small', { class: 'reference' }, ` ${t('refusal.reference', { ref: reference })}`)));
    announce(said.textContent);
  });
  return disclosure(t('diagnosis.open'), h('p', {}, t('diagnosis.ask')),
    h('ul', { class: 'plain-list' }, Object.entries(SEEN).map(([key, answers]) => h('li', {}, button(t(key), () => diagnose(answers), 'plain')))), said);
}
