import { listTokens, revokeToken } from '../../accounts/commands.ts';
import type { Token } from '../../accounts/schema.ts';
import { parisDay } from '../../ground/clock.ts';
import { CatalogueError } from '../../ground/errors.ts';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { Link } from '../../pages/frame/parts.tsx';
import { fold } from '../../vocabulary/territories.ts';
import { type Desk, queryParam, type SignedIn } from '../desk.tsx';
import { DeskPage, Done } from '../desk-page.tsx';
import { NO_FIELDS } from '../parts/form.tsx';
import { Find } from '../parts/lists.tsx';
import { ADMINISTRATION } from '../words/administration.ts';
import { ADMIN, adminForm, Effects } from './frame.tsx';

const SHOWN = 15;
const PATH = `${ADMIN}/tokens`;

/** Whose it is, by the name that the API gives. */
const holderOf = ({ host, federation }: Token): string => host ?? federation ?? '';

function Line({ token }: { token: Token }) {
  const words = useWords(ADMINISTRATION);
  const { say } = usePage();
  const { role, host, federation, label, prefix, createdAt, lastUsedOn, expiresAt } = token;
  const day = (instant: string) => say.date(parisDay(new Date(instant)));
  return (
    <>
      <strong>
        {words.tokenOf[role]} {host ? <Link to={`${ADMIN}/hosts/${host}`}>{host}</Link> : federation}
      </strong>
      <p>
        {words.tokenLine(label, prefix)} {words.made(day(createdAt))}{' '}
        {lastUsedOn ? words.used(say.date(lastUsedOn)) : words.neverUsed} {expiresAt && words.expires(day(expiresAt))}
      </p>
    </>
  );
}

/** The tokens in force, and their end. */
export function tokenPages(desk: Desk): void {
  const read = async ({ asAdmin, params }: SignedIn): Promise<Token> => {
    const found = (await listTokens(asAdmin('listTokens'))).find(({ id }) => id === params.token);
    if (found) return found;
    throw new CatalogueError('token-not-found', {
      fr: `Ce jeton n’existe pas, ou a déjà pris fin. Ceux qui restent sont à ${PATH}.`,
      en: `There is no such token, or it has ended already. Those that are left are at ${PATH}.`,
    });
  };

  desk.page(PATH, async (visit) => {
    const tokens = await listTokens(visit.asAdmin('listTokens'));
    const typed = (queryParam(visit, 'q') ?? '').trim();
    const words = ADMINISTRATION[visit.page.language];
    const wanted = fold(typed);
    const found = tokens.filter(
      (token) =>
        holderOf(token) === typed || [holderOf(token), token.label].some((text) => fold(text).includes(wanted)),
    );
    const shown = found.slice(-SHOWN).reverse();
    return (
      <DeskPage heading={words.tokens} lead={words.tokensLead(tokens.length)} crumb={[ADMIN, words.heading]}>
        {queryParam(visit, 'done') !== undefined && <Done>{words.revoked}</Done>}
        <Find action={PATH} label={words.tokenSearch} typed={typed} />
        {found.length === 0 && <p>{words.noToken}</p>}
        {found.length > shown.length && <p>{words.latest(shown.length)}</p>}
        <ul class="list">
          {shown.map((token) => (
            <li key={token.id}>
              <Line token={token} />
              <Link to={`${PATH}/${token.id}`} class="tap">
                {words.revoke}
                <span class="vh">
                  {' '}
                  {holderOf(token)} {token.label}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      </DeskPage>
    );
  });

  adminForm(desk, `${PATH}/:token`, async (visit) => {
    const token = await read(visit);
    const words = ADMINISTRATION[visit.page.language];
    return {
      ...NO_FIELDS,
      heading: words.revokeHeading,
      crumb: [PATH, words.tokens],
      before: (
        <>
          <Line token={token} />
          <Effects effects={words.revokeEffects} undo={words.revokeUndo} />
        </>
      ),
      send: words.revokeSend,
      save: async () => {
        await revokeToken(visit.asAdmin('revokeToken'), token.id);
        return { to: `${PATH}?done=` };
      },
    };
  });
}
