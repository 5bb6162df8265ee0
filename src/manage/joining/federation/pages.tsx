import type { Bercail } from '../../../bercail.ts';
import type { Database } from '../../../database/open.ts';
import { inTransaction } from '../../../database/transaction.ts';
import {
  askForFederation,
  checkRequest,
  type Entered,
  enterFederation,
  type ReadRequest,
  readRequest,
} from '../../../federations/requests/commands.ts';
import { FederationRequestDraft } from '../../../federations/requests/schema.ts';
import { curved } from '../../../ground/texts.ts';
import type { DomainCheck } from '../../../hosts/ownership/schema.ts';
import { sayLooked } from '../../../hosts/ownership/words.ts';
import { addressKey, senderOf } from '../../../http/asking/quota.ts';
import { EMPTY, type Filled } from '../../../pages/frame/fields.tsx';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { Link, OutsideLink, WrittenText } from '../../../pages/frame/parts.tsx';
import { holdOwn, labelIn } from '../../../persons/persons.ts';
import { isPerson, type OpenedSession, type Session } from '../../../persons/sessions.ts';
import type { Context } from '../../../record/context.ts';
import { DESK, type Desk, type Visit } from '../../desk.tsx';
import { DeskForm, DeskPage } from '../../desk-page.tsx';
import { fieldsOf } from '../../parts/kinds.tsx';
import { openPageForm } from '../../parts/page-form.tsx';
import { labelField, ShownOnce } from '../../parts/person.tsx';
import { takenOr } from '../../taking.ts';
import { DESK_WORDS } from '../../words/desk.ts';
import { PROVING } from '../../words/proving.ts';
import { nameAndSite } from '../looking.tsx';
import { Looked, PlacesToPublish } from '../proving.tsx';
import { JOINING_NETWORK } from './words.ts';

export const JOIN_NETWORK = `${DESK}/join/federation`;

/** Who comes has no rights yet. */
const newcomer = (operation: string) => ({ role: 'anonymous', operation }) as const;

/** The present request, and what a check of its site found just now. */
type Found = Omit<ReadRequest, 'looked'> & { looked?: DomainCheck['looked'] };

interface RequestProps {
  found: Found;
  action: string;
  isPerson: boolean;
  filled: Filled;
}

/** A request as its author sees it: what remains to be done, or what was decided. */
function RequestPage({ found: { request, challenge, mayEnter, looked }, action, isPerson, filled }: RequestProps) {
  const words = useWords(JOINING_NETWORK);
  const proving = useWords(PROVING);
  const { say, language } = usePage();
  const { name, website, state, expiresOn, reason } = request;
  const site = website.replace(/^https?:\/\/|\/$/g, '');
  return (
    <DeskPage
      heading={words.yours(curved(name))}
      {...(mayEnter && { form: action })}
      filled={filled}
      isOpen={!isPerson}
    >
      {state === 'unproven' && (
        <>
          <p>{words.unproven(say.date(expiresOn))}</p>
          {looked && looked.length > 0 && <Looked checked={{ looked }} />}
          <p>{proving.proveLead(site)}</p>
          <PlacesToPublish challenge={challenge} />
          <DeskForm action={action} send={proving.lookNow} />
          <p>
            <OutsideLink to={website}>{proving.seeSite(site)}</OutsideLink>
          </p>
        </>
      )}
      {state === 'waiting' && <p role="status">{words.waiting}</p>}
      {state === 'refused' && reason && (
        <>
          <p role="status">{words.refused}</p>
          <blockquote>
            <WrittenText text={reason} />
          </blockquote>
          <p>{words.again}</p>
        </>
      )}
      {state === 'accepted' && <p role="status">{mayEnter ? words.accepted : words.entered}</p>}
      {mayEnter && (
        <DeskForm id="desk" action={action} send={words.enter}>
          {!isPerson && labelField(language).view(filled)}
        </DeskForm>
      )}
    </DeskPage>
  );
}

function KeepPage({ address, path, isOpen }: { address: string; path: string; isOpen: boolean }) {
  const words = useWords(JOINING_NETWORK);
  return (
    <DeskPage heading={words.keep} lead={words.keepLead} isOpen={isOpen}>
      <ShownOnce label={words.link} value={address} />
      <p>
        <Link to={path} class="button first">
          {words.next}
        </Link>
      </p>
    </DeskPage>
  );
}

