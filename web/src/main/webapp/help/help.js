import { fill, h } from '../shared/dom.js';
import { call } from '../shared/api.js';
import { tellFaults } from '../shared/faults.js';
import { languageChooser, notice, startWhenReachable } from '../shared/parts.js';
import { preferredLanguage, t, unbroken, useLanguage } from '../shared/texts.js';
import { platform } from '../authenticator/device.js';
import { answerBody, SYSTEMS } from './answer.js';
import { ANSWERS } from './answers.js';
import { loadWords, say } from './words.js';

const OF_PLATFORM = { ANDROID_BROWSER: 'android', IOS_BROWSER: 'iphone' };

const page = document.getElementById('page');

/** The phone that the answers are about: this one, until the reader says otherwise. */
let system = OF_PLATFORM[platform()] ?? 'unknown';

/** Of client services, as far as the server tells it. */
let phone;

function draw() {
  const open = [...page.querySelectorAll('details[open]')].map(({ id }) => id);
  const bodies = new Map(ANSWERS.map((answer) => [answer, h('div', { class: 'answer' })]));
  // The steps alone, so that whoever walks through the choice by the arrows stays on it.
  const tellSteps = () => bodies.forEach((body, answer) => fill(body, answerBody(answer, system, clientServices())));
  tellSteps();
  document.title = `${say('page/title')} - Countersign`;
  fill(document.getElementById('tools'), languageChooser(async (tag) => {
    await loadWords(tag);
    draw();
  }));
  fill(page, h('h1', { tabindex: '-1' }, say('page/title')), h('p', {}, say('page/intro')), systemChoice(tellSteps),
    ANSWERS.map((answer) => question(answer, bodies.get(answer), open.includes(answer.id))), notice('note', say('page/never')));
}

function systemChoice(chosen) {
  const hint = h('p', { class: 'hint', hidden: system !== 'unknown' }, say('page/tell'));
  const choose = (value) => {
    system = value;
    hint.hidden = system !== 'unknown';
    chosen();
  };
  return h('fieldset', { class: 'choice' }, h('legend', {}, say('page/system')), Object.entries({ ...SYSTEMS, unknown: 'page/unknown' }).map(([value, key]) =>
    h('label', {}, h('input', { type: 'radio', name: 'system', value, checked: value === system, onchange: () => choose(value) }), say(key))), hint);
}

function question({ id, title }, body, isOpen) {
  // The address names what is read, so that it can be sent to somebody.
  const noteOpening = () => !details.open && history.replaceState(null, '', `#${id}`);
  const details = h('details', { id, class: 'question', open: isOpen }, h('summary', { onclick: noteOpening }, h('h2', {}, say(title))), body);
  return details;
}

function clientServices() {
  return phone ? t('help.call', { phone: unbroken(phone) }) : t('help.call-us');
}

/** Opens the answer that the address names. */
function openNamed() {
  const named = [...page.querySelectorAll('details')].find(({ id }) => id === location.hash.slice(1));
  if (named) {
    named.open = true;
    named.querySelector('summary').focus();
    named.scrollIntoView();
  }
}

tellFaults();
startWhenReachable(async () => {
  const language = preferredLanguage();
  const [settings] = await Promise.all([call('GET', '/settings', undefined, { cookies: false }), useLanguage(language), loadWords(language)]);
  phone = settings.helpDesk?.phone;
  draw();
  openNamed();
});
addEventListener('hashchange', openNamed);
// A link to what the address names already changes nothing there.
page.addEventListener('click', ({ target }) => target.hash === location.hash && openNamed());
