import { h } from '../shared/dom.js';
import { call, serverNow, Unreachable } from '../shared/api.js';
import { announce, button, countDown, minutes, notice } from '../shared/parts.js';
import { open } from '../shared/dialogs.js';
import { codeOf, isExpected } from '../shared/refusals.js';
import { atTime, t } from '../shared/texts.js';

/** How long before its end a session's user is warned. */
const WARNING_MILLISECONDS = 120_000;

/** On which the tabs of a browser, which share the session, tell each other that it is not what it was. */
const TABS = 'countersign.session';

/** Has the other tabs look whose session it is now: whoever logged in may have taken the place of somebody who is shown there. */
export function tellTabs() {
  const tabs = new BroadcastChannel(TABS);
  tabs.postMessage('begun');
  tabs.close();
}

/**
 * Warns before the session ends, and leaves when it has ended: by time, in another tab, or from another place. Asking for
 * the ends is no activity, so a forgotten page keeps no session alive. Where the browser's session is another one than `sessionId`, the
 * page is loaded anew: what it shows is not of the user for whom it would act.
 */
export function watchSession({ sessionId, signal, leave }) {
  let timer = null;
  let warning = null;
  let looking = false;
  let again = false;
  let toldByTab = false;
  const tabs = new BroadcastChannel(TABS);

  const look = async () => {
    if (looking || signal.aborted) {
      again = true;
      return;
    }
    looking = true;
    again = false;
    clearTimeout(timer);
    try {
      const session = await call('GET', '/sessions/current');
      if (!signal.aborted && session.id !== sessionId) {
        location.reload();
        return;
      }
      toldByTab &&= again;
      const [idleEnd, lastEnd] = [session.idleEndsAt, session.endsAt].map(Date.parse);
      const end = Math.min(idleEnd, lastEnd);
      const left = end - serverNow();
      if (warning !== null && (left > WARNING_MILLISECONDS || warning.end !== end)) {
        // Another tab went on.
        warning.takeBack();
        warning = null;
      }
      if (left <= WARNING_MILLISECONDS && warning === null && !signal.aborted) {
        warning = warn(end, lastEnd > idleEnd);
      }
      plan(left > WARNING_MILLISECONDS ? left - WARNING_MILLISECONDS : 5000);
    } catch (error) {
      if (!isExpected(error)) {
        throw error;
      }
      if (error instanceof Unreachable || error.isFault) {
        plan(5000);
      } else if (codeOf(error) === 'TOKEN_REQUIRED' && !signal.aborted) {
        await leave(t('session.over'));
      }
    } finally {
      looking = false;
      // What was asked for meanwhile may be newer than the answer.
      if (again) {
        look();
      }
    }
  };

  const plan = (pause) => {
    if (!signal.aborted) {
      // At least once a minute, so that a session that was ended elsewhere does not stand open here.
      timer = setTimeout(look, Math.min(Math.max(pause, 1000), 60_000));
    }
  };

  const stay = (then) => button(t('session.stay'), async () => {
    await call('POST', '/sessions/current/renew').catch((error) => {
      if (!isExpected(error)) {
        throw error;
      }
    });
    then();
    // Whether it worked is what the session says.
    await look();
  }, 'primary');

  /** Asks whether to stay, once for an end, or tells of one that nothing moves; whoever closes that keeps the time in sight. */
  const warn = (end, mayStay) => {
    const left = h('p', { class: 'big' });
    const over = new AbortController();
    signal.addEventListener('abort', () => over.abort(), { signal: over.signal });
    const keepInSight = () => {
      const bar = h('section', { class: 'bar', 'aria-label': t('session.ending') }, notice('warning', h('p', {}, t('session.ending')), left, mayStay && stay(() => {})));
      document.getElementById('page').before(bar);
      over.signal.addEventListener('abort', () => bar.remove());
    };
    const shown = open(t('session.ending'), () => over.signal.aborted || keepInSight(), over.signal);
    countDown(new Date(end).toISOString(), over.signal, (seconds) => {
      left.textContent = minutes(seconds);
      if (seconds === 0) {
        look();
      }
    });
    const next = mayStay ? stay(shown.close) : button(t('form.close'), shown.close);
    const text = mayStay ? t('session.ending-text') : t('session.ending-for-good', { at: atTime(end) });
    shown.body.append(left, h('p', {}, text), h('div', { class: 'actions' }, next));
    next.focus();
    announce(t('session.ending'));
    return { end, takeBack: () => over.abort() };
  };

  const looked = () => document.visibilityState === 'visible' && look();
  tabs.onmessage = () => {
    toldByTab = true;
    look();
  };
  document.addEventListener('visibilitychange', looked);
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', looked);
    // All tabs share the session, so it is over for the others too; but whoever heard that from a tab does not tell it again.
    if (!toldByTab) {
      tabs.postMessage('over');
    }
    tabs.close();
  });
  look();
}
