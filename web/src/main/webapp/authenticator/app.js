import { fill } from '../shared/dom.js';
import { call } from '../shared/api.js';
import { languageChooser } from '../shared/parts.js';
import { isExpected } from '../shared/refusals.js';
import { tellTestOpened } from './calls.js';
import { contextOf } from './context.js';
import { keepUp } from './notifications.js';
import { challengeKeyOf } from './pin-kind.js';
import { isRenewedUnasked, renew } from './renewing.js';
import { Requests } from './requests.js';
import { canRespond, refreshUsers } from './users.js';
import { approve, requestBar } from './views/approve.js';
import { again, credentials } from './views/credentials.js';
import { diagnosis } from './views/diagnosis.js';
import { first } from './views/first.js';
import { handOver } from './views/hand-over.js';
import { home } from './views/home.js';
import { looking } from './views/looking.js';
import { elsewhere, migrate } from './views/migrate.js';
import { more } from './views/more.js';
import { notifications } from './views/notifications.js';
import { done, failed, verdict } from './views/outcome.js';
import { pin } from './views/pin.js';
import { key } from './views/recover.js';
import { response } from './views/response.js';
import { scan } from './views/scan.js';
import { number, token } from './views/token.js';
import { type } from './views/type.js';
import { unlock } from './views/unlock.js';

const VIEWS = {
  again, approve, credentials, diagnosis, done, elsewhere, failed, first, handOver, home, key, looking, migrate, more, notifications, number,
  pin, response, scan, token, type, unlock, verdict,
};

/** An activation is under way in these, and its next step takes their place; or digits are being read. */
const BUSY = ['again', 'elsewhere', 'handOver', 'key', 'looking', 'migrate', 'number', 'pin', 'response', 'token', 'unlock'];

/** The app: what it knows of this phone, and the view it shows. Views lie upon each other as in the browser's history. */
export class App {
  users = [];

  /** Why the server does not let this phone be used as it is now. */
  refused = null;

  /** Whether the last call got no answer; a browser may take itself for online all the same. */
  lost = false;

  /** Puts the app on the home screen, where the browser can. */
  installer = null;

  /** What waits for the users to decide. */
  requests = new Requests(({ renewPush }) => this.#noteRequests(renewPush));

  #views = [{ name: 'home' }];

  /** Requests that have been on top: who goes back from one is not led there again. */
  #led = new Set();

  #shown = new AbortController();

  constructor(store) {
    this.store = store;
  }

  /** Of the help desk, as the server last said. */
  get phone() {
    return this.installation.phone;
  }

  /** Whether nothing is under the hands of the person: the first view, and nothing typed. */
  get isIdle() {
    return this.#views.length === 1 && this.#isUntouched;
  }

  get #isUntouched() {
    return [...document.querySelectorAll('#page input')].every((input) => input.value === '');
  }

  /** Whether a request may come on top: nobody types for something else, and nothing is half done. */
  get #mayInterrupt() {
    return !BUSY.includes(this.#views.at(-1).name) && this.#isUntouched && document.querySelector('dialog[open], #page [aria-busy="true"]') === null;
  }

