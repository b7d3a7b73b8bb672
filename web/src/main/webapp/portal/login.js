import { fill, h } from '../shared/dom.js';
import { call } from '../shared/api.js';
import { Attempt } from '../shared/attempt.js';
import { credentialsForm, forgetName } from '../shared/credentials.js';
import { codeOf, isExpected } from '../shared/refusals.js';
import { announce, helpLink, loaded, notice, Unloaded } from '../shared/parts.js';
import { t } from '../shared/texts.js';

/** Of this page, for the record of logins. */
const CLIENT = { kind: 'PORTAL', version: '1.0', passkeys: true };

/** The screen of the code; it is not needed before a password is right, and loaded while that is typed. */
const codeScreen = () => import('../shared/factor.js');

/** User name and password, then the code: one place on the page, and one address. */
export async function view(context) {
  const place = h('div', { class: 'narrow' });
  const pending = context.pending && await pendingLogin();
  const first = passwordStep(context, place);
  if (pending) {
    const second = await codeStep(context, place, pending);
    fill(place, second.element);
    return { title: second.title, element: place, focus: second.focus };
  }
  fill(place, first.element);
  return { title: t('login.title'), element: place, focus: first.focus };
}

/** The login that this browser was in the middle of, when the page was loaded anew. */
async function pendingLogin() {
  try {
    const found = await call('GET', '/logins/current');
    return found.state === 'FACTOR_PENDING' ? found : null;
  } catch (error) {
    if (isExpected(error)) {
      return null;
    }
    throw error;
  }
}

function passwordStep(context, place, note = null) {
  const made = credentialsForm({ client: CLIENT, cookies: true }, {
    button: t('login.button'),
    proceed: (begun) => goOn(context, place, begun),
    help: (error) => codeOf(error).startsWith('LOGIN') && help(context),
    phone: context.phone,
  });
  // Whether it came is asked when it is needed.
  made.element.addEventListener('input', () => codeScreen().catch(() => {}), { once: true });
  return {
    element: h('section', { class: 'card' }, h('h1', { tabindex: '-1' }, t('login.title')), note && notice('note', note), made.element,
      h('p', { class: 'below' }, h('a', { href: '#forgotten' }, t('login.forgotten'))), helpLink()),
    focus: made.focus,
  };
}

async function goOn(context, place, begun) {
  if (begun.state === 'AUTHENTICATED') {
    await context.enter(await new Attempt(begun.id).session());
    return;
  }
  context.setPending(begun.id);
  try {
    const step = await codeStep(context, place, begun);
    if (context.signal.aborted) {
      return;
    }
    fill(place, step.element);
    entitle(step.title);
    step.focus();
  } catch (error) {
    if (!(error instanceof Unloaded)) {
      throw error;
    }
    // The login goes on where it is.
    await context.loadAnew();
  }
}

function entitle(title) {
  document.title = `${title} - Countersign`;
}

async function codeStep(context, place, begun) {
  const { factorScreen } = await loaded(codeScreen());
  const attempt = new Attempt(begun.id);
  const watching = new AbortController();
  if (context.signal.aborted) {
    // The view went while its screen was loaded.
    watching.abort();
  }
  context.signal.addEventListener('abort', () => watching.abort());
  const back = (note) => {
    watching.abort();
    context.setPending(undefined);
    const first = passwordStep(context, place, note);
    fill(place, first.element);
    entitle(t('login.title'));
    if (note) {
      announce(place.querySelector('.notice').textContent);
    }
    first.focus();
  };
  return factorScreen(begun, attempt, {
    labels: { confirm: t('login.button'), resend: t('message.no-code'), paused: t('waiting.paused') },
    proceed: async () => {
      const user = await attempt.session();
      watching.abort();
      forgetName();
      await context.enter(user);
    },
    end: back,
    entitle,
    signal: watching.signal,
    phone: context.phone,
  });
}

function help({ phone }) {
  return h('p', {}, phone ? t('help.call', { phone }) : t('help.call-us'));
}
