import { useState } from 'react';
import { addOrderNote } from '../../../server/contract/api/staff/orders.ts';
import { deskWords as words } from '../../../server/contract/words/en/office-orders.ts';
import { operate } from '../client.ts';
import { RefusalNote } from '../parts/refusal-note.tsx';
import { useAct } from '../parts/use-act.ts';

/** Something for whoever opens this order next. */
export function NoteForm({ order, onDone }: { order: number; onDone: (what: string) => Promise<void> }) {
  const [text, setText] = useState('');
  const { busy, refused, act } = useAct();
  return (
    <form
      className="desk-form"
      onSubmit={async (event) => {
        event.preventDefault();
        if (!(await act(() => operate(addOrderNote, { params: { id: order }, body: { text } })))) return;
        setText('');
        await onDone(words.note.done);
      }}
    >
      <label>
        {words.note.title}
        <textarea
          className="office-field"
          rows={2}
          value={text}
          required
          maxLength={1000}
          placeholder={words.note.placeholder}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <RefusalNote refused={refused} />
      <button type="submit" className="office-button" disabled={busy}>
        {words.note.add}
      </button>
    </form>
  );
}
