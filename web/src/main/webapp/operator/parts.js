import { h } from '../shared/dom.js';

/** A table that is scrolled aside where it is too wide; a column without a head has buttons. */
export function table(heads, rows) {
  return h(
    'div', { class: 'wide', tabindex: '0', role: 'region', 'aria-label': heads.filter(Boolean).join(', ') },
    h('table', {},
      h('thead', {}, h('tr', {}, heads.map((head) => (head ? h('th', { scope: 'col' }, head) : h('td', {}))))),
      h('tbody', {}, rows.map((cells) => h('tr', {}, cells.map((cell) => h('td', {}, cell)))))),
  );
}
