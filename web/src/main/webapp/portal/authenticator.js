import { fill, h } from '../shared/dom.js';
import { call } from '../shared/api.js';
import { confirmed } from '../shared/dialogs.js';
import { codeOf, isExpected } from '../shared/refusals.js';
import { announce, button, notice } from '../shared/parts.js';
import { moment, t } from '../shared/texts.js';
import { activationCard } from './activation.js';
import { seamlessCard } from './seamless.js';

/** The phone that is the user's authenticator, or the way to make one it. */
export async function view(context) {
  const own = await call('GET', '/me/authenticator');
  const place = h('div', { class: 'narrow' });
  if (own.active === undefined) {
    await beginIn(context, place);
  } else {
    await drawActive(context, place, own.active);
  }
  return { title: t('menu.authenticator'), element: place };
}

async function drawActive(context, place, { device, since, lastUsedAt }) {
  const trouble = h('div');
  const seamless = await seamlessCard(context, device);
  fill(place, h('section', { class: 'card' }, h('h1', { tabindex: '-1' }, t('menu.authenticator')),
    notice('good', t('activation.active', { device })),
    h('p', { class: 'hint' }, t('activation.since', { time: moment(since) }), lastUsedAt && [' · ', t('activation.last-used', { time: moment(lastUsedAt) })]),
    h('p', {}, t('activation.move-text')), trouble,
    h('div', { class: 'actions' }, button(t('activation.move'), () => confirmInto(context, place, trouble)))), seamless);
}

/** Begins an activation without more; where the login is not fresh, the button asks for the factor first. */
async function beginIn(context, place) {
  try {
    drawActivation(context, place, await call('POST', '/me/activations', {}));
  } catch (error) {
    if (codeOf(error) !== 'CONFIRMATION_REQUIRED') {
      throw error;
    }
    drawInvitation(context, place);
  }
}

function drawInvitation(context, place, note = null) {
  const trouble = h('div');
  fill(place, h('section', { class: 'card' }, h('h1', { tabindex: '-1' }, t('activation.title')), note, h('p', {}, t('activation.why')), trouble,
    h('div', { class: 'actions' }, button(t('activation.new-code'), () => confirmInto(context, place, trouble), 'primary'), later(context))));
}

function confirmInto(context, place, trouble) {
  return context.attempt(trouble, async () => {
    const begun = await confirmed('AUTHENTICATOR_CHANGE', (confirmation) => call('POST', '/me/activations', { confirmation }));
    if (begun !== undefined) {
      drawActivation(context, place, begun);
    }
  });
}

function drawActivation(context, place, begun) {
  const card = activationCard(context, begun, {
    again: async () => {
      await beginIn(context, place);
      place.querySelector('h1').focus();
    },
    done: (device) => drawDone(context, place, device),
    later: later(context),
  });
  fill(place, card);
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
      if (!isExpected(error)) {
        throw error;
      }
    }
  });
}
