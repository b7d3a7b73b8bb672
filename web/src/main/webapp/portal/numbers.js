import { fill, h, icon } from '../shared/dom.js';
import { call } from '../shared/api.js';
import { ask } from '../shared/dialogs.js';
import { codeOf, words } from '../shared/refusals.js';
import { whereIsIt } from '../shared/sms.js';
import { lastMessage } from '../shared/undelivered.js';
import { announce, button, codeField, field, form, notice, showTrouble } from '../shared/parts.js';
import { bySms, codeDialog, proven } from '../shared/proof.js';
import { countryName, currentLanguage, t, unbroken } from '../shared/texts.js';
import { isTemporary, leadingOn } from './temporary.js';

const DELIVERY = {
  DELAYED: 'number.delayed', CARRIER_BLOCKED: 'number.carrier-blocked', UNREACHABLE: 'number.unreachable',
};

/** The user's mobile numbers: add, verify, choose the one for codes, remove. */
export async function view(context) {
  const [numbers, countries] = await Promise.all([call('GET', '/me/numbers'), call('GET', '/countries')]);
  const said = h('div');
  const list = h('div');
  const page = { context, said, list };
  drawList(page, numbers);
  const element = h('div', { class: 'stack' }, h('h1', { tabindex: '-1' }, t('menu.numbers')),
    h('p', {}, t('number.why')), said, list, isTemporary(context.me) ? leadingOn(t('temp.not-permitted')) : adding(page, countries));
  return { title: t('menu.numbers'), element };
}

function drawList(page, numbers) {
  fill(page.list, numbers.length === 0 ? h('p', { class: 'hint' }, t('number.none'))
    : h('ul', { class: 'rows' }, numbers.map((number) => row(page, number))));
}

function row(page, number) {
  const state = number.verified ? ['good', t('number.verified')] : ['warning', t('number.unverified')];
  const named = (made) => {
    made.setAttribute('aria-label', `${made.textContent}: ${number.number}`);
    return made;
  };
  return h('li', { class: 'row' },
    h('div', { class: 'grow' },
      h('p', { class: 'what' }, number.number, number.country && h('span', { class: 'hint' }, ` ${countryName(number.country)}`),
        number.default && h('span', { class: 'tag' }, t('number.default'))),
      h('p', { class: `state ${state[0]}` }, icon(state[0]), ' ', state[1]),
      number.delivery in DELIVERY && h('p', { class: 'state bad' }, icon('bad'), ' ', t(DELIVERY[number.delivery])),
      number.lastMessage && h('p', { class: 'hint' }, lastMessage(number.lastMessage)), noMessage(page.context, number)),
    !isTemporary(page.context.me) && h('div', { class: 'row-actions' },
      !number.verified && named(button(t('number.verify'), () => verify(page, number), 'secondary')),
      number.verified && !number.default && named(button(t('number.make-default'), () => change(page,
        (proof) => call('PUT', `/me/numbers/${number.id}/default`, proof), t('number.default-done', { number: number.number })), 'plain')),
      named(button(t('number.remove'), () => remove(page, number), 'plain'))));
}

/** Finds out why messages to a number do not come, when it is asked to. */
function noMessage({ signal, phone }, { id, number }) {
  const made = whereIsIt((answers) => call('POST', `/me/diagnosis/numbers/${id}`, answers), { signal, phone });
  made.querySelector('button').setAttribute('aria-label', `${t('undelivered.open')}: ${number}`);
  return made;
}

