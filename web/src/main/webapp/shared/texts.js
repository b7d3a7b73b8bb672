import { call, serverNow } from './api.js';

/** The languages, each by its own name. */
export const LANGUAGES = {
  en: 'English', fr: 'Français', it: 'Italiano', ru: 'Русский', es: 'Español', de: 'Deutsch', zh: '中文',
};

const CHOSEN = 'countersign.language';

/** What has to be said before the first catalogue has come, because the server does not answer. */
const BEFORE = {
  'connection.lost': 'No connection to the server. We keep trying; nothing you typed is lost.',
  'connection.back': 'The connection is back.',
  'app.error': 'An error has occurred. Please try again.',
  'refusal.title': 'That did not work',
  'form.again': 'Try again',
};

let language = 'en';
let catalogue = BEFORE;
let plural = new Intl.PluralRules('en');

/** The language that the texts are in, two letters. */
export function currentLanguage() {
  return language;
}

/** The language that this browser's user chose here, else the first one of the browser that there is. */
export function preferredLanguage() {
  const wanted = [stored(), ...navigator.languages].map((tag) => (tag ?? '').slice(0, 2).toLowerCase());
  return wanted.find((tag) => tag in LANGUAGES) ?? 'en';
}

/** Loads the texts of a language; `chosen` says that the user wants it here from now on. */
export async function useLanguage(tag, chosen = false) {
  catalogue = await call('GET', `/texts/${tag}`);
  language = tag;
  plural = new Intl.PluralRules(tag);
  document.documentElement.lang = tag === 'zh' ? 'zh-Hans' : tag;
  if (chosen) {
    try {
      localStorage.setItem(CHOSEN, tag);
    } catch {
      // A browser that keeps nothing asks again next time.
    }
  }
}

/**
 * The text of a key. Holes are `{name}`, and `{n, plural, =0{none} one{# try} other{# tries}}` as in ICU messages; `#` is the number.
 *
 * @throws {Error} if the catalogue has no such key
 */
export function t(key, values = {}) {
  const text = catalogue[key];
  if (text === undefined) {
    throw new Error(`no text ${key}`);
  }
  return format(text, values);
}

/** A moment as people of the language write it, with the time of day. */
export function moment(instant) {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));
}

/** A day as people of the language write it. */
export function day(instant) {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(new Date(instant));
}

/** A whole amount in its currency. */
export function money({ amount, currency }) {
  return new Intl.NumberFormat(language, { style: 'currency', currency, maximumFractionDigits: 0 }).format(amount);
}

/** A time of day; with the day when it is not today. */
export function clockTime(instant) {
  return isToday(instant) ? timeOfDay(instant) : moment(instant);
}

/** When something is, in a sentence: at a time of day, or on a day at that time. */
export function atTime(instant) {
  return sentence(instant, 'time.at', 'time.at-day');
}

/** Until when, in a sentence. */
export function untilTime(instant) {
  return sentence(instant, 'time.until', 'time.until-day');
}

/** Of when, as what is meant is told apart by it. */
export function ofTime(instant) {
  return sentence(instant, 'time.of', 'time.of-day');
}

/** A masked number in one piece: no line breaks in it. */
export function unbroken(number) {
  return number.replaceAll(' ', '\u00a0');
}

/** The name of a country by its ISO 3166-1 code. */
export function countryName(code) {
  return new Intl.DisplayNames([language], { type: 'region' }).of(code);
}

function sentence(instant, today, otherDay) {
  return t(isToday(instant) ? today : otherDay, { time: timeOfDay(instant), day: day(instant) });
}

/** By the server's clock, as the instants are. */
function isToday(instant) {
  return new Date(instant).toDateString() === new Date(serverNow()).toDateString();
}

function timeOfDay(instant) {
  return new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(new Date(instant));
}

function stored() {
  try {
    return localStorage.getItem(CHOSEN);
  } catch {
    return null;
  }
}

function format(text, values) {
  let result = '';
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('{', at);
    if (open < 0) {
      return result + text.slice(at);
    }
    const close = closing(text, open);
    result += text.slice(at, open) + hole(text.slice(open + 1, close), values);
    at = close + 1;
  }
  return result;
}

function hole(inside, values) {
  const [, name, cases] = /^(\w+)(?:,\s*plural,\s*(.*))?$/s.exec(inside);
  if (!(name in values)) {
    throw new Error(`no value for ${name}`);
  }
  if (cases === undefined) {
    return String(values[name]);
  }
  const number = values[name];
  const forms = pluralForms(cases);
  const form = forms[`=${number}`] ?? forms[plural.select(number)] ?? forms.other;
  return format(form, values).replaceAll('#', new Intl.NumberFormat(language).format(number));
}

function pluralForms(cases) {
  const forms = {};
  let at = 0;
  for (let open = cases.indexOf('{'); open >= 0; open = cases.indexOf('{', at)) {
    const close = closing(cases, open);
    forms[cases.slice(at, open).trim()] = cases.slice(open + 1, close);
    at = close + 1;
  }
  return forms;
}

function closing(text, open) {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    depth += { '{': 1, '}': -1 }[text[at]] ?? 0;
    if (depth === 0) {
      return at;
    }
  }
  throw new Error(`a brace stays open: ${text}`);
}
