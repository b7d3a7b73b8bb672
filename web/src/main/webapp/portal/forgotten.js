import { fill, h } from '../shared/dom.js';
import { call, serverNow, Unreachable } from '../shared/api.js';
import { deliveryOf } from '../shared/delivery.js';
import { saying, signed } from '../shared/passkey.js';
import { again, chooser, questionOf, trying } from '../shared/questions.js';
import { codeOf, isExpected, mayTryAgain, words } from '../shared/refusals.js';
import { button, codeField, disclosure, field, form, notice, offerAnotherTry, showTrouble } from '../shared/parts.js';
import { t, unbroken } from '../shared/texts.js';
import { keepsRules, newPasswordField } from './password.js';

/** The reset whose reset code was taken: that one is used up, so the second step is kept while the page shows something else. */
let claim = null;

/** A forgotten password: the help desk's reset code, then the present factor and a new password. No factor is weakened by it. */
export async function view(context) {
  const place = h('div', { class: 'narrow' });
  const second = isOpen(claim);
  fill(place, second ? passwordStep(context, place) : claimStep(context, place));
  return { title: t(second ? 'reset.new-title' : 'reset.title'), element: place };
}

function isOpen(one) {
  return one !== null && serverNow() < Date.parse(one.expiresAt);
}

function claimStep(context, place, note = null) {
  const { phone } = context;
  const name = field(t('login.user-name'), { type: 'text', autocomplete: 'username', required: true, maxlength: '100', autocapitalize: 'none', spellcheck: 'false' });
  const reset = field(t('reset.code'), {
    class: 'code', type: 'text', autocomplete: 'off', required: true, maxlength: '40', autocapitalize: 'characters', spellcheck: 'false',
  });
  const made = form(async () => {
    try {
      claim = await call('POST', '/password-resets', { userName: name.value.trim(), resetCode: reset.value.trim() });
      fill(place, passwordStep(context, place));
      place.querySelector('input').focus();
    } catch (error) {
      if (!isExpected(error)) {
        throw error;
      }
      if (['RESET_REFUSED', 'MALFORMED'].includes(codeOf(error))) {
        reset.refuse(codeOf(error) === 'MALFORMED' ? t('reset.refused') : words(error));
      } else {
        showTrouble(made.trouble, words(error, context));
      }
    }
  }, { button: t('form.continue'), fields: [name, reset], missing: t('form.missing') });
  return h('section', { class: 'card' }, h('h1', { tabindex: '-1' }, t('reset.title')), note && notice('bad', note),
    h('p', {}, phone ? t('reset.call', { phone }) : t('reset.call-us')), made.element, back());
}

function passwordStep(context, place) {
  const step = new AbortController();
  context.signal.addEventListener('abort', () => step.abort());
  const next = newPasswordField();
  const question = asked(context);
  const made = form(async () => {
    if (!keepsRules(next.value)) {
      next.refuse(t('password.rules-broken'));
      return;
    }
    try {
      await saying(made.trouble, async () => {
        const proof = await question.proof();
        await call('POST', `/password-resets/${claim.id}/password`, { ...proof, newPassword: next.value }, { secret: claim.secret });
        claim = null;
        await context.go('', t('reset.done'));
      });
    } catch (error) {
      await refused(error);
    }
  }, { button: t('reset.button'), fields: [...question.fields, next], missing: question.missing });
  const refused = async (error) => {
    if (!isExpected(error)) {
      throw error;
    }
    // The reset may outlive what it asked.
    const isLate = codeOf(error) === 'CONFIRMATION_EXPIRED' && isOpen(claim) && question.renew;
    if (isLate || mayTryAgain(error)) {
      await trying(made.trouble, async () => (isLate ? question.renew : question.afterWrong)?.(), context.phone);
    }
    if (isLate) {
      question.field.refuse(words(error), { forget: true });
    } else if (!question.offersAnotherTry(error, made.trouble)) {
      startAnew(words(error, context));
    }
  };
  const startAnew = (note) => {
    step.abort();
    claim = null;
    fill(place, claimStep(context, place, note));
    place.querySelector('h1').focus();
  };
  const choose = (factor) => trying(made.trouble, async () => {
    await ask({ factor });
    step.abort();
    fill(place, passwordStep(context, place));
    place.querySelector('h1').focus();
  }, context.phone);
  return h('section', { class: 'card' }, h('h1', { tabindex: '-1' }, t('reset.new-title')),
    question.above(step.signal), made.element, question.below(step.signal, made.trouble), chooser(claim.others, choose),
    noAnswer(context, startAnew), back());
}

/** What the page asks for, and how its answer comes. */
function asked(context) {
  return claim.factor.kind === 'PASSKEY' ? bySignature() : byTyping(questionOf(claim, () => ask({}), () => bySms(context)));
}

function byTyping(question) {
  return {
    ...question,
    fields: [question.field],
    proof: async () => ({ code: question.field.value }),
    offersAnotherTry: (error, trouble) => offerAnotherTry(error, question.field, trouble),
  };
}

function bySignature() {
  return {
    fields: [],
    missing: t('form.missing'),
    above: () => h('p', {}, t('confirm.by-passkey', { name: claim.factor.label })),
    below: () => null,
    proof: () => signed(claim.publicKey),
    offersAnotherTry(error, trouble) {
      const again = mayTryAgain(error) || error instanceof Unreachable;
      if (again) {
        showTrouble(trouble, words(error));
      }
      return again;
    },
  };
}

function bySms({ phone }) {
  const { id, secret, factor, resendAt, expiresAt } = claim;
  return {
    field: codeField(t('code.label'), { hint: t('code.hint') }),
    missing: t('form.missing'),
    above: (signal) => h('div', {}, h('p', {}, t('confirm.by-sms')),
      deliveryOf({ number: unbroken(factor.label), path: `/password-resets/${id}/delivery`, expiresAt, secret }, signal)),
    below: (signal, trouble) => again({ send: () => ask({}), resendAt, phone }, signal, trouble),
  };
}

/** Has the factor asked for again, or another one. */
async function ask(wish) {
  const { secret } = claim;
  claim = { ...await call('POST', `/password-resets/${claim.id}/question`, wish, { secret }), secret };
  return claim;
}

/** What can be done when no code comes, or nothing can be answered. */
function noAnswer({ phone }, startAnew) {
  const tips = claim.factor.kind === 'SMS' && h('ul', {}, h('li', {}, t('message.tip-restart')), h('li', {}, t('message.tip-spam')));
  return disclosure(t(tips ? 'message.no-code' : 'reset.cannot'), tips,
    h('p', {}, t('reset.ask-for-new'), ' ', phone ? t('help.call', { phone }) : t('help.call-us')),
    button(t('reset.type-another'), async () => startAnew()));
}

function back() {
  return h('p', { class: 'below' }, h('a', { href: '#' }, t('reset.back')));
}
