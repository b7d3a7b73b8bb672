import { newest } from './api.js';
import { fill, h } from './dom.js';
import { button, notice, showTrouble } from './parts.js';
import { isExpected, words } from './refusals.js';
import { t, unbroken } from './texts.js';

/**
 * Finds out with the user what is wrong: says the verdict, and asks what only he knows, one thing after the other.
 *
 * @param {Object} source
 * @param {function(Object): Promise<Object>} source.diagnose takes what the user has said by question, yields the server's diagnosis
 * @param {function(Object): {first, kind: string, said, after, asking: string, further}} source.describe a diagnosis in words: what
 *   stands before and after the verdict, the question that is next, and what stands below it; each but `said` may be left out
 * @param {function(Object)} [source.shown] called when a diagnosis was shown
 * @param {Object} screen
 * @param {AbortSignal} screen.signal ends it
 * @param {string} [screen.phone] of the help desk
 * @returns {{element: Element, ask: function(boolean): Promise, show: function(Object, boolean)}} `ask` begins, or goes on; with
 *   `true` the focus goes to what is said; `show` shows a diagnosis that came another way
 */
export function inquiry({ diagnose, describe, shown = () => {} }, { signal, phone }) {
  const trouble = h('div');
  const told = h('div', { role: 'status' });
  const next = h('div');
  const begin = newest();
  let answers = {};

  const ask = async (focus) => {
    const isNewest = begin();
    fill(trouble);
    try {
      const diagnosis = await diagnose(answers);
      if (isNewest()) {
        show(diagnosis, focus);
      }
    } catch (error) {
      if (!isExpected(error)) {
        throw error;
      }
      if (isNewest()) {
        showTrouble(trouble, words(error, { phone }));
      }
    }
  };

  const answer = (question, said) => button(t(said ? 'missing.yes' : 'missing.no'), () => {
    answers = { ...answers, [question]: said };
    return ask(true);
  });

  const show = (diagnosis, focus) => {
    if (signal.aborted) {
      return;
    }
    const { question } = diagnosis;
    const { first, kind = 'note', said, after, asking, further } = describe(diagnosis);
    const verdict = notice(kind, said);
    verdict.tabIndex = -1;
    fill(told, first, verdict, after);
    fill(next, question && h('fieldset', { class: 'choice' }, h('legend', {}, asking),
      h('div', { class: 'actions' }, answer(question, true), answer(question, false))), further);
    if (focus) {
      verdict.focus();
    }
    shown(diagnosis);
  };

  return { element: h('div', { class: 'ways' }, trouble, told, next), ask, show };
}

/** That people have to look, and how they are reached. */
export function callUs(phone, reference) {
  return phone ? t('missing.call', { phone: unbroken(phone), ref: reference }) : t('missing.call-us', { ref: reference });
}
