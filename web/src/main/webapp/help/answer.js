import { h } from '../shared/dom.js';
import { ANSWERS } from './answers.js';
import { PRESENT } from './features.js';
import { say } from './words.js';

/** Systems of phones, each by the key of its name. */
export const SYSTEMS = { android: 'page/android', iphone: 'page/iphone' };

/**
 * What stands below a question.
 *
 * @param {Object} answer one of {@link ANSWERS}
 * @param {string} system `android`, `iphone` or `unknown`; who does not know it reads both
 * @param {string} call how client services are reached
 */
export function answerBody({ needs, parts }, system, call) {
  if (!isPresent(needs)) {
    return [h('p', {}, say('page/call-only')), h('p', {}, call)];
  }
  return [
    parts.filter((part) => concerns(part.system, system)).map((part) => [
      part.title && h('h3', {}, say(part.title)),
      h('ol', {}, part.steps.map((step) => stepFor(step, system)).filter(Boolean).map((told) => h('li', {}, told))),
    ]),
    h('p', { class: 'hint' }, say('page/nothing-helps'), ' ', call),
  ];
}

function isPresent(feature) {
  return feature === undefined || PRESENT[feature];
}

function concerns(own, system) {
  return own === undefined || system === 'unknown' || own === system;
}

/** What is told of a step, or nothing where it does not concern the system. */
function stepFor(step, system) {
  if (typeof step === 'string' || step.say) {
    return isPresent(step.needs) && told(step);
  }
  const own = Object.keys(SYSTEMS).filter((one) => one in step && concerns(one, system));
  if (system !== 'unknown') {
    return own.length > 0 && told(step[own[0]]);
  }
  return own.map((one) => h('p', {}, h('strong', {}, `${say(SYSTEMS[one])}:`), ' ', told(step[one])));
}

function told(step) {
  if (typeof step === 'string') {
    return say(step);
  }
  return [say(step.say), step.app && [' ', h('a', { href: '/authenticator/' }, say('phone/app'))], step.to && [' ', linkTo(step.to)]];
}

function linkTo(id) {
  return h('a', { href: `#${id}` }, say(ANSWERS.find((answer) => answer.id === id).title));
}
