import { fill, h, icon, newId } from './dom.js';
import { call, serverNow, Unreachable } from './api.js';
import { codeOf, isExpected, mayTryAgain, words } from './refusals.js';
import { atTime, currentLanguage, LANGUAGES, t, useLanguage } from './texts.js';
import { takeCodes } from './typed.js';

/**
 * A labelled field with a place for its error.
 *
 * @param {string} label
 * @param {Object} attributes of the input
 * @param {{hint?: string, beside?: Node}} [more] `beside` stands behind the input, in its row
 * @returns {{element: Element, input: Element, value: string, refuse: function, accept: function}}
 */
export function field(label, attributes, { hint, beside, control } = {}) {
  const id = newId();
  const error = h('p', { class: 'field-error', id: `${id}-error` });
  const hintLine = hint ? h('p', { class: 'hint', id: `${id}-hint` }, hint) : null;
  const input = control ?? h('input', attributes);
  input.id = id;
  const describe = (...ids) => input.setAttribute('aria-describedby', ids.join(' '));
  describe(...(hint ? [`${id}-hint`] : []));
  const element = h('div', { class: 'field' }, h('label', { for: id }, label), hintLine, error,
    h('div', { class: 'field-row' }, input, beside));
  return {
    element,
    input,
    get value() { return input.value; },
    /** Says beside the field what is wrong, keeps what was typed unless it is a secret, and goes there. */
    refuse(message, { forget = false } = {}) {
      if (forget) {
        input.value = '';
      }
      input.setAttribute('aria-invalid', 'true');
      describe(`${id}-error`, ...(hint ? [`${id}-hint`] : []));
      fill(error, icon('bad'), h('span', {}, message));
      announce(error.textContent);
      input.focus();
      // What is said above it may push a field out of the window that had the focus already.
      input.scrollIntoView({ block: 'nearest' });
    },
    accept() {
      input.removeAttribute('aria-invalid');
      describe(...(hint ? [`${id}-hint`] : []));
      fill(error);
    },
  };
}

/** A password, with a button that shows it. */
export function passwordField(label, autocomplete, { hint } = {}) {
  const show = h('button', { type: 'button', class: 'plain', 'aria-pressed': 'false', 'aria-label': `${t('form.show')}: ${label}` }, t('form.show'));
  const made = field(label, {
    type: 'password', autocomplete, required: true, maxlength: '200', autocapitalize: 'none', spellcheck: 'false',
  }, { hint, beside: show });
  show.setAttribute('aria-controls', made.input.id);
  show.addEventListener('click', () => {
    const hidden = made.input.type === 'password';
    made.input.type = hidden ? 'text' : 'password';
    show.setAttribute('aria-pressed', String(hidden));
  });
  return made;
}

/** One field for what an authenticator answers: eight digits, shown in groups of four. */
export function responseField(label) {
  const made = field(label, {
    class: 'code', type: 'text', inputmode: 'numeric', autocomplete: 'off', required: true, maxlength: '20', autocapitalize: 'none',
    spellcheck: 'false', placeholder: '0000 0000',
  });
  takeCodes(made, /^[0-9]{8}$/, () => t('response.form'));
  inGroups(made.input, 4, ' ');
  return made;
}

/** One field for what a display card shows: as many digits as its maker has it show. */
export function cardField(label = t('card.label')) {
  const made = responseField(label);
  made.input.removeAttribute('placeholder');
  takeCodes(made, /^[0-9]{6,10}$/, () => t('card.form'));
  return made;
}

/** Groups letters and digits while they are typed at the end; what is changed in the middle is left alone. */
export function inGroups(input, size, separator) {
  input.addEventListener('input', (event) => {
    const { value } = input;
    if (!event.isComposing && input.selectionStart === value.length && /^[0-9a-z -]*$/i.test(value)) {
      const groups = value.replaceAll(/[ -]/g, '').toUpperCase().match(new RegExp(`.{1,${size}}`, 'g')) ?? [];
      input.value = groups.join(separator);
    }
  });
}

