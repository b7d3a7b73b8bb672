import { fill, h } from '../shared/dom.js';
import { call } from '../shared/api.js';
import { ask } from '../shared/dialogs.js';
import { codeOf } from '../shared/refusals.js';
import { announce, button, notice, showTrouble } from '../shared/parts.js';
import { confirmed } from '../shared/proof.js';
import { moment, t } from '../shared/texts.js';
import { activationCard, isOpen } from './activation.js';
import { seamlessCard } from './seamless.js';
import { isByStandIn } from './temporary.js';

/** The phone that is the user's authenticator, or the way to make one it. */
export async function view(context) {
  const [own, { offered }] = await Promise.all([call('GET', '/me/authenticator'), call('GET', '/me/grid-card')]);
  const place = h('div', { class: 'narrow' });
  if (own.active !== undefined) {
    await drawActive(context, place, own.active);
  } else if (!await goOnIn(context, place)) {
    await beginIn(context, place);
  }
  const other = offered && h('p', { class: 'below' }, h('a', { href: '#grid' }, t('grid.link')));
  return { title: t('menu.authenticator'), element: h('div', {}, place, other) };
}

/** How the authenticator stands: its sign and its words. */
const STATES = {
  ACTIVE: ['good', 'activation.active'],
  RECOVERABLE: ['warning', 'missing.recover'],
  STOPPED: ['bad', 'activation.stopped'],
};

async function drawActive(context, place, { state = 'ACTIVE', device, since, lastUsedAt }) {
  const trouble = h('div');
  const answers = state === 'ACTIVE';
  const [sign, key] = STATES[state];
  const seamless = answers && await seamlessCard(context, device);
  fill(place, h('section', { class: 'card' }, h('h1', { tabindex: '-1' }, t('menu.authenticator')),
    notice(sign, t(key, { device })),
    answers && h('p', { class: 'hint' }, t('activation.since', { time: moment(since) }), lastUsedAt && [' · ', t('activation.last-used', { time: moment(lastUsedAt) })]),
    isByStandIn(context.me) ? [trouble,
      h('div', { class: 'actions' }, button(t('temp.replace'), () => replaceInto(context, place, { device, trouble }), 'primary'))]
      : [answers && h('p', {}, t('activation.move-text')), trouble,
        h('div', { class: 'actions' }, button(t('activation.move'), () => confirmInto(context, place, trouble)))]), seamless);
}

/** Another phone takes the place of the lost one: the user says so, and has logged in a moment ago by what stands in for it. */
async function replaceInto(context, place, { device, trouble }) {
  if (await ask({ title: t('temp.replace'), text: t('temp.replace-text', { device }), yes: t('temp.replace') }, context.signal)) {
    await replaceAtOnce(context, place, trouble);
  }
}

function replaceAtOnce(context, place, trouble) {
  return context.attempt(trouble, async () => {
    try {
      drawActivation(context, place, await call('POST', '/me/activations', { replacesLostPhone: true }), replaceAtOnce);
    } catch (error) {
      if (codeOf(error) !== 'CONFIRMATION_REQUIRED') {
        throw error;
      }
      showTrouble(trouble, t('temp.log-in-again'));
    }
  });
}

/** The last activation that this page began without more, and in which session. */
let last = null;

/** Shows once more an activation that a phone may be looking at: another one would end it. False if there is none. */
async function goOnIn(context, place) {
  if (last?.sessionId !== context.me.sessionId) {
    return false;
  }
  try {
    const now = await call('GET', `/me/activations/${last.begun.id}`);
    if (isOpen(now)) {
      drawActivation(context, place, { ...last.begun, ...now }, beginAgain);
    }
    return isOpen(now);
  } catch (error) {
    if (codeOf(error) !== 'NOT_FOUND') {
      throw error;
    }
    return false;
  }
}

/** Begins an activation without more; where the login is not fresh, the button asks for the factor first. */
async function beginIn(context, place) {
  try {
    const begun = await call('POST', '/me/activations', {});
    last = { begun, sessionId: context.me.sessionId };
    drawActivation(context, place, begun, beginAgain);
  } catch (error) {
    if (codeOf(error) !== 'CONFIRMATION_REQUIRED') {
      throw error;
    }
    drawInvitation(context, place);
  }
}

function beginAgain(context, place, trouble) {
  return context.attempt(trouble, () => beginIn(context, place));
}

function drawInvitation(context, place, note = null) {
  const trouble = h('div');
  fill(place, h('section', { class: 'card' }, h('h1', { tabindex: '-1' }, t('activation.title')), note, h('p', {}, t('activation.why')), trouble,
    h('div', { class: 'actions' }, button(t('activation.new-code'), () => confirmInto(context, place, trouble, beginAgain), 'primary'), later(context))));
  place.querySelector('h1').focus();
}

/** The factor confirms that a phone becomes the authenticator; where that takes the place of another one, each new code takes the same. */
function confirmInto(context, place, trouble, again = confirmInto) {
  return context.attempt(trouble, async () => {
    const begun = await confirmed('AUTHENTICATOR_CHANGE', (confirmation) => call('POST', '/me/activations', { confirmation }), context);
    if (begun !== undefined) {
      drawActivation(context, place, begun, again);
    }
  });
}

/** @param {function(Object, Element, Element): Promise} again begins another one in the same way, or says in its last argument why not */
function drawActivation(context, place, begun, again) {
  fill(place, activationCard(context, begun, {
    again: (trouble) => again(context, place, trouble),
    done: (device) => drawDone(context, place, device),
    later: later(context),
  }));
  // Not there yet where the view begins with it.
  place.querySelector('h1').focus();
}

function drawDone(context, place, device) {
  fill(place, h('section', { class: 'card' }, h('h1', { tabindex: '-1' }, t('menu.authenticator')), notice('good', t('activation.active', { device })),
    h('p', {}, t('activation.next-login')),
    h('div', { class: 'actions' }, button(t('form.continue'), async () => {
      await context.closeInvitation();
      await context.go('home');
    }, 'primary'))));
  announce(t('activation.active', { device }));
  place.querySelector('h1').focus();
}

/** Where the user may, he puts it off. */
function later(context) {
  return context.invitation === 'OFFERED' && button(t('activation.later'), async () => {
    try {
      await context.closeInvitation();
    } catch (error) {
      context.handle(error);
    }
  });
}
