/** What leads from one view to another. */
const LEADING = ['back', 'go', 'home', 'replace'];

/**
 * The app as one view has it. From a view that was left nothing leads on: what it still waited for does not come over what the person
 * has turned to since.
 *
 * @param {App} app
 * @param {AbortSignal} signal ends with the view, also when it is only drawn anew, and is then the context's `signal`
 * @param {function(): boolean} isShown whether it is on top
 */
export function contextOf(app, signal, isShown) {
  return new Proxy(app, {
    get(target, name) {
      const value = name === 'signal' ? signal : target[name];
      if (typeof value !== 'function') {
        return value;
      }
      // Asked when it is called: what it is called with may have been waited for.
      return (...given) => (isShown() || !LEADING.includes(name) ? value.apply(target, given) : undefined);
    },
  });
}
