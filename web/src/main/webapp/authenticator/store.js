import { toBase64url } from './protocol/octets.js';

const NAME = 'countersign-authenticator';
const VERSION = 1;
const INSTALLATION = 'installation';
const USERS = 'users';
const THIS = 'this';
const PROBE = 'probe';
const TOKEN_OCTETS = 32;

/**
 * What this phone keeps: one record of the installation, and one for each user. Keys are kept as the browser's own, which no script
 * can read; neither a PIN nor the secret of an activation is ever in it.
 */
export class Store {
  #database;

  /** @throws {DOMException} in a browser that keeps nothing */
  static async open() {
    const store = new Store();
    store.#database = await new Promise((resolve, reject) => {
      const opening = indexedDB.open(NAME, VERSION);
      opening.onupgradeneeded = () => {
        opening.result.createObjectStore(INSTALLATION);
        opening.result.createObjectStore(USERS, { keyPath: 'enrolment' });
      };
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
      opening.onblocked = () => reject(new DOMException('another tab has it open', 'InvalidStateError'));
    });
    store.#database.onversionchange = () => store.#database.close();
    return store;
  }

  /**
   * The record of the installation. It gives itself its id and its token at the first start, once, however many tabs ask.
   *
   * @returns {Promise<{id: string, token: string, unlock?: string, lastAsked?: string, phone?: string, notify?: boolean, endpoint?: string,
   *   earlier?: Array<{userName: string, credential?: ArrayBuffer}>}>}
   *   `unlock` is PIN or DEVICE once there was a user; `endpoint` is what the server was told of the push service, if the person wants to
   *   be notified; `earlier` are users of an earlier set-up on this phone, each until he is recovered, with what names his key in the
   *   phone's lock
   */
  installation() {
    return this.#change(INSTALLATION, (installations) => read(installations.get(THIS), (known) => {
      if (known !== undefined) {
        return known;
      }
      const fresh = newInstallation();
      installations.add(fresh, THIS);
      return fresh;
    }));
  }

  /** Changes some of it, and yields the whole. */
  updateInstallation(change) {
    return this.#change(INSTALLATION, (installations) => read(installations.get(THIS), (known) => {
      const changed = { ...(known ?? newInstallation()), ...change };
      installations.put(changed, THIS);
      return changed;
    }));
  }

  /** Another id and another token: only when nobody depends on the old ones. */
  renewInstallation() {
    return this.updateInstallation({ ...newInstallation(), unlock: undefined, lastAsked: undefined, notify: undefined, endpoint: undefined });
  }

  /** Users of an earlier set-up, each once. Whoever is on this phone again is none of them. */
  async noteEarlier(earlier) {
    const here = new Set((await this.users()).filter(({ state }) => state === 'ACTIVE').map(({ userName }) => userName));
    const known = new Map([...earlier, ...(await this.installation()).earlier ?? []].map((one) => [one.userName, one]));
    return this.updateInstallation({ earlier: [...known.values()].filter(({ userName }) => !here.has(userName)) });
  }

  /** An earlier user is not to be recovered any more. */
  async forgetEarlier(userName) {
    const { earlier = [] } = await this.installation();
    return this.updateInstallation({ earlier: earlier.filter((one) => one.userName !== userName) });
  }

  /** In the order of their names. */
  async users() {
    const users = await this.#change(USERS, (all) => read(all.getAll(), (found) => found));
    return users.sort((one, other) => one.userName.localeCompare(other.userName));
  }

  putUser(user) {
    return this.#change(USERS, (users) => read(users.put(user), () => user));
  }

  /** Changes some of a user's record, as it is now; nothing if he is gone. */
  changeUser(enrolment, change) {
    return this.#change(USERS, (users) => read(users.get(enrolment), (known) => {
      if (known !== undefined) {
        users.put({ ...known, ...change });
      }
    }));
  }

  removeUser(enrolment) {
    return this.#change(USERS, (users) => read(users.delete(enrolment), () => null));
  }

  /**
   * Tries whether a key can be kept here, and leaves nothing behind.
   *
   * @throws {DOMException} if not
   */
  async keepsKey(key) {
    await this.#change(INSTALLATION, (installations) => read(installations.put(key, PROBE), () => null));
    await this.#change(INSTALLATION, (installations) => read(installations.delete(PROBE), () => null));
  }

  /** One transaction; what `act` yields counts once it is on the disk. */
  #change(name, act) {
    return new Promise((resolve, reject) => {
      const transaction = this.#database.transaction(name, 'readwrite', { durability: 'strict' });
      const result = act(transaction.objectStore(name));
      transaction.oncomplete = () => resolve(result.value);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  }
}

/** Goes on with the result of a request inside its transaction. */
function read(request, then) {
  const result = {};
  request.onsuccess = () => { result.value = then(request.result); };
  return result;
}

function newInstallation() {
  return { id: crypto.randomUUID(), token: toBase64url(crypto.getRandomValues(new Uint8Array(TOKEN_OCTETS))) };
}
