import { fill, h } from '../shared/dom.js';
import { call } from '../shared/api.js';
import { ask, open } from '../shared/dialogs.js';
import { FACTOR_KINDS, nameOf } from '../shared/kinds.js';
import { codeOf, unlessFound, words } from '../shared/refusals.js';
import { cardChallenge, cardPinFields, refusedAnswers } from '../shared/card.js';
import { whereIsIt } from '../shared/sms.js';
import { sharing } from './sharing.js';
import { announce, appCodeField, button, cardField, copyButton, field, form, notice, offerAnotherTry, oncePlace, showTrouble } from '../shared/parts.js';
import { codeDialog, confirmed, proven } from '../shared/proof.js';
import { moment, t } from '../shared/texts.js';
import { orderCard } from './orders.js';
import { passkeyCard } from './passkeys.js';
import { plasticCard } from './plastic.js';
import { recoveryCard } from './recovery.js';
import { isTemporary, leadingOn } from './temporary.js';

const LONGEST_NAME = '40';

/** Kinds that are made to stay: while there is one, codes by text message open no login. */
const PERMANENT = ['DISPLAY_CARD', 'PASSKEY', 'AUTHENTICATOR', 'TOTP', 'GRID_CARD'];

/** Kinds that somebody may find, and log in with. */
const LOSABLE = [...PERMANENT, 'ONLINE_GRID_CARD'];

/** Kinds that confirm no change. */
const UNCONFIRMING = ['RECOVERY_CODE', 'TEMPORARY_PASSCODE'];

/** Kinds that their user removes here, each with what is said before one is removed. */
const REMOVABLE = {
  TOTP: 'factors.remove-text', PASSKEY: 'passkey.remove-text', RECOVERY_CODE: 'recovery.remove-text', GRID_CARD: 'plastic.remove-text',
};

const NAMED = ['TOTP', 'PASSKEY'];

/** What the user wants who would rather choose a PIN than use the one that a card has. */
const ANOTHER_PIN = Symbol('another PIN');

/** What the user logs in with: add, name, remove. */
export async function view(context) {
  const page = { context, said: h('div'), list: h('div'), adding: h('section', { class: 'card' }) };
  page.sharing = sharing(page, (text) => say(page, text));
  page.plastic = plasticCard(context, (serial) => say(page, t('card.active', { serial })));
  await drawList(page);
  page.orders = await orderCard(context, () => drawList(page));
  const element = h('div', { class: 'stack' }, h('h1', { tabindex: '-1' }, t('menu.factors')), page.said, page.list,
    isTemporary(context.me) ? [leadingOn(t('temp.factors')), page.orders.element] : await additions(page));
  return { title: t('menu.factors'), element };
}

/** All that can be added, by whoever logged in with something of his own. */
async function additions(page) {
  const { context, plastic, adding, orders } = page;
  drawAdding(page);
  const passkey = passkeyCard(context, (name) => say(page, t('passkey.added', { name })));
  return [plastic.element, passkey, adding, orders.element, page.sharing.adding, await recoveryCard(context, () => drawList(page))];
}

async function drawList(page) {
  const [factors, cards, shares, { offered }] = await Promise.all(
    [call('GET', '/me/factors'), call('GET', '/me/cards'), call('GET', '/me/card-shares'), call('GET', '/me/grid-card'), page.plastic.draw()],
  );
  page.factors = factors;
  const waiting = cards.filter((card) => card.state === 'SHIPPED');
  const foreign = shares.filter(({ owner }) => owner !== page.context.me.userName).map(({ serial }) => serial);
  const online = offered && !isTemporary(page.context.me) && h('p', { class: 'below' }, h('a', { href: '#grid' }, t('grid.link')));
  fill(page.list, factors.length + waiting.length + shares.length === 0 ? h('p', { class: 'hint' }, t('factors.none'))
    : [h('p', {}, t('factors.text')), h('ul', { class: 'rows' },
      factors.filter(({ kind, label }) => kind !== 'DISPLAY_CARD' || !waiting.some(({ serial }) => serial === label))
        .map((factor) => row(page, factor, cards.find(({ serial }) => factor.kind === 'DISPLAY_CARD' && serial === factor.label), foreign)),
      waiting.map((card) => cardRow(page, card)), shares.map(page.sharing.row))], online);
}

