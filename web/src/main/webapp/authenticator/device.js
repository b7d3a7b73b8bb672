/** Of this app, as the server is told. */
const APP_VERSION = '1.0.0';

const LONGEST_MODEL = 60;
const LONGEST_VERSION = 20;

/** What a browser calls itself in its user agent string, the rarer ones first: many claim to be Chrome or Safari too. */
const BROWSERS = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'], [/\bOPR\//, 'Opera'], [/\bSamsungBrowser\//, 'Samsung Internet'], [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/(?:Chrome|CriOS|Chromium)\//, 'Chrome'], [/\bSafari\//, 'Safari'],
];

const SYSTEMS = [[/Windows/, 'Windows'], [/CrOS/, 'ChromeOS'], [/Mac OS X|Macintosh/, 'Mac'], [/Linux/, 'Linux']];

/** The kind of machine this browser runs on: ANDROID_BROWSER, IOS_BROWSER or DESKTOP_BROWSER. */
export function platform({ userAgent, maxTouchPoints } = navigator) {
  if (/Android/.test(userAgent)) {
    return 'ANDROID_BROWSER';
  }
  // An iPad calls itself a Mac; no Mac has a screen for fingers.
  return /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1) ? 'IOS_BROWSER' : 'DESKTOP_BROWSER';
}

/** Whether the app was put on the home screen and opened from there. */
export function isInstalled() {
  return matchMedia('(display-mode: standalone)').matches || navigator.standalone === true;
}

/** Whether face, finger or the lock of this device can be asked for. */
export async function canUnlock() {
  try {
    return await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable();
  } catch {
    return false;
  }
}

/** The report of this installation that goes with its calls. */
export async function report(installation, unlock) {
  const hints = await navigator.userAgentData?.getHighEntropyValues(['model', 'platformVersion']).catch(() => null);
  return {
    id: installation.id,
    platform: platform(),
    osVersion: systemVersion(navigator.userAgent, hints),
    appVersion: APP_VERSION,
    model: model(navigator.userAgent, hints),
    unlock,
    sensor: await canUnlock(),
  };
}

/** Dotted numbers; empty if the browser does not say, or says the same of every system. */
export function systemVersion(userAgent, hints) {
  const [, found] = /(?:Android |OS )([0-9]+(?:[._][0-9]+)*)(?=[;) ].*(?:Mobile|Android|like Mac))/.exec(userAgent) ?? [];
  // Chromium tells every Android as 10 until it is asked.
  const version = hints?.platformVersion || (hints ? '' : found?.replaceAll('_', '.'));
  return /^[0-9]+(\.[0-9]+)*$/.test(version ?? '') ? version.slice(0, LONGEST_VERSION).replace(/\.$/, '') : '';
}

/** What its user will recognise the machine by. */
export function model(userAgent, hints) {
  const [, apple] = /\((iPhone|iPad|iPod)/.exec(userAgent) ?? [];
  const [, android] = /Android [0-9.]+; ([^;)]+)/.exec(userAgent) ?? [];
  const machine = hints?.model || apple || (['K', 'Mobile', 'Tablet', undefined].includes(android) ? null : android.replace(/ Build\/.*/, ''));
  if (machine) {
    return machine.slice(0, LONGEST_MODEL);
  }
  const browser = BROWSERS.find(([pattern]) => pattern.test(userAgent))?.[1] ?? 'Browser';
  const system = /Android/.test(userAgent) ? 'Android' : SYSTEMS.find(([pattern]) => pattern.test(userAgent))?.[1];
  return system ? `${browser}, ${system}` : browser;
}