/** Puts a text where it can be pasted from, and says so; disappears where a browser lets no page do that. */
export function copyButton(text) {
  const copy = button(t('form.copy'), async () => {
    try {
      await navigator.clipboard.writeText(text());
      announce(t('form.copied'));
      copy.textContent = t('form.copied');
    } catch {
      copy.remove();
    }
  });
  return copy;
}

/** One field for a code: pasting works, spaces and dashes are forgiven, and what cannot be a code costs no try. */
export function codeField(label, { hint } = {}) {
  const made = field(label, {
    class: 'code', type: 'text', inputmode: 'numeric', autocomplete: 'one-time-code', required: true, maxlength: '20',
    autocapitalize: 'none', spellcheck: 'false',
  }, { hint });
  takeCodes(made, /^[0-9]{6}$/, () => t('code.form'));
  return made;
}

/** A field for the six digits of an app; no browser has them to offer. */
export function appCodeField(label) {
  const made = codeField(label, { hint: t('code.hint') });
  made.input.autocomplete = 'off';
  return made;
}

/**
 * A form that sends once at a time: while it waits its button is busy and a second press does nothing.
 *
 * @param {function(): Promise} send called when every field has a value
 * @param {{button: string, fields: Array, missing: string}} parts `missing` is said at an empty field
 */
export function form(send, { button, fields, missing, also = [] }) {
  const submit = h('button', { type: 'submit', class: 'primary' }, button);
  const trouble = h('div', { class: 'trouble' });
  const element = h('form', { novalidate: true }, trouble, fields.map((one) => one.element), h('div', { class: 'actions' }, submit, also));
  element.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (isBusy(element)) {
      return;
    }
    fields.forEach((one) => one.accept());
    fill(trouble);
    const empty = fields.find((one) => one.input.required && one.value.trim() === '');
    if (empty) {
      empty.refuse(missing);
      return;
    }
    const mistaken = fields.find((one) => one.mistake?.());
    if (mistaken) {
      mistaken.refuse(mistaken.mistake());
      return;
    }
    submit.setAttribute('aria-disabled', 'true');
    await busyWhile(element, send).finally(() => submit.removeAttribute('aria-disabled'));
  });
  return { element, submit, trouble };
}

/** Digits one by one, as a screen reader is to say them. */
export function spelled(digits) {
  return Array.from(digits).join(' ');
}

/** Digits as they are seen, in the look of a class, and one by one for whoever hears them. */
export function spelledOut(look, shown, digits = shown) {
  return h('p', {}, h('span', { class: look, 'aria-hidden': 'true' }, shown), h('span', { class: 'visually-hidden' }, spelled(digits)));
}

/** A message with a sign and words; `kind` is good, warning, bad or note. */
export function notice(kind, ...content) {
  return h('div', { class: `notice ${kind}` }, icon(kind), h('div', {}, content));
}

/** Shows a message, announces it and brings it into sight. */
export function showTrouble(place, ...content) {
  const shown = notice('bad', ...content);
  shown.tabIndex = -1;
  fill(place, shown);
  announce(shown.textContent);
  shown.focus();
}

/** The same on top of the page, for what belongs to no place of a view. */
export function showTroubleOnTop(...content) {
  const page = document.getElementById('page');
  const place = h('div', { class: 'said' });
  page.querySelector(':scope > .said')?.remove();
  page.prepend(place);
  showTrouble(place, ...content);
}

/**
 * After a refused code: says at the field what is wrong where another try may help, or that the server did not answer.
 *
 * @returns {boolean} whether the user can go on here
 */
export function offerAnotherTry(error, code, trouble) {
  if (mayTryAgain(error)) {
    code.refuse(words(error), { forget: true });
  } else if (codeOf(error) === 'MALFORMED') {
    code.refuse(code.mistake?.() ?? t('code.form'));
  } else if (error instanceof Unreachable) {
    showTrouble(trouble, words(error));
  } else {
    return false;
  }
  return true;
}

