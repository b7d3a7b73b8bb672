import { call, Refusal, serverNow } from '../shared/api.js';
import { fill, h } from '../shared/dom.js';
import { confirmed } from './confirm.js';
import { plot } from './plot.js';

const EVERY = 15_000;
const SPAN = 6 * 60 * 60 * 1000;
const FEW = 80;
const LATE = 120;
/** Stands for carrier and route where no carrier took a message. */
const NONE = 'NONE';

const root = document.querySelector('#operator');
/** The operator's token: of this page alone, and gone with it. */
let token = '';
let timer;
/** What came of what was done last, until something else is. */
let said = { text: '', bad: false };

function start(problem) {
  clearTimeout(timer);
  token = '';
  const field = h('input', { id: 'token', type: 'password', autocomplete: 'off', required: true });
  fill(
    root,
    h('h1', {}, 'SMS'),
    problem && h('p', { role: 'alert', class: 'bad' }, problem),
    h('form', {
      onsubmit: (event) => {
        event.preventDefault();
        token = field.value.trim();
        show();
      },
    }, h('label', { for: 'token' }, 'Operator token'), field, h('button', { type: 'submit' }, 'Show')),
  );
  field.focus();
}

async function show() {
  clearTimeout(timer);
  try {
    const [carriers, alarms, traffic, letters] = await Promise.all([
      get('/admin/carriers'), get('/admin/sms-traffic/alarms'), get('/admin/sms-traffic'), get('/admin/dead-letters'),
    ]);
    redraw(
      h('h1', {}, 'SMS'),
      h('p', { class: 'quiet' }, `Times are in UTC. As of ${new Date(serverNow()).toISOString().slice(11, 19)}.`),
      h('p', { role: 'status', class: said.bad ? 'bad' : 'good', tabindex: '-1' }, said.text),
      alarmList(alarms), carrierTable(carriers), trafficPlots(traffic), letterTable(letters),
    );
    timer = setTimeout(show, EVERY);
  } catch (error) {
    if (error instanceof Refusal && error.problem.status === 401) {
      start('This token is not one of an operator.');
    } else {
      fill(root, h('h1', {}, 'SMS'), h('p', { role: 'alert', class: 'bad' }, 'The server does not answer. It is asked again.'));
      timer = setTimeout(show, EVERY);
    }
  }
}

/** The same parts anew. Whoever stands on a button, or has scrolled a table aside, stays there. */
function redraw(...parts) {
  const focused = nameOf(document.activeElement);
  const aside = new Map([...root.querySelectorAll('[role=region]')].map((region) => [nameOf(region), region.scrollLeft]));
  fill(root, ...parts);
  for (const element of root.querySelectorAll('button, [role=region]')) {
    element.scrollLeft = aside.get(nameOf(element)) ?? 0;
    if (focused && nameOf(element) === focused) {
      element.focus({ preventScroll: true });
    }
  }
}

function nameOf(element) {
  return element?.getAttribute('aria-label') ?? (element?.tagName === 'BUTTON' ? element.textContent : '');
}

function get(path) {
  return call('GET', path, undefined, { secret: token });
}

function alarmList(alarms) {
  const words = {
    FEW_DELIVERED: ({ carrier, deliveredPercent, ordered }) => `only ${deliveredPercent} % of ${ordered} messages were `
      + (carrier === NONE ? 'taken by a carrier' : 'delivered'),
    LATE: (alarm) => `half of ${alarm.ordered} messages took longer than ${LATE / 60} minutes`,
  };
  return section(
    'Alarms',
    alarms.length === 0 && h('p', { class: 'good' }, 'None.'),
    alarms.length > 0 && h('ul', {}, alarms.map((alarm) => h(
      'li', { class: 'bad' }, `${way(alarm)}: ${words[alarm.kind](alarm)}`,
    ))),
  );
}

function way({ country, carrier }) {
  return carrier === NONE ? country : `${country} by ${carrier}`;
}

function carrierTable({ version, book, paused, changedBy, gateways }) {
  return section(
    'Carriers',
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
        h('span', { class: carrier.state === 'UP' ? 'good' : 'bad' }, carrier.state),
        `${carrier.outstanding} of ${carrier.window}`,
        h('ul', {}, carrier.sessions.map(session)),
        carrier.lastFault,
        !paused.includes(carrier.name) && pauseButton(carrier.name, version, gateways),
      ])),
    ),
  );
}

/** Which gateways have not heard yet that a carrier pauses. */
function stillAtWork(name, version, gateways) {
  const late = gateways.filter((gateway) => gateway.version !== version || gateway.carriers.some((carrier) => carrier.name === name));
  return late.length > 0 && ` Not yet at ${late.map(({ gateway }) => gateway).join(', ')}.`;
}

function pauseButton(name, version, gateways) {
  const others = new Set(gateways.flatMap(({ carriers }) => carriers.map((carrier) => carrier.name)).filter((other) => other !== name));
  return change(`Pause ${name}`, {
    text: others.size > 0
      ? `No new message goes to ${name}. Other carriers take what their routes allow; what only ${name} has a route for is refused.`
      : `${name} is the last carrier at work. Messages will wait, and codes die while they wait: nobody can log in by text message.`,
    done: `${name} pauses. Each gateway takes that up within five seconds.`,
    act: () => call('PUT', `/admin/carriers/${name}/pause`, { version }, { secret: token }),
  });
}

function resumeButton(name, version) {
  return change(`Resume ${name}`, {
    text: `Messages go to ${name} again by its routes.`,
    done: `${name} is resumed. Each gateway binds within five seconds.`,
    act: () => call('DELETE', `/admin/carriers/${name}/pause?version=${version}`, undefined, { secret: token }),
  });
}

