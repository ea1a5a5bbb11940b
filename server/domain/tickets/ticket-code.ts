import type { Signer } from '../signer.ts';

const purpose = 'ticket code';
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * What stands in a ticket's QR code: 24 characters of Crockford's base 32 that hold the ticket's id (32 bits), its
 * revision (8 bits) and a MAC over both (80 bits). It can be checked, but neither guessed nor forged; a new revision
 * makes the old code fail.
 */
export function ticketCode(signer: Signer, ticket: { id: number; revision: number }): string {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(ticket.id);
  head.writeUInt8(ticket.revision % 256, 4);
  return encode(Buffer.concat([head, signer.sign(purpose, head.toString('hex'), 10)]));
}

/** Null if the code is none of ours. Case and the dashes of the printed form are forgiven. */
export function readTicketCode(signer: Signer, code: string): { id: number; revision: number } | null {
  const bytes = decode(code.toUpperCase().replaceAll(/[\s-]/g, ''));
  if (bytes?.length !== 15) return null;
  const head = bytes.subarray(0, 5);
  if (!signer.verify(purpose, head.toString('hex'), bytes.subarray(5))) return null;
  return { id: head.readUInt32BE(), revision: head.readUInt8(4) };
}

function encode(bytes: Buffer): string {
  const bits = BigInt(`0x${bytes.toString('hex')}`);
  return Array.from({ length: 24 }, (_, i) => alphabet[Number((bits >> BigInt(115 - 5 * i)) & 31n)]).join('');
}

function decode(text: string): Buffer | null {
  let bits = 0n;
  for (const letter of text.replaceAll('O', '0').replaceAll(/[IL]/g, '1')) {
    const value = alphabet.indexOf(letter);
    if (value < 0) return null;
    bits = (bits << 5n) | BigInt(value);
  }
  return text.length === 24 ? Buffer.from(bits.toString(16).padStart(30, '0'), 'hex') : null;
}
