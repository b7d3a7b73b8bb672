import { h } from './dom.js';
import { call } from './api.js';
import { codeOf, isExpected, mayTryAgain, unlessDone, words } from './refusals.js';
import { deliveryOf } from './delivery.js';
import { open } from './dialogs.js';
import { saying, signed } from './passkey.js';
import { button, codeField, form, offerAnotherTry, showTrouble } from './parts.js';
import { again, chooser, questionOf, trying } from './questions.js';
import { whereIsIt } from './sms.js';
import { t, unbroken } from './texts.js';

/**
 * Does something that the present factor must confirm: has a code sent, asks for it and does it with the code.
 *
 * @param {string} purpose of the confirmation
 * @param {function(Object): Promise} change takes the id of the confirmation and the code, or what a device signed instead
 * @param {{signal: AbortSignal, phone: string?}} context of the view that it belongs to, as of `open` of dialogs.js, with the help desk's number
 * @param {string} [first] the id of the factor that is asked for first; without it the one that logins ask for
 * @returns {Promise} what `change` yields; `undefined` when the user gave it up
 * @throws {Refusal|Unreachable} what neither another code nor another try can mend
 */
export async function confirmed(purpose, change, context, first) {
  const act = unlessDone(change);
  for (let factor = first; ;) {
    const wish = factor === undefined ? { purpose } : { purpose, factor };
    const send = () => call('POST', '/me/confirmations', wish);
    const done = await asked(await send(), { send, act, context });
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

function asked(begun, { send, act, context: { signal: view, phone } }) {
  if (begun.factor.kind === 'PASSKEY') {
    return passkeyDialog(begun, act, view);
  }
  const dialog = { title: t('confirm.title'), button: t('confirm.button'), act: (code) => act({ id: begun.id, code }), others: begun.others, view };
  return codeDialog({ ...dialog, ...questionOf(begun, send, () => confirmationSms(begun, send, phone)) });
}

/** Does something without a proof first: whoever has no factor, or proved it a moment ago, needs none. As {@link confirmed} otherwise. */
export async function proven(purpose, act, context) {
  try {
    return await act({});
  } catch (error) {
    if (codeOf(error) !== 'CONFIRMATION_REQUIRED') {
      throw error;
    }
    return confirmed(purpose, (confirmation) => act({ confirmation }), context);
  }
}

/** Asks for a passkey, as {@link codeDialog} asks for a code. */
function passkeyDialog({ id, factor, publicKey, others }, act, view) {
  return new Promise((resolve, reject) => {
    const shown = open(t('confirm.title'), () => resolve(undefined), view);
    const trouble = h('div');
    const settle = (how, value) => shown.close() && how(value);
    const go = button(t('passkey.button'), () => saying(trouble, async () => {
      try {
        const proof = await signed(publicKey);
        if (!shown.signal.aborted) {
          settle(resolve, await shown.during(() => act({ id, ...proof })));
        }
      } catch (error) {
        if (!isExpected(error)) {
          throw error;
        }
        if (mayTryAgain(error) && !shown.signal.aborted) {
          showTrouble(trouble, words(error));
        } else {
          settle(reject, error);
        }
      }
    }), 'primary');
    shown.body.append(h('p', {}, t('confirm.by-passkey', { name: factor.label })), trouble,
      h('div', { class: 'actions' }, go, button(t('form.cancel'), () => settle(resolve, undefined))),
      chooser(others, (id) => settle(resolve, new Another(id))) || '');
    go.focus();
  });
}

function confirmationSms({ id, factor, resendAt, expiresAt }, send, phone) {
  return bySms({
    said: h('p', {}, t('confirm.by-sms')), number: unbroken(factor.label), numberId: factor.id, path: `/me/confirmations/${id}/delivery`, resendAt, expiresAt, phone,
  }, send);
}

/**
 * What a dialog shows that asks for the code of an SMS: where that is, how to have it sent again, and why it does not come.
 *
 * @param {Object} code as of `deliveryOf` of delivery.js, and beside that
 * @param {Node} [code.said] why the code is asked for
 * @param {string} code.numberId id of the number that it goes to
 * @param {string} code.resendAt when it may be sent again
 * @param {string} [code.phone] of the help desk
 * @param {function(): Promise<{resendAt: string}>} send sends it again
 */
export function bySms(code, send) {
  const { said = '', numberId, resendAt, phone } = code;
  const diagnose = (answers) => call('POST', `/me/diagnosis/numbers/${numberId}`, answers);
  return {
    field: codeField(t('code.label'), { hint: t('code.hint') }),
    missing: t('code.missing'),
    above: (signal) => h('div', {}, said, deliveryOf(code, signal)),
    below: (signal, trouble) => h('div', {}, again({ send, resendAt, phone }, signal, trouble), h('div', { class: 'other-ways' }, whereIsIt(diagnose, { signal, phone }))),
  };
}

/**
 * Asks for a code.
 *
 * @param {Object} dialog its field and what stands around it, which is made for as long as the dialog is open, as of {@link bySms}
 * @param {function(string): Promise} dialog.act takes the code
 * @param {function(Error): Promise<*>} [dialog.mend] takes a refusal; yields what is said at the field where the user can go on there
 * @param {AbortSignal} [dialog.view] as of `open` of dialogs.js
 * @returns {Promise} as of {@link confirmed}
 */
export function codeDialog({ title, button: label, field, missing, above, below, act, afterWrong, mend, others = [], view }) {
  return new Promise((resolve, reject) => {
    const shown = open(title, () => resolve(undefined), view);
    const settle = (how, value) => shown.close() && how(value);
    const made = form(async () => {
      try {
        settle(resolve, await shown.during(() => act(field.value)));
      } catch (error) {
        if (shown.signal.aborted) {
          settle(reject, error);
          return;
        }
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
    shown.body.append(above(shown.signal), made.element, below(shown.signal, made.trouble, (value) => settle(resolve, value)) || '', chooser(others, (id) => settle(resolve, new Another(id))) || '');
    field.input.focus();
  });
}
