import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** What every token begins with, so that people and secret scanners know one when they see it. */
const PREFIX = 'bcl_';

/** 256 bits of chance. It is shown once, and only its hash is kept. */
export const newKey = (): string => randomBytes(32).toString('base64url');

/** A new token. */
export const newSecret = (): string => PREFIX + newKey();

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Enough to recognise a token by, never enough to use it. */
export const prefixOf = (secret: string): string => secret.slice(0, PREFIX.length + 6);

/** Compares hashes, so that neither content nor length shows in the time it takes. */
export const isSameSecret = (a: string, b: string): boolean =>
  timingSafeEqual(Buffer.from(hashOf(a)), Buffer.from(hashOf(b)));
