import { t } from '../../shared/texts.js';
import { fail } from '../failures.js';
import { begin } from '../flow.js';
import { back, view, waiting } from './parts.js';

/** Asks the server about a code; `step` is what to do with it, if it is not the beginning. */
export function looking(context, data) {
  const { enrolling, step = begin } = data;
  const ask = async () => {
    try {
      await step(context, enrolling);
    } catch (error) {
      fail(context, error, { enrolling, again: (there) => there.replace('looking', { enrolling, step }) });
    }
  };
  data.asked ??= ask();
  return view(t('app.looking-title'), waiting(t('app.looking')), [back(context)]);
}
