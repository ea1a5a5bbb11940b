import { frameWords as words } from '../../../server/contract/words/en/till-frame.ts';
import { useTill } from '../till-context.tsx';
import { useCall } from '../use-call.ts';
import { LineLamp } from './line-lamp.tsx';

export type Tab = 'sell' | 'shift';

const tabs: Tab[] = ['sell', 'shift'];

/** Where one is, whether the line is whole, who is here. */
export function TopBar({ tab, onTab }: { tab: Tab; onTab(tab: Tab): void }) {
  const { state } = useTill();
  const lock = useCall('lock');
  const signOut = useCall('signOut');
  return (
    <header className="top-bar">
      <nav aria-label={words.tabsLabel} className="choices">
        {tabs.map((one) => (
          <button
            key={one}
            type="button"
            className="button"
            aria-current={tab === one ? 'true' : undefined}
            onClick={() => onTab(one)}
          >
            {words.tabs[one]}
          </button>
        ))}
      </nav>
      <span className="top-bar-room" />
      <LineLamp />
      <span>{state.clerk?.name}</span>
      <button type="button" className="button" onClick={() => void lock.run({})}>
        {words.lock}
      </button>
      <button type="button" className="button" onClick={() => void signOut.run({})}>
        {words.signOut}
      </button>
    </header>
  );
}
