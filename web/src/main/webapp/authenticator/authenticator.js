import { fill, h } from '../shared/dom.js';
import { tellFaults } from '../shared/faults.js';
import { notice } from '../shared/parts.js';
import { isExpected } from '../shared/refusals.js';
import { preferredLanguage, t, useLanguage } from '../shared/texts.js';
import { App } from './app.js';
import { openIfFit } from './fit.js';
import { ofLink } from './flow.js';
import { readLink } from './link.js';
import { takeNewerVersions, workOffline } from './offline.js';

const PAUSE_MILLISECONDS = 3000;

/** What stands behind `#` after a tap on a notification: what it was, and its id. */
const TAPPED = /^#(request|test)=([0-9a-f-]{36})$/;

/** An activation in the address, as after a scan, or a notification: taken out of it before anything else happens. */
function takeLink() {
  const [, kind, id] = TAPPED.exec(location.hash) ?? [];
  const link = kind ? { [kind]: id } : readLink(location.href.replace('/authenticator/#', '/activate/#'));
  if (location.hash !== '') {
    history.replaceState(null, '', location.pathname);
  }
  return link;
}

async function loadTexts() {
  for (;;) {
    try {
      await useLanguage(preferredLanguage());
      return;
    } catch (error) {
      if (!isExpected(error)) {
        throw error;
      }
      fill(document.getElementById('page'), notice('warning', t('connection.lost')));
      await new Promise((resolve) => { setTimeout(resolve, PAUSE_MILLISECONDS); });
    }
  }
}

/** To where a link or a tap leads. */
function go(app, link) {
  if (link?.activation) {
    app.go('looking', { enrolling: ofLink(app, link) });
  } else if (link?.request) {
    app.openRequest(link.request);
  } else if (link?.test) {
    app.openTest(link.test);
  } else if (link?.notice) {
    app.askServer();
  }
}

async function start() {
  const link = takeLink();
  workOffline();
  const [store] = await Promise.all([openIfFit(), loadTexts()]);
  if (store === null) {
    fill(document.getElementById('page'), h('h1', {}, t('app.unfit-title')), notice('bad', t('app.unfit')));
    return;
  }
  const app = new App(store);
  addEventListener('hashchange', () => go(app, takeLink()));
  navigator.serviceWorker?.addEventListener('message', ({ data }) => go(app, data));
  takeNewerVersions(() => app.isIdle);
  await app.start();
  go(app, link);
  await app.askServer();
}

tellFaults();
start();