/** A card that was sent, and not activated. */
function cardRow(page, card) {
  const activate = button(t('card.activate'), () => useCard(page, card));
  activate.setAttribute('aria-label', `${t('card.activate')}: ${card.serial}`);
  return h('li', { class: 'row' },
    h('div', { class: 'grow' }, h('p', { class: 'what' }, card.serial, h('span', { class: 'hint' }, ` ${t('factor.card')}`)),
      h('p', { class: 'hint' }, t('card.shipped', { time: moment(card.askedFrom) })), noAnswer(page, card)),
    !isTemporary(page.context.me) && activate);
}

/** Activates a card, or gives it another PIN: both by an answer that the card gives after the PIN. */
async function useCard(page, card) {
  const isNew = card.state === 'SHIPPED';
  await page.context.attempt(page.said, async () => {
    const done = !card.takesPin || (isNew && card.hasPin) ? await answered(page, card) : ANOTHER_PIN;
    if (done === ANOTHER_PIN ? await answeredByAnotherPin(page, card) : done) {
      await say(page, t(isNew ? 'card.active' : 'card.pin-changed', { serial: card.serial }));
    }
  });
}

async function answeredByAnotherPin(page, card) {
  const pin = await askPin(page, card);
  return pin && answered(page, card, pin);
}

/**
 * Asks a card for an answer.
 *
 * @param {string} [pin] that is typed on it from now on; without it the one that it has, if it takes one
 * @returns {Promise} the card; {@link ANOTHER_PIN} when the user would rather choose one, `undefined` when he gave it up
 */
async function answered(page, card, pin) {
  const path = `/me/cards/${encodeURIComponent(card.serial)}`;
  const ask = () => call('POST', `${path}/challenge`, pin ? { pin } : {});
  const answer = (code) => call('POST', `${path}/answer`, { code });
  const findActive = async () => (await call('GET', '/me/cards')).find(({ serial, state }) => serial === card.serial && state === 'ACTIVE');
  const { challenge } = await ask();
  const box = cardChallenge(card.serial);
  if (challenge !== undefined) {
    box.show(challenge);
  }
  return codeDialog({
    title: t('card.title'),
    button: t('confirm.button'),
    field: cardField(),
    missing: t('card.missing'),
    above: () => h('div', {}, card.takesPin && notice('note', t(pin ? 'card.pin-chosen' : 'card.pin-known')),
      challenge === undefined ? notice('note', t('card.do-press', { serial: card.serial })) : box.element),
    below: (signal, trouble, settle) => card.takesPin && !pin
      && h('div', { class: 'other-ways' }, button(t('card.other-pin'), async () => settle(ANOTHER_PIN), 'plain')),
    // Of another PIN nothing is seen afterwards.
    act: card.state === 'SHIPPED' ? unlessFound(answer, findActive) : answer,
    view: page.context.signal,
    mend: async (error) => {
      if (codeOf(error) === 'CARD_EXPIRED') {
        box.show((await ask()).challenge);
        return t('challenge.renewed');
      }
      return codeOf(error) === 'CARD_WRONG' && words(error);
    },
  });
}

/** @returns {Promise<string>} four digits, typed twice; `undefined` when the user gave it up */
function askPin(page, { serial, state }) {
  return new Promise((resolve) => {
    const shown = open(state === 'SHIPPED' ? t('card.activate-title', { serial }) : t('card.change-pin'), () => resolve(undefined), page.context.signal);
    const [pin, again] = cardPinFields();
    const made = form(async () => {
      resolve(pin.value);
      shown.close();
    }, { button: t('form.continue'), fields: [pin, again], missing: t('card.pin-form'), also: [button(t('form.cancel'), () => shown.close())] });
    shown.body.append(made.element);
    pin.input.focus();
  });
}

