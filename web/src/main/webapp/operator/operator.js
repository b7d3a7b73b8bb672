import { call, newest, Refusal, serverNow } from '../shared/api.js';
import { fill, h } from '../shared/dom.js';
import { confirmed } from './confirm.js';
import { table } from './parts.js';
import { moment, momentText } from './times.js';
import { LATE, NONE, trafficPlots, way } from './traffic.js';

const EVERY = 15_000;

/** A call that takes longer, in milliseconds, is given up: what hangs in one place stops no other. */
const PATIENCE = 10_000;

/** Answers by their status after which another token is asked for. */
const NO_ENTRY = { 401: 'This token is not one of an operator.', 403: 'This token is not permitted to see this page.' };

const root = document.querySelector('#operator');
/** The operator's token: of this page alone, and gone with it. */
let token = '';
let timer;
const begin = newest();

/** The parts of the page, each by itself: where one gets no figures, or waits for them, the others go on. */
const PARTS = [
  { title: 'Alarms', path: '/admin/sms-traffic/alarms', draw: alarmList },
  { title: 'Carriers', path: '/admin/carriers', draw: carrierTable },
  { title: 'Delivery by country, carrier and route', path: '/admin/sms-traffic', draw: trafficPlots },
  { title: 'Messages that nobody could take', path: '/admin/dead-letters', draw: letterTable },
].map((part) => ({ ...part, place: h('section') }));

/** What each part showed last, and when that was so. */
const last = new Map();

/** Names of buttons whose outcome is not seen yet. */
const pressed = new Set();

/** What stays while figures come and go: who stands on what came of his last act is not moved by a refresh. */
const head = h('p', { class: 'quiet' });
const fault = h('div', { role: 'alert', class: 'bad' });
const status = h('p', { role: 'status', tabindex: '-1' });
const figures = h('div');

function start(problem) {
  clearTimeout(timer);
  token = '';
  begin();
  last.clear();
  say('');
  fill(head);
  fill(fault);
  fill(figures);
  PARTS.forEach(({ place }) => fill(place));
  const field = h('input', { id: 'token', type: 'password', autocomplete: 'off', required: true });
  fill(
    root,
    h('h1', {}, 'SMS'),
    problem && h('p', { role: 'alert', class: 'bad' }, problem),
    h('form', {
      onsubmit: (event) => {
        event.preventDefault();
        token = field.value.trim();
        fill(figures, ...PARTS.map(({ place }) => place));
        fill(root, h('h1', {}, 'SMS'), head, fault, status, figures);
        show();
      },
    }, h('label', { for: 'token' }, 'Operator token'), field, h('button', { type: 'submit' }, 'Show')),
  );
  field.focus();
}

async function show() {
  clearTimeout(timer);
  const isNewest = begin();
  const answers = await Promise.all(PARTS.map((part) => renew(part, isNewest).catch((mistake) => {
    reportError(mistake);
    return false;
  })));
  if (!isNewest()) {
    return;
  }
  const silent = PARTS.filter((part, i) => !answers[i]);
  if (silent.length < PARTS.length) {
    fill(head, 'As of ', moment(serverNow()), '. Times are local; UTC is told where one is pointed at.');
  }
  tellFault(silent.length > 0 ? `No new figures, asked again in ${EVERY / 1000} seconds: ${silent.map(({ title }) => title).join('; ')}.` : '');
  // One that was under way when something was not done after all may have set it as well.
  clearTimeout(timer);
  timer = setTimeout(show, EVERY);
}

/** @returns {Promise<boolean>} whether a part has new figures; without any it says why, above the last ones. What was asked before is left */
async function renew(part, isNewest) {
  const { figures: newer, error } = await ask('GET', part.path).then((answer) => ({ figures: answer }), (reason) => ({ error: reason }));
  if (!isNewest()) {
    return false;
  }
  const words = error instanceof Refusal && NO_ENTRY[error.problem.status];
  if (words) {
    start(words);
    return false;
  }
  if (!error) {
    last.set(part, { figures: newer, at: serverNow() });
  }
  const known = last.get(part);
  redraw(part.place, h('h2', {}, part.title),
    error && h('p', { class: 'bad' }, 'No new figures', known && [' since ', moment(known.at)], `: ${refusal(error)}`),
    known && part.draw(known.figures));
  return !error;
}

