import { h, newId } from './dom.js';
import { call } from './api.js';
import { isExpected, words } from './refusals.js';
import { button, codeField, form, notice, offerAnotherTry, resendCountDown, showTrouble } from './parts.js';
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
 * @param {function({id: string, code: string}): Promise} act
 * @returns {Promise} what `act` yields; `undefined` when the user gave it up
 * @throws {Refusal|Unreachable} what neither another code nor another try can mend
 */
export async function confirmed(purpose, act) {
  const send = () => call('POST', '/me/confirmations', { purpose });
  const begun = await send();
  return codeDialog({
    title: t('confirm.title'),
    said: t('confirm.sent', { number: unbroken(begun.factor.label) }),
    labels: { code: t('code.label'), button: t('confirm.button') },
    resendAt: begun.resendAt,
    send,
    act: (code) => act({ id: begun.id, code }),
  });
}

/**
 * Asks for a code that was sent.
 *
 * @param {function(): Promise<{resendAt: string}>} send sends it again
 * @param {function(string): Promise} act takes the code
 * @returns {Promise} as of {@link confirmed}
 */
export function codeDialog({ title, said, labels, resendAt, send, act }) {
  return new Promise((resolve, reject) => {
    const shown = open(title, () => resolve(undefined));
    const settle = (how, value) => {
      how(value);
      shown.close();
    };
    const code = codeField(labels.code, { hint: t('code.hint') });
    const made = form(async () => {
      try {
        settle(resolve, await act(code.value));
      } catch (error) {
        if (!offerAnotherTry(error, code, made.trouble)) {
          settle(reject, error);
        }
      }
    }, {
      button: labels.button, fields: [code], missing: t('code.missing'),
      also: [button(t('form.cancel'), () => settle(resolve, undefined))],
    });
    shown.body.append(notice('note', said), made.element, again(send, resendAt, shown.signal, made.trouble));
    code.input.focus();
  });
}

/** A button that has the code sent again, as soon as that may be. */
function again(send, resendAt, signal, trouble) {
  const wait = h('p', { class: 'hint', id: newId() });
  const made = button(t('message.again-short'), async () => {
    try {
      count((await send()).resendAt);
    } catch (error) {
      if (!isExpected(error)) {
        throw error;
      }
      showTrouble(trouble, words(error));
    }
  }, 'plain');
  const count = resendCountDown(made, wait, signal);
  count(resendAt);
  return h('div', { class: 'other-ways' }, made, wait);
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