/** @param {string[]} foreign serials of cards that are shared with the user, and not his */
function row(page, factor, card, foreign) {
  const { kind, label, since, until, lastUsedAt } = factor;
  const change = card?.takesPin && !foreign.includes(card.serial) && page.context.me.factorId === factor.id && button(t('card.change-pin'), () => useCard(page, card), 'plain');
  const actions = [
    change,
    NAMED.includes(kind) && named(t('factors.rename'), label, () => rename(page, factor)),
    LOSABLE.includes(kind) && !foreign.includes(card?.serial) && named(t('factors.lost'), label, () => end(page, factor, { lost: true })),
    kind === 'TEMPORARY_PASSCODE' && page.context.me.factor !== kind && button(t('temp.stop'), () => end(page, factor, { lost: true }), 'plain'),
    kind in REMOVABLE && named(t('factors.remove'), nameOf(factor), () => end(page, factor, {})),
    kind === 'SMS' && h('a', { href: '#numbers' }, t('menu.numbers')),
  ];
  const times = [since && t('factors.since', { time: moment(since) }), until && t('factors.until', { time: moment(until) }),
    lastUsedAt && t('activation.last-used', { time: moment(lastUsedAt) })];
  return h('li', { class: 'row' },
    h('div', { class: 'grow' }, h('p', { class: 'what' }, what(factor)),
      h('p', { class: 'hint' }, times.filter(Boolean).join(' · ')),
      !factor.asked && h('p', { class: 'hint' }, t('factors.not-asked')), card && noAnswer(page, card),
      kind === 'SMS' && noMessage(page, factor)),
    h('div', { class: 'row-actions' }, actions));
}

/** The name of a factor and its kind, in small, where the name does not say it. */
function what(factor) {
  const kind = t(FACTOR_KINDS[factor.kind]);
  return factor.label ? [nameOf(factor), factor.kind !== 'RECOVERY_CODE' && h('span', { class: 'hint' }, ` ${kind}`)] : kind;
}

/** Finds out why the answers of a card are refused, when it is asked to. */
function noAnswer(page, { serial }) {
  const { signal, phone } = page.context;
  const path = encodeURIComponent(serial);
  return refusedAnswers((answers) => call('POST', `/me/diagnosis/cards/${path}`, answers), { signal, phone, replacing: () => page.orders.replacing(serial) }, {
    ask: () => call('POST', `/me/cards/${path}/resynchronisation`),
    answer: (codes) => call('POST', `/me/cards/${path}/resynchronisation/answer`, codes),
  }).element;
}

/** Finds out why messages to a number do not come, when it is asked to. */
function noMessage({ context }, { id }) {
  const { signal, phone } = context;
  return whereIsIt((answers) => call('POST', `/me/diagnosis/numbers/${id}`, answers), { signal, phone });
}

/** A button of a row, which a screen reader tells from those of other rows. */
function named(label, name, act) {
  const made = button(label, act, 'plain');
  made.setAttribute('aria-label', `${label}: ${name}`);
  return made;
}

async function rename(page, { id, label }) {
  const name = await askName(page, label);
  if (name === undefined) {
    return;
  }
  await page.context.attempt(page.said, async () => {
    await call('PATCH', `/me/factors/${id}`, { label: name });
    await say(page, t('factors.renamed', { name }));
  });
}

/** @returns {Promise<string>} `undefined` when the user gave it up */
function askName(page, present) {
  return new Promise((resolve) => {
    const shown = open(t('factors.rename-title', { name: present }), () => resolve(undefined), page.context.signal);
    const name = field(t('totp.name'), { type: 'text', required: true, maxlength: LONGEST_NAME, autocomplete: 'off', value: present });
    const made = form(async () => {
      resolve(name.value);
      shown.close();
    }, { button: t('factors.rename'), fields: [name], missing: t('totp.name-missing'), also: [button(t('form.cancel'), () => shown.close())] });
    shown.body.append(made.element);
    name.input.select();
  });
}

