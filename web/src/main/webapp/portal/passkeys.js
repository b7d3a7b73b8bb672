import { h } from '../shared/dom.js';
import { call } from '../shared/api.js';
import { made, saying } from '../shared/passkey.js';
import { words } from '../shared/refusals.js';
import { field, form, showTrouble } from '../shared/parts.js';
import { proven } from '../shared/proof.js';
import { t } from '../shared/texts.js';

const LONGEST_NAME = '40';

/**
 * Adds a passkey: a name, a proof from whoever has a factor, and then a device makes the key.
 *
 * @param {function(string): Promise} added told the name of one that was
 */
export function passkeyCard(context, added) {
  const name = field(t('passkey.name'), { type: 'text', required: true, maxlength: LONGEST_NAME, autocomplete: 'off' }, { hint: t('passkey.name-hint') });
  const add = async () => {
    const begun = await proven('FACTOR_CHANGE', (proof) => call('POST', '/me/passkeys/options', proof), context);
    if (begun === undefined) {
      return;
    }
    const { label } = await call('POST', '/me/passkeys', { label: name.value, ...await made(begun.publicKey) });
    name.input.value = '';
    await added(label);
  };
  const filled = form(() => saying(filled.trouble, async () => {
    try {
      await add();
    } catch (error) {
      if (!context.handle(error)) {
        showTrouble(filled.trouble, words(error, context));
      }
    }
  }), { button: t('form.continue'), fields: [name], missing: t('totp.name-missing') });
  return h('section', { class: 'card' }, h('h2', {}, t('passkey.add')), h('p', {}, t('passkey.add-text')), filled.element);
}