/** A button that does one thing at a time. */
export function button(label, act, kind = 'secondary') {
  const made = h('button', { type: 'button', class: kind }, label);
  made.addEventListener('click', async () => {
    if (!isBusy(made) && made.getAttribute('aria-disabled') !== 'true') {
      await busyWhile(made, act);
    }
  });
  return made;
}

/** Leads to the help page in a tab of its own, so that nothing is lost that stands half done here; `topic` is one of its questions. */
export function helpLink(topic) {
  return h('p', { class: 'below' }, h('a', { href: topic ? `/help/#${topic}` : '/help/', target: '_blank', rel: 'noopener' },
    t('help.link'), h('span', { class: 'visually-hidden' }, ` (${t('help.new-tab')})`)));
}

/** A button that opens what stands below it, and closes it again. */
export function disclosure(label, ...content) {
  return openable(label, ...content).element;
}

/** The same for what may be opened without its button, too. */
export function openable(label, ...content) {
  const id = newId();
  const panel = h('div', { id, hidden: true, class: 'ways' }, content);
  const show = (open) => {
    panel.hidden = !open;
    opener.setAttribute('aria-expanded', String(open));
  };
  const opener = h('button', {
    type: 'button', class: 'plain', 'aria-expanded': 'false', 'aria-controls': id, onclick: () => show(panel.hidden),
  }, label);
  return { element: h('div', { class: 'other-ways' }, opener, panel), open: () => show(true) };
}

/** A part of the page did not come. Browsers remember that, and ask for it again in a page that is loaded anew alone. */
export class Unloaded extends Unreachable {}

/**
 * A part of the page that is loaded when it is first needed.
 *
 * @param {Promise<Object>} coming the module
 * @throws {Unloaded} if it does not come
 */
export async function loaded(coming) {
  try {
    return await coming;
  } catch (error) {
    // What browsers throw for a module that they do not get.
    throw error instanceof TypeError ? new Unloaded(error.message) : error;
  }
}

/** A button in the place of what it opens; what is behind it is loaded then. `close` puts the button back, so that it can be asked anew. */
export function opener(label, load) {
  const place = h('div');
  const trouble = h('div');
  const open = async (focus) => {
    let panel;
    try {
      panel = await load();
    } catch (error) {
      if (!isExpected(error)) {
        throw error;
      }
      // What opens by itself can still be opened by its button.
      if (focus) {
        showTrouble(trouble, words(error));
      }
      return;
    }
    fill(place, h('h2', {}, label), panel.element);
    await panel.ask(focus);
  };
  const close = () => {
    fill(trouble);
    fill(place, trouble, button(label, () => open(true), 'plain'));
  };
  close();
  return { element: place, open, close };
}

function isBusy(element) {
  return element.getAttribute('aria-busy') === 'true';
}

/** Does something while an element says, to screen readers and to whoever presses twice, that it is being done. */
async function busyWhile(element, act) {
  element.setAttribute('aria-busy', 'true');
  try {
    await act();
  } finally {
    element.removeAttribute('aria-busy');
  }
}

/** The dialog that has the user's attention; `undefined` while none is open. */
export function topmostDialog() {
  return [...document.querySelectorAll('dialog[open]')].at(-1);
}

/** Has a screen reader say something now; sighted people see it where it stands. While a dialog is open nothing outside of it is heard. */
export function announce(text) {
  const place = topmostDialog()?.querySelector('.announcements') ?? document.getElementById('announcements');
  // The same words twice are no change, so nothing would be said.
  fill(place, h('p', {}, text));
}

/** Calls `tick` with the whole seconds that are left until an instant of the server, each second, the last time with 0. */
export function countDown(until, signal, tick) {
  const end = Date.parse(until);
  const step = () => {
    const left = Math.max(0, Math.ceil((end - serverNow()) / 1000));
    tick(left);
    if (left === 0) {
      clearInterval(timer);
    }
  };
  const timer = setInterval(step, 1000);
  signal.addEventListener('abort', () => clearInterval(timer));
  step();
}

