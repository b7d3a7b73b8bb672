import { fill, h } from '../shared/dom.js';
import { call } from '../shared/api.js';
import { gridBox, gridField } from '../shared/grid.js';
import { codeOf, unlessFound, words } from '../shared/refusals.js';
import { announce, button, form, notice, offerAnotherTry, oncePlace, showTrouble } from '../shared/parts.js';
import { proven } from '../shared/proof.js';
import { moment, t } from '../shared/texts.js';

/** The online grid card: fetch one, print it, and show that it is at hand. */
export async function view(context) {
  const own = await call('GET', '/me/grid-card');
  const place = h('section', { class: 'card' });
  draw(context, place, own);
  return { title: t('menu.grid'), element: place };
}

function draw(context, place, { offered, active }) {
  const trouble = h('div');
  fill(place, heading(), active && notice('good', t('grid.active', { date: moment(active.expiresAt) })),
    offered ? [h('p', {}, t('grid.text')), trouble,
      h('div', { class: 'actions' }, button(t('grid.get'), () => fetchInto(context, place, trouble), 'primary'))]
      : !active && h('p', { class: 'hint' }, t('grid.not-offered')));
}

function heading() {
  return h('h1', { tabindex: '-1' }, t('menu.grid'));
}

/** Who has a factor confirms that he wants a card; a passcode of the help desk is for nothing else. */
function fetchInto(context, place, trouble) {
  return context.attempt(trouble, async () => {
    const made = await proven('FACTOR_CHANGE', (proof) => call('POST', '/me/grid-card', proof), context);
    if (made !== undefined) {
      drawCard(context, place, made);
    }
  });
}

/** The card, this once, and the two cells that activate it. */
function drawCard(context, place, { id, serial, cells, challenge, pdf }) {
  const box = gridBox();
  box.show(challenge);
  const code = gridField();
  const activate = unlessFound((typed) => call('POST', `/me/grid-card/${id}/activation`, { code: typed }), async () => {
    const { active } = await call('GET', '/me/grid-card');
    return active?.id === id ? active : undefined;
  });
  const made = form(async () => {
    try {
      drawDone(place, await activate(code.value));
    } catch (error) {
      if (codeOf(error) === 'GRID_CODE_WRONG') {
        code.refuse(words(error), { forget: true });
      } else if (!context.handle(error) && !offerAnotherTry(error, code, made.trouble)) {
        showTrouble(made.trouble, words(error, context));
      }
    }
  }, { button: t('grid.activate'), fields: [code], missing: t('grid.form') });
  const top = heading();
  fill(place, top, oncePlace(), notice('warning', t('grid.once')),
    h('div', { class: 'printed' }, h('h2', {}, t('grid.serial', { serial })), list(cells)),
    h('div', { class: 'actions' }, button(t('grid.print'), () => print(), 'primary'), button(t('grid.download'), () => save(serial, pdf))),
    h('div', { class: 'below' }, h('p', {}, t('grid.prove')), box.element, made.element));
  top.focus();
}

/** Numbered from one, as many in a row as there is room for. */
function list(cells) {
  return h('ol', { class: 'grid-card', 'aria-label': t('grid.table') }, cells.map((cell) => h('li', {}, cell)));
}

/** How long a browser may take to look at a file that is saved, in milliseconds. */
const SAVING = 60_000;

/** The file came with the card, so that no address has it. */
function save(serial, pdf) {
  const octets = Uint8Array.from(atob(pdf), (letter) => letter.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([octets], { type: 'application/pdf' }));
  h('a', { href: address, download: `${serial}.pdf` }).click();
  // Some browsers look at it after the click.
  setTimeout(() => URL.revokeObjectURL(address), SAVING);
}

function drawDone(place, { expiresAt }) {
  const date = moment(expiresAt);
  fill(place, heading(), notice('good', t('grid.active', { date })), h('p', {}, t('grid.next-login', { date })));
  announce(t('grid.active', { date }));
  place.querySelector('h1').focus();
}
