import { h } from '../shared/dom.js';

const MOMENT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
const CLOCK = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });

/** A moment on the clock of whoever looks; what logs and carriers call it, in UTC, is told where it is pointed at. */
export function moment(instant) {
  return told(instant, MOMENT);
}

/** The same of the time of day alone. */
export function clock(instant) {
  return told(instant, CLOCK);
}

/** A moment in words that stand in an attribute or a question. */
export function momentText(instant) {
  return MOMENT.format(new Date(instant));
}

function told(instant, format) {
  const date = new Date(instant);
  const utc = date.toISOString();
  return h('time', { datetime: utc, title: `${utc.slice(0, 19).replace('T', ' ')} UTC` }, format.format(date));
}
