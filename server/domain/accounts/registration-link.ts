import type { House } from '../house.ts';
import type { LinkKey } from './account-link.ts';

const purpose = 'registration';

/** Where the letter about a registration leads: its id, and a key that only we can derive from it. */
export function registrationUrl(house: Pick<House, 'signer' | 'publicUrl'>, id: string): string {
  return `${house.publicUrl}/account/confirm/${id}/${house.signer.sign(purpose, id, 24).toString('base64url')}`;
}

export function opensRegistration({ signer }: Pick<House, 'signer'>, { uid, token }: LinkKey): boolean {
  return /^[0-9a-f-]{36}$/.test(uid) && signer.verify(purpose, uid, Buffer.from(token, 'base64url'));
}
