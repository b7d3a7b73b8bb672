import { fill, h } from '../../shared/dom.js';
import { announce, button, notice } from '../../shared/parts.js';
import { t } from '../../shared/texts.js';
import { Camera, NoCamera } from '../camera.js';
import { ofLink } from '../flow.js';
import { readLink } from '../link.js';
import { back, view } from './parts.js';

const TROUBLES = { refused: 'app.camera-refused', none: 'app.camera-none', busy: 'app.camera-busy' };

/** The camera on the QR code of the portal. */
export function scan(context) {
  const video = h('video', { playsinline: true, 'aria-hidden': 'true' });
  video.muted = true;
  const camera = new Camera(video, context.signal);
  const said = h('div', { role: 'status' }, h('p', {}, t('app.camera-allow')));
  const frame = h('div', { class: 'finder' }, video);
  const turn = button(t('app.camera-switch'), () => camera.switch().catch(complain), 'secondary');
  turn.hidden = true;

  let told = null;
  /** Once: what is put there again with each picture is also read out again. */
  const warn = (key) => {
    if (told !== key) {
      told = key;
      fill(said, notice('warning', t(key)));
    }
  };

  const complain = (error) => {
    if (!(error instanceof NoCamera)) {
      throw error;
    }
    camera.close();
    frame.hidden = true;
    turn.hidden = true;
    warn(TROUBLES[error.message]);
  };

  const take = (text) => {
    const link = readLink(text);
    if (link === null) {
      warn('app.scan-other');
      return false;
    }
    camera.close();
    announce(t('app.scanned'));
    context.replace('looking', { enrolling: ofLink(context, link) });
    return true;
  };

  const look = async () => {
    try {
      await camera.open();
    } catch (error) {
      complain(error);
      return;
    }
    fill(said, h('p', {}, t('app.scan-text')));
    turn.hidden = !camera.canSwitch;
    await camera.look(take);
  };

  look();
  return view(t('app.scan-title'), [said, frame], [turn, button(t('app.type'), () => context.replace('type')),
    button(t('diagnosis.open'), () => context.go('diagnosis'), 'plain'), back(context)]);
}
