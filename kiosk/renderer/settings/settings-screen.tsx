import { useState } from 'react';
import { tillSettingsWords as words } from '../../../server/contract/words/en/till-settings.ts';
import { AddressForm } from '../gate/no-server.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Note } from '../parts/note.tsx';
import { useTill } from '../till-context.tsx';
import { useCall } from '../use-call.ts';
import { PrinterForm } from './printer-form.tsx';
import { applyTheme, theme, themes } from './theme.ts';

/** What belongs to this machine and to nobody else. */
export function SettingsScreen() {
  const { app } = useTill().state;
  const [look, setLook] = useState(theme);
  const [asking, setAsking] = useState(false);
  const fullscreen = useCall('setFullscreen');
  const install = useCall('installUpdate');
  const quit = useCall('quit');
  const electron = app.face === 'electron';
  return (
    <section className="settings">
      <h1 className="unseen">{words.title}</h1>
      <PrinterForm />
      <div className="stack">
        <h2>{words.screen}</h2>
        {/* biome-ignore lint/a11y/useSemanticElements: a row of buttons under one name */}
        <div className="choices" role="group" aria-label={words.screen}>
          {themes.map((one) => (
            <button
              key={one}
              type="button"
              className="button"
              aria-pressed={look === one}
              onClick={() => {
                applyTheme(one);
                setLook(one);
              }}
            >
              {words.themes[one]}
            </button>
          ))}
        </div>
        <button type="button" className="button" onClick={() => void fullscreen.run({ on: !app.fullscreen })}>
          {app.fullscreen ? words.window : words.fullscreen}
        </button>
        <h2>{words.server}</h2>
        <p>{app.server ?? words.noServer}</p>
        {electron && (
          <button type="button" className="button" onClick={() => setAsking(true)}>
            {words.change}
          </button>
        )}
        <p className="muted">{words.version(app.version)}</p>
        {app.update === 'waiting' && (
          <button type="button" className="button" disabled={install.busy} onClick={() => void install.run({})}>
            {words.install}
          </button>
        )}
        {install.refusal && <Note tone="bad" text={install.refusal.message} />}
        {electron && (
          <button type="button" className="button" data-look="danger" onClick={() => void quit.run({})}>
            {words.quit}
          </button>
        )}
      </div>
      {asking && (
        <Dialog title={words.server} onClose={() => setAsking(false)}>
          <AddressForm onDone={() => setAsking(false)} />
        </Dialog>
      )}
    </section>
  );
}
