import { h } from './dom.js';
import { announce, button, notice, topmostDialog } from './parts.js';
import { isExpected, words } from './refusals.js';
import { t } from './texts.js';

let said = null;

/** Has the page say what went wrong and was said nowhere else: a mistake of the page itself, or a refusal that nobody waited for there. */
export function tellFaults() {
  addEventListener('error', ({ error }) => tell(error));
  addEventListener('unhandledrejection', ({ reason }) => tell(reason));
  addEventListener('hashchange', takeBack);
}

/** Above what the page shows, which stays as it is: something may be typed there. */
function tell(error) {
  // What was given up is no fault, and a browser's own complaint has no error.
  if (!error || error.name === 'AbortError') {
    return;
  }
  takeBack();
  const text = isExpected(error) ? words(error) : t('app.error');
  said = h('section', { class: 'bar', 'aria-label': t('refusal.title') }, notice('bad', h('p', {}, text), !isExpected(error) && button(t('form.again'), async () => location.reload())));
  const dialog = topmostDialog();
  if (dialog) {
    dialog.prepend(said);
  } else {
    document.getElementById('page').before(said);
  }
  announce(said.querySelector('p').textContent);
}

function takeBack() {
  said?.remove();
  said = null;
}
