import { h } from '../shared/dom.js';
import { call, serverNow, Unreachable } from '../shared/api.js';
import { announce, button, countDown, minutes } from '../shared/parts.js';
import { open } from '../shared/dialogs.js';
import { codeOf, isExpected } from '../shared/refusals.js';
import { t } from '../shared/texts.js';

/** How long before its end a session's user is warned. */
const WARNING_MILLISECONDS = 120_000;

/**
 * Warns before the session ends, and leaves when it has ended: by time, in another tab, or from another place. Asking for
 * the ends is no activity, so a forgotten page keeps no session alive.
 */
export function watchSession({ signal, leave }) {
  let timer = null;
  let warning = null;
  let looking = false;
  const tabs = new BroadcastChannel('countersign.session');

  const stop = () => {
    clearTimeout(timer);
    warning?.close();
    warning = null;
  };

  const look = async () => {
    if (looking || signal.aborted) {
      return;
    }
    looking = true;
    clearTimeout(timer);
    try {
      const session = await call('GET', '/sessions/current');
      const end = Math.min(Date.parse(session.idleEndsAt), Date.parse(session.endsAt));
      const left = end - serverNow();
      if (left <= WARNING_MILLISECONDS && warning === null) {
        warn(new Date(end).toISOString());
      } else if (left > WARNING_MILLISECONDS && warning !== null) {
        // Another tab went on.
        warning.close();
      }
      plan(left > WARNING_MILLISECONDS ? left - WARNING_MILLISECONDS : 5000);
    } catch (error) {
      if (!isExpected(error)) {
        throw error;
      }
      if (error instanceof Unreachable) {
        plan(5000);
      } else if (codeOf(error) === 'TOKEN_REQUIRED' && !signal.aborted) {
        await leave(t('session.over'));
      }
    } finally {
      looking = false;
    }
  };

  const plan = (pause) => {
    if (!signal.aborted) {
      // At least once a minute, so that a session that was ended elsewhere does not stand open here.
      timer = setTimeout(look, Math.min(Math.max(pause, 1000), 60_000));
    }
  };

  const warn = (end) => {
    const left = h('p', { class: 'big' });
    const shown = open(t('session.ending'), () => { warning = null; });
    warning = shown;
    countDown(end, shown.signal, (seconds) => {
      left.textContent = minutes(seconds);
      if (seconds === 0) {
        look();
      }
    });
    shown.body.append(left, h('p', {}, t('session.ending-text')), h('div', { class: 'actions' },
      button(t('session.stay'), async () => {
        await call('POST', '/sessions/current/renew').catch((error) => {
          if (!isExpected(error)) {
            throw error;
          }
        });
        shown.close();
        // Whether it worked is what the session says.
        await look();
      }, 'primary')));
    announce(t('session.ending'));
  };

  const looked = () => document.visibilityState === 'visible' && look();
  tabs.onmessage = () => leave(t('session.over'));
  document.addEventListener('visibilitychange', looked);
  signal.addEventListener('abort', () => {
    stop();
    document.removeEventListener('visibilitychange', looked);
    // All tabs share the session, so it is over for the others too.
    tabs.postMessage('over');
    tabs.close();
  });
  look();
}
