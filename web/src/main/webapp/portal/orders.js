import { fill, h } from '../shared/dom.js';
import { call } from '../shared/api.js';
import { cardPinFields } from '../shared/card.js';
import { ask } from '../shared/dialogs.js';
import { announce, button, field, form, notice } from '../shared/parts.js';
import { proven } from '../shared/proof.js';
import { day, money, t } from '../shared/texts.js';
import { isTemporary } from './temporary.js';

/** Why a card in use is to be replaced. */
const REASONS = { LOST: 'order.why-lost', STOLEN: 'order.why-stolen', DEFECTIVE: 'order.why-defective' };

const LONGEST_LINE = 60;

/**
 * Display cards that the user orders: a card in the place of one that ended, or his first.
 *
 * @param {Object} context of the view
 * @param {function(): Promise} changed told that a card in use has ended
 * @returns {Promise<{element: Element, replacing: function(string): function}>} hidden where there is nothing to order and nothing to say;
 *   `replacing` yields what begins the order of a card in the place of a broken one, by its serial; nothing where none may be ordered
 */
export async function orderCard(context, changed) {
  const page = { context, changed, card: h('section', { class: 'card', 'aria-label': t('order.title') }) };
  await drawStanding(page);
  return {
    element: page.card,
    replacing: (serial) => {
      const card = replaceable(page.standing).find((one) => one.serial === serial);
      return card && (async () => drawForm(page, card, { why: 'DEFECTIVE' }));
    },
  };
}

/** In the place of which cards another one may be ordered now. */
function replaceable({ order, replacementObstacle, replaceable: cards }) {
  return order || replacementObstacle ? [] : cards;
}

async function drawStanding(page, said) {
  const standing = await call('GET', '/me/card-orders');
  page.standing = standing;
  const content = [standing.returns.map(awaited), standing.order ? open(page, standing.order) : offers(page, standing)].flat().filter(Boolean);
  page.card.hidden = content.length === 0 && !said;
  fill(page.card, heading(), said, content);
  if (said) {
    announce(said.textContent);
    page.card.querySelector('h2').focus();
  }
}

async function giveUp(page) {
  await drawStanding(page);
  page.card.querySelector('h2').focus();
}

/** What may be ordered; why not, where it is the account's size alone. */
function offers(page, standing) {
  const { obstacle, deposit } = standing;
  const replacements = replaceable(standing);
  if (obstacle && replacements.length === 0) {
    return obstacle === 'EQUITY' && h('p', { class: 'hint' }, t('order.not-enough'));
  }
  return [h('p', {}, deposit.amount > 0 ? t('order.text', { deposit: money(deposit) }) : t('order.text-free')),
    h('div', { class: 'actions' },
      !obstacle && button(t('order.begin'), async () => drawForm(page)),
      replacements.map((card) => button(t('order.replace', { serial: card.serial }), async () => drawForm(page, card), 'plain')))];
}

function open(page, order) {
  const trouble = h('div');
  const cancel = () => page.context.attempt(trouble, async () => {
    if (await ask({ title: t('order.cancel-title'), text: t('order.cancel-text'), yes: t('order.cancel-yes') }, page.context.signal)) {
      await call('DELETE', `/me/card-orders/${order.id}`);
      await drawStanding(page, notice('good', t('order.cancelled')));
    }
  });
  return [h('p', {}, t('order.open', { date: day(order.requestedAt), by: day(order.shipsBy) })),
    facts(order),
    order.otherAddress && notice('warning', t('order.elsewhere')),
    trouble, h('div', { class: 'actions' }, button(t('order.cancel'), cancel))];
}

/** What it costs, and which card it replaces; nothing where neither is to be said. */
function facts({ deposit, account, replaces }) {
  const held = deposit.amount > 0 && account;
  return (held || replaces) && h('dl', { class: 'facts' },
    held && [h('dt', {}, t('order.deposit')), h('dd', {}, t('order.deposit-on', { deposit: money(deposit), account }))],
    replaces && [h('dt', {}, t('order.in-place')), h('dd', {}, replaces)]);
}