/**
 * A button that asks before it does something, and then says that it is done, or why not.
 *
 * @param {string} label its words, or with `about` the words before what it is about, which only who hears the page needs
 * @param {{text?: string, done: string, act: function(): Promise, about?: string}} what without a text it does not ask
 */
function change(label, { text, done, act, about }) {
  return h('button', {
    type: 'button',
    'aria-label': about && `${label}: ${about}`,
    onclick: async () => {
      clearTimeout(timer);
      if (!text || await confirmed({ title: `${label}?`, text, yes: label })) {
        said = { text: done, bad: false };
        try {
          await act();
        } catch (error) {
          said = { text: refusal(error), bad: true };
        }
        await show();
        root.querySelector('[role=status]')?.focus();
      } else {
        timer = setTimeout(show, EVERY);
      }
    },
  }, label);
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
    `${kind} ${address} ${how} since ${since.slice(11, 19)}`, lastFault && ` (last: ${lastFault})`,
  );
}

function trafficPlots(spans) {
  const places = new Map();
  for (const span of spans) {
    const name = span.carrier === NONE ? `${span.country}, taken by no carrier` : `${way(span)}, route ${span.route}`;
    places.set(name, [...(places.get(name) ?? []), span]);
  }
  return section(
    'Delivery by country, carrier and route',
    spans.length === 0 && h('p', { class: 'quiet' }, 'Nothing was ordered in the last six hours.'),
    h('div', { class: 'plots' }, [...places].map(
      ([name, of]) => (of[0].carrier === NONE ? unsent(name, of) : place(name, of)),
    )),
  );
}

function sumOf(spans) {
  return (field) => spans.reduce((total, span) => total + Number(span[field]), 0);
}

/** Messages that were given up: how many in five minutes. */
function unsent(name, spans) {
  const sum = sumOf(spans);
  const to = serverNow();
  const most = Math.max(...spans.map((span) => span.ordered));
  return h(
    'figure', {},
    h('figcaption', {}, name),
    h('p', { class: 'bad' }, `${sum('ordered')} ordered and given up, ${sum('failed')} failed, ${sum('delivered')} delivered all the same`),
    h('p', { class: 'quiet' }, `Given up in five minutes, 0 to ${most}`),
    plot(spans.map((span) => ({ time: Date.parse(span.start), value: span.ordered })), {
      from: to - SPAN, to, most, label: `${name}: given up in five minutes, over six hours`,
    }),
    h('p', { class: 'quiet' }, `${clock(to - SPAN)} to ${clock(to)}`),
  );
}

function place(name, spans) {
  const sum = sumOf(spans);
  const to = serverNow();
  const scale = { from: to - SPAN, to };
  const percent = (span) => 100 * span.delivered / span.ordered;
  const [sent, delivered] = [sum('sent'), sum('delivered')];
  const points = (value) => spans.filter((span) => span.ordered > 0)
    .map((span) => ({ time: Date.parse(span.start), value: value(span) }));
  return h(
    'figure', {},
    h('figcaption', {}, name),
    h('p', {}, `${sent} sent, ${delivered} delivered (${sent ? Math.round(100 * delivered / sent) : 100} %), ${sum('failed')} failed, `
      + `${sum('parts')} ${sum('parts') === 1 ? 'part' : 'parts'}, cost ${sum('cost').toFixed(2)}`),
    h('p', { class: 'quiet' }, `Delivered, 0 to 100 %, line at ${FEW} %`),
    plot(points(percent), { ...scale, most: 100, limit: FEW, label: `${name}: delivered of a hundred, over six hours` }),
    h('p', { class: 'quiet' }, `Median delay, 0 to ${2 * LATE} s, line at ${LATE} s`),
    plot(points((span) => span.medianSeconds), {
      ...scale, most: 2 * LATE, limit: LATE, label: `${name}: median delay in seconds, over six hours`,
    }),
    h('p', { class: 'quiet' }, `${clock(scale.from)} to ${clock(to)}`),
  );
}

function clock(time) {
  return new Date(time).toISOString().slice(11, 16);
}

function letterTable(letters) {
  return section(
    'Messages that nobody could take',
    letters.length === 0 && h('p', { class: 'good' }, 'None.'),
    letters.length > 0 && table(
      ['Since', 'Kind', 'From', 'Tries', ''],
      letters.map((letter) => [
        letter.at.slice(0, 19).replace('T', ' '),
        letter.type,
        letter.queue ?? '',
        String(letter.deliveries ?? ''),
        [replayButton(letter), ' ', discardButton(letter)],
      ]),
    ),
  );
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
    text: `The ${letter.type} of ${letter.at.slice(0, 19).replace('T', ' ')} is thrown away for good.`,
    done: 'The message was thrown away.',
    act: () => letterCall(letter, 'discard'),
  });
}

function about({ type, at, id }) {
  return `${type} of ${at.slice(0, 19).replace('T', ' ')}, ${id}`;
}

function letterCall({ id }, verb) {
  return call('POST', `/admin/dead-letters/${id}/${verb}`, undefined, { secret: token });
}

function table(heads, rows) {
  return h(
    'div', { class: 'wide', tabindex: '0', role: 'region', 'aria-label': heads.filter(Boolean).join(', ') },
    h('table', {},
      h('thead', {}, h('tr', {}, heads.map((head) => (head ? h('th', { scope: 'col' }, head) : h('td', {}))))),
      h('tbody', {}, rows.map((cells) => h('tr', {}, cells.map((cell) => h('td', {}, cell)))))),
  );
}

function section(title, ...children) {
  return h('section', {}, h('h2', {}, title), ...children);
}

start();
