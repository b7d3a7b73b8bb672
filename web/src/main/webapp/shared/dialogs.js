import { h, newId } from './dom.js';
import { call } from './api.js';
import { codeOf, isExpected, mayTryAgain, words } from './refusals.js';
import { cardChallenge } from './card.js';
import { phoneChallenge } from './challenge.js';
import { gridBox, gridField } from './grid.js';
import { saying, signed } from './passkey.js';
import { FACTOR_KINDS } from './kinds.js';
import { appCodeField, button, cardField, codeField, disclosure, form, notice, offerAnotherTry, resendCountDown, responseField, showTrouble } from './parts.js';
import { t, unbroken } from './texts.js';

/** Asks before something is done that cannot be taken back. `text` says what will stop working. */
export function ask({ title, text, yes }) {
  return new Promise((resolve) => {
    const shown = open(title, () => resolve(false));
    const decide = (answer) => () => {
      resolve(answer);
      shown.close();
    };
    shown.body.append(h('p', {}, text), h('div', { class: 'actions' },
      button(yes, decide(true), 'primary danger'), button(t('form.cancel'), decide(false))));
  });
}

/**
 * Does something that the present factor must confirm: has a code sent, asks for it and does it with the code.
 *
 * @param {string} purpose of the confirmation
 * @param {function(Object): Promise} act takes the id of the confirmation and the code, or what a device signed instead
 * @param {string} [first] the id of the factor that is asked for first; without it the one that logins ask for
 * @returns {Promise} what `act` yields; `undefined` when the user gave it up
 * @throws {Refusal|Unreachable} what neither another code nor another try can mend
 */
export async function confirmed(purpose, act, first) {
  for (let factor = first; ;) {
    const wish = factor === undefined ? { purpose } : { purpose, factor };
    const send = () => call('POST', '/me/confirmations', wish);
    const done = await asked(await send(), send, act);
    if (!(done instanceof Another)) {
      return done;
    }
    factor = done.id;
  }
}

/** The user wants to confirm by another factor. */
class Another {
  constructor(id) {
    this.id = id;
  }
}

function asked(begun, send, act) {
  if (begun.factor.kind === 'PASSKEY') {
    return passkeyDialog(begun, async () => act({ id: begun.id, ...await signed(begun.publicKey) }));
  }
  const dialog = { title: t('confirm.title'), button: t('confirm.button'), act: (code) => act({ id: begun.id, code }), others: begun.others };
  return codeDialog({ ...dialog, ...BY[begun.factor.kind](begun, send) });
}

/** What else the user can confirm by, where there is something. */
function chooser(others, choose) {
  return others?.length > 0 && disclosure(t('factor.other'), others.map((factor) => button(
    t('factor.use', { name: factor.label, kind: t(FACTOR_KINDS[factor.kind]) }), async () => choose(new Another(factor.id)),
  )));
}

/** Does something without a proof first: whoever has no factor, or proved it a moment ago, needs none. As {@link confirmed} otherwise. */
export async function proven(purpose, act) {
  try {
    return await act({});
  } catch (error) {
    if (codeOf(error) !== 'CONFIRMATION_REQUIRED') {
      throw error;
    }
    return confirmed(purpose, (confirmation) => act({ confirmation }));
  }
}

/** Asks for a passkey, as {@link codeDialog} asks for a code. */
function passkeyDialog({ factor, others }, act) {
  return new Promise((resolve, reject) => {
    const shown = open(t('confirm.title'), () => resolve(undefined));
    const trouble = h('div');
    const settle = (how, value) => {
      how(value);
      shown.close();
    };
    const go = button(t('passkey.button'), () => saying(trouble, async () => {
      try {
        settle(resolve, await act());
      } catch (error) {
        if (!isExpected(error)) {
          throw error;
        }
        if (mayTryAgain(error)) {
          showTrouble(trouble, words(error));
        } else {
          settle(reject, error);
        }
      }
    }), 'primary');
    shown.body.append(h('p', {}, t('confirm.by-passkey', { name: factor.label })), trouble,
      h('div', { class: 'actions' }, go, button(t('form.cancel'), () => settle(resolve, undefined))),
      chooser(others, (another) => settle(resolve, another)) || '');
    go.focus();
  });
}