  async start() {
    history.replaceState({ at: 0 }, '');
    addEventListener('popstate', ({ state }) => this.#returnTo(state?.at ?? 0));
    addEventListener('beforeinstallprompt', (event) => this.#offerInstallation(event));
    document.addEventListener('connection', ({ detail: up }) => { this.lost = !up; });
    addEventListener('online', () => this.askServer());
    document.addEventListener('visibilitychange', () => document.hidden || this.askServer());
    await this.refresh();
    this.redraw();
  }

  /** Reads anew what this phone keeps. */
  async refresh() {
    this.installation = await this.store.installation();
    this.users = await this.store.users();
    this.requests.follow(this.installation, this.users.filter(canRespond));
  }

  go(name, data) {
    this.#views.push({ name, data });
    history.pushState({ at: this.#views.length - 1 }, '');
    this.redraw();
  }

  /** Shows a view in the place of the present one, which is over; the first one stays below. */
  replace(name, data) {
    if (this.#views.length === 1) {
      this.go(name, data);
      return;
    }
    this.#views[this.#views.length - 1] = { name, data };
    this.redraw();
  }

  back() {
    history.back();
  }

  home() {
    if (this.#views.length > 1) {
      history.go(1 - this.#views.length);
    } else {
      this.redraw();
    }
  }

  /** For a phone whose server knows its id by another token. */
  async startAfresh() {
    await this.store.renewInstallation();
    await this.refresh();
    this.home();
  }

  async noteAsked(user) {
    this.installation = await this.store.updateInstallation({ lastAsked: user.enrolment });
  }

  /** Shows the request of a notification. */
  async openRequest(id) {
    await this.requests.look();
    this.#led.add(id);
    const { name, data } = this.#views.at(-1);
    if (name !== 'approve' || data.request?.id !== id) {
      this.go('approve', { id });
    }
  }

  /** The test has come. */
  async openTest(id) {
    this.go('notifications', { opened: true });
    try {
      await tellTestOpened(this.installation, id);
    } catch (error) {
      if (!isExpected(error)) {
        throw error;
      }
    }
  }

  /** If a view with these data is the one that is shown. */
  redrawIf(data) {
    if (this.#views.at(-1).data === data) {
      this.redraw();
    }
  }

  redraw() {
    this.#shown.abort();
    this.#shown = new AbortController();
    const top = this.#views.at(-1);
    const { name, data } = top;
    const make = name === 'home' && this.users.length === 0 ? first : VIEWS[name];
    const context = contextOf(this, this.#shown.signal, () => this.#views.at(-1) === top);
    const view = make(context, data ?? {});
    document.title = `${view.title} - Countersign`;
    fill(document.getElementById('tools'), languageChooser(() => this.redraw()));
    fill(document.getElementById('page'), name !== 'approve' && requestBar(context), view.element);
    (view.focus ?? (() => view.element.querySelector('h1').focus()))();
    queueMicrotask(() => this.#lead());
  }

  /** What is over does not come back: whoever goes forward to it in the browser's history is led to the view that is shown. */
  #returnTo(at) {
    const top = this.#views.length - 1;
    if (at > top) {
      history.go(top - at);
      return;
    }
    this.#views.length = at + 1;
    this.redraw();
  }

  #offerInstallation(event) {
    event.preventDefault();
    this.installer = async () => {
      await event.prompt();
      this.installer = null;
      this.redraw();
    };
    this.redrawBelow();
  }

  /** What the server knows comes in its own time, and changes nothing under the hands of somebody who types. */
  async askServer() {
    const before = JSON.stringify(this.users.map(({ state }) => state));
    this.refused = await refreshUsers(this.store);
    await this.#askPhone();
    await this.refresh();
    for (const user of this.users.filter(isRenewedUnasked)) {
      await this.renewKey(user, challengeKeyOf(user));
    }
    await keepUp(this.store, false);
    if (this.refused || before !== JSON.stringify(this.users.map(({ state }) => state))) {
      this.redrawBelow();
    }
  }

  /** Renews the key of a user's challenges, if it is due; `opened` is his key. */
  async renewKey(user, opened) {
    if (user.renewalDue) {
      await renew(this.store, this.installation, user, opened);
      await this.refresh();
    }
  }

  #noteRequests(renewPush) {
    const wasOver = this.#views.at(-1).data?.end !== undefined;
    document.dispatchEvent(new CustomEvent('requests'));
    this.#lead(wasOver);
    if (renewPush) {
      keepUp(this.store, true);
    }
  }

  /**
   * A request that has just come goes on top; but not in the place of one that was there until now.
   *
   * @param {boolean} wasOver whether the view on top tells of a request that has been over for some time
   */
  #lead(wasOver = false) {
    const fresh = this.requests.waiting.filter(({ id }) => !this.#led.has(id));
    if (fresh.length === 0 || !this.#mayInterrupt) {
      return;
    }
    fresh.forEach(({ id }) => this.#led.add(id));
    if (wasOver || this.#views.at(-1).name !== 'approve') {
      this.go('approve', {});
    }
  }

  async #askPhone() {
    try {
      const phone = (await call('GET', '/settings', undefined, { cookies: false })).helpDesk?.phone;
      if (phone !== this.phone) {
        await this.store.updateInstallation({ phone });
      }
    } catch (error) {
      if (!isExpected(error)) {
        throw error;
      }
    }
  }

  /** Shows the first view as things are now, unless somebody types there. */
  redrawBelow() {
    if (this.isIdle) {
      this.redraw();
    }
  }
}
