import { expect, test } from 'vitest';
import { signerFrom } from '../../server/domain/signer.ts';

const signer = signerFrom('a secret that only the tests know');

test('A MAC is good for its purpose and its text, at the length that it was cut to', () => {
  for (const bytes of [10, 16, 24, 32]) {
    const mac = signer.sign('order link', '7', bytes);
    expect(mac).toHaveLength(bytes);
    expect(signer.verify('order link', '7', mac)).toBe(true);
    expect(signer.verify('order link', '8', mac)).toBe(false);
    expect(signer.verify('hold', '7', mac)).toBe(false);
  }
});

test('What is shorter than can be trusted, or longer than any MAC, is none, and no fault', () => {
  const mac = signer.sign('order link', '7', 32);
  for (const bytes of [0, 1, 9]) expect(signer.verify('order link', '7', mac.subarray(0, bytes))).toBe(false);
  for (const more of [1, 16, 1000]) {
    expect(signer.verify('order link', '7', Buffer.concat([mac, Buffer.alloc(more)]))).toBe(false);
  }
});
