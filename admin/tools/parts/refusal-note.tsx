import type { Refused } from '../client.ts';

/** What the server said no with; nothing if it did not. */
export function RefusalNote({ refused }: { refused: Refused | null }) {
  return (
    refused && (
      <p className="office-note" data-tone="bad" role="alert">
        {refused.message}
      </p>
    )
  );
}
