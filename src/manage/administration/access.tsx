import { createToken } from '../../accounts/commands.ts';
import type { Bercail } from '../../bercail.ts';
import { federationNotFound } from '../../catalogue/federations.ts';
import { findFederation, type Model } from '../../catalogue/model.ts';
import { FederationDraft } from '../../documents/federation.ts';
import { isCurrent } from '../../documents/membership.ts';
import { createFederation } from '../../federations/commands.ts';
import { answerRequest, proposedSlug, readRequestById } from '../../federations/requests/deciding.ts';
import { type FederationRequest, FederationRequestAnswer } from '../../federations/requests/schema.ts';
import { subjectOfToken } from '../../federations/rights.ts';
import { instantAfter } from '../../ground/clock.ts';
import { curved } from '../../ground/texts.ts';
import { ownHost } from '../../hosts/entries/commands.ts';
import { useWords } from '../../pages/frame/page.ts';
import { Link, OutsideLink, WrittenText } from '../../pages/frame/parts.tsx';
import { INVITATION_DAYS, invite } from '../../persons/invitations.ts';
import type { Context } from '../../record/context.ts';
import type { TokenHolder } from '../../requests/caller.ts';
import { fold } from '../../vocabulary/territories.ts';
import { type Awaitable, DESK, type Desk, queryParam, type SignedIn } from '../desk.tsx';
import { Done, TapLink } from '../desk-page.tsx';
import { JOINING_NETWORK } from '../joining/federation/words.ts';
import { fieldsOf } from '../parts/field-kinds.tsx';
import { type FormField, NO_FIELDS } from '../parts/form.tsx';
import { Find } from '../parts/lists.tsx';
import { InvitedPage } from '../parts/person.tsx';
import { ADMINISTRATION } from '../words/administration.ts';
import { ADMIN, adminForm, Effects, entryAt } from './frame.tsx';

export const networkAt = ({ id }: Pick<FederationRequest, 'id'>): string => `${ADMIN}/networks/${id}`;

/** A network that asks for its desk is accepted, or refused with a reason. */
export function networkPages(desk: Desk): void {
  adminForm(desk, `${ADMIN}/networks/:request`, async ({ asAdmin, params, page: { language, say } }, sent) => {
    const context = asAdmin('answerFederationRequest');
    const { id, name, website, summary, askedOn } = await readRequestById(context, params.request!);
    const words = JOINING_NETWORK[language];
    const { choice, line, text } = fieldsOf(FederationRequestAnswer, language);
    /** A field that plays no part in one of the two decisions: what it holds is then neither checked nor written. */
    const unlessChosen = (decision: 'accepted' | 'refused', field: FormField): FormField =>
      sent?.get('choice') === decision ? { ...field, write: () => {}, fault: () => undefined } : field;
    return {
      heading: curved(name),
      lead: words.decideLead,
      crumb: [ADMIN, ADMINISTRATION[language].heading],
      before: (
        <>
          <p>
            <WrittenText text={summary} />
          </p>
          <p>
            {words.site} : <OutsideLink to={website} />
          </p>
          <p class="small soft">{words.askedOn(say.date(askedOn))}</p>
          <Effects effects={words.effects} undo={words.undo} />
        </>
      ),
      shape: FederationRequestAnswer,
      fields: [
        choice('/outcome', words.choice, {
          name: 'choice',
          expects: words.choiceMissing,
          choices: [
            ['accepted', words.accept],
            ['refused', words.refuse],
          ],
        }),
        unlessChosen('refused', line('/slug', words.slug, { hint: words.slugHint })),
        unlessChosen('accepted', text('/reason', words.reason, { hint: words.reasonHint, rows: 3 })),
      ],
      body: {},
      proposed: { slug: proposedSlug(name) },
      send: words.decide,
      faults: ({ choice, reason }): Readonly<Record<string, string>> =>
        choice === 'refused' && reason === '' ? { reason: words.reasonMissing } : {},
      save: async ({ outcome, slug, reason }: FederationRequestAnswer) => {
        const accepted = outcome === 'accepted';
        const rest = accepted ? { ...(slug && { slug }) } : { ...(reason && { reason }) };
        await answerRequest(context, id, { outcome, ...rest });
        return { to: `${ADMIN}?done=${accepted ? 'network' : 'network-refused'}` };
      },
    };
  });
}

const PATH = `${ADMIN}/federations`;
const SHOWN = 10;

/**
 * A one-use link for anyone who will act for a host or a federation. Its token, which nobody ever sees, ends with it.
 * @throws CatalogueError host-not-found, federation-not-found, too-many-tokens
 */
async function invitationFor(
  context: Context,
  subject: { role: 'host'; host: string } | { role: 'federation'; federation: string },
): Promise<string> {
  const expiresAt = instantAfter(context.clock(), INVITATION_DAYS).toISOString();
  const { token } = await createToken(context, { ...subject, label: 'invitation', expiresAt }, subjectOfToken);
  const { tokenId, formerUntil } = context.caller as TokenHolder;
  return await invite(context, { tokenId: token.id, ...(formerUntil && { formerUntil }) }, { madeById: tokenId });
}

/** An organisation for which somebody is invited to act. */
interface Invited {
  subject: Parameters<typeof invitationFor>[1];
  name: string;
  /** The page above. */
  crumb: readonly [to: string, name: string];
}

/** The networks that a search finds, each with the way to invite somebody who acts for it. */
function Found({ model: { federations, day }, typed }: { model: Model; typed: string }) {
  const words = useWords(ADMINISTRATION);
  const found = federations.filter(({ slug, name }) => slug === typed || fold(name).includes(fold(typed)));
  return (
    <>
      {federations.length > SHOWN && <Find action={PATH} label={words.name} typed={typed} />}
      {found.length > SHOWN && <p>{words.firstFound(SHOWN)}</p>}
      <ul class="list">
        {found.slice(0, SHOWN).map(({ slug, name, members }) => (
          <li key={slug}>
            <Link to={`/federations/${slug}`}>{curved(name)}</Link>,{' '}
            {words.membersOf(members.filter((member) => isCurrent(member, day)).length)}.{' '}
            <TapLink to={`${PATH}/${slug}/access`} name={words.accessShort} of={curved(name)} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** Networks are registered here, and the people who keep a network or an entry are invited. */
export function accessPages(desk: Desk, { publicUrl }: Pick<Bercail, 'publicUrl'>): void {
  adminForm(desk, PATH, (visit) => {
    const { language } = visit.page;
    const words = ADMINISTRATION[language];
    const context = visit.asAdmin('createFederation');
    const { line, address, text } = fieldsOf(FederationDraft, language);
    return {
      heading: words.federations,
      crumb: [ADMIN, words.heading],
      before: (
        <>
          <Found model={visit.model} typed={(queryParam(visit, 'q') ?? '').trim()} />
          <h2>{words.register}</h2>
          <p>{words.registerLead}</p>
        </>
      ),
      shape: FederationDraft,
      fields: [
        line('/name', words.name),
        line('/slug', words.slug, { hint: words.slugHint }),
        address('/website', words.website, { hint: words.websiteHint, autocomplete: 'url' }),
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
  const accessOn = (path: string, read: (visit: SignedIn) => Awaitable<Invited>) =>
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
            {queryParam(visit, 'done') !== undefined && <Done>{words.registered}</Done>}
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
  accessOn(`${PATH}/:federation/access`, ({ params, page, model }) => {
    const federation = findFederation(model, params.federation!);
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