/** Once for as long as it lasts: an alert is read out whenever it is written. */
function tellFault(text) {
  if (fault.textContent !== text) {
    fault.textContent = text;
  }
}

function say(text, bad = false) {
  status.className = bad ? 'bad' : 'good';
  status.textContent = text;
}

/** A part anew. Whoever stands on a button of it, or has scrolled a table aside, stays there. */
function redraw(place, ...content) {
  const focused = place.contains(document.activeElement) ? nameOf(document.activeElement) : '';
  const aside = new Map([...place.querySelectorAll('[role=region]')].map((region) => [nameOf(region), region.scrollLeft]));
  fill(place, ...content);
  for (const element of place.querySelectorAll('button, [role=region]')) {
    element.scrollLeft = aside.get(nameOf(element)) ?? 0;
    if (focused && nameOf(element) === focused) {
      element.focus({ preventScroll: true });
    }
  }
}

function nameOf(element) {
  return element?.getAttribute('aria-label') ?? (element?.tagName === 'BUTTON' ? element.textContent : '');
}

function ask(method, path, body) {
  return call(method, path, body, { secret: token, patience: PATIENCE });
}

function alarmList(alarms) {
  const words = {
    FEW_DELIVERED: ({ carrier, deliveredPercent, ordered }) => `only ${deliveredPercent} % of ${ordered} messages were `
      + (carrier === NONE ? 'taken by a carrier' : 'delivered'),
    LATE: (alarm) => `half of ${alarm.ordered} messages took longer than ${LATE / 60} minutes`,
  };
  return [
    alarms.length === 0 && h('p', { class: 'good' }, 'None.'),
    alarms.length > 0 && h('ul', {}, alarms.map((alarm) => h(
      'li', { class: 'bad' }, `${way(alarm)}: ${words[alarm.kind](alarm)}`,
    ))),
  ];
}

function carrierTable({ version, book, paused, changedBy, gateways }) {
  return [
    h('p', { class: 'quiet' }, book ? `Version ${version}, set by ${changedBy}.` : 'By the settings of each gateway.'),
    paused.length > 0 && h('ul', { class: 'paused' }, paused.map((name) => h(
      'li', {}, h('span', { class: 'bad' }, `${name} pauses. `), resumeButton(name, version), stillAtWork(name, version, gateways),
    ))),
    gateways.length === 0 && h('p', { class: 'bad' }, 'No gateway has reported.'),
    gateways.filter((gateway) => gateway.fault).map((gateway) => h(
      'p', { class: 'bad' }, `${gateway.gateway} does not take its carriers: ${gateway.fault}`,
    )),
    table(
      ['Gateway', 'Carrier', 'State', 'Waiting', 'Sessions', 'Last fault', ''],
      gateways.flatMap((gateway) => gateway.carriers.map((carrier) => [
        gateway.gateway,
        carrier.name,
        h(
          'div', {},
          h('span', { class: carrier.state === 'UP' ? 'good' : 'bad' }, carrier.state),
          carrier.deliversBadly?.length > 0 && h('p', { class: 'bad' }, `delivers badly: ${carrier.deliversBadly.join(', ')}`),
        ),
        `${carrier.outstanding} of ${carrier.window}`,
        h('ul', {}, carrier.sessions.map(session)),
        carrier.lastFault,
        !paused.includes(carrier.name) && pauseButton(carrier.name, paused, version, gateways),
      ])),
    ),
  ];
}

/** Which gateways have not heard yet that a carrier pauses. */
function stillAtWork(name, version, gateways) {
  const late = gateways.filter((gateway) => gateway.version !== version || gateway.carriers.some((carrier) => carrier.name === name));
  return late.length > 0 && ` Not yet at ${late.map(({ gateway }) => gateway).join(', ')}.`;
}

