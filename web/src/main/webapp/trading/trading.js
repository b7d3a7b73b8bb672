import { fill, h, newId } from '../shared/dom.js';
import { call } from '../shared/api.js';
import { Attempt } from '../shared/attempt.js';
import { credentialsForm, forgetName } from '../shared/credentials.js';
import { factorScreen } from '../shared/factor.js';
import { tellFaults } from '../shared/faults.js';
import { codeOf, isExpected, words } from '../shared/refusals.js';
import { announce, button, helpLink, languageChooser, notice, showTrouble, startWhenReachable } from '../shared/parts.js';
import { clockTime, preferredLanguage, t, useLanguage } from '../shared/texts.js';

/**
 * The clients of brokers, each with what it tells the server of itself and with the words of its own screens. A client keeps its
 * attempt's secret and its token by itself, as a program does, and not in cookies.
 */
const CLIENTS = {
  'workstation-stable': {
    kind: 'WORKSTATION', version: 'stable 960', name: 'trading.workstation-stable', confirm: 'trading.ok', resend: 'trading.request-new-security-code',
  },
  'workstation-latest': {
    kind: 'WORKSTATION', version: 'latest 978', passkeys: true, name: 'trading.workstation-latest', confirm: 'trading.ok', resend: 'trading.request-new-security-code',
  },
  'workstation-beta': {
    kind: 'WORKSTATION', version: 'beta 981', passkeys: true, name: 'trading.workstation-beta', confirm: 'trading.ok', resend: 'trading.request-new-security-code',
  },
  'web-trader': {
    kind: 'WEB_TRADER', version: '5.2', passkeys: true, name: 'client.web-trader', confirm: 'login.button', resend: 'message.no-code',
  },
  ios: {
    kind: 'MOBILE', version: 'iOS 8.140', passkeys: true, name: 'trading.ios', confirm: 'trading.send', resend: 'trading.request-new-code',
  },
  android: {
    kind: 'MOBILE', version: 'Android 8.140', passkeys: true, name: 'trading.android', confirm: 'trading.log-in', resend: 'trading.request-new-security-code',
  },
};

const page = document.getElementById('page');
let chosen = 'workstation-latest';
let shown = new AbortController();
let settings = {};

function client() {
  return CLIENTS[chosen];
}

/** Shows a screen under the choice of the client; `again` does so in another language. */
function show(screen, again = async () => show(screen)) {
  shown.abort();
  shown = new AbortController();
  const made = screen(shown.signal);
  document.title = `${t('trading.title')} - Countersign`;
  fill(document.getElementById('tools'), languageChooser(again));
  fill(page, h('div', { class: 'narrow' }, chooser(), made.element));
  made.focus();
}

function chooser() {
  const id = newId();
  const select = h('select', {
    id,
    onchange: () => {
      chosen = select.value;
      showLogin();
      document.querySelector('#page select').focus();
    },
  }, Object.entries(CLIENTS).map(([key, { name }]) => h('option', { value: key, selected: key === chosen }, t(name))));
  return h('div', { class: 'field' }, h('label', { for: id }, t('trading.client')), select);
}

function showLogin(note = null) {
  show(loginScreen(note), async () => showLogin());
}

function loginScreen(note) {
  return () => {
    const { kind, version, passkeys } = client();
    const made = credentialsForm({ client: { kind, version, passkeys } }, {
      button: t(kind === 'MOBILE' ? 'trading.log-in' : 'login.button'),
      proceed: goOn,
      help: toPortal,
      ...phone(),
    });
    if (note) {
      announce(typeof note === 'string' ? note : note[0]);
    }
    return {
      element: h('section', { class: 'card' }, h('h1', { tabindex: '-1' }, t('trading.title')), note && notice('note', note), made.element, helpLink()),
      focus: made.focus,
    };
  };
}

function toPortal(error) {
  return error.problem?.next?.includes('PORTAL') && h('p', {}, h('a', { href: '/' }, t('trading.to-portal')));
}

function phone() {
  return { phone: settings.helpDesk?.phone };
}

async function goOn(begun) {
  const attempt = new Attempt(begun.id, begun.secret);
  const proceed = async () => {
    const token = await attempt.token();
    forgetName();
    show(tradingDesk(token));
  };
  if (begun.state === 'AUTHENTICATED') {
    await proceed();
    return;
  }
  showFactor(begun, attempt, proceed);
}

function showFactor(view, attempt, proceed) {
  show((signal) => factorScreen(view, attempt, {
    labels: { confirm: t(client().confirm), resend: t(client().resend), paused: t('waiting.paused-portal'), secondPhone: client().kind === 'MOBILE' },
    proceed,
    end: showLogin,
    signal,
    ...phone(),
  }), async () => showFactor(await present(attempt) ?? view, attempt, proceed));
}

/** What is asked for by now; nothing where that is not known or nothing is any more, which the screen hears by itself. */
async function present(attempt) {
  try {
    const view = await attempt.look();
    return view.state === 'FACTOR_PENDING' ? view : null;
  } catch (error) {
    if (!isExpected(error)) {
      throw error;
    }
    return null;
  }
}

/** What a client has after the login: a signed token, which it reads, renews and gives back. */
function tradingDesk(token) {
  return () => {
    const trouble = h('div');
    const claims = JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(token.accessToken.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0))));
    const withToken = (method, path) => call(method, path, undefined, { secret: token.accessToken });
    const attempt = (act) => async () => {
      try {
        await act();
      } catch (error) {
        if (!isExpected(error)) {
          throw error;
        }
        if (codeOf(error) === 'TOKEN_REQUIRED') {
          showLogin(t('session.over'));
        } else {
          showTrouble(trouble, words(error));
        }
      }
    };
    const line = (term, told) => [h('dt', {}, term), h('dd', {}, told)];
    return {
      element: h('section', { class: 'card' }, h('h1', { tabindex: '-1' }, t('trading.in', { user: claims.sub })), trouble,
        h('dl', { class: 'facts' }, line(t('trading.scope'), claims.scope), line(t('trading.ways'), claims.amr.join(', ')),
          line(t('trading.token-until'), clockTime(claims.exp * 1000))),
        h('div', { class: 'actions' },
          button(t('trading.renew'), attempt(async () => {
            show(tradingDesk(await withToken('POST', '/sessions/current/renew')));
            announce(t('trading.renewed'));
          })),
          button(t('menu.log-out'), attempt(async () => {
            await withToken('DELETE', '/sessions/current');
            showLogin(t('session.logged-out'));
          }), 'plain'))),
      focus: () => page.querySelector('h1').focus(),
    };
  };
}

tellFaults();
startWhenReachable(async () => {
  [settings] = await Promise.all([call('GET', '/settings'), useLanguage(preferredLanguage())]);
  showLogin();
});
