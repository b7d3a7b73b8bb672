import { h } from '../../shared/dom.js';
import { announce, button, helpLink, notice } from '../../shared/parts.js';
import { t, unbroken, untilTime } from '../../shared/texts.js';
import { failure, verdictOf } from '../failures.js';
import { permission } from '../notifications.js';
import { allow } from './notifications.js';
import { sign, view } from './parts.js';
import { earlierUsers } from './recover.js';

/**
 * The user is on this phone.
 *
 * @param {{user: Object, weakUntil?: string, others?: string[]}} data what the server said of a move
 */
export function done(context, { user, weakUntil, others = [] }) {
  const text = t('app.done', { user: user.userName });
  announce(text);
  const asks = permission() === 'ASK' || (permission() === 'GRANTED' && context.installation.notify === undefined);
  return view(text, [
    sign('good'), h('p', {}, t('app.done-next')),
    weakUntil && h('p', {}, t('app.weak-until', { until: untilTime(weakUntil) })),
    h('p', {}, asks ? t('app.notify-why') : permission() !== 'GRANTED' && t('app.notify-fallback')),
    others.length > 0 && earlierUsers(context),
  ], [asks && allow(context, {}), button(t('app.done-button'), () => context.home(), asks ? 'secondary' : 'primary')]);
}

/**
 * Why it did not go on, and each way on that there is.
 *
 * @param {{error: Error, enrolling?: Enrolling, move?: Move, again?: function, pin?: function}} data `again` and `pin` take the context of
 *   this view
 */
export function failed(context, { error, enrolling, move = enrolling?.move, again, pin }) {
  const found = failure(error, { isUnanswered: enrolling?.isUnanswered, move });
  return outcome(context, found, { title: t(found.fine ? 'app.first-title' : 'refusal.title'), kind: 'bad' }, {
    again: again && [t('form.again'), () => again(context)],
    pin: pin && [t('app.use-pin'), () => pin(context)],
    begin: move && [t('app.begin-again'), () => context.replace('credentials', { purpose: move.purpose, userName: move.userName })],
    migrate: [t('app.migrate'), () => context.replace('credentials', { purpose: 'MIGRATE', userName: move?.userName })],
    activate: [t('app.credentials'), () => context.replace('credentials', { userName: move?.userName })],
    why: [t('diagnosis.why'), () => context.go('diagnosis')],
  });
}

/** What a diagnosis came to, and each way on. */
export function verdict(context, diagnosis) {
  return outcome(context, verdictOf(diagnosis), { title: t('diagnosis.why'), kind: 'note' });
}

function outcome(context, { text, ways, fine }, { title, kind }, more = {}) {
  const said = notice(fine ? 'good' : kind, h('p', {}, text), ways.includes('help')
    && h('p', {}, context.phone ? t('help.call', { phone: unbroken(context.phone) }) : t('help.call-us')));
  const buttons = {
    ...more,
    scan: [t('app.scan'), () => context.replace('scan')],
    type: [t('app.type'), () => context.replace('type')],
    afresh: context.users.length === 0 && [t('app.afresh'), () => context.startAfresh()],
    home: [t('app.to-start'), () => context.home()],
  };
  const present = ways.map((way) => buttons[way]).filter(Boolean);
  if (!ways.includes('home')) {
    present.push(buttons.home);
  }
  announce(said.textContent);
  return view(title, [said, !fine && helpLink('activation-error')],
    present.map(([label, act], at) => button(label, act, at === 0 ? 'primary' : at === present.length - 1 ? 'plain' : 'secondary')));
}
