import { Unreachable } from '../shared/api.js';

let words = {};

/** Loads the words of the answers in a language. They are a file of this page and no part of what every page loads. */
export async function loadWords(language) {
  try {
    const response = await fetch(`/help/words/${language}.json`, { credentials: 'omit' });
    if (response.ok) {
      words = await response.json();
      return;
    }
  } catch (error) {
    throw new Unreachable(error.message);
  }
  throw new Unreachable(`no words in ${language}`);
}

/**
 * The words of a key.
 *
 * @throws {Error} if the page has no such words
 */
export function say(key) {
  if (!(key in words)) {
    throw new Error(`no words ${key}`);
  }
  return words[key];
}