/** By the kind of the factor: what the dialog shows that asks for it. */
const BY = {
  SMS: (begun, send) => bySms(t('confirm.sent', { number: unbroken(begun.factor.label) }), begun.resendAt, send),
  AUTHENTICATOR: (begun, send) => byChallenge(begun, send, phoneChallenge(begun.factor.label), {
    field: responseField(t('response.label')), missing: t('response.missing'), another: t('challenge.another'),
  }),
  DISPLAY_CARD: (begun, send) => (begun.challenge === undefined ? {
    field: cardField(),
    missing: t('card.missing'),
    above: notice('note', t('card.do-press', { serial: begun.factor.label })),
    below: () => null,
  } : byChallenge(begun, send, cardChallenge(begun.factor.label), {
    field: cardField(), missing: t('card.missing'), another: t('card.another'),
  })),
  GRID_CARD: byCells,
  ONLINE_GRID_CARD: byCells,
  TOTP: (begun) => ({
    field: appCodeField(t('code.label')),
    missing: t('code.missing'),
    above: notice('note', t('confirm.by-app', { device: begun.factor.label })),
    below: () => null,
  }),
};

/**
 * What a dialog shows that asks for the code of an SMS.
 *
 * @param {string} said where the code went
 * @param {string} resendAt when it may be sent again
 * @param {function(): Promise<{resendAt: string}>} send sends it again
 */
export function bySms(said, resendAt, send) {
  return {
    field: codeField(t('code.label'), { hint: t('code.hint') }),
    missing: t('code.missing'),
    above: notice('note', said),
    below: (signal, trouble) => again(send, resendAt, signal, trouble),
  };
}

/** What a dialog shows that asks for the answer to a challenge. */
function byChallenge(begun, send, box, { field, missing, another }) {
  box.show(begun.challenge);
  return {
    field,
    missing,
    above: box.element,
    below: (signal, trouble) => h('div', { class: 'other-ways' }, button(another, () => trying(trouble, async () => {
      box.show((await send()).challenge);
    }), 'plain')),
  };
}

/** What a dialog shows that asks for two cells of a grid card; wrong ones are followed by two others. */
function byCells(begun, send) {
  const box = gridBox();
  box.show(begun.challenge);
  return {
    field: gridField(),
    missing: t('grid.form'),
    above: box.element,
    below: () => null,
    afterWrong: async () => box.show((await send()).challenge),
  };
}

/**
 * Asks for a code.
 *
 * @param {Object} dialog its field and what stands around it, as of {@link bySms}
 * @param {function(string): Promise} dialog.act takes the code
 * @param {function(Error): Promise<*>} [dialog.mend] takes a refusal; yields what is said at the field where the user can go on there
 * @returns {Promise} as of {@link confirmed}
 */
export function codeDialog({ title, button: label, field, missing, above, below, act, afterWrong, mend, others = [] }) {
  return new Promise((resolve, reject) => {
    const shown = open(title, () => resolve(undefined));
    const settle = (how, value) => {
      how(value);
      shown.close();
    };
    const made = form(async () => {
      try {
        settle(resolve, await act(field.value));
      } catch (error) {
        if (afterWrong && mayTryAgain(error)) {
          await trying(made.trouble, afterWrong);
        }
        const mended = await mend?.(error).catch((other) => settle(reject, other));
        if (mended) {
          field.refuse(mended, { forget: true });
        } else if (!offerAnotherTry(error, field, made.trouble)) {
          settle(reject, error);
        }
      }
    }, { button: label, fields: [field], missing, also: [button(t('form.cancel'), () => settle(resolve, undefined))] });
    shown.body.append(above, made.element, below(shown.signal, made.trouble, (value) => settle(resolve, value)) || '', chooser(others, (another) => settle(resolve, another)) || '');
    field.input.focus();
  });
}

/** A button that has the code sent again, as soon as that may be. */
function again(send, resendAt, signal, trouble) {
  const wait = h('p', { class: 'hint', id: newId() });
  const made = button(t('message.again-short'), () => trying(trouble, async () => count((await send()).resendAt)), 'plain');
  const count = resendCountDown(made, wait, signal);
  count(resendAt);
  return h('div', { class: 'other-ways' }, made, wait);
}

async function trying(trouble, act) {
  try {
    await act();
  } catch (error) {
    if (!isExpected(error)) {
      throw error;
    }
    showTrouble(trouble, words(error));
  }
}

/** A modal dialog that closes with Escape, and gives the focus back to where it was. */
export function open(title, closed) {
  const end = new AbortController();
  const id = newId();
  const body = h('div');
  const dialog = h('dialog', {
    'aria-labelledby': id,
    onclose: () => {
      end.abort();
      dialog.remove();
      closed();
    },
  }, h('h2', { id }, title), body);
  document.body.append(dialog);
  dialog.showModal();
  return { body, signal: end.signal, close: () => dialog.close() };
}
