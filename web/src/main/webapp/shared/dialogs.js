import { h, newId } from './dom.js';
import { button } from './parts.js';
import { t } from './texts.js';

/**
 * Asks before something is done that cannot be taken back. `text` says what will stop working.
 *
 * @param {AbortSignal} [view] as of {@link open}
 */
export function ask({ title, text, yes }, view) {
  return new Promise((resolve) => {
    const shown = open(title, () => resolve(false), view);
    const decide = (answer) => () => {
      resolve(answer);
      shown.close();
    };
    const cancel = button(t('form.cancel'), decide(false));
    shown.body.append(h('p', {}, text), h('div', { class: 'actions' }, button(yes, decide(true), 'primary danger'), cancel));
    // So Enter is no before anything was chosen.
    cancel.focus();
  });
}

/**
 * A modal dialog that closes with Escape, and gives the focus back to where it was. What is done `during` it cannot be given up any
 * more: the dialog stays until its outcome is known.
 *
 * @param {string} title
 * @param {function()} closed called when the user has given it up, or the view is gone
 * @param {AbortSignal} [view] what it belongs to; it ends with that
 * @returns {{body: Element, signal: AbortSignal, close: function(): boolean, during: function(function(): Promise): Promise}} `close`
 *   yields `false` while something is done
 */
export function open(title, closed, view) {
  const end = new AbortController();
  const id = newId();
  const body = h('div');
  let acting = false;
  const dialog = h('dialog', {
    'aria-labelledby': id,
    oncancel: (event) => acting && event.preventDefault(),
    onclose: () => {
      end.abort();
      dialog.remove();
      // A browser closes it at the second Escape whatever we say: then what was done is told without it.
      if (!acting || view?.aborted) {
        closed();
      }
    },
  }, h('h2', { id }, title), body, h('div', { class: 'visually-hidden announcements', role: 'status' }));
  if (view?.aborted) {
    end.abort();
    closed();
  } else {
    view?.addEventListener('abort', () => dialog.close(), { signal: end.signal });
    document.body.append(dialog);
    dialog.showModal();
  }
  return {
    body,
    signal: end.signal,
    close: () => {
      if (!acting) {
        dialog.close();
      }
      return !acting;
    },
    during: async (act) => {
      acting = true;
      try {
        return await act();
      } finally {
        acting = false;
      }
    },
  };
}
