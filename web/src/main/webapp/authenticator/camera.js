const PAUSE_MILLISECONDS = 120;

/** Why there is no picture: `refused` by the person or a policy, `none` there, or `busy`. */
export class NoCamera extends Error {}

/** A camera of this device that looks for QR codes; the one at the back first. */
export class Camera {
  #video;

  #stream = null;

  #others = [];

  /** @param {HTMLVideoElement} video where its picture is shown */
  constructor(video) {
    this.#video = video;
  }

  /** @throws {NoCamera} */
  async open() {
    await this.#show({ facingMode: { ideal: 'environment' } });
    // Only now are they told by number and name.
    const all = await navigator.mediaDevices.enumerateDevices();
    this.#others = all.filter(({ kind }) => kind === 'videoinput').map(({ deviceId }) => deviceId);
  }

  get canSwitch() {
    return this.#others.length > 1;
  }

  /** Goes to the next camera. */
  async switch() {
    const present = this.#stream.getVideoTracks()[0].getSettings().deviceId;
    const next = this.#others[(this.#others.indexOf(present) + 1) % this.#others.length];
    this.close();
    await this.#show({ deviceId: { exact: next } });
  }

  /** Tells the text of each QR code in sight, until `tell` takes one or the signal comes. */
  async look(tell, signal) {
    const detector = await qrDetector();
    while (!signal.aborted) {
      const found = this.#stream && this.#video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA
        ? await detector.detect(this.#video).catch(() => []) : [];
      if (signal.aborted || found.some(({ rawValue }) => tell(rawValue))) {
        return;
      }
      await new Promise((resolve) => { setTimeout(resolve, PAUSE_MILLISECONDS); });
    }
  }

  close() {
    this.#stream?.getTracks().forEach((track) => track.stop());
    this.#stream = null;
    this.#video.srcObject = null;
  }

  async #show(wish) {
    try {
      this.#stream = await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 1280 }, height: { ideal: 720 }, ...wish } });
    } catch (error) {
      throw new NoCamera({ NotAllowedError: 'refused', SecurityError: 'refused', NotReadableError: 'busy', AbortError: 'busy' }[error.name] ?? 'none');
    }
    this.#video.srcObject = this.#stream;
    await this.#video.play().catch(() => {});
  }
}

/** The browser's own, where it has one that knows QR codes; else that of a library with the same interface. */
async function qrDetector() {
  const own = await globalThis.BarcodeDetector?.getSupportedFormats().catch(() => []);
  const { BarcodeDetector } = own?.includes('qr_code') ? globalThis : await import('../third-party/qr/decode.js');
  return new BarcodeDetector({ formats: ['qr_code'] });
}
