import { fill, h } from '../shared/dom.js';
import { call } from '../shared/api.js';
import { gridBox, gridField, lettersField } from '../shared/grid.js';
import { codeOf, unlessFound, words } from '../shared/refusals.js';
import { button, form, offerAnotherTry, showTrouble } from '../shared/parts.js';
import { moment, t } from '../shared/texts.js';

const LONGEST_SERIAL = 10;

/**
 * Activates a plastic grid card that was sent to the user, by what is printed on it: its serial and two of its cells.
 *
 * @param {function(string): Promise} activated told the serial of one that was
 * @returns {{element: Element, draw: function(): Promise}} empty while none waits
 */
export function plasticCard(context, activated) {
  const card = h('section', { class: 'card', hidden: true });
  const page = { context, card, activated };
  return {
    element: card,
    draw: async () => {
      const [newest] = await call('GET', '/me/grid-cards');
      card.hidden = newest === undefined;
      fill(card, newest !== undefined && first(page, newest));
    },
  };
}

/** The first step: which card it is, as it stands on it. */
function first(page, shipped) {
  const serial = lettersField(t('plastic.serial'), { group: 5, separator: ' ', length: LONGEST_SERIAL, form: t('plastic.serial-form') });
  const made = form(async () => {
    const typed = serial.value.replace(/[ -]/g, '').toUpperCase();
    try {
      const { challenge } = await ask(typed);
      second(page, { shipped, serial: typed, challenge });
    } catch (error) {
      if (codeOf(error) === 'NOT_FOUND') {
        serial.refuse(t('plastic.unknown'));
      } else if (!page.context.handle(error)) {
        showTrouble(made.trouble, told(error, page.context));
      }
    }
  }, { button: t('form.continue'), fields: [serial], missing: t('plastic.serial-form') });
  return [h('h2', { tabindex: '-1' }, t('plastic.title')), h('p', {}, t('plastic.text', { date: moment(shipped.shippedAt) })), made.element];
}

/** The second step: two cells, and two others after wrong ones. */
function second(page, { shipped, serial, challenge }) {
  const box = gridBox();
  box.show(challenge);
  const code = gridField();
  const activate = unlessFound((typed) => call('POST', `/me/grid-cards/${serial}/activation`, { code: typed }),
    async () => (await call('GET', '/me/factors')).find(({ kind, label }) => kind === 'GRID_CARD' && label === serial));
  const made = form(async () => {
    try {
      await activate(code.value);
    } catch (error) {
      await refused(page, error, { serial, box, code, made });
      return;
    }
    await page.activated(serial);
  }, {
    button: t('grid.activate'), fields: [code], missing: t('grid.form'),
    also: [button(t('form.cancel'), () => {
      fill(page.card, first(page, shipped));
      page.card.querySelector('h2').focus();
    })],
  });
  const heading = h('h2', { tabindex: '-1' }, t('grid.serial', { serial }));
  fill(page.card, heading, box.element, made.element);
  heading.focus();
}

async function refused(page, error, { serial, box, code, made }) {
  if (['GRID_CODE_WRONG', 'CARD_EXPIRED'].includes(codeOf(error))) {
    await page.context.attempt(made.trouble, async () => {
      box.show((await ask(serial)).challenge);
      code.refuse(t('plastic.wrong'), { forget: true });
    });
  } else if (!page.context.handle(error) && !offerAnotherTry(error, code, made.trouble)) {
    showTrouble(made.trouble, told(error, page.context));
  }
}

/** Nobody logs in with a card that is to be activated. */
function told(error, { phone }) {
  return words(error, { phone, instead: { CARD_OTHER_LOGIN: 'plastic.other-login' } });
}

function ask(serial) {
  return call('POST', `/me/grid-cards/${serial}/challenge`);
}
