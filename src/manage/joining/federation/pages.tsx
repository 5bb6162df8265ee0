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
import { Link } from '../../../pages/frame/parts.tsx';
import { giveOwnToken, labelIn } from '../../../persons/persons.ts';
import { isPerson, type OpenedSession, type Session } from '../../../persons/sessions.ts';
import type { Context } from '../../../record/context.ts';
import { DESK, type Desk } from '../../desk.tsx';
import { ButtonLine, DeskForm, DeskPage, OutsideLine, Quote } from '../../desk-page.tsx';
import { fieldsOf } from '../../parts/field-kinds.tsx';
import { openActPage, openPageForm } from '../../parts/pages.tsx';
import { labelField, ShownOnce } from '../../parts/person.tsx';
import { DESK_WORDS } from '../../words/desk.ts';
import { PROVING } from '../../words/joining.ts';
import { nameAndSite } from '../looking.tsx';
import { Looked, PlacesToPublish } from '../proving.tsx';
import { JOINING_NETWORK } from './words.ts';

const JOIN_NETWORK = `${DESK}/join/federation`;

/** Who comes has no rights yet. */
const newcomer = (operation: string) => ({ role: 'anonymous', operation }) as const;

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
    return { ...entered, opened: await giveOwnToken(db, context, entered.tokenId, label, session) };
  });

/** A network asks for its desk by a form, proves its site, and comes in once an administrator has accepted it. */
export function joiningNetworkPages(
  desk: Desk,
  {
    contextFor,
    rateLimits,
    outgoing,
    publicUrl,
    sendsMail,
  }: Pick<Bercail, 'contextFor' | 'rateLimits' | 'outgoing' | 'publicUrl' | 'sendsMail'>,
): void {
  openPageForm(desk, JOIN_NETWORK, ({ session, page: { language }, request }) => {
    const words = JOINING_NETWORK[language];
    const isOpen = !session;
    const { text, line } = fieldsOf(FederationRequestDraft, language);
    return {
      ...{ heading: words.ask, lead: words.askLead, isOpen },
      shape: FederationRequestDraft,
      fields: [
        ...nameAndSite(FederationRequestDraft, language, words),
        text('/summary', words.summary, { hint: words.summaryHint, rows: 4, missing: words.summaryMissing }),
        ...(sendsMail ? [line('/email', words.email, { hint: words.emailHint, autocomplete: 'email' })] : []),
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
        return (
          <DeskPage heading={words.keep} lead={words.keepLead} isOpen={isOpen}>
            <ShownOnce label={words.link} value={publicUrl + path} />
            <ButtonLine to={path} name={words.next} />
          </DeskPage>
        );
      },
    };
  });

  openActPage(desk, `${JOIN_NETWORK}/:key`, async ({ session, page, params, request: { ip }, keep }, sent) => {
    const { language, say } = page;
    const words = JOINING_NETWORK[language];
    const proving = PROVING[language];
    const key = params.key!;
    const action = `${JOIN_NETWORK}/${key}`;
    const context = contextFor(newcomer(sent ? 'enterFederation' : 'checkFederationRequest'));
    const found = await readRequest(context, key);
    const isKnown = isPerson(session);
    const label = labelIn(sent?.get('label') ?? null);
    /** What remains to be done, or what was decided. @param looked what a check of its site found just now */
    const show = (
      filled: Filled,
      { request, challenge, mayEnter }: Omit<ReadRequest, 'looked'> = found,
      looked: DomainCheck['looked'] = [],
    ) => {
      const { name, website, state, expiresOn, reason } = request;
      const site = website.replace(/^https?:\/\/|\/$/g, '');
      const around = { heading: words.yours(curved(name)), filled, isOpen: !isKnown };
      return (
        <DeskPage {...around} {...(mayEnter && { form: action })}>
          {state === 'unproven' && (
            <>
              <p>{words.unproven(say.date(expiresOn))}</p>
              {looked.length > 0 && <Looked checked={{ looked }} />}
              <p>{proving.proveLead(site)}</p>
              <PlacesToPublish challenge={challenge} />
              <DeskForm action={action} send={proving.lookNow} />
              <OutsideLine to={website} name={proving.seeSite(site)} />
            </>
          )}
          {state === 'waiting' && <p role="status">{words.waiting}</p>}
          {state === 'refused' && reason && (
            <>
              <p role="status">{words.refused}</p>
              <Quote text={reason} />
              <p>{words.again}</p>
            </>
          )}
          {state === 'accepted' && <p role="status">{mayEnter ? words.accepted : words.entered}</p>}
          {mayEnter && (
            <DeskForm id="desk" action={action} send={words.enter}>
              {!isKnown && labelField(language).view(filled)}
            </DeskForm>
          )}
        </DeskPage>
      );
    };
    return {
      view: show,
      typed: { label },
      act: async () => {
        if (found.mayEnter) {
          if (label === '' && !isKnown) return { faults: { label: DESK_WORDS[language].labelMissing } };
          const { opened, federation, token } = await enterAs(context, key, label, session);
          keep(opened);
          return (
            <DeskPage heading={words.in} lead={words.inLead}>
              <ShownOnce label={words.token} value={token} />
              <ButtonLine to={`${DESK}/federations/${federation}`} name={words.toDesk} />
            </DeskPage>
          );
        }
        if (found.request.state !== 'unproven') return show(EMPTY);
        const checked = await checkRequest(context, outgoing, key, (db: Database) =>
          rateLimits.check(db, senderOf(context.caller, ip)),
        );
        return show(EMPTY, checked, sayLooked(checked.looked, checked.challenge, language));
      },
      refused: (refusal, error) => {
        if (error.code === 'request-not-found') throw error;
        return refusal;
      },
    };
  });
}
