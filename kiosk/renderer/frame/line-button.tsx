import { frameWords } from '../../../server/contract/words/en/till-frame.ts';
import { useTill } from '../till-context.tsx';
import { LineLamp } from './line-lamp.tsx';

/** The lamp, to tap: what it means, and what is unsettled. */
export function LineButton({ onOpen }: { onOpen(): void }) {
  const { cut, link } = useTill().state;
  const { line } = frameWords;
  return (
    <button type="button" className="button" aria-label={`${line[link.status]}. ${line.open}`} onClick={onOpen}>
      <LineLamp />
      {cut.sales.length > 0 && <span className="count-badge">{cut.sales.length}</span>}
    </button>
  );
}
