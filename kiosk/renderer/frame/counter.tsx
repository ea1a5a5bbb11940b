import { useTill } from '../till-context.tsx';
import { TopBar } from './top-bar.tsx';

/** The till at work. */
export function Counter() {
  const { state } = useTill();
  return (
    <div className="till">
      <TopBar />
      <main>{state.clerk?.name}</main>
    </div>
  );
}
