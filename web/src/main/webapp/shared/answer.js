import { isExpected, isOutOfDate, mayTryAgain } from './refusals.js';
import { form, offerAnotherTry } from './parts.js';
import { t } from './texts.js';

/** What was typed for an attempt, kept while its screen is shown anew, as in another language. */
let draft = {};

/** What was typed is of no use any more. */
export function forgetDraft() {
  draft = {};
}

/**
 * The form of a way that asks for a typed answer.
 *
 * @param {{field: Object, missing: string, renew: function, afterWrong: function?}} way `afterWrong` has something else asked for after a wrong answer
 * @param {Object} login
 * @param {string} login.id of the attempt
 * @param {string} login.button the label
 * @param {function(string): Promise} login.send takes what was typed, and goes on
 * @param {function(Error): Promise} login.finish takes a refusal that no other try can mend
 */
export function answerForm({ field, missing, renew, afterWrong }, { id, button, send, finish }) {
  if (draft.attempt === id) {
    field.input.value = draft.code;
  }
  field.input.addEventListener('input', () => { draft = { attempt: id, code: field.input.value }; });

  const made = form(async () => {
    try {
      await send(field.value);
    } catch (error) {
      await refuse(error);
    }
  }, { button, fields: [field], missing });

  const refuse = async (error) => {
    if (!isExpected(error)) {
      throw error;
    }
    if (mayTryAgain(error)) {
      forgetDraft();
      await afterWrong?.();
    }
    if (offerAnotherTry(error, field, made.trouble)) {
      return;
    }
    if (isOutOfDate(error) && await renew()) {
      field.refuse(t('challenge.renewed'), { forget: true });
      return;
    }
    await finish(error);
  };

  return made;
}
