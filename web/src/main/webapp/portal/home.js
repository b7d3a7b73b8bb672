import { h, icon } from '../shared/dom.js';
import { call } from '../shared/api.js';
import { ask } from '../shared/dialogs.js';
import { FACTOR_KINDS } from '../shared/kinds.js';
import { announce, button, notice } from '../shared/parts.js';
import { clockTime, moment, t } from '../shared/texts.js';
import { isTemporary, leadingOn } from './temporary.js';

const FACTORS = { ...FACTOR_KINDS, NONE: 'factor.none' };

const CLIENTS = {
  PORTAL: 'client.portal', WORKSTATION: 'client.workstation', WEB_TRADER: 'client.web-trader', MOBILE: 'client.mobile',
};

/** What became of a login: its sign and its words. */
const OUTCOMES = {
  SUCCEEDED: ['good', 'outcome.succeeded'],
  WRONG_PASSWORD: ['bad', 'outcome.wrong-password'],
  WRONG_CODE: ['bad', 'outcome.wrong-code'],
  DENIED: ['bad', 'outcome.denied'],
  LOCKED: ['bad', 'outcome.locked'],
  EXPIRED: ['warning', 'outcome.expired'],
  CANCELLED: ['warning', 'outcome.cancelled'],
  SUPERSEDED: ['warning', 'outcome.superseded'],
};

/** Who is here, what was done in his name, and where he is logged in. */
export async function view(context) {
  const { me } = context;
  const [logins, { sessions }] = await Promise.all([call('GET', '/me/logins'), call('GET', '/me/sessions')]);
  const trouble = h('div');
  const temporary = isTemporary(me) && await temporaryAccess();
  const element = h('div', { class: 'stack' }, h('h1', { tabindex: '-1' }, t('home.title', { user: me.userName })), trouble,
    temporary,
    context.readOnly ? notice('note', h('p', {}, t('session.read-only'))) : !factorOf(me) && notice('warning', h('p', {}, t('home.no-factor')), h('p', {}, h('a', { href: '#numbers' }, t('home.verify-number')))),
    facts(me), loginList(context, logins, trouble), sessionList(context, sessions, trouble));
  return { title: t('menu.home'), element };
}

/** How long it lasts, and what to do meanwhile; once a card was fetched, when that is used. Nothing once a better factor took its place. */
async function temporaryAccess() {
  const factors = await call('GET', '/me/factors');
  const passcode = factors.find(({ kind }) => kind === 'TEMPORARY_PASSCODE');
  const card = factors.find(({ kind }) => kind === 'ONLINE_GRID_CARD');
  if (card !== undefined) {
    const date = moment(card.until);
    return notice('note', h('p', {}, t('grid.active', { date })), h('p', {}, t('grid.next-login', { date })));
  }
  return passcode !== undefined && leadingOn(t('temp.access', { date: moment(passcode.until) }));
}

function factorOf({ factor }) {
  return factor in FACTORS && factor !== 'NONE';
}

function facts(me) {
  const line = (term, ...told) => [h('dt', {}, term), h('dd', {}, told)];
  return h('dl', { class: 'facts' },
    line(t('home.factor'), t(FACTORS[me.factor] ?? 'factor.none')),
    line(t('home.signed-in'), time(me.signedInAt, moment)),
    line(t('home.ends'), t('home.ends-at', { time: clockTime(me.endsAt) })));
}

function loginList(context, logins, trouble) {
  return h('section', { 'aria-labelledby': 'logins' }, h('h2', { id: 'logins' }, t('home.logins')),
    logins.length === 0 ? h('p', { class: 'hint' }, t('home.no-logins'))
      : h('ul', { class: 'rows' }, logins.map((login) => loginRow(context, login, trouble))));
}

function loginRow(context, login, trouble) {
  const [kind, key] = OUTCOMES[login.outcome] ?? ['note', 'outcome.other'];
  const what = [t(key), login.count > 1 && ` (${t('home.times', { n: login.count })})`];
  return h('li', { class: 'row' }, h('span', { class: `sign ${kind}` }, icon(kind)),
    h('div', { class: 'grow' }, h('p', { class: 'what' }, what),
      h('p', { class: 'hint' }, time(login.at, moment), ' · ', t(CLIENTS[login.clientKind] ?? 'client.other'),
        login.address && [' · ', t('home.from', { address: login.address })])),
    login.thisSession ? h('span', { class: 'tag' }, t('home.this-login'))
      : login.disowned ? h('span', { class: 'tag' }, t('home.disowned'))
        : labelled(button(t('home.not-me'), () => disown(context, login, trouble), 'plain'), what, login.at));
}

async function disown(context, login, trouble) {
  if (!await ask({ title: t('disown.title'), text: t('disown.text'), yes: t('disown.yes') }, context.signal)) {
    return;
  }
  await context.attempt(trouble, async () => {
    const done = await call('POST', `/me/logins/${login.id}/disown`);
    await context.redraw(notice(done.passwordKnown ? 'bad' : 'good', h('p', {}, t('disown.done', { n: done.sessionsEnded })),
      done.passwordKnown && !context.readOnly && h('p', {}, t('disown.password-known'), ' ', h('a', { href: '#password' }, t('disown.change-password')))));
  });
}

function sessionList(context, sessions, trouble) {
  return h('section', { 'aria-labelledby': 'sessions' }, h('h2', { id: 'sessions' }, t('home.sessions')),
    h('ul', { class: 'rows' }, sessions.map((session) => sessionRow(context, session, trouble))),
    h('div', { class: 'actions' }, button(t('home.log-out-everywhere'), () => logOutEverywhere(context, trouble))));
}

function sessionRow(context, session, trouble) {
  const client = t(CLIENTS[session.clientKind] ?? 'client.other');
  return h('li', { class: 'row' },
    h('div', { class: 'grow' }, h('p', { class: 'what' }, client),
      h('p', { class: 'hint' }, t('home.since', { time: moment(session.createdAt) }), ' · ', t('home.last-seen', { time: clockTime(session.lastSeenAt) }))),
    session.current ? h('span', { class: 'tag' }, t('home.this-session'))
      : labelled(button(t('menu.log-out'), () => context.attempt(trouble, async () => {
        await call('DELETE', `/me/sessions/${session.id}`);
        await context.redraw();
        announce(t('home.session-ended'));
      }), 'plain'), client, session.createdAt));
}

async function logOutEverywhere(context, trouble) {
  if (await ask({ title: t('home.log-out-everywhere'), text: t('home.log-out-everywhere-text'), yes: t('home.log-out-everywhere') }, context.signal)) {
    await context.attempt(trouble, async () => {
      await call('DELETE', '/me/sessions');
      await context.leave(t('session.logged-out-everywhere'));
    });
  }
}

/** A button says for a screen reader what it is about, because many rows have one. */
function labelled(made, what, at) {
  made.setAttribute('aria-label', `${made.textContent}: ${[what].flat().filter(Boolean).join('')}, ${moment(at)}`);
  return made;
}

function time(instant, form) {
  return h('time', { datetime: instant }, form(instant));
}
