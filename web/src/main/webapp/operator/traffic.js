import { serverNow } from '../shared/api.js';
import { h } from '../shared/dom.js';
import { plot } from './plot.js';
import { clock } from './times.js';

/** A median delay of so many seconds is late. */
export const LATE = 120;

/** Stands for carrier and route where no carrier took a message. */
export const NONE = 'NONE';

const MINUTE = 60_000;
const SPAN = 6 * 60 * MINUTE;
const FEW = 80;

/** A span of five minutes has its receipts after so many minutes, if they come in their time. */
const RIPE = 10;

/** By which way messages go, in words. */
export function way({ country, carrier }) {
  return carrier === NONE ? country : `${country} by ${carrier}`;
}

/** How many messages arrive, and how soon, by their way. */
export function trafficPlots(spans) {
  const places = new Map();
  for (const span of spans) {
    const name = span.carrier === NONE ? `${span.country}, taken by no carrier` : `${way(span)}, route ${span.route}`;
    places.set(name, [...(places.get(name) ?? []), span]);
  }
  return [
    spans.length === 0 && h('p', { class: 'quiet' }, 'Nothing was ordered in the last six hours.'),
    h('div', { class: 'plots' }, [...places].map(
      ([name, of]) => (of[0].carrier === NONE ? unsent(name, of) : place(name, of)),
    )),
  ];
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
    h('p', { class: 'quiet' }, clock(to - SPAN), ' to ', clock(to)),
  );
}

function place(name, spans) {
  const sum = sumOf(spans);
  const to = serverNow();
  const scale = { from: to - SPAN, to };
  const percent = (span) => 100 * span.delivered / span.ordered;
  const [sent, delivered] = [sum('sent'), sum('delivered')];
  const points = (counted, value) => spans.filter((span) => span[counted] > 0 && to - Date.parse(span.start) >= RIPE * MINUTE)
    .map((span) => ({ time: Date.parse(span.start), value: value(span) }));
  return h(
    'figure', {},
    h('figcaption', {}, name),
    h('p', {}, `${sent} sent, ${delivered} delivered (${sent ? Math.round(100 * delivered / sent) : 100} %), ${sum('failed')} failed, `
      + `${sum('parts')} ${sum('parts') === 1 ? 'part' : 'parts'}, cost ${sum('cost').toFixed(2)}`),
    h('p', { class: 'quiet' }, `Delivered, 0 to 100 %, line at ${FEW} %; not of the last ${RIPE} minutes, whose receipts are on their way`),
    plot(points('ordered', percent), { ...scale, most: 100, limit: FEW, label: `${name}: delivered of a hundred, over six hours` }),
    h('p', { class: 'quiet' }, `Median delay, 0 to ${2 * LATE} s, line at ${LATE} s`),
    plot(points('delivered', (span) => span.medianSeconds), {
      ...scale, most: 2 * LATE, limit: LATE, label: `${name}: median delay in seconds, over six hours`,
    }),
    h('p', { class: 'quiet' }, clock(scale.from), ' to ', clock(to)),
  );
}
