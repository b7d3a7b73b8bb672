import { h } from '../shared/dom.js';
import { call } from '../shared/api.js';
import { askedOf } from '../shared/asked.js';
import { Attempt } from '../shared/attempt.js';
import { cardChallenge } from '../shared/card.js';
import { credentialsForm, forgetName } from '../shared/credentials.js';
import { ask } from '../shared/dialogs.js';
import { unlessFound } from '../shared/refusals.js';
import { button, cardField, notice } from '../shared/parts.js';
import { codeDialog, proven } from '../shared/proof.js';
import { t } from '../shared/texts.js';

/** Of this page, for the record of logins. */
const CLIENT = { kind: 'PORTAL', version: '1.0' };

/**
 * Cards of more than one user: what is shared, and how a card of somebody else comes to be.
 *
 * @param {Object} page with its `context` and `said`
 * @param {function(string): Promise} say draws the page anew and says what was done
 * @returns {{row: function(Object): Element, adding: Element}}
 */
export function sharing(page, say) {
  const { context } = page;

  const end = async ({ id, serial }) => {
    if (await ask({ title: t('share.end-title', { serial }), text: t('share.end-text'), yes: t('share.end') }, context.signal)) {
      await context.attempt(page.said, async () => {
        const ended = await proven('FACTOR_CHANGE', async (proof) => {
          await call('DELETE', `/me/card-shares/${id}`, proof);
          return true;
        }, context);
        if (ended) {
          await say(t('share.ended', { serial }));
        }
      });
    }
  };

  const row = (share) => {
    const { serial, owner, sharedWith, state } = share;
    const stop = button(t('share.end'), () => end(share), 'plain');
    stop.setAttribute('aria-label', `${t('share.end')}: ${serial}`);
    const whose = owner === context.me.userName ? t('share.with', { name: sharedWith }) : t('share.by', { name: owner });
    return h('li', { class: 'row' },
      h('div', { class: 'grow' }, h('p', { class: 'what' }, serial, h('span', { class: 'hint' }, ` ${whose}`)),
        state === 'PENDING_COMPLIANCE' && h('p', { class: 'hint' }, t('share.waiting'))),
      stop);
  };

  /** The owner proves himself by a login of his own, of which no session comes. */
  const begin = async (begun) => {
    made.forgetPassword();
    const attempt = new Attempt(begun.id, begun.secret);
    const view = await askCard(begun, attempt);
    if (view === null) {
      await attempt.cancel();
      made.refuse(t('share.no-card'));
      return;
    }
    const serial = askedOf(view).label;
    const box = cardChallenge(serial);
    const { challenge } = view.started;
    if (challenge !== undefined) {
      box.show(challenge);
    }
    let answered = false;
    const share = unlessFound(() => call('POST', '/me/card-shares', { login: begun.id, secret: begun.secret }),
      async () => (await call('GET', '/me/card-shares')).find((one) => one.serial === serial && one.sharedWith === context.me.userName));
    const shared = await codeDialog({
      title: t('card.title'),
      button: t('confirm.button'),
      field: cardField(),
      missing: t('card.missing'),
      above: () => (challenge === undefined ? notice('note', t('card.do-press', { serial })) : box.element),
      below: () => null,
      act: async (code) => {
        // An answer that was taken is not given twice, however often the way from there breaks.
        if (!answered) {
          await attempt.answer({ code });
          answered = true;
        }
        return share();
      },
      view: context.signal,
    });
    if (shared === undefined) {
      await attempt.cancel();
    } else {
      await say(t(shared.state === 'ACTIVE' ? 'share.active' : 'share.pending', { serial }));
    }
  };

  forgetName();
  const made = credentialsForm({ client: CLIENT }, {
    button: t('form.continue'), proceed: begin, help: () => null, phone: context.phone,
    nameMistake: (name) => (name.toLowerCase() === context.me.userName.toLowerCase() ? t('share.own') : null),
  });
  return { row, adding: h('section', { class: 'card' }, h('h2', {}, t('share.title')), h('p', {}, t('share.text')), made.element) };
}

/** The login as it asks for a card; `null` where its user has none. */
async function askCard(begun, attempt) {
  const card = [askedOf(begun), ...begun.factors].find((factor) => factor?.kind === 'DISPLAY_CARD');
  if (card === undefined) {
    return null;
  }
  return card.default ? begun : attempt.choose(card.id);
}