function adding(page, countries) {
  const country = h('select', { autocomplete: 'country' }, countries
    .map(({ code, callingCode }) => ({ code, name: `${countryName(code)} (+${callingCode})` }))
    .sort((one, other) => one.name.localeCompare(other.name, currentLanguage()))
    .map(({ code, name }) => h('option', { value: code, selected: code === home() }, name)));
  const where = field(t('number.country'), {}, { control: country });
  const number = field(t('number.label'), { type: 'tel', autocomplete: 'tel-national', required: true, maxlength: '40' }, { hint: t('number.hint') });
  const made = form(async () => {
    const add = (proof) => call('POST', '/me/numbers', { number: number.value, country: country.value, ...proof });
    try {
      const added = await proven('NUMBER_CHANGE', add, page.context);
      if (added === undefined) {
        return;
      }
      number.input.value = '';
      await reload(page);
      if (!added.verified) {
        await verify(page, added);
      }
    } catch (error) {
      if (page.context.handle(error)) {
        return;
      }
      if (['MALFORMED', 'NUM_NOT_MOBILE'].includes(codeOf(error))) {
        number.refuse(codeOf(error) === 'MALFORMED' ? t('number.not-readable') : words(error));
      } else {
        showTrouble(made.trouble, words(error, { phone: page.context.phone, instead: { NUM_DAILY_LIMIT: 'number.added-often' } }));
      }
    }
  }, { button: t('number.add'), fields: [where, number], missing: t('form.missing') });
  return h('section', { class: 'card', 'aria-labelledby': 'adding' }, h('h2', { id: 'adding' }, t('number.add-title')), made.element);
}

/** The country that the browser's language names, as a first guess; none where it is named by what is no tag of a language. */
function home() {
  try {
    return new Intl.Locale(navigator.language).maximize().region;
  } catch {
    return undefined;
  }
}

async function change(page, act, done) {
  fill(page.said);
  await page.context.attempt(page.said, async () => {
    if (await proven('NUMBER_CHANGE', act, page.context) !== undefined) {
      await reload(page);
      say(page, done);
    }
  });
}

async function remove(page, number) {
  const text = [t('number.remove-text'), number.verified && ` ${t('remove.sessions')}`];
  if (await ask({ title: t('number.remove-title', { number: number.number }), text, yes: t('number.remove') }, page.context.signal)) {
    await change(page, (proof) => call('DELETE', `/me/numbers/${number.id}`, proof), t('number.removed', { number: number.number }));
  }
}

/** Has a code sent to the number and asks for it. */
async function verify(page, number) {
  fill(page.said);
  await page.context.attempt(page.said, async () => {
    const send = (proof) => call('POST', `/me/numbers/${number.id}/verification`, proof);
    const sent = await proven('NUMBER_CHANGE', send, page.context);
    if (sent === undefined) {
      return;
    }
    if (sent.verified) {
      await reload(page);
      say(page, t('number.already-verified'));
      return;
    }
    const verified = await codeDialog({
      title: t('number.verify-title', { number: unbroken(number.number) }),
      button: t('number.continue'),
      ...bySms({
        said: number.hint === 'TRUNK_PREFIX_REMOVED' && h('p', {}, t('number.trunk-zero')), number: unbroken(number.number), numberId: number.id, path: `/me/numbers/${number.id}/verification/delivery`, resendAt: sent.resendAt,
        expiresAt: sent.expiresAt, phone: page.context.phone, words: { FAILED: 'number.undelivered', BLOCKED: 'number.carrier-blocked' },
      }, () => send({})),
      field: codeField(t('number.code'), { hint: t('code.hint') }),
      act: (code) => call('POST', `/me/numbers/${number.id}/verification/answer`, { code }),
      view: page.context.signal,
    });
    if (verified !== undefined) {
      await reload(page);
      await finish(page, verified);
    }
  });
}

async function finish(page, verified) {
  const me = await call('GET', '/me');
  const enrolled = page.context.me.factor !== me.factor || verified.default;
  say(page, [t('number.verified-done', { number: verified.number }), enrolled && ` ${t('number.enrolled')}`]);
}

async function reload(page) {
  drawList(page, await call('GET', '/me/numbers'));
}

function say(page, ...content) {
  fill(page.said, notice('good', content));
  page.said.firstChild.tabIndex = -1;
  page.said.firstChild.focus();
  announce(page.said.textContent);
}
