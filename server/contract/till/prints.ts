import { z } from 'zod';

/**
 * What is printed, as words and figures: the server writes it, the kiosk sets it for the paper it has (ESC/POS, the
 * system's printer, a PDF). Lines are in the cinema's language, ready to read.
 */
export const printLine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('title'), text: z.string() }),
  z.object({ kind: z.literal('large'), text: z.string() }),
  z.object({ kind: z.literal('text'), text: z.string(), align: z.enum(['left', 'center']).default('left') }),
  /** A label at the left, a value at the right. */
  z.object({ kind: z.literal('pair'), label: z.string(), value: z.string(), strong: z.boolean().default(false) }),
  z.object({ kind: z.literal('rule') }),
  z.object({ kind: z.literal('qr'), data: z.string() }),
]);
export type PrintLine = z.infer<typeof printLine>;

export const printDocument = z
  .object({
    /** Tells one sheet from another across retries: `ticket:41:0`, `receipt:<uuid>`; a copy has its own. */
    key: z.string(),
    what: z.enum(['ticket', 'receipt', 'refund', 'report']),
    /** Above the rest in large letters if this is not the first print. */
    copy: z.int().min(0),
    lines: z.array(printLine),
    /** Cut the paper after it; open the drawer with it. */
    cut: z.boolean(),
    drawer: z.boolean(),
  })
  .meta({ id: 'PrintDocument' });
export type PrintDocument = z.infer<typeof printDocument>;
