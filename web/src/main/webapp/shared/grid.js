import { fill, h } from './dom.js';
import { announce, button, field, inGroups } from './parts.js';
import { askedOf } from './asked.js';
import { t } from './texts.js';
import { takeCodes } from './typed.js';

/** The way of a grid card: the indexes of two cells, and one field for what stands in both. */
export function gridWay(view, attempt, { ask }) {
  const trouble = h('div');
  const cells = gridBox();
  const late = h('div', { class: 'other-ways' });
  const renew = () => ask(trouble, () => attempt.askChallenge());
  return {
    title: t('grid.title'),
    help: 'nothing-left',
    field: gridField(),
    missing: t('grid.form'),
    above: h('div', {}, h('p', { class: 'hint' }, t('grid.serial', { serial: askedOf(view).label })), cells.element, trouble),
    below: late,
    /** While two cells wait for an answer no others are shown, whoever asks. */
    follow({ challenge, state }) {
      const over = state === 'EXPIRED';
      cells.show(over ? '' : challenge);
      fill(late, over && button(t('grid.another'), renew, 'plain'));
    },
    renew,
    /** Cells that were wrong are not asked for again. */
    afterWrong: renew,
  };
}

/**
 * Two indexes, large, and what to do with them.
 *
 * @returns {{element: Element, show: function(string)}} `show` puts other ones there; an empty text says that they count no more
 */
export function gridBox() {
  const place = h('div', { class: 'challenge' });
  let last = null;
  return {
    element: place,
    show(challenge) {
      if (challenge === last) {
        return;
      }
      last = challenge;
      if (challenge === '') {
        fill(place, h('p', {}, t('grid.expired')));
        announce(t('grid.expired'));
        return;
      }
      const [first, second] = challenge.split(' ');
      const todo = t('grid.do', { first, second });
      fill(place, h('p', { class: 'challenge-label', 'aria-hidden': 'true' }, t('grid.cells')),
        h('p', { class: 'challenge-digits', 'aria-hidden': 'true' }, `${first} · ${second}`), h('p', {}, todo));
      announce(todo);
    },
  };
}

/** A field for two cells, three letters or digits each. */
export function gridField() {
  return lettersField(t('grid.label'), { group: 3, separator: ' ', length: 6, form: t('grid.form') });
}

/** A field for letters and digits that stand in groups; small letters become capitals. */
export function lettersField(label, { group, separator, length, form }) {
  const made = field(label, {
    class: 'code', type: 'text', autocomplete: 'off', required: true, maxlength: '20', autocapitalize: 'characters', spellcheck: 'false',
  });
  takeCodes(made, new RegExp(`^[0-9A-Z]{${length}}$`, 'i'), () => form);
  inGroups(made.input, group, separator);
  return made;
}
