import { fill, h } from '../../shared/dom.js';
import { button, field, showTrouble } from '../../shared/parts.js';
import { codeOf, isExpected, words } from '../../shared/refusals.js';
import { t } from '../../shared/texts.js';
import { diagnose } from '../calls.js';
import { back, view } from './parts.js';

/** What a person sees, as the server is told it, and what that comes to by itself. */
const SEEN = {
  'diagnosis.camera': [{ camera: false }, 'ACT_CAMERA'],
  'diagnosis.scan': [{ recognised: false }, 'ACT_SCAN'],
  'diagnosis.error': [{ faulted: true }, 'ACT_SERVER'],
};

/**
 * Asks what the person sees, and says what it comes to. What the server knows comes first, but it speaks of the users of this phone
 * alone: of others it would tell strangers who has an authenticator.
 */
export function diagnosis(context) {
  const whose = context.users.length > 0 ? whoseChooser(context.users) : null;
  const trouble = h('div');
  const tell = async ([answers, alone]) => {
    fill(trouble);
    try {
      context.go('verdict', await ask(context, whose?.value, answers) ?? { verdict: alone });
    } catch (error) {
      if (!isExpected(error)) {
        throw error;
      }
      showTrouble(trouble, words(error, { phone: context.phone }));
    }
  };
  return view(t('diagnosis.why'), [trouble, whose?.element, h('p', {}, t('diagnosis.ask'))], [
    Object.entries(SEEN).map(([key, seen]) => button(t(key), () => tell(seen))),
    back(context),
  ]);
}

/** The server's verdict; null of a user whom it does not know on this phone. */
async function ask({ installation }, enrolment, answers) {
  try {
    return enrolment ? await diagnose(installation, enrolment, answers) : null;
  } catch (error) {
    if (codeOf(error) !== 'NOT_FOUND') {
      throw error;
    }
    return null;
  }
}

function whoseChooser(users) {
  return field(t('diagnosis.who'), {}, {
    control: h('select', {}, h('option', { value: '' }, t('diagnosis.nobody-yet')),
      users.map(({ enrolment, userName }) => h('option', { value: enrolment }, userName))),
  });
}
