let sound: AudioContext | null = null;

/** High for yes, twice low for no and wait; and a shake where the device can. Silent until the page was touched. */
export function signal(verdict: 'yes' | 'no' | 'hold', loud: boolean): void {
  if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(verdict === 'yes' ? 60 : [120, 80, 120]);
  if (!loud || !navigator.userActivation?.hasBeenActive) return;
  sound ??= new AudioContext();
  if (verdict === 'yes') tone(sound, 1_320, 0, 0.12);
  else for (const at of [0, 0.22]) tone(sound, 220, at, 0.16);
}

function tone(context: AudioContext, hertz: number, after: number, seconds: number): void {
  const source = context.createOscillator();
  const volume = context.createGain();
  source.frequency.value = hertz;
  volume.gain.value = 0.2;
  source.connect(volume).connect(context.destination);
  source.start(context.currentTime + after);
  source.stop(context.currentTime + after + seconds);
}
