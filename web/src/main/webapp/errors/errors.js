import { preferredLanguage, t, useLanguage } from '../shared/texts.js';
import { isExpected } from '../shared/refusals.js';

/** What the page says, by the name that it has in its body: it stands there in English for when no texts come. */
const PAGES = {
  fault: ['error.fault-title', 'error.fault-text'],
  nowhere: ['error.nowhere-title', 'error.nowhere-text'],
};

async function translate() {
  try {
    await useLanguage(preferredLanguage());
  } catch (error) {
    if (!isExpected(error)) {
      throw error;
    }
    return;
  }
  const [title, text] = PAGES[document.body.dataset.page];
  document.title = `${t(title)} - Countersign`;
  document.querySelector('h1').textContent = t(title);
  document.querySelector('p').textContent = t(text);
  document.querySelector('a').textContent = t('error.start');
}

translate();
