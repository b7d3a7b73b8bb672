import { h } from '../shared/dom.js';

/**
 * Asks before something is done to everybody's messages; Escape is no, and so is Enter before anything was chosen.
 *
 * @param {{title: string, text: string, yes: string}} words
 * @returns {Promise<boolean>}
 */
export function confirmed({ title, text, yes }) {
  return new Promise((resolve) => {
    const decide = (answer) => () => {
      resolve(answer);
      dialog.close();
    };
    const dialog = h('dialog', {
      'aria-labelledby': 'confirm-title',
      onclose: () => {
        dialog.remove();
        resolve(false);
      },
    }, h('h2', { id: 'confirm-title' }, title), h('p', {}, text), h('div', { class: 'actions' },
      h('button', { type: 'button', class: 'primary danger', onclick: decide(true) }, yes),
      h('button', { type: 'button', class: 'secondary', autofocus: true, onclick: decide(false) }, 'Cancel')));
    document.body.append(dialog);
    dialog.showModal();
  });
}
