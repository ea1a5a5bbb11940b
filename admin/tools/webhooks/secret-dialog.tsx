import { useState } from 'react';
import { webhookWords as words } from '../../../server/contract/words/en/office-webhooks.ts';
import { Dialog } from '../parts/dialog.tsx';

/** The one time that a secret is seen. */
export function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  const [copied, setCopied] = useState(false);
  return (
    <Dialog title={words.secret} onClose={onClose}>
      <p>{words.secretHint}</p>
      <code className="webhooks-secret">{secret}</code>
      <p role="status" className="office-muted">
        {copied && words.copied}
      </p>
      <div className="office-dialog-acts">
        <button
          type="button"
          className="office-button"
          data-look="primary"
          data-first
          onClick={() => void navigator.clipboard?.writeText(secret).then(() => setCopied(true))}
        >
          {words.copy}
        </button>
      </div>
    </Dialog>
  );
}
