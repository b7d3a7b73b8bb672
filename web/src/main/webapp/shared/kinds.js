import { t } from './texts.js';

/** The names of kinds of factors. */
export const FACTOR_KINDS = {
  SMS: 'factor.sms', AUTHENTICATOR: 'factor.authenticator', TOTP: 'factor.totp', DISPLAY_CARD: 'factor.card', PASSKEY: 'factor.passkey',
  RECOVERY_CODE: 'factor.recovery', GRID_CARD: 'factor.grid-card', ONLINE_GRID_CARD: 'factor.grid', TEMPORARY_PASSCODE: 'factor.temporary',
};

/** How a person knows a factor, where it has a name beside its kind; of recovery codes the label is how many are left. */
export function nameOf({ kind, label }) {
  return kind === 'RECOVERY_CODE' ? t('recovery.name', { n: Number(label) }) : label;
}
