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
import { EMPTY, type Filled, TextArea, TextLine } from '../../pages/frame/fields.tsx';
import { useWords } from '../../pages/frame/page.ts';
import { Link } from '../../pages/frame/parts.tsx';
import { INVITATION_DAYS, invite } from '../../persons/invitations.ts';
import type { Context } from '../../record/context.ts';
import type { TokenHolder } from '../../requests/caller.ts';
import { requireShape } from '../../requests/shape.ts';
import { fold } from '../../vocabulary/territories.ts';
import { DESK, type Desk, type SignedIn } from '../desk.tsx';
import { DeskForm, DeskPage, Done } from '../desk-page.tsx';
import { Find } from '../parts/finding.tsx';
import { InvitedPage } from '../persons-page.tsx';
import { ADMINISTRATION } from '../words/administration.ts';
import { ADMIN, attempt, Effects, entryAt, typedIn, writtenIn } from './frame.tsx';

const FIELDS = ['name', 'slug', 'website', 'summary'] as const;
const SHOWN = 10;
const MOST = { name: 200, slug: 80, website: 2000, summary: 1000 } as const;

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
  /** The page of the invitation, and the one above. */
  at: string;
  crumb: readonly [to: string, name: string];
}

/** Who will act for an organisation: what the link opens, before it is made. */
function AccessPage({
  invited: { name, at, crumb },
  isRegistered = false,
  refusal,
}: {
  invited: Invited;
  isRegistered?: boolean;
  refusal?: string | undefined;
}) {
  const words = useWords(ADMINISTRATION);
  return (
    <DeskPage heading={words.access(name)} crumb={crumb} filled={{ ...EMPTY, refusal }}>
      {isRegistered && <Done>{words.registered}</Done>}
      <Effects effects={words.accessEffects} undo={words.accessUndo} />
      <DeskForm action={at} send={words.accessSend} />
    </DeskPage>
  );
}

interface FederationsProps {
  federations: readonly Federation[];
  /** What they are searched by. */
  typed?: string;
  filled?: Filled;
}

function FederationsPage({ federations, typed = '', filled = EMPTY }: FederationsProps) {
  const words = useWords(ADMINISTRATION);
  const action = `${ADMIN}/federations`;
  const found = federations.filter(({ slug, name }) => slug === typed || fold(name).includes(fold(typed)));
  return (
    <DeskPage heading={words.federations} crumb={[ADMIN, words.heading]} form={action} filled={filled}>
      {federations.length > SHOWN && <Find action={action} label={words.name} typed={typed} />}
      {found.length > SHOWN && <p>{words.firstFound(SHOWN)}</p>}
      <ul class="list">
        {found.slice(0, SHOWN).map(({ slug, name, members }) => (
          <li key={slug}>
            <Link to={`/federations/${slug}`}>{curved(name)}</Link>, {words.membersOf(members.length)}.{' '}
            <Link to={`${action}/${slug}/access`} class="tap">
              {words.accessShort}
              <span class="vh"> {curved(name)}</span>
            </Link>
          </li>
        ))}
      </ul>
      <h2>{words.register}</h2>
      <p>{words.registerLead}</p>
      <DeskForm id="desk" action={action} send={words.register}>
        <TextLine filled={filled} name="name" label={words.name} most={MOST.name} autocomplete="off" />
        <TextLine
          filled={filled}
          name="slug"
          label={words.slug}
          hint={words.slugHint}
          most={MOST.slug}
          autocomplete="off"
        />
        <TextLine
          filled={filled}
          name="website"
          label={words.website}
          hint={words.websiteHint}
          most={MOST.website}
          autocomplete="url"
        />
        <TextArea filled={filled} name="summary" label={words.summary} most={MOST.summary} />
      </DeskForm>
    </DeskPage>
  );
}

/** Networks are registered here, and whoever keeps a network or an entry is invited. */
export function accessPages(desk: Desk, { catalogue, catchUp, publicUrl }: Bercail): void {
  const path = `${ADMIN}/federations`;
  desk.page(path, ({ asAdmin, request }) => {
    asAdmin('getFederation');
    const { q } = request.query as Record<string, unknown>;
    const typed = typeof q === 'string' ? q.trim() : '';
    return <FederationsPage federations={catalogue.current().federations} typed={typed} />;
  });
  desk.form(path, async (visit, { fields, isStay }) => {
    const context = visit.asAdmin('createFederation');
    const typed = typedIn(fields, FIELDS);
    const again = (filled: Omit<Filled, 'typed'>) => (
      <FederationsPage federations={catalogue.current().federations} filled={{ typed, ...filled }} />
    );
    if (isStay) return again({ faults: {} });
    return await attempt(
      visit,
      typed,
      async () => {
        const { summary, ...lines } = typed;
        const said = writtenIn(visit.page.language, summary);
        const filled = Object.entries(lines).filter(([, line]) => line !== '');
        const draft = { ...Object.fromEntries(filled), ...(said && { summary: said }) };
        requireShape(FederationDraft, draft);
        await createFederation(context, draft);
        await catchUp();
        return { to: `${path}/${draft.slug}/access?done=` };
      },
      again,
    );
  });

  const accessOn = (address: string, read: (visit: SignedIn) => Invited | Promise<Invited>) => {
    desk.page(address, async (visit) => {
      visit.asAdmin('createToken');
      const { done } = visit.request.query as Record<string, unknown>;
      return <AccessPage invited={await read(visit)} isRegistered={done !== undefined} />;
    });
    desk.form(address, async (visit, { isStay }) => {
      const context = visit.asAdmin('createToken');
      const invited = await read(visit);
      if (isStay) return <AccessPage invited={invited} />;
      return await attempt(
        visit,
        {},
        async () => {
          const key = await invitationFor(context, invited.subject);
          const address = `${publicUrl}${DESK}/invitations/${key}`;
          return <InvitedPage address={address} by={invited.subject} crumb={invited.crumb} />;
        },
        ({ refusal }) => <AccessPage invited={invited} refusal={refusal} />,
      );
    });
  };
  accessOn(`${path}/:federation/access`, ({ params, page }) => {
    const federation = findFederation(catalogue.current(), params.federation!);
    if (!federation) throw federationNotFound();
    const { slug, name } = federation;
    return {
      subject: { role: 'federation', federation: slug },
      name: curved(name),
      at: `${path}/${slug}/access`,
      crumb: [path, ADMINISTRATION[page.language].federations],
    };
  });
  accessOn(`${ADMIN}/hosts/:host/access`, async ({ asAdmin, params }) => {
    const host = await ownHost(asAdmin('getHost'), params.host!);
    const name = curved(host.name);
    return {
      subject: { role: 'host', host: host.id },
      name,
      at: `${entryAt(host)}/access`,
      crumb: [entryAt(host), name],
    };
  });
}
