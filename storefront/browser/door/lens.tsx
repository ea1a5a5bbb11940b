import { useEffect, useRef, useState } from 'react';
import { doorWords as words } from '../../../server/contract/words/en/door.ts';
import { type Camera, openCamera } from './camera.ts';

/** The camera, once it is asked for. */
export function Lens({ onCode }: { onCode(code: string): void }) {
  const video = useRef<HTMLVideoElement>(null);
  const told = useRef(onCode);
  told.current = onCode;
  const [on, setOn] = useState(false);
  const [camera, setCamera] = useState<Camera | null>(null);
  const [lit, setLit] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    const screen = video.current;
    if (!on || !screen) return;
    let opened: Camera | null = null;
    let closed = false;
    openCamera(screen, (code) => told.current(code)).then(
      (ready) => {
        opened = ready;
        if (closed) ready.stop();
        else setCamera(ready);
      },
      () => {
        setProblem(words.noCamera);
        setOn(false);
      },
    );
    // A phone that sleeps at the door is no door.
    const awake = navigator.wakeLock?.request('screen').catch(() => null);
    return () => {
      closed = true;
      opened?.stop();
      setCamera(null);
      void awake?.then((lock) => lock?.release());
    };
  }, [on]);

  if (!window.isSecureContext) return <p className="office-muted">{words.insecure}</p>;
  return (
    <div className="door-lens">
      <video ref={video} muted playsInline hidden={!on} aria-label={words.lens} />
      <button type="button" className="office-button" onClick={() => setOn(!on)}>
        {on ? words.stopCamera : words.camera}
      </button>
      {camera?.light && (
        <button
          type="button"
          className="office-button"
          aria-pressed={lit}
          onClick={() => {
            setLit(!lit);
            void camera.light?.(!lit).catch(() => {});
          }}
        >
          {words.light}
        </button>
      )}
      {problem && !on && <p role="alert">{problem}</p>}
    </div>
  );
}
