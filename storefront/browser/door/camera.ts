/** What browsers that know it read codes with (W3C Shape Detection). */
interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
interface DetectorClass {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

export interface Camera {
  stop(): void;
  /** Null where there is no lamp. */
  light: ((on: boolean) => Promise<void>) | null;
}

const everyMs = 120;
/** A code that stays before the lens is one scan. */
const stillThereMs = 3_000;
/** Wide enough to read a code at arm's length, small enough for an old phone. */
const readWidth = 640;

/** Opens the camera at the back, shows it in `video`, and tells every code that comes before it. */
export async function openCamera(video: HTMLVideoElement, told: (code: string) => void): Promise<Camera> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false });
  video.srcObject = stream;
  await video.play();
  const read = await reader();
  const [track] = stream.getVideoTracks();
  let last = { code: '', at: 0 };
  let stopped = false;

  async function look(): Promise<void> {
    if (stopped) return;
    const code = video.readyState >= video.HAVE_CURRENT_DATA ? await read(video).catch(() => null) : null;
    if (code && !stopped) {
      const now = performance.now();
      const fresh = code !== last.code || now - last.at > stillThereMs;
      last = { code, at: now };
      if (fresh) told(code);
    }
    setTimeout(() => void look(), everyMs);
  }
  void look();

  const able = track?.getCapabilities?.() as (MediaTrackCapabilities & { torch?: boolean }) | undefined;
  return {
    stop() {
      stopped = true;
      for (const each of stream.getTracks()) each.stop();
      video.srcObject = null;
    },
    light: able?.torch
      ? async (on) => track?.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] })
      : null,
  };
}

/** The browser's own reader, or jsQR where there is none. */
async function reader(): Promise<(video: HTMLVideoElement) => Promise<string | null>> {
  const known = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  if (known && (await known.getSupportedFormats()).includes('qr_code')) {
    const detector = new known({ formats: ['qr_code'] });
    return async (video) => (await detector.detect(video))[0]?.rawValue ?? null;
  }
  const { default: jsqr } = await import('jsqr');
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return async (video) => {
    if (!context || video.videoWidth === 0) return null;
    const scale = Math.min(1, readWidth / video.videoWidth);
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
    return jsqr.default(data, width, height, { inversionAttempts: 'attemptBoth' })?.data ?? null;
  };
}