/** Has a factor end, after saying what that means: also that codes by text message will open logins again. */
async function end(page, factor, how) {
  const { id, kind } = factor;
  const name = nameOf(factor) || t(FACTOR_KINDS[kind]);
  const sms = PERMANENT.includes(kind) && page.factors.filter((other) => PERMANENT.includes(other.kind)).length === 1 && t('factors.sms-again');
  const other = page.factors.find((one) => one.id !== id && one.asked && !UNCONFIRMING.includes(one.kind));
  const lost = kind === 'TEMPORARY_PASSCODE' ? { title: t('temp.stop-title'), text: t('temp.stop-text'), yes: t('temp.stop-yes') }
    : { title: t('factors.lost-title', { name }), text: [t('factors.lost-text'), sms && ` ${sms}`, !other && ` ${t('factors.lost-call')}`], yes: t('factors.lost') };
  const agreed = how.lost ? await ask(lost, page.context.signal)
    : await ask({ title: t('factors.remove-title', { name }), text: [t(REMOVABLE[kind]), ` ${t('remove.sessions')}`, sms && ` ${sms}`], yes: t('factors.remove') }, page.context.signal);
  if (!agreed) {
    return;
  }
  await page.context.attempt(page.said, async () => {
    const ended = await confirmed('FACTOR_CHANGE', async (confirmation) => {
      await call('DELETE', `/me/factors/${id}`, { ...how, confirmation });
      return true;
    }, page.context, how.lost ? other?.id : undefined);
    if (ended) {
      await say(page, t('factors.removed', { name }));
    }
  });
}

/** The first step: a name, and a proof from whoever has a factor. */
function drawAdding(page, trouble) {
  const name = field(t('totp.name'), { type: 'text', required: true, maxlength: LONGEST_NAME, autocomplete: 'off' }, { hint: t('totp.name-hint') });
  const made = form(async () => {
    const begin = (proof) => call('POST', '/me/totp', { label: name.value, ...proof });
    try {
      const begun = await proven('FACTOR_CHANGE', begin, page.context);
      if (begun !== undefined) {
        drawSecret(page, begun, name.value);
      }
    } catch (error) {
      if (!page.context.handle(error)) {
        showTrouble(made.trouble, words(error, page.context));
      }
    }
  }, { button: t('form.continue'), fields: [name], missing: t('totp.name-missing') });
  fill(page.adding, h('h2', { tabindex: '-1' }, t('totp.add')), h('p', {}, t('totp.add-text')), made.element);
  if (trouble) {
    showTrouble(made.trouble, trouble);
  }
}

/** The second step: the secret, and a code that shows that the app has it. */
function drawSecret(page, { id, secret, svg }, name) {
  const code = appCodeField(t('totp.first-code'));
  const activate = unlessFound((typed) => call('POST', `/me/totp/${id}/activation`, { code: typed }),
    async () => (await call('GET', '/me/factors')).find((factor) => factor.id === id));
  const made = form(async () => {
    try {
      await activate(code.value);
    } catch (error) {
      if (codeOf(error) === 'FACTOR_CODE_WRONG') {
        code.refuse(words(error), { forget: true });
      } else if (codeOf(error) === 'NOT_FOUND') {
        drawAdding(page, t('totp.over'));
      } else if (!page.context.handle(error) && !offerAnotherTry(error, code, made.trouble)) {
        showTrouble(made.trouble, words(error, page.context));
      }
      return;
    }
    drawAdding(page);
    await say(page, t('totp.added', { name }));
  }, { button: t('totp.activate'), fields: [code], missing: t('code.missing'), also: [button(t('form.cancel'), () => {
    drawAdding(page);
    page.adding.querySelector('h2').focus();
  })] });
  const heading = h('h2', { tabindex: '-1' }, t('totp.add'));
  fill(page.adding, heading, oncePlace(), h('p', {}, t('totp.scan')), h('p', { class: 'qr' }, picture(svg)),
    h('p', {}, `${t('totp.key')}: `, h('code', { class: 'key' }, secret.match(/.{4}/g).join(' '))),
    h('p', {}, copyButton(() => secret)), made.element);
  heading.focus();
}

/** The picture comes with the secret, so that no address has it. */
function picture(svg) {
  const drawn = document.importNode(new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement, true);
  drawn.setAttribute('role', 'img');
  drawn.setAttribute('aria-label', t('totp.picture'));
  drawn.setAttribute('width', '256');
  drawn.setAttribute('height', '256');
  return drawn;
}

async function say(page, text) {
  await drawList(page);
  const said = notice('good', text);
  said.tabIndex = -1;
  fill(page.said, said);
  announce(text);
  said.focus();
}
