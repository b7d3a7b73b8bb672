import { h, icon } from '../../shared/dom.js';
import { announce, button } from '../../shared/parts.js';
import { t } from '../../shared/texts.js';

/** A view of the app: what it says on top, and what is pressed at the bottom, where the thumb is. */
export function view(title, content, actions = []) {
  return {
    title,
    element: h('div', { class: 'view' }, h('h1', { tabindex: '-1' }, title), content, h('div', { class: 'actions' }, actions)),
  };
}

/** What is shown while something takes its time, announced to those who do not see it. */
export function waiting(text) {
  announce(text);
  return h('div', { class: 'waiting' }, h('div', { class: 'turning' }), h('p', {}, text));
}

/** Leads back to where one came from. */
export function back(context, label = t('form.cancel')) {
  return button(label, () => context.back(), 'plain');
}

/** A large sign above few words. */
export function sign(kind) {
  return h('div', { class: `large-sign ${kind}` }, icon(kind));
}
