import { frameWords as words } from '../../../server/contract/words/en/till-frame.ts';
import { useTill } from '../till-context.tsx';
import { useCall } from '../use-call.ts';
import { LineButton } from './line-button.tsx';

export type Tab = 'sell' | 'orders' | 'shift' | 'settings';

const tabs: Tab[] = ['sell', 'orders', 'shift', 'settings'];

interface TopBarProps {
  tab: Tab;
  onTab(tab: Tab): void;
  onLine(): void;
  onClerk(): void;
}

/** Where one is, whether the line is whole, who is here. */
export function TopBar({ tab, onTab, onLine, onClerk }: TopBarProps) {
  const { state } = useTill();
  const lock = useCall('lock');
  const clerk = state.clerk?.name ?? '';
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
      <LineButton onOpen={onLine} />
      <button type="button" className="button" aria-label={words.clerk(clerk)} onClick={onClerk}>
        {clerk}
      </button>
      <button type="button" className="button" onClick={() => void lock.run({})}>
        {words.lock}
      </button>
    </header>
  );
}
