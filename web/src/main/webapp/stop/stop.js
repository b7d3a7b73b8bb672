import { fill, h } from '../shared/dom.js';
import { call } from '../shared/api.js';
import { tellFaults } from '../shared/faults.js';
import { announce, button, languageChooser, notice, showTrouble, startWhenReachable } from '../shared/parts.js';
import { codeOf, isExpected, words } from '../shared/refusals.js';
import { preferredLanguage, t, useLanguage } from '../shared/texts.js';

const TOKEN = /^#([A-Za-z0-9_-]{22})$/;

/** Refusals after which the button is of no use. */
const ENDS = { NOT_FOUND: 'stop.broken', STOP_EXPIRED: 'stop.expired' };

let phone;
let ended = null;

/** Whom to call, which is what comes next in any case. */
function whomToCall() {
  return h('p', {}, phone ? t('help.call', { phone }) : t('help.call-us'));
}

/** One press: opening the page changes nothing, so no program that looks at links stops a phone. */
async function stop(token, trouble) {
  try {
    await call('POST', '/stops', { token }, { cookies: false });
    ended = ['good', 'stop.done'];
  } catch (error) {
    if (!isExpected(error)) {
      throw error;
    }
    if (!(codeOf(error) in ENDS)) {
      showTrouble(trouble, words(error, { phone }));
      return;
    }
    ended = ['bad', ENDS[codeOf(error)]];
  }
  draw();
  const said = document.querySelector('#page .notice');
  said.tabIndex = -1;
  said.focus();
  announce(said.textContent);
}

function question(token) {
  const trouble = h('div', { class: 'trouble' });
  return [trouble, h('p', {}, t('stop.text')),
    h('div', { class: 'actions' }, button(t('stop.button'), () => stop(token, trouble), 'danger'))];
}

/** What the link of a notice opens. Its token stands behind the `#`, which no server is sent before the press. */
function draw() {
  const [, token] = TOKEN.exec(location.hash) ?? [];
  const [kind, text] = ended ?? ['warning', 'stop.broken'];
  document.title = `${t('stop.title')} - Countersign`;
  fill(document.getElementById('tools'), languageChooser(async () => draw()));
  fill(document.getElementById('page'), h('div', { class: 'view' }, h('h1', { tabindex: '-1' }, t('stop.title')),
    token && ended === null ? question(token) : [notice(kind, t(text)), whomToCall()]));
}

tellFaults();
startWhenReachable(async () => {
  const [settings] = await Promise.all([call('GET', '/settings'), useLanguage(preferredLanguage())]);
  phone = settings.helpDesk?.phone;
  draw();
  addEventListener('hashchange', () => {
    ended = null;
    draw();
  });
});
