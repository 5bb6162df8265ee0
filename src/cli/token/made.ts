import { askApi } from '../api.ts';
import { type Asked, endOf, given, needed, tell } from '../command.ts';

/** What a label says: it names the token in what everybody may read of who changed what. */
export const LABEL =
  'who holds the token, by function, such as “bureau, trésorerie”; one token for each, never a person’s name';

/** What every command takes that makes a token for one owner. */
export const TOKEN_OPTIONS = { label: { type: 'string' }, expires: { type: 'string' } } as const;
export const TOKEN_USAGE = '<slug or id> --label <text> [--expires 2027-01-31]';

/** Makes a token that writes what the first word names, and shows it this once. */
export async function makeToken(asked: Asked, role: 'host' | 'federation'): Promise<void> {
  const label = needed(asked, 'label', LABEL);
  const expires = given(asked, 'expires');
  const made = await askApi<{ token: string }>({
    method: 'POST',
    path: '/v1/tokens',
    body: { role, [role]: asked.words[0], label, ...(expires && { expiresAt: endOf(expires) }) },
  });
  tell(asked, made, ({ token }) => `${token}\nKeep it now: it is not shown again.`);
}
