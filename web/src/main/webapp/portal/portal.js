import { fill, h, icon } from '../shared/dom.js';
import { call } from '../shared/api.js';
import { announce, button, languageChooser, loaded, notice, showTrouble, showTroubleOnTop, startWhenReachable, Unloaded, untilDone } from '../shared/parts.js';
import { tellFaults } from '../shared/faults.js';
import { codeOf, isExpected, words } from '../shared/refusals.js';
import { preferredLanguage, t, useLanguage } from '../shared/texts.js';
import * as login from './login.js';
import { tellTabs, watchSession } from './session.js';
import { isByStandIn } from './temporary.js';
import { typedIn } from './typed.js';

/** Views behind the login, loaded when they are first looked at. The name stands in the address behind `#`. */
const INSIDE = {
  home: () => import('./home.js'),
  authenticator: () => import('./authenticator.js'),
  factors: () => import('./factors.js'),
  grid: () => import('./grid.js'),
  numbers: () => import('./numbers.js'),
  password: () => import('./password.js'),
};

/** Views before the login. */
const OUTSIDE = { forgotten: () => import('./forgotten.js') };

const page = document.getElementById('page');
let shown = new AbortController();
let inside = new AbortController();
let settings = {};
let me = null;
let wanted = 'home';

/** Whether the user is asked to make a phone his authenticator: NONE, OFFERED or REQUIRED. */
let invitation = 'NONE';

/** Refusals of what stands in a list that was drawn before it was done. */
const OUTDATED = ['NOT_FOUND', 'PERHAPS_DONE'];

/** What a view may do beside showing itself. */
function context(signal) {
  const made = {
    me,
    signal,
    settings,
    phone: settings.helpDesk?.phone,
    readOnly: isReadOnly(),
    pending: settings.attemptId,
    resetId: settings.resetId,
    invitation: isInvited() ? invitation : 'NONE',
    /** The invitation is taken, or put off for as long as this session lasts. */
    closeInvitation,
    /** Notes the login attempt that waits for its code in this browser, or that none does any more. */
    setPending: (id) => { settings = { ...settings, attemptId: id }; },
    /** Shows a view; `note` is said on top of it. */
    go: (name, note) => go(name, note),
    enter,
    leave,
    redraw: (note) => show(note),
    loadAnew,
    /** A refusal that says that the session is over leads to the login; whatever else is the view's. */
    handle: (error) => {
      if (codeOf(error) === 'TOKEN_REQUIRED') {
        leave(t('session.over'));
        return true;
      }
      if (!isExpected(error)) {
        throw error;
      }
      return false;
    },
    /** Does something, and says in a place of the view why it did not come about. */
    attempt: async (trouble, act) => {
      try {
        await act();
      } catch (error) {
        if (made.handle(error)) {
          return;
        }
        if (OUTDATED.includes(codeOf(error)) && !signal.aborted && !document.querySelector('.once')) {
          // What is listed is older than what was done elsewhere. Where something is shown once it stays.
          await showAnew(words(error, made));
        } else {
          showTrouble(trouble, words(error, made));
        }
      }
    },
  };
  return made;
}

/** The user is logged in, and no way leads back to the login: what else the page has to know it asks for until it comes. */
async function enter(user) {
  tellTabs();
  me = user;
  settings = { ...settings, attemptId: undefined };
  // The code's screen must not come back by the button for it.
  history.replaceState(null, '', `#${wanted}`);
  try {
    await readInvitation();
    if (me.language !== document.documentElement.lang.slice(0, 2)) {
      await useLanguage(me.language);
    }
  } catch (error) {
    if (!isExpected(error)) {
      throw error;
    }
    waitInside();
    await untilDone(start);
    return;
  }
  startSession();
  await show();
}

/** In the place of the login, which is over; the bar says why nothing else is there yet. */
function waitInside() {
  shown.abort();
  const heading = h('h1', { tabindex: '-1' }, t('home.title', { user: me.userName }));
  fill(page, heading);
  heading.focus();
}

/** The user is logged out; `note` says why. */
async function leave(note) {
  inside.abort();
  me = null;
  wanted = 'home';
  await go('', note);
}

async function readInvitation() {
  invitation = 'NONE';
  if (!isForGridCard()) {
    ({ invitation } = await call('GET', '/me/authenticator'));
  }
}

/** Whether this session is good for an online grid card and nothing else. */
function isForGridCard() {
  return me?.scope === 'grid_card_only';
}

/** Whether nothing can be changed in this session: the account is closed. */
function isReadOnly() {
  return me?.scope === 'read_only';
}

const PUT_OFF = 'invitation-put-off';

function isInvited() {
  return me !== null && (invitation === 'REQUIRED' || (invitation === 'OFFERED' && sessionStorage.getItem(PUT_OFF) !== me.sessionId));
}

function putInvitationOff() {
  sessionStorage.setItem(PUT_OFF, me.sessionId);
}

async function closeInvitation() {
  putInvitationOff();
  await readInvitation();
  await show();
}

/** The invitation stands before every view but the other ways to a factor, of which whoever has lost one may order a card. */
function shownView(name) {
  if (isReadOnly()) {
    return 'home';
  }
  if (isForGridCard() || name === 'grid') {
    return 'grid';
  }
  const ordering = name === 'factors' && isByStandIn(me);
  return isInvited() && !ordering ? 'authenticator' : name;
}

function startSession() {
  inside.abort();
  inside = new AbortController();
  watchSession({ sessionId: me.sessionId, signal: inside.signal, leave });
}

