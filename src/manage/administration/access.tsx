import { createToken } from '../../accounts/commands.ts';
import type { Bercail } from '../../bercail.ts';
import { federationNotFound } from '../../catalogue/federations.ts';
import { findFederation } from '../../catalogue/model.ts';
import { type Federation, FederationDraft } from '../../documents/federation.ts';
import { createFederation } from '../../federations/commands.ts';
import { subjectOfToken } from '../../federations/rights.ts';
import { instantAfter } from '../../ground/clock.ts';
import { curved } from '../../ground/texts.ts';
import { ownHost } from '../../hosts/entries/commands.ts';
import { useWords } from '../../pages/frame/page.ts';
import { Link } from '../../pages/frame/parts.tsx';
import { INVITATION_DAYS, invite } from '../../persons/invitations.ts';
import type { Context } from '../../record/context.ts';
import type { TokenHolder } from '../../requests/caller.ts';
import { fold } from '../../vocabulary/territories.ts';
import { DESK, type Desk, parameter, type SignedIn, type Soon } from '../desk.tsx';
import { Done, TapLink } from '../desk-page.tsx';
import { Find } from '../parts/finding.tsx';
import { NO_FIELDS } from '../parts/form.tsx';
import { fieldsOf } from '../parts/kinds.tsx';
import { InvitedPage } from '../parts/person.tsx';
import { ADMINISTRATION } from '../words/administration.ts';
import { ADMIN, adminForm, Effects, entryAt } from './frame.tsx';

const PATH = `${ADMIN}/federations`;
const SHOWN = 10;

/**
 * A one-use link for whoever will act for a host or a federation. Its token, which nobody ever sees, ends with it.
 * @throws CatalogueError host-not-found, federation-not-found, too-many-tokens
 */
async function invitationFor(
  context: Context,
  subject: { role: 'host'; host: string } | { role: 'federation'; federation: string },
): Promise<string> {
  const expiresAt = instantAfter(context.clock(), INVITATION_DAYS).toISOString();
  const { token } = await createToken(context, { ...subject, label: 'invitation', expiresAt }, subjectOfToken);
  const { tokenId, formerUntil } = context.caller as TokenHolder;
  return await invite(context, { tokenId: token.id, ...(formerUntil && { formerUntil }) }, tokenId);
}

/** An organisation for which somebody is invited to act. */
interface Invited {
  subject: Parameters<typeof invitationFor>[1];
  name: string;
  /** The page above. */
  crumb: readonly [to: string, name: string];
}

/** The networks that a search finds, each with the way to invite somebody who acts for it. */
function Found({ federations, typed }: { federations: readonly Federation[]; typed: string }) {
  const words = useWords(ADMINISTRATION);
  const found = federations.filter(({ slug, name }) => slug === typed || fold(name).includes(fold(typed)));
  return (
    <>
      {federations.length > SHOWN && <Find action={PATH} label={words.name} typed={typed} />}
      {found.length > SHOWN && <p>{words.firstFound(SHOWN)}</p>}
      <ul class="list">
        {found.slice(0, SHOWN).map(({ slug, name, members }) => (
          <li key={slug}>
            <Link to={`/federations/${slug}`}>{curved(name)}</Link>, {words.membersOf(members.length)}.{' '}
            <TapLink to={`${PATH}/${slug}/access`} name={words.accessShort} of={curved(name)} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** Networks are registered here, and whoever keeps a network or an entry is invited. */
export function accessPages(desk: Desk, { catalogue, publicUrl }: Bercail): void {
  adminForm(desk, PATH, (visit) => {
    const { language } = visit.page;
    const words = ADMINISTRATION[language];
    const context = visit.asAdmin('createFederation');
    const { line, text } = fieldsOf(FederationDraft, language);
    return {
      heading: words.federations,
      crumb: [ADMIN, words.heading],
      before: (
        <>
          <Found federations={catalogue.current().federations} typed={(parameter(visit, 'q') ?? '').trim()} />
          <h2>{words.register}</h2>
          <p>{words.registerLead}</p>
        </>
      ),
      shape: FederationDraft,
      fields: [
        line('/name', words.name),
        line('/slug', words.slug, { hint: words.slugHint }),
        line('/website', words.website, { hint: words.websiteHint, autocomplete: 'url' }),
        text('/summary', words.summary),
      ],
      body: {},
      send: words.register,
      save: async (draft: FederationDraft) => {
        await createFederation(context, draft);
        return { to: `${PATH}/${draft.slug}/access?done=` };
      },
    };
  });

  /** Who will act for an organisation: what the link opens, before it is made. */
  const accessOn = (path: string, read: (visit: SignedIn) => Soon<Invited>) =>
    adminForm(desk, path, async (visit) => {
      const words = ADMINISTRATION[visit.page.language];
      const context = visit.asAdmin('createToken');
      const { subject, name, crumb } = await read(visit);
      return {
        ...NO_FIELDS,
        heading: words.access(name),
        crumb,
        before: (
          <>
            {parameter(visit, 'done') !== undefined && <Done>{words.registered}</Done>}
            <Effects effects={words.accessEffects} undo={words.accessUndo} />
          </>
        ),
        send: words.accessSend,
        save: async () => {
          const address = `${publicUrl}${DESK}/invitations/${await invitationFor(context, subject)}`;
          return <InvitedPage address={address} by={subject} crumb={crumb} />;
        },
      };
    });
  accessOn(`${PATH}/:federation/access`, ({ params, page }) => {
    const federation = findFederation(catalogue.current(), params.federation!);
    if (!federation) throw federationNotFound();
    const { slug, name } = federation;
    return {
      subject: { role: 'federation', federation: slug },
      name: curved(name),
      crumb: [PATH, ADMINISTRATION[page.language].federations],
    };
  });
  accessOn(`${ADMIN}/hosts/:host/access`, async ({ asAdmin, params }) => {
    const host = await ownHost(asAdmin('createToken'), params.host!);
    const name = curved(host.name);
    return { subject: { role: 'host', host: host.id }, name, crumb: [entryAt(host), name] };
  });
}
