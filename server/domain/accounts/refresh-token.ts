import type { Signer } from '../signer.ts';

const purpose = 'refresh token';
const macBytes = 24;

/** A family of tokens as it was when one of its refresh tokens was given out. */
export interface FamilyAt {
  id: string;
  /** Counts up with every renewal. */
  generation: number;
}

/** What an API client renews its tokens with: derived, so that a copy of the table opens nothing. */
export function refreshToken(signer: Signer, { id, generation }: FamilyAt): string {
  const text = `${id}.${generation}`;
  return `${text}.${signer.sign(purpose, text, macBytes).toString('base64url')}`;
}

/** What a refresh token of ours stands for, whether or not it still does; null for anything else. */
export function readRefreshToken(signer: Signer, token: string): FamilyAt | null {
  const [, id = '', generation = '', mac = ''] =
    /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([1-9]\d{0,8})\.([\w-]{32})$/.exec(token) ?? [];
  if (!id || !signer.verify(purpose, `${id}.${generation}`, Buffer.from(mac, 'base64url'))) return null;
  return { id, generation: Number(generation) };
}