function pauseButton(name, paused, version, gateways) {
  return change(`Pause ${name}`, {
    text: whatAPauseDoes(name, gateways.flatMap(({ carriers }) => carriers)
      .filter((carrier) => carrier.name !== name && !paused.includes(carrier.name))),
    done: `${name} pauses. Each gateway takes that up within five seconds.`,
    act: () => ask('PUT', `/admin/carriers/${name}/pause`, { version }),
  });
}

/** Messages wait only where no carrier is left that does not pause; one that is down is left. */
function whatAPauseDoes(name, others) {
  if (others.length === 0) {
    return `${name} is the last carrier at work. Messages will wait, and codes die while they wait: nobody can log in by text message.`;
  }
  const onward = others.every(({ state }) => state === 'DOWN')
    ? `All other carriers are down: what they have a route for waits, and codes die while they wait`
    : 'Other carriers take what their routes allow';
  return `No new message goes to ${name}. ${onward}; what only ${name} has a route for is refused.`;
}

function resumeButton(name, version) {
  return change(`Resume ${name}`, {
    text: `Messages go to ${name} again by its routes.`,
    done: `${name} is resumed. Each gateway binds within five seconds.`,
    act: () => ask('DELETE', `/admin/carriers/${name}/pause?version=${version}`),
  });
}

/**
 * A button that asks before it does something, and then says that it is done, or why not. A second press before its outcome is seen does
 * nothing, also where the button was drawn anew meanwhile.
 *
 * @param {string} label its words, or with `about` the words before what it is about, which only who hears the page needs
 * @param {{text?: string, done: string, act: function(): Promise, about?: string}} what without a text it does not ask
 */
function change(label, { text, done, act, about }) {
  const name = about ? `${label}: ${about}` : label;
  const once = async () => {
    clearTimeout(timer);
    if (text && !await confirmed({ title: `${label}?`, text, yes: label })) {
      timer = setTimeout(show, EVERY);
      return;
    }
    try {
      await act();
      say(done);
    } catch (error) {
      say(refusal(error), true);
    }
    status.focus();
    await show();
  };
  const onclick = async () => {
    if (!pressed.has(name)) {
      pressed.add(name);
      await once().finally(() => pressed.delete(name));
    }
  };
  return h('button', { type: 'button', 'aria-label': about && name, onclick }, label);
}

function refusal({ problem }) {
  return problem?.code === 'CARRIERS_CHANGED'
    ? 'Somebody else has changed the carriers meanwhile. Look again.'
    : problem?.detail ?? problem?.title ?? 'The server does not answer.';
}

function session({ kind, address, bound, since, lastFault }) {
  const how = bound ? 'stands' : 'does not stand';
  return h(
    'li', { class: bound ? undefined : 'bad' },
    `${kind} ${address} ${how} since `, moment(since), lastFault && ` (last: ${lastFault})`,
  );
}

function letterTable(letters) {
  return [
    letters.length === 0 && h('p', { class: 'good' }, 'None.'),
    letters.length > 0 && table(
      ['Since', 'Kind', 'From', 'Tries', ''],
      letters.map((letter) => [
        moment(letter.at),
        letter.type,
        letter.queue ?? '',
        String(letter.deliveries ?? ''),
        [replayButton(letter), ' ', discardButton(letter)],
      ]),
    ),
  ];
}

function replayButton(letter) {
  return change('Send back', {
    about: about(letter),
    done: `The message went back to ${letter.queue ?? 'its queue'}.`,
    act: () => letterCall(letter, 'replay'),
  });
}

function discardButton(letter) {
  return change('Discard', {
    about: about(letter),
    text: `The ${letter.type} of ${momentText(letter.at)} is thrown away for good.`,
    done: 'The message was thrown away.',
    act: () => letterCall(letter, 'discard'),
  });
}

function about({ type, at, id }) {
  return `${type} of ${momentText(at)}, ${id}`;
}

function letterCall({ id }, verb) {
  return ask('POST', `/admin/dead-letters/${id}/${verb}`);
}

start();