function InPage({ federation, token }: Entered) {
  const words = useWords(JOINING_NETWORK);
  return (
    <DeskPage heading={words.in} lead={words.inLead}>
      <ShownOnce label={words.token} value={token} />
      <p>
        <Link to={`${DESK}/federations/${federation}`} class="button first">
          {words.toDesk}
        </Link>
      </p>
    </DeskPage>
  );
}

/** Makes the first token of a federation and signs in who asked for it; neither happens without the other. */
const enterAs = (
  outer: Context,
  key: string,
  label: string,
  session: Session | undefined,
): Promise<Entered & { opened: OpenedSession }> =>
  inTransaction(outer.db, async (db) => {
    const context = { ...outer, db };
    const entered = await enterFederation(context, key);
    return { ...entered, opened: await holdOwn(db, context, entered.tokenId, label, session) };
  });

/** A network asks for its desk by a form, proves its site, and comes in once an administrator has accepted it. */
export function joiningNetworkPages(desk: Desk, { contextFor, rateLimits, outgoing, publicUrl }: Bercail): void {
  openPageForm(desk, JOIN_NETWORK, ({ session, page: { language }, request }) => {
    const words = JOINING_NETWORK[language];
    const isOpen = !session;
    const { text } = fieldsOf(FederationRequestDraft, language);
    return {
      ...{ heading: words.ask, lead: words.askLead, isOpen },
      shape: FederationRequestDraft,
      fields: [
        ...nameAndSite(FederationRequestDraft, language, words),
        text('/summary', words.summary, { hint: words.summaryHint, rows: 4, missing: words.summaryMissing }),
      ],
      body: {},
      send: words.send,
      after: (
        <p>
          <Link to={`${DESK}/join`}>{words.host}</Link>
        </p>
      ),
      save: async (draft: FederationRequestDraft) => {
        const { key } = await askForFederation(contextFor(newcomer('askForFederation')), draft, (db: Database) =>
          rateLimits.registration(db, { key: addressKey(request.ip) }),
        );
        const path = `${JOIN_NETWORK}/${key}`;
        return <KeepPage address={publicUrl + path} path={path} isOpen={isOpen} />;
      },
    };
  });

  const path = `${JOIN_NETWORK}/:key`;
  const pageOf = ({ session, params }: Visit, found: Found, filled = EMPTY) => (
    <RequestPage found={found} action={`${JOIN_NETWORK}/${params.key}`} isPerson={isPerson(session)} filled={filled} />
  );

  desk.openPage(path, async (visit) =>
    pageOf(visit, await readRequest(contextFor(newcomer('checkFederationRequest')), visit.params.key!)),
  );

  desk.openForm(path, async (visit, { fields, isStay }) => {
    const { session, page, params, request, reply, keep } = visit;
    const key = params.key!;
    const context = contextFor(newcomer('enterFederation'));
    const found = await readRequest(context, key);
    const label = labelIn(fields.get('label'));
    const typed = { label };
    if (isStay) return pageOf(visit, found, { typed, faults: {} });
    if (found.mayEnter && label === '' && !isPerson(session)) {
      const faults = { label: DESK_WORDS[page.language].labelMissing };
      return { status: 422, view: pageOf(visit, found, { typed, faults }) };
    }
    return await takenOr(
      visit,
      async () => {
        if (found.mayEnter) {
          const { opened, ...entered } = await enterAs(context, key, label, session);
          keep(opened);
          return <InPage {...entered} />;
        }
        if (found.request.state !== 'unproven') return pageOf(visit, found);
        const checked = await checkRequest(context, outgoing, key, (db: Database) =>
          rateLimits.check(db, senderOf(context.caller, request.ip)),
        );
        return pageOf(visit, { ...checked, looked: sayLooked(checked.looked, checked.challenge, page.language) });
      },
      (refused, error) => {
        if (error.code === 'request-not-found') throw error;
        return { status: reply.statusCode, view: pageOf(visit, found, { ...EMPTY, ...refused }) };
      },
    );
  });
}
