/**
 * Builds an element. Text is always text and never markup, so nothing that a user or a carrier wrote can become a script.
 *
 * @param {string} name of the element
 * @param {Object} attributes `onclick: f` listens; `true` sets an empty attribute; `false`, `null` and `undefined` leave it out
 * @param {...(Node|string|false|null|undefined|Array)} children what is false or missing is left out
 */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      element.addEventListener(key.slice(2), value);
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(key, value === true ? '' : value);
    }
  }
  element.append(...present(children));
  return element;
}

/** Puts children in the place of what the element has. */
export function fill(element, ...children) {
  element.replaceChildren(...present(children));
  return element;
}

const SHAPES = {
  good: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm-1.2 14.6-4.4-4.4 1.7-1.7 2.7 2.7 5.3-5.3 1.7 1.7Z',
  bad: 'M8 2h8l6 6v8l-6 6H8l-6-6V8Zm2.8 4v8h2.4V6Zm1.2 9.6a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3Z',
  warning: 'M12 2 1 21h22Zm-1.2 7v6.4h2.4V9Zm1.2 7.6a1.4 1.4 0 1 0 0 2.8 1.4 1.4 0 0 0 0-2.8Z',
  note: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm-1.2 8.6h2.4V18h-2.4ZM12 6a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3Z',
  menu: 'M3 5h18v2.5H3Zm0 5.75h18v2.5H3Zm0 5.75h18V19H3Z',
  language: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm6.9 6h-2.9a15 15 0 0 0-1.4-3.6A8 8 0 0 1 18.9 8ZM12 4c.8 1.2 1.5 2.5 1.9 4h-3.8C10.5 6.5 11.2 5.2 12 4ZM4.3 14a8.2 8.2 0 0 1 0-4h3.4a17 17 0 0 0 0 4Zm.8 2H8c.3 1.3.8 2.5 1.4 3.6A8 8 0 0 1 5.1 16ZM8 8H5.1a8 8 0 0 1 4.3-3.6C8.8 5.5 8.3 6.7 8 8Zm4 12c-.8-1.2-1.5-2.5-1.9-4h3.8c-.4 1.5-1.1 2.8-1.9 4Zm2.3-6H9.7a15 15 0 0 1 0-4h4.6a15 15 0 0 1 0 4Zm.3 5.6c.6-1.1 1.1-2.3 1.4-3.6h2.9a8 8 0 0 1-4.3 3.6Zm1.7-5.6a17 17 0 0 0 0-4h3.4a8.2 8.2 0 0 1 0 4Z',
};

/** A small picture; the words beside it tell the same. */
export function icon(name) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(space, 'path');
  path.setAttribute('d', SHAPES[name]);
  svg.append(path);
  return svg;
}

let ids = 0;

/** An id that no other element of the page has. */
export function newId() {
  ids += 1;
  return `n${ids}`;
}

function present(children) {
  return children.flat(Infinity).filter((child) => child !== false && child !== null && child !== undefined);
}
