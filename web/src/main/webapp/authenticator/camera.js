const PAUSE_MILLISECONDS = 120;

/** Why there is no picture: `refused` by the person or a policy, `none` there, or `busy`. */
export class NoCamera extends Error {}

/** A camera of this device that looks for QR codes; the one at the back first. */
export class Camera {
  #video;

  #stream = null;

  #others = [];

  #signal;

  /**
   * @param {HTMLVideoElement} video where its picture is shown
   * @param {AbortSignal} signal turns it off for good, also one that the person has not allowed yet
   */
  constructor(video, signal) {
    this.#video = video;
    this.#signal = signal;
    signal.addEventListener('abort', () => this.close());
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
  async look(tell) {
    const read = await qrReader();
    const signal = this.#signal;
    while (!signal.aborted) {
      const texts = this.#stream && this.#video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA ? await read(this.#video) : [];
      if (signal.aborted || texts.some(tell)) {
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
    if (this.#signal.aborted) {
      this.close();
      return;
    }
    this.#video.srcObject = this.#stream;
    await this.#video.play().catch(() => {});
  }
}

/** Yields the texts in the picture of a video: by the browser's own detector, where it has one that knows QR codes, else by a script. */
async function qrReader() {
  const formats = await globalThis.BarcodeDetector?.getSupportedFormats().catch(() => []);
  if (formats?.includes('qr_code')) {
    const detector = new BarcodeDetector({ formats: ['qr_code'] });
    return async (video) => (await detector.detect(video).catch(() => [])).map(({ rawValue }) => rawValue);
  }
  const { decode } = await import('./qr.js');
  const canvas = document.createElement('canvas');
  const picture = canvas.getContext('2d', { willReadFrequently: true });
  return (video) => {
    const { videoWidth: width, videoHeight: height } = video;
    Object.assign(canvas, { width, height });
    picture.drawImage(video, 0, 0);
    const text = decode(new Int32Array(picture.getImageData(0, 0, width, height).data.buffer), width, height);
    return text === null ? [] : [text];
  };
}
