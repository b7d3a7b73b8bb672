import { fill, h } from '../shared/dom.js';
import { call, Refusal, serverNow } from '../shared/api.js';
import { deliveryOf } from '../shared/delivery.js';
import { saying, signed } from '../shared/passkey.js';
import { again, chooser, questionOf, trying } from '../shared/questions.js';
import { codeOf, isExpected, mayTryAgain, unlessDone, words } from '../shared/refusals.js';
import { button, codeField, disclosure, field, form, notice, offerAnotherTry, showTrouble } from '../shared/parts.js';
import { t, unbroken } from '../shared/texts.js';
import { keepsRules, newPasswordField } from './password.js';

/**
 * The reset whose reset code was taken: that one is used up, so the second step is kept while the page shows something else, and a cookie keeps
 * it when the page is loaded anew. `null` where there is none, nothing before the browser's own was asked for.
 */
let claim;

/** A forgotten password: the help desk's reset code, then the present factor, of who ever had one, and a new password. No factor is weakened by it. */
export async function view(context) {
  const place = h('div', { class: 'narrow' });
  if (claim === undefined) {
    claim = context.resetId ? await begunReset() : null;
  }
  const second = isOpen(claim);
  fill(place, second ? passwordStep(context, place) : claimStep(context, place));
  return { title: t(second ? 'reset.new-title' : 'reset.title'), element: place };
}

/** The reset that this browser was in the middle of, when the page was loaded anew. */
async function begunReset() {
  try {
    return await call('GET', '/password-resets/current');
  } catch (error) {
    if (error instanceof Refusal) {
      return null;
    }
    throw error;
  }
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
      claim = await call('POST', '/password-resets', { userName: name.value.trim(), resetCode: reset.value.trim(), cookies: true });
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
  const reset = claim;
  const step = new AbortController();
  context.signal.addEventListener('abort', () => step.abort());
  const show = (section) => {
    step.abort();
    fill(place, section());
    place.querySelector('h1').focus();
  };
  const startAnew = (note) => {
    claim = null;
    // Where this gets no answer the cookie ends by its time.
    call('DELETE', '/password-resets/current').catch((error) => {
      if (!isExpected(error)) {
        throw error;
      }
    });
    show(() => claimStep(context, place, note));
  };
  const ask = (wish) => askAgain(reset, wish).catch((error) => {
    if (isEnd(error) && !step.signal.aborted) {
      startAnew(endWords(error, context));
    }
    throw error;
  });
  const question = asked(reset, ask, context);
  const next = newPasswordField();
  const change = unlessDone((wish) => call('POST', `/password-resets/${reset.id}/password`, wish));
  const made = form(async () => {
    if (!keepsRules(next.value)) {
      next.refuse(t('password.rules-broken'));
      return;
    }
    try {
      await saying(made.trouble, async () => {
        const proof = await question.proof();
        if (!step.signal.aborted) {
          await change({ ...proof, newPassword: next.value });
          claim = null;
          await context.go('', t('reset.done'));
        }
      });
    } catch (error) {
      if (!isExpected(error)) {
        throw error;
      }
      if (!step.signal.aborted) {
        await refused(error);
      }
    }
  }, { button: t('reset.button'), fields: [...question.fields, next], missing: question.missing });
  const refused = async (error) => {
    const late = isLate(error);
    if (late || mayTryAgain(error)) {
      await trying(made.trouble, async () => (late ? question.renew : question.afterWrong)?.(), context.phone);
      question.refuse(words(error), made.trouble);
    } else if (isEnd(error)) {
      startAnew(endWords(error, context));
    } else if (!question.fields.some((field) => offerAnotherTry(error, field, made.trouble))) {
      showTrouble(made.trouble, words(error, context));
    }
  };
  const choose = (factor) => trying(made.trouble, async () => {
    await ask({ factor });
    if (!step.signal.aborted) {
      show(() => passwordStep(context, place));
    }
  }, context.phone);
  return h('section', { class: 'card' }, h('h1', { tabindex: '-1' }, t('reset.new-title')),
    h('p', { class: 'hint' }, t('login.user-name'), ' ', h('strong', {}, reset.userName)), question.above(step.signal), made.element, question.below(step.signal, made.trouble), chooser(reset.others, choose),
    reset.factor ? noAnswer(reset, context, startAnew) : h('div', { class: 'other-ways' }, another(startAnew)), back());
}

/** Has the factor asked for again, or another one; what was asked last is what counts. */
async function askAgain({ id }, wish) {
  const answer = await call('POST', `/password-resets/${id}/question`, wish);
  if (claim?.id === id) {
    claim = answer;
  }
  return answer;
}

/** Whether the reset outlives what it asked. */
function isLate(error) {
  return codeOf(error) === 'CONFIRMATION_EXPIRED' && error.problem.next?.includes('FACTOR');
}

/** Whether neither another answer nor another question helps. */
function isEnd(error) {
  return ['CONFIRMATION_CLOSED', 'CONFIRMATION_EXPIRED', 'NOT_FOUND', 'PERHAPS_DONE', 'LOGIN_LOCKED'].includes(codeOf(error)) && !isLate(error);
}

function endWords(error, context) {
  return words(error, { ...context, instead: { NOT_FOUND: 'confirm.over' } });
}

/** What the page asks for, and how its answer comes. */
function asked(reset, ask, context) {
  if (!reset.factor) {
    return byNothing();
  }
  return reset.factor.kind === 'PASSKEY' ? bySignature(reset) : byTyping(questionOf(reset, () => ask({}), () => bySms(reset, ask, context)));
}

function byTyping(question) {
  return {
    ...question,
    fields: [question.field],
    proof: async () => ({ code: question.field.value }),
    refuse: (text) => question.field.refuse(text, { forget: true }),
  };
}

function bySignature({ factor, publicKey }) {
  return {
    fields: [],
    missing: t('form.missing'),
    above: () => h('p', {}, t('confirm.by-passkey', { name: factor.label })),
    below: () => null,
    proof: () => signed(publicKey),
    refuse: (text, trouble) => showTrouble(trouble, text),
  };
}

/** The user never had a factor. */
function byNothing() {
  return {
    fields: [],
    missing: t('form.missing'),
    above: () => null,
    below: () => null,
    proof: async () => ({}),
    refuse: (text, trouble) => showTrouble(trouble, text),
  };
}

function bySms({ id, factor, resendAt, expiresAt }, ask, { phone }) {
  return {
    field: codeField(t('code.label'), { hint: t('code.hint') }),
    missing: t('form.missing'),
    above: (signal) => h('div', {}, h('p', {}, t('confirm.by-sms')),
      deliveryOf({ number: unbroken(factor.label), path: `/password-resets/${id}/delivery`, expiresAt }, signal)),
    below: (signal, trouble) => again({ send: () => ask({}), resendAt, phone }, signal, trouble),
  };
}

/** What can be done when no code comes, or nothing can be answered. */
function noAnswer({ factor }, { phone }, startAnew) {
  const tips = factor.kind === 'SMS' && h('ul', {}, h('li', {}, t('message.tip-restart')), h('li', {}, t('message.tip-spam')));
  return disclosure(t(tips ? 'message.no-code' : 'reset.cannot'), tips,
    h('p', {}, t('reset.ask-for-new'), ' ', phone ? t('help.call', { phone }) : t('help.call-us')),
    another(startAnew));
}

function another(startAnew) {
  return button(t('reset.type-another'), async () => startAnew());
}

function back() {
  return h('p', { class: 'below' }, h('a', { href: '#' }, t('reset.back')));
}
