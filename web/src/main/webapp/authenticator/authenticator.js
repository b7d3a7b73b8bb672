import { fill, h } from '../shared/dom.js';
import { notice } from '../shared/parts.js';
import { isExpected } from '../shared/refusals.js';
import { preferredLanguage, t, useLanguage } from '../shared/texts.js';
import { App } from './app.js';
import { openIfFit } from './fit.js';
import { ofLink } from './flow.js';
import { readLink } from './link.js';
import { takeNewerVersions, workOffline } from './offline.js';

const PAUSE_MILLISECONDS = 3000;

/** An activation in the address, as after a scan: taken out of it before anything else happens. */
function takeLink() {
  const link = readLink(location.href.replace('/authenticator/#', '/activate/#'));
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

async function start() {
  const link = takeLink();
  workOffline();
  const [store] = await Promise.all([openIfFit(), loadTexts()]);
  if (store === null) {
    fill(document.getElementById('page'), h('h1', {}, t('app.unfit-title')), notice('bad', t('app.unfit')));
    return;
  }
  const app = new App(store);
  const scanned = (found) => found && app.go('looking', { enrolling: ofLink(app, found) });
  addEventListener('hashchange', () => scanned(takeLink()));
  takeNewerVersions(() => app.isIdle);
  await app.start();
  scanned(link);
  await app.askServer();
}

start();
