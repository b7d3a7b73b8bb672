import { fill, h } from './dom.js';
import { button, cardField, form, showTrouble, spelledOut } from './parts.js';
import { isExpected, words } from './refusals.js';
import { t } from './texts.js';

const PARTS = [
  { number: 'refused.first-number', label: 'refused.first' },
  { number: 'refused.second-number', label: 'refused.second' },
];

/**
 * A button, and behind it two answers in a row by which a card is found again.
 *
 * @param {Object} calls
 * @param {function(): Promise<{challenges: string[]}>} calls.ask asks the card twice, or wants two of its codes
 * @param {function({first: string, second: string}): Promise} calls.answer takes both answers
 * @param {function()} found called when it is
 * @param {string} [phone] of the help desk
 */
export function resynchronising({ ask, answer }, found, phone) {
  const place = h('div');

  const begin = async () => {
    try {
      const { challenges } = await ask();
      drawForm(challenges);
    } catch (error) {
      if (!isExpected(error)) {
        throw error;
      }
      showTrouble(place, words(error, { phone }));
    }
  };

  const drawForm = (challenges) => {
    const fields = PARTS.map(({ number, label }, part) => numbered(cardField(t(label)), t(number), challenges[part]));
    const made = form(async () => {
      try {
        await answer({ first: fields[0].value, second: fields[1].value });
        found();
      } catch (error) {
        if (!isExpected(error)) {
          throw error;
        }
        fields.forEach((field) => { field.input.value = ''; });
        showTrouble(made.trouble, words(error, { phone }));
      }
    }, { button: t('refused.repair'), fields, missing: t('card.missing') });
    fill(place, h('p', {}, t(challenges.length > 0 ? 'refused.two-numbers' : 'refused.two-codes')), made.element);
    fields[0].input.focus();
  };

  fill(place, h('div', { class: 'actions' }, button(t('refused.repair'), begin)));
  return place;
}

/** A field with the number above it that its answer is to. */
function numbered(field, label, digits) {
  if (digits === undefined) {
    return field;
  }
  const shown = spelledOut('challenge-digits', `${digits.slice(0, 3)} ${digits.slice(3)}`, digits);
  field.element = h('div', { class: 'challenge' }, h('p', { class: 'challenge-label' }, label), shown, field.element);
  return field;
}