async function go(name, note) {
  const hash = name === '' ? location.pathname : `#${name}`;
  if (location.hash.slice(1) !== name) {
    history.pushState(null, '', hash);
  }
  await show(note);
}

async function show(note) {
  shown.abort();
  shown = new AbortController();
  const { signal } = shown;
  const name = location.hash.slice(1);
  let view;
  page.setAttribute('aria-busy', 'true');
  try {
    const module = await moduleOf(name);
    view = await module.view(context(signal));
  } catch (error) {
    if (signal.aborted || context(signal).handle(error)) {
      return;
    }
    view = { title: t('refusal.title'), element: h('section', {}, h('h1', { tabindex: '-1' }, t('refusal.title')), notice('bad', words(error)), again(error)) };
  } finally {
    if (!signal.aborted) {
      page.removeAttribute('aria-busy');
    }
  }
  if (signal.aborted) {
    return;
  }
  frame(name);
  document.title = `${view.title} - Countersign`;
  fill(page, note && h('div', { class: 'said' }, note instanceof Element && note.matches('.notice') ? note : notice('note', note)), view.element);
  if (note) {
    announce(typeof note === 'string' ? note : page.firstChild.textContent);
  }
  (view.focus ?? (() => page.querySelector('h1').focus()))();
}

async function moduleOf(name) {
  if (me !== null) {
    const view = shownView(name);
    return loaded(INSIDE[Object.hasOwn(INSIDE, view) ? view : 'home']());
  }
  if (Object.hasOwn(OUTSIDE, name)) {
    return loaded(OUTSIDE[name]());
  }
  if (Object.hasOwn(INSIDE, name)) {
    wanted = name;
  }
  return login;
}

function again(error) {
  const retry = error instanceof Unloaded ? loadAnew : () => show();
  return h('div', { class: 'actions' }, h('button', { type: 'button', class: 'primary', onclick: retry }, t('form.again')));
}

/** While nothing answers, the page stays. */
async function loadAnew() {
  try {
    await call('GET', '/settings');
  } catch (error) {
    if (!isExpected(error)) {
      throw error;
    }
    showTroubleOnTop(words(error));
    return;
  }
  location.reload();
}

/** Menu and tools around a view. */
function frame(name) {
  const menu = document.getElementById('menu');
  menu.hidden = me === null;
  menu.setAttribute('aria-label', t('menu.label'));
  const labels = isForGridCard() ? { grid: 'menu.grid' } : isReadOnly() ? { home: 'menu.home' }
    : { home: 'menu.home', authenticator: 'menu.authenticator', factors: 'menu.factors', numbers: 'menu.numbers', password: 'menu.password' };
  fill(menu, me !== null && menuOf(labels, currentOf(labels, name)));
  fill(document.getElementById('tools'), languageChooser(speak), me !== null && button(t('menu.log-out'), logOut, 'plain'));
}

/** The page is in another language now: the user's own from now on, where that can be saved. */
async function speak(language) {
  let note;
  if (me !== null && !isForGridCard()) {
    try {
      await call('PUT', '/me/language', { language });
      me = { ...me, language };
    } catch (error) {
      if (context(shown.signal).handle(error)) {
        return;
      }
      note = words(error);
    }
  }
  await showAnew(note);
}

/** The same view once more, with what was typed there. */
async function showAnew(note) {
  const typeAgain = typedIn(page);
  await show(note);
  typeAgain();
}

/** The entry that the view belongs to: a grid card is a factor. */
function currentOf(labels, name) {
  const view = shownView(Object.hasOwn(labels, name) || name === 'grid' ? name : 'home');
  return view in labels ? view : 'factors';
}

/** A row of links; where there is no room for it, behind a button that names the present one. */
function menuOf(labels, current) {
  const opener = h('button', {
    type: 'button', class: 'menu-opener', 'aria-expanded': 'false', 'aria-controls': 'menu-list',
    onclick: () => opener.setAttribute('aria-expanded', String(opener.getAttribute('aria-expanded') !== 'true')),
  }, icon('menu'), h('span', { class: 'visually-hidden' }, `${t('menu.label')}: `), t(labels[current]));
  return [opener, h('ul', { id: 'menu-list' }, Object.entries(labels).map(([target, key]) =>
    h('li', {}, h('a', { href: `#${target}`, 'aria-current': target === current && 'page', onclick: () => choose(target) }, t(key)))))];
}

/** Whoever chooses something else while he is invited takes the invitation later. */
function choose(target) {
  if (target === 'authenticator' || invitation !== 'OFFERED' || !isInvited()) {
    return;
  }
  putInvitationOff();
  if (location.hash.slice(1) === target) {
    show();
  }
}

async function logOut() {
  try {
    await call('DELETE', '/sessions/current');
  } catch (error) {
    if (!isExpected(error)) {
      throw error;
    }
    if (codeOf(error) !== 'TOKEN_REQUIRED') {
      showTroubleOnTop(words(error, { phone: settings.helpDesk?.phone }));
      return;
    }
  }
  await leave(t('session.logged-out'));
}

async function start() {
  [settings] = await Promise.all([call('GET', '/settings'), useLanguage(preferredLanguage())]);
  me = settings.signedIn ? await call('GET', '/me') : null;
  if (me !== null) {
    await Promise.all([useLanguage(me.language), readInvitation()]);
    startSession();
  }
  await show();
}

addEventListener('hashchange', () => show());
// A page that the browser kept whole may show what is over.
addEventListener('pageshow', (event) => event.persisted && location.reload());
tellFaults();
startWhenReachable(start);
