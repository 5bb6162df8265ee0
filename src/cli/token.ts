import { createToken } from '../accounts/commands.ts';
import { type Token, TokenDraft } from '../accounts/schema.ts';
import { subjectOfToken } from '../federations/rights.ts';
import { requireShape } from '../requests/shape.ts';
import { ROLES } from '../vocabulary/terms.ts';
import { askApi, askServerAsAdmin } from './api.ts';
import { type Command, endOfDay, printAnswer, printLine, requiredOption, textOption, UsageError } from './command.ts';
import { onDatabaseOrServer } from './database.ts';

/** The public history of changes shows the label of a token. */
const WHAT_A_LABEL_SAYS =
  'who holds the token, by function, such as “bureau, trésorerie”; one token for each, never a person’s name';

const shownOnce = ({ token }: { token: string }): string => `${token}\nKeep it now: it is not shown again.`;

const create: Command = {
  name: 'token create',
  usage:
    '--role admin|host|federation --label <text> [--host <slug or id>] [--federation <slug>] [--expires-at 2027-01-31]',
  summary: 'Makes an access token, shown once',
  notes: [`--label says ${WHAT_A_LABEL_SAYS}`],
  options: {
    role: { type: 'string' },
    label: { type: 'string' },
    host: { type: 'string' },
    federation: { type: 'string' },
    'expires-at': { type: 'string' },
  },
  run: async (invocation) => {
    const role = requiredOption(invocation, 'role', ROLES.join(', '));
    if (!ROLES.some((known) => known === role)) throw new UsageError(`Give --role: ${ROLES.join(', ')}.`);
    const label = requiredOption(invocation, 'label', WHAT_A_LABEL_SAYS);
    const host = textOption(invocation, 'host');
    const federation = textOption(invocation, 'federation');
    const expires = textOption(invocation, 'expires-at');
    const draft = {
      role,
      label,
      ...(host && { host }),
      ...(federation && { federation }),
      ...(expires && { expiresAt: endOfDay(expires) }),
    };
    requireShape(TokenDraft, draft);
    const checked: TokenDraft = draft;
    const made = await onDatabaseOrServer<{ token: string }>(
      async (context) => {
        const { token, secret } = await createToken(context, checked, subjectOfToken);
        return { ...token, token: secret };
      },
      (server) => askServerAsAdmin(server, { method: 'POST', path: '/v1/tokens', body: checked }),
    );
    printLine(invocation.json ? JSON.stringify(made) : shownOnce(made));
  },
};

const tokenLine = ({ id, role, host, federation, label, expiresAt, lastUsedOn }: Token): string =>
  `${id}  ${[role, host ?? federation].filter(Boolean).join(' ').padEnd(32)} ${label} (last used: ${lastUsedOn ?? 'never'}, ends: ${expiresAt?.slice(0, 10) ?? 'never'})`;

const list: Command = {
  name: 'token list',
  usage: '',
  summary: 'Lists the tokens in force, without the tokens themselves',
  run: async (invocation) =>
    printAnswer(invocation, await askApi<{ items: Token[] }>({ method: 'GET', path: '/v1/tokens' }), ({ items }) =>
      items.length === 0 ? 'There is no token yet.' : items.map(tokenLine).join('\n'),
    ),
};

const revoke: Command = {
  name: 'token revoke',
  usage: '<id>',
  summary: 'Ends a token, at once and everywhere; token list tells its id',
  takes: { least: 1, most: 1 },
  run: async (invocation) => {
    const id = invocation.words[0]!;
    await askApi({ method: 'DELETE', path: `/v1/tokens/${encodeURIComponent(id)}` });
    printAnswer(invocation, { revoked: id }, () => `The token ${id} works no more.`);
  },
};

export const TOKEN_COMMANDS: readonly Command[] = [create, list, revoke];

/** Creates the commands `host token` and `federation token`. */
export const tokenCommandOf = (role: 'host' | 'federation'): Command => ({
  name: `${role} token`,
  usage: '<slug or id> --label <text> [--expires-at 2027-01-31]',
  summary: `Makes a token that writes one ${role}, shown once`,
  notes: [`--label says ${WHAT_A_LABEL_SAYS}`],
  options: { label: { type: 'string' }, 'expires-at': { type: 'string' } },
  takes: { least: 1, most: 1 },
  run: async (invocation) => {
    const label = requiredOption(invocation, 'label', WHAT_A_LABEL_SAYS);
    const expires = textOption(invocation, 'expires-at');
    const made = await askApi<{ token: string }>({
      method: 'POST',
      path: '/v1/tokens',
      body: { role, [role]: invocation.words[0], label, ...(expires && { expiresAt: endOfDay(expires) }) },
    });
    printAnswer(invocation, made, shownOnce);
  },
});