/** The pause between two messages is counted in sight, of some two minutes; what takes longer, in seconds, is told by the clock. */
const LONGEST_COUNTED = 180;

/**
 * Keeps a button back until a message may be sent again, and says beside it how long that takes.
 *
 * @returns {function(string)} counts to another instant from now on
 */
export function resendCountDown(again, wait, signal) {
  let counting = new AbortController();
  signal.addEventListener('abort', () => counting.abort());
  again.setAttribute('aria-describedby', wait.id);
  return (until) => {
    counting.abort();
    counting = new AbortController();
    countDown(until, counting.signal, (left) => {
      wait.textContent = left > LONGEST_COUNTED ? t('message.wait-long', { at: atTime(until) }) : left > 0 ? t('message.wait', { sec: left }) : '';
      again.setAttribute('aria-disabled', String(left > 0));
    });
  };
}

/** Minutes and seconds as a clock shows them. */
export function minutes(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** A place among what is shown this once: while it stands there no other language is chosen, and it is said why. */
export function oncePlace() {
  return h('div', { class: 'once' });
}

let languages = null;

/**
 * The chooser of the language: one for as long as the page lives, so that whoever walks through it by the arrows stays on it.
 *
 * @param {function(string): Promise} redraw shows the page in the new language
 */
export function languageChooser(redraw) {
  languages ??= makeLanguageChooser();
  languages.redraw = redraw;
  languages.tell();
  return languages.element;
}

function makeLanguageChooser() {
  const label = h('label', { for: 'language', class: 'visually-hidden' });
  const select = h('select', { id: 'language' }, Object.entries(LANGUAGES).map(([tag, name]) => h('option', { value: tag, lang: tag }, name)));
  let changing = false;
  const made = {
    element: h('div', { class: 'language' }, label, icon('language'), select),
    tell() {
      label.textContent = t('language.label');
      if (!changing) {
        select.value = currentLanguage();
      }
    },
  };
  // One change after the other, and the last choice counts: answers that overtake each other would leave a mixed page.
  const follow = async () => {
    let tag;
    do {
      tag = select.value;
      await useLanguage(tag, true);
      if (select.value === tag) {
        await made.redraw(tag);
      }
    } while (select.value !== tag);
    select.focus();
  };
  select.addEventListener('change', async () => {
    if (changing) {
      return;
    }
    const once = document.querySelector('.once');
    if (once) {
      made.tell();
      fill(once, notice('warning', t('language.once')));
      announce(t('language.once'));
      return;
    }
    changing = true;
    try {
      await follow();
    } catch (error) {
      if (!isExpected(error)) {
        throw error;
      }
      // The list says what the page is in.
      showTroubleOnTop(words(error));
    } finally {
      changing = false;
      made.tell();
    }
  });
  return made;
}

/** Starts a page, as soon as the server answers. */
export function startWhenReachable(start) {
  watchConnection();
  return untilDone(start);
}

/** Does something, again every three seconds while it is refused or the server does not answer. */
export async function untilDone(act) {
  for (;;) {
    try {
      await act();
      return;
    } catch (error) {
      if (!isExpected(error)) {
        throw error;
      }
      await new Promise((resolve) => { setTimeout(resolve, 3000); });
    }
  }
}

/** A bar that says when the server does not answer, and asks every three seconds until it does. */
function watchConnection() {
  const bar = document.getElementById('connection');
  let asking = null;
  document.addEventListener('connection', ({ detail: up }) => {
    if (up && asking !== null) {
      clearInterval(asking);
      asking = null;
      fill(bar);
      announce(t('connection.back'));
    } else if (!up && asking === null) {
      fill(bar, notice('warning', t('connection.lost')));
      asking = setInterval(() => call('GET', '/settings').catch(() => {}), 3000);
    }
  });
  addEventListener('online', () => asking !== null && call('GET', '/settings').catch(() => {}));
  addEventListener('offline', () => document.dispatchEvent(new CustomEvent('connection', { detail: false })));
}
