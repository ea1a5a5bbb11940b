import { type FormEvent, useEffect, useState } from 'react';
import { tillSettingsWords as words } from '../../../server/contract/words/en/till-settings.ts';
import type { CallOutput } from '../../ipc-contract.ts';
import { type PrinterSettings, printerSettings } from '../../ipc-state.ts';
import { Note } from '../parts/note.tsx';
import { useTill } from '../till-context.tsx';
import { useCall } from '../use-call.ts';

const papers = [80, 58] as const;

/** Which printer, and whether it works. */
export function PrinterForm() {
  const { app, printer } = useTill().state;
  const save = useCall('setPrinter');
  const test = useCall('testPrint');
  const names = useSystemPrinters();
  const now = printer.settings;
  const [kind, setKind] = useState(now.kind);
  const [paper, setPaper] = useState(now.paper);
  const [host, setHost] = useState(now.kind === 'escpos' ? now.host : '');
  const [port, setPort] = useState(now.kind === 'escpos' ? String(now.port) : '9100');
  const [drawer, setDrawer] = useState(now.kind === 'escpos' ? now.drawer : true);
  const [name, setName] = useState(now.kind === 'system' ? (now.name ?? '') : '');
  const [told, setTold] = useState<'saved' | 'incomplete' | null>(null);
  const kinds = app.face === 'electron' ? (['escpos', 'system', 'pdf'] as const) : (['system'] as const);

  const wish: Record<PrinterSettings['kind'], unknown> = {
    escpos: { kind: 'escpos', host, port: Number(port), paper, drawer },
    system: { kind: 'system', name: name === '' ? null : name, paper },
    pdf: { kind: 'pdf', paper },
  };
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const read = printerSettings.safeParse(wish[kind]);
    if (!read.success) return setTold('incomplete');
    setTold((await save.run(read.data)).ok ? 'saved' : null);
  };
  return (
    <form className="stack" onSubmit={(event) => void send(event)} onChange={() => setTold(null)}>
      <h2>{words.printer}</h2>
      {/* biome-ignore lint/a11y/useSemanticElements: a row of buttons under one name */}
      <div className="stack" role="group" aria-label={words.printer}>
        {kinds.map((one) => (
          <button key={one} type="button" className="button" aria-pressed={kind === one} onClick={() => setKind(one)}>
            {app.face === 'browser' ? words.kinds.browser : words.kinds[one]}
          </button>
        ))}
      </div>
      {kind === 'escpos' && (
        <div className="fields">
          <label className="field">
            {words.host}
            <input
              className="input"
              autoComplete="off"
              spellCheck={false}
              placeholder={words.hostExample}
              value={host}
              onChange={(event) => setHost(event.currentTarget.value)}
            />
          </label>
          <label className="field">
            {words.port}
            <input
              className="input"
              inputMode="numeric"
              value={port}
              onChange={(event) => setPort(event.currentTarget.value)}
            />
          </label>
        </div>
      )}
      {kind === 'system' && names.length > 0 && (
        <label className="field">
          {words.name}
          <select className="input" value={name} onChange={(event) => setName(event.currentTarget.value)}>
            <option value="">{words.usual}</option>
            {names.map((one) => (
              <option key={one.name}>{one.name}</option>
            ))}
          </select>
        </label>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a row of buttons under one name */}
      <div className="choices" role="group" aria-label={words.paper}>
        {papers.map((one) => (
          <button key={one} type="button" className="button" aria-pressed={paper === one} onClick={() => setPaper(one)}>
            {words.paperOf(one)}
          </button>
        ))}
        {kind === 'escpos' && (
          <button type="button" className="button" aria-pressed={drawer} onClick={() => setDrawer(!drawer)}>
            {words.drawer}
          </button>
        )}
      </div>
      {save.refusal && <Note tone="bad" text={save.refusal.message} />}
      {test.refusal && <Note tone="bad" text={test.refusal.message} />}
      {told === 'saved' && <Note tone="good" text={words.saved} />}
      {told === 'incomplete' && <Note tone="bad" text={words.incomplete} />}
      {printer.problem && <Note tone="warn" text={printer.problem} />}
      <div className="choices">
        <button type="submit" className="button" data-look="primary" disabled={save.busy}>
          {words.save}
        </button>
        <button type="button" className="button" disabled={test.busy} onClick={() => void test.run({})}>
          {words.test}
        </button>
      </div>
    </form>
  );
}

function useSystemPrinters(): CallOutput<'printers'>['system'] {
  const { run } = useCall('printers');
  const [names, setNames] = useState<CallOutput<'printers'>['system']>([]);
  useEffect(() => {
    void run({}).then((answer) => {
      if (answer.ok) setNames(answer.value.system);
    });
  }, [run]);
  return names;
}