function awaited({ serial, dueAt, deposit }) {
  return notice('warning', t('order.return', { serial, date: day(dueAt), deposit: money(deposit) }));
}

/**
 * The first step: what is ordered.
 *
 * @param {{serial: string, held: boolean}} [replaced] the card in whose place it comes
 * @param {Object} [before] what was typed already
 */
function drawForm(page, replaced, before = {}) {
  const { accounts, deposit } = page.standing;
  const why = replaced?.held && choice(t('order.why', { serial: replaced.serial }), Object.entries(REASONS).map(([value, key]) => [value, t(key)]), before.why, { hint: t('order.why-hint') });
  const account = deposit.amount > 0 && choice(t('order.account'), accounts.map((one) => [one, one]), before.account);
  const address = !isTemporary(page.context.me) && addressField(before.address);
  const [pin, again] = cardPinFields();
  const made = form(async () => drawSummary(page, {
    replaced, why: why && why.value, account: account && account.value, address: address ? address.lines() : [], pin: pin.value,
  }), {
    button: t('form.continue'),
    fields: [why, account, address, pin, again].filter(Boolean),
    missing: t('form.missing'),
    also: [button(t('form.cancel'), () => giveUp(page))],
  });
  const title = heading(replaced ? t('order.replace', { serial: replaced.serial }) : t('order.begin'));
  fill(page.card, title, made.element);
  title.focus();
}

function choice(label, options, chosen, more = {}) {
  const control = h('select', {}, options.map(([value, text]) => h('option', { value, selected: value === chosen }, text)));
  return field(label, {}, { ...more, control });
}

/** Empty for the address that the broker knows. */
function addressField(lines = []) {
  const control = h('textarea', { rows: '4', autocomplete: 'off', spellcheck: 'false' }, lines.join('\n'));
  const made = field(t('order.address'), {}, { hint: t('order.address-hint'), control });
  made.lines = () => made.value.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  made.mistake = () => {
    const typed = made.lines();
    const fits = typed.length !== 1 && typed.length <= 6 && typed.every((line) => Array.from(line).length <= LONGEST_LINE);
    return fits ? null : t('order.address-form');
  };
  return made;
}

/** The second step: what was chosen, and the order itself. */
function drawSummary(page, wish) {
  const { replaced, why, account, address, pin } = wish;
  const trouble = h('div');
  const send = button(t('order.send'), () => page.context.attempt(trouble, async () => {
    const body = {
      pin,
      ...(account && { account }),
      ...(address.length > 0 && { address }),
      ...(replaced && { replaces: { serial: replaced.serial, reason: why || 'LOST' } }),
    };
    const order = await proven('FACTOR_CHANGE', (proof) => call('POST', '/me/card-orders', { ...body, ...proof }), page.context);
    if (order !== undefined) {
      await page.changed();
      await drawStanding(page, notice('good', t('order.done')));
    }
  }), 'primary');
  const title = heading(t('order.summary'));
  fill(page.card, title, trouble, h('dl', { class: 'facts' },
    h('dt', {}, t('order.to')), h('dd', {}, address.length > 0 ? address.map((line) => h('div', {}, line)) : t('order.known-address')),
    account && [h('dt', {}, t('order.deposit')), h('dd', {}, t('order.deposit-on', { deposit: money(page.standing.deposit), account }))],
    replaced && [h('dt', {}, t('order.in-place')), h('dd', {}, replaced.serial, why && ` (${t(REASONS[why])})`)]),
  h('div', { class: 'actions' }, send, button(t('order.change'), async () => drawForm(page, replaced, wish)), button(t('form.cancel'), () => giveUp(page))));
  title.focus();
}

function heading(text = t('order.title')) {
  return h('h2', { tabindex: '-1' }, text);
}
