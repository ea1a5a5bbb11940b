import { frameWords } from '../../../server/contract/words/en/till-frame.ts';
import { useTill } from '../till-context.tsx';

/** Whether the line is whole: by word and shape, not by colour alone. */
export function LineLamp() {
  const { status } = useTill().state.link;
  return (
    <span className="lamp" data-line={status}>
      <i aria-hidden="true" />
      {frameWords.line[status]}
    </span>
  );
}
