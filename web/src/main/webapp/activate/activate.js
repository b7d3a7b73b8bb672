import { fill, h } from '../shared/dom.js';
import { call } from '../shared/api.js';
import { tellFaults } from '../shared/faults.js';
import { helpLink, languageChooser, notice, startWhenReachable } from '../shared/parts.js';
import { preferredLanguage, t, useLanguage } from '../shared/texts.js';
import { platform } from '../authenticator/device.js';
import { readLink } from '../authenticator/link.js';
import { here } from './region.js';

const SYSTEMS = { ANDROID_BROWSER: 'ANDROID', IOS_BROWSER: 'IOS' };

/** What the operator offers, as the server told it. */
let offered = { stores: [], phoneBrowser: false, desktopBrowser: false };

/** The stores of this phone's system: those of its region alone, where it has some. */
function stores() {
  const known = offered.stores.filter(({ platform: system, url }) => system === SYSTEMS[platform()] && url.startsWith('https://'));
  const near = known.filter(({ region }) => region === here());
  return near.length > 0 ? near : known.filter(({ region }) => region === '*');
}

/**
 * Where the QR code leads who has no app. Opening it uses nothing up, and what stands behind the `#` goes nowhere, so the code can be
 * scanned again in the app.
 */
function draw() {
  const link = readLink(location.href);
  const isPhone = platform() in SYSTEMS;
  const found = stores();
  const byBrowser = link !== null && (isPhone ? offered.phoneBrowser : offered.desktopBrowser);
  // What Safari keeps is not found in the app on the home screen: there the code is scanned again.
  const goesOnElsewhere = platform() === 'IOS_BROWSER';
  const said = link === null ? notice('warning', t('app.land-broken'))
    : !isPhone ? notice('note', t('app.land-desktop'))
      : found.length === 0 && !byBrowser ? notice('note', t('app.land-none'))
        : found.length > 0 && [h('p', {}, t('app.land-app')), notice('note', t('app.land-install'))];
  document.title = `${t('app.land-title')} - Countersign`;
  fill(document.getElementById('tools'), languageChooser(async () => draw()));
  fill(document.getElementById('page'), h('div', { class: 'view' }, h('h1', { tabindex: '-1' }, t('app.land-title')), said, helpLink('activation-error'),
    h('div', { class: 'actions' },
      found.map(({ name, url }) => h('a', { class: 'button primary', href: url, rel: 'noreferrer' }, t('app.land-store', { name }))),
      byBrowser && h('a', { class: found.length > 0 ? 'button' : 'button primary', href: `/authenticator/${goesOnElsewhere ? '' : location.hash}` }, t('app.land-browser')))));
}

tellFaults();
startWhenReachable(async () => {
  const [settings] = await Promise.all([call('GET', '/settings'), useLanguage(preferredLanguage())]);
  offered = settings.authenticator;
  draw();
  addEventListener('hashchange', draw);
});
