import { createToken } from '../../accounts/commands.ts';
import { TokenDraft } from '../../accounts/schema.ts';
import { subjectOfToken } from '../../federations/rights.ts';
import { mustHaveShape } from '../../requests/shape.ts';
import { ROLES } from '../../vocabulary/terms.ts';
import { type Command, endOf, given, needed, out, UsageError } from '../command.ts';
import { adminHeaders, hereOrThere, throughServer, upToDate, withDatabase } from '../database.ts';
import { LABEL } from './made.ts';

export const tokenCreateCommand: Command = {
  name: 'token create',
  usage:
    '--role admin|host|federation --label <text> [--host <slug or id>] [--federation <slug>] [--expires-at 2027-01-31]',
  summary: 'Makes an access token, shown once',
  notes: [`--label says ${LABEL}`],
  options: {
    role: { type: 'string' },
    label: { type: 'string' },
    host: { type: 'string' },
    federation: { type: 'string' },
    'expires-at': { type: 'string' },
  },
  run: async (asked) => {
    const role = needed(asked, 'role', ROLES.join(', '));
    if (!ROLES.some((known) => known === role)) throw new UsageError(`Give --role: ${ROLES.join(', ')}.`);
    const label = needed(asked, 'label', LABEL);
    const [host, federation, expires] = [given(asked, 'host'), given(asked, 'federation'), given(asked, 'expires-at')];
    const draft = {
      role,
      label,
      ...(host && { host }),
      ...(federation && { federation }),
      ...(expires && { expiresAt: endOf(expires) }),
    };
    mustHaveShape(TokenDraft, draft);
    const checked: TokenDraft = draft;
    const made = await hereOrThere<{ token: string }>(
      () =>
        withDatabase(async (database, context) => {
          await upToDate(database);
          const { token, secret } = await createToken(context, checked, subjectOfToken);
          return { ...token, token: secret };
        }),
      (address) => throughServer(address, 'POST', '/v1/tokens', { body: checked, headers: adminHeaders(address) }),
    );
    out(asked.json ? JSON.stringify(made) : `${made.token}\nKeep it now: it is not shown again.`);
  },
};
