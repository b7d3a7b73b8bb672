/** What is done the same way in several answers. */
const TYPE_CHALLENGE = { android: 'missing/type-android', iphone: 'missing/type-iphone' };
const UNLOCK = { android: 'phone/unlock-android', iphone: 'phone/unlock-iphone' };

/**
 * The questions that people come with, each by the name that stands in addresses behind `#`, and its answer in parts of steps.
 *
 * A step is the key of its words; or words by system, where a system that has none is passed over; or `{ say, to }`, which leads to
 * another answer, `{ say, app: true }`, which leads to the authenticator, and `{ say, needs }`, which is left out without that feature.
 * A part may have a `title`, and be of one `system` alone. An answer that `needs` a feature is nothing without it.
 */
export const ANSWERS = [
  {
    id: 'notification-received',
    title: 'received/title',
    parts: [{
      steps: [
        { android: 'received/see-android', iphone: 'received/see-iphone' },
        'received/tap',
        'received/compare',
        { android: 'received/approve-android', iphone: 'received/approve-iphone' },
        'received/on',
        'received/time',
        'received/not-you',
      ],
    }],
  },
  {
    id: 'no-notification',
    title: 'missing/title',
    parts: [
      { title: 'missing/now', steps: ['missing/link', 'missing/open', TYPE_CHALLENGE, 'missing/digits'] },
      {
        title: 'missing/next',
        steps: [
          'missing/internet',
          'missing/focus',
          { android: 'missing/power-android', iphone: 'missing/power-iphone' },
          { say: 'missing/turn-on', to: 'notifications-on' },
          'missing/resync',
          'missing/restart',
          { android: 'missing/region' },
        ],
      },
      {
        title: 'missing/reset',
        system: 'android',
        steps: [
          'missing/reset-warning', 'missing/reset-apps', 'missing/reset-clear', { say: 'missing/reset-open', to: 'reinstalled' },
        ],
      },
    ],
  },
  {
    id: 'new-phone',
    title: 'phone/title',
    parts: [{
      steps: [
        'phone/need',
        { say: 'phone/card', needs: 'card' },
        { android: { say: 'phone/open-android', app: true }, iphone: { say: 'phone/open-iphone', app: true } },
        'phone/migrate',
        'phone/password',
        'phone/token',
        UNLOCK,
        'phone/over',
        'phone/not-you',
      ],
    }],
  },
  {
    id: 'other-phone',
    title: 'other/title',
    parts: [
      {
        title: 'other/keep',
        steps: [
          'other/challenge', { android: 'other/app-android', iphone: 'other/app-iphone' }, TYPE_CHALLENGE, 'other/digits', 'other/approve',
        ],
      },
      { title: 'other/move', steps: [{ say: 'other/as-new', to: 'new-phone' }] },
    ],
  },
  {
    id: 'reinstalled',
    title: 'again/title',
    parts: [{
      steps: [
        { android: 'again/need-android', iphone: 'again/need-iphone' },
        { say: 'phone/card', needs: 'card' },
        'again/restore',
        'again/password',
        'phone/token',
        { android: 'again/pin', iphone: 'phone/unlock-iphone' },
        'again/each',
        'again/lost',
      ],
    }],
  },
  {
    id: 'notifications-on',
    title: 'on/title',
    parts: [{
      steps: [
        'on/first',
        { android: 'on/open-android', iphone: 'on/open-iphone' },
        { android: 'on/where-android', iphone: 'on/where-iphone' },
        'on/alerts',
        'on/start',
      ],
    }],
  },
  {
    id: 'no-sms',
    title: 'sms/title',
    parts: [{
      steps: [
        'sms/why',
        'sms/number',
        'sms/wait',
        'sms/restart',
        { android: 'sms/spam-android', iphone: 'sms/spam-iphone' },
        'sms/roaming',
        { say: 'sms/voice', needs: 'voice' },
        'sms/carrier',
        'sms/instead',
      ],
    }],
  },
  {
    id: 'activation-error',
    title: 'error/title',
    parts: [{
      steps: [
        'error/used',
        'error/scan',
        { android: 'error/switch-android', iphone: 'error/switch-iphone' },
        { android: 'error/camera-android', iphone: 'error/camera-iphone' },
        'error/install',
        { android: 'error/system-android', iphone: 'error/system-iphone' },
        { say: 'error/elsewhere', to: 'new-phone' },
      ],
    }],
  },
  {
    id: 'card-refused',
    title: 'card/title',
    parts: [{ steps: ['card/why', 'card/challenge', 'card/pin', 'card/digits', 'card/blind', 'card/serial'] }],
  },
  {
    id: 'nothing-left',
    title: 'left/title',
    parts: [{
      steps: [
        { say: 'left/offline', to: 'no-notification' },
        { say: 'left/new', to: 'new-phone' },
        { say: 'left/again', to: 'reinstalled' },
        'left/locked',
        'left/stolen',
        { say: 'left/passcode', needs: 'passcode' },
      ],
    }],
  },
];
