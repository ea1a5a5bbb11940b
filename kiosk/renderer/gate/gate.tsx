import type { ReactNode } from 'react';
import { LineLamp } from '../frame/line-lamp.tsx';
import { useTill } from '../till-context.tsx';

interface GateProps {
  title: string;
  text?: string;
  busy?: boolean;
  children?: ReactNode;
}

/** One card under the cinema's name: everything that comes before selling. */
export function Gate({ title, text, busy = false, children }: GateProps) {
  const { state } = useTill();
  return (
    <GateCard name={state.facts?.cinema.name ?? 'Foyer'} title={title} text={text} busy={busy} foot={<GateFoot />}>
      {children}
    </GateCard>
  );
}

function GateFoot() {
  const { state } = useTill();
  return (
    <>
      <LineLamp />
      {state.facts && <span>{state.facts.kiosk.name}</span>}
      {state.app.vaultWarning && <p className="gate-warning">{state.app.vaultWarning}</p>}
      {state.app.journalProblem && <p className="gate-warning">{state.app.journalProblem}</p>}
    </>
  );
}

interface CardProps {
  name: string;
  title: string;
  text?: string | undefined;
  busy?: boolean;
  foot?: ReactNode;
  children?: ReactNode;
}

export function GateCard({ name, title, text, busy, foot, children }: CardProps) {
  return (
    <main className="gate" aria-busy={busy}>
      <p className="gate-name">{name}</p>
      <section className="gate-card">
        <h1>{title}</h1>
        {text && <p className="muted">{text}</p>}
        {children}
      </section>
      <footer className="gate-foot">{foot}</footer>
    </main>
  );
}
