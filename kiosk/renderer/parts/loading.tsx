import { frameWords } from '../../../server/contract/words/en/till-frame.ts';

export function Loading() {
  return (
    <p className="loading" role="status">
      {frameWords.loading}
    </p>
  );
}
