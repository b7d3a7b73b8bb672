import { h, newId } from './dom.js';
import { isExpected, words } from './refusals.js';
import { cardChallenge } from './card.js';
import { phoneChallenge } from './challenge.js';
import { gridBox, gridField } from './grid.js';
import { FACTOR_KINDS } from './kinds.js';
import { appCodeField, button, cardField, disclosure, notice, resendCountDown, responseField, showTrouble } from './parts.js';
import { t } from './texts.js';

/**
 * What a page shows that asks for a factor which is answered by typing: its field and what stands around it.
 *
 * @param {{factor: {kind: string, label: string}, challenge?: string}} begun as the server asks
 * @param {function(): Promise<{challenge?: string}>} send asks again
 * @param {function(): Object} sms the same for the code of a message
 * @returns {{field: Object, missing: string, above: function(AbortSignal): Node, below: function(AbortSignal, Element): Node?, renew?: function(): Promise, afterWrong?: function(): Promise}}
 *   `renew` asks something else
 */
export function questionOf(begun, send, sms) {
  return BY[begun.factor.kind](begun, send, sms);
}

const BY = {
  SMS: (begun, send, sms) => sms(),
  AUTHENTICATOR: (begun, send) => byChallenge(begun, send, phoneChallenge(begun.factor.label), {
    field: responseField(t('response.label')), missing: t('response.missing'), another: t('challenge.another'),
  }),
  DISPLAY_CARD: (begun, send) => (begun.challenge === undefined ? {
    field: cardField(),
    missing: t('card.missing'),
    above: () => notice('note', t('card.do-press', { serial: begun.factor.label })),
    below: () => null,
  } : byChallenge(begun, send, cardChallenge(begun.factor.label), {
    field: cardField(), missing: t('card.missing'), another: t('card.another'),
  })),
  GRID_CARD: byCells,
  ONLINE_GRID_CARD: byCells,
  TOTP: (begun) => ({
    field: appCodeField(t('code.label')),
    missing: t('code.missing'),
    above: () => notice('note', t('confirm.by-app', { device: begun.factor.label })),
    below: () => null,
  }),
};

function byChallenge(begun, send, box, { field, missing, another }) {
  const renew = async () => box.show((await send()).challenge);
  box.show(begun.challenge);
  return {
    field,
    missing,
    above: () => box.element,
    below: (signal, trouble) => h('div', { class: 'other-ways' }, button(another, () => trying(trouble, renew), 'plain')),
    renew,
  };
}

/** Two cells of a grid card; wrong ones are followed by two others. */
function byCells(begun, send) {
  const box = gridBox();
  const renew = async () => box.show((await send()).challenge);
  box.show(begun.challenge);
  return {
    field: gridField(),
    missing: t('grid.form'),
    above: () => box.element,
    below: () => null,
    renew,
    afterWrong: renew,
  };
}

/** What else the user can be asked for, where there is something; `choose` takes its id. */
export function chooser(others, choose) {
  return others?.length > 0 && disclosure(t('factor.other'), others.map((factor) => button(
    t('factor.use', { name: factor.label, kind: t(FACTOR_KINDS[factor.kind]) }), async () => choose(factor.id),
  )));
}

/** A button that has the code of a message sent again, as soon as that may be. */
export function again({ send, resendAt, phone }, signal, trouble) {
  const wait = h('p', { class: 'hint', id: newId() });
  const made = button(t('message.again-short'), () => trying(trouble, async () => count((await send()).resendAt), phone), 'plain');
  const count = resendCountDown(made, wait, signal);
  count(resendAt);
  return h('div', { class: 'other-ways' }, made, wait);
}

/** Does something, and says in a place why it was refused. */
export async function trying(trouble, act, phone) {
  try {
    await act();
  } catch (error) {
    if (!isExpected(error)) {
      throw error;
    }
    showTrouble(trouble, words(error, { phone }));
  }
}
