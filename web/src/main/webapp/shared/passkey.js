import { fromBase64url, toBase64url } from '../authenticator/protocol/octets.js';
import { fill, h } from './dom.js';
import { button, showTrouble } from './parts.js';
import { askedOf } from './asked.js';
import { t } from './texts.js';

/** The device made no signature and no key: its user did not want to, was not recognised, or it cannot. `text` says what to do. */
class NothingMade extends Error {
  constructor(key) {
    super(key);
    this.text = t(key);
  }
}

/** What browsers say, and what it means to a person. */
const TROUBLES = { InvalidStateError: 'passkey.already', NotSupportedError: 'passkey.unsupported', SecurityError: 'passkey.unsupported' };

/** The way of a passkey: the device asks its user, and nothing is typed. */
export function passkeyWay(view, attempt, { answer }) {
  const trouble = h('div');
  let question = view.started.publicKey;
  const act = () => saying(trouble, async () => answer(trouble, await signed(question)));
  return {
    title: t('passkey.title'),
    above: h('div', {}, h('p', {}, t('passkey.do', { name: askedOf(view).label })), trouble,
      h('div', { class: 'actions' }, button(t('passkey.button'), act, 'primary'))),
    below: null,
    follow({ publicKey }) {
      question = publicKey;
    },
  };
}

/** Does what a device takes part in; where it does not, says why in a place. */
export async function saying(trouble, act) {
  fill(trouble);
  try {
    await act();
  } catch (error) {
    if (!(error instanceof NothingMade)) {
      throw error;
    }
    showTrouble(trouble, error.text);
  }
}

/** Has a device sign what the server asks; yields the answer as the server takes it. */
export async function signed(question) {
  const { rawId, response } = await asked('get', {
    ...question, challenge: fromBase64url(question.challenge), allowCredentials: read(question.allowCredentials),
  });
  return {
    assertion: {
      credential: text(rawId), authenticatorData: text(response.authenticatorData), clientData: text(response.clientDataJSON), signature: text(response.signature),
    },
  };
}

/** Has a device make a key; yields it as the server takes it. */
export async function made(wish) {
  const { response } = await asked('create', {
    ...wish,
    challenge: fromBase64url(wish.challenge),
    user: { ...wish.user, id: fromBase64url(wish.user.id) },
    excludeCredentials: read(wish.excludeCredentials),
  });
  return {
    attestationObject: text(response.attestationObject), clientData: text(response.clientDataJSON), transports: response.getTransports?.() ?? [],
  };
}

async function asked(how, publicKey) {
  if (!globalThis.PublicKeyCredential) {
    throw new NothingMade('passkey.unsupported');
  }
  try {
    return await navigator.credentials[how]({ publicKey });
  } catch (error) {
    throw new NothingMade(TROUBLES[error.name] ?? 'passkey.not-done');
  }
}

function read(credentials) {
  return credentials.map((credential) => ({ ...credential, id: fromBase64url(credential.id) }));
}

function text(buffer) {
  return toBase64url(new Uint8Array(buffer));
}
