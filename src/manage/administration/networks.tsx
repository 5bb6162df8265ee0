import type { Bercail } from '../../bercail.ts';
import { decideRequest, proposedSlug, readWaiting } from '../../federations/requests/deciding.ts';
import { type FederationRequest, FederationRequestDecision } from '../../federations/requests/schema.ts';
import { curved } from '../../ground/texts.ts';
import { type Filled, Radios, TextArea, TextLine } from '../../pages/frame/fields.tsx';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { OutsideLink, WrittenText } from '../../pages/frame/parts.tsx';
import { requireShape } from '../../requests/shape.ts';
import type { Desk } from '../desk.tsx';
import { DeskForm, DeskPage } from '../desk-page.tsx';
import { JOINING_NETWORK } from '../joining/federation/words.ts';
import { ADMINISTRATION } from '../words/administration.ts';
import { ADMIN, attempt, Effects, typedIn, writtenIn } from './frame.tsx';

const FIELDS = ['choice', 'slug', 'reason'] as const;
const MOST = { slug: 80, reason: 1000 } as const;

export const networkAt = ({ id }: Pick<FederationRequest, 'id'>): string => `${ADMIN}/networks/${id}`;

function DecidePage({ request, filled }: { request: FederationRequest; filled: Filled }) {
  const words = useWords(JOINING_NETWORK);
  const { heading } = useWords(ADMINISTRATION);
  const { say } = usePage();
  const { name, website, summary, askedOn } = request;
  const action = networkAt(request);
  return (
    <DeskPage heading={curved(name)} lead={words.decideLead} crumb={[ADMIN, heading]} form={action} filled={filled}>
      <p>
        <WrittenText text={summary} />
      </p>
      <p>
        {words.site} : <OutsideLink to={website} />
      </p>
      <p class="small soft">{words.askedOn(say.date(askedOn))}</p>
      <Effects effects={words.effects} undo={words.undo} />
      <DeskForm id="desk" action={action} send={words.decide}>
        <Radios
          filled={filled}
          name="choice"
          label={words.choice}
          choices={[
            ['accept', words.accept],
            ['refuse', words.refuse],
          ]}
        />
        <TextLine
          filled={filled}
          name="slug"
          label={words.slug}
          hint={words.slugHint}
          most={MOST.slug}
          autocomplete="off"
        />
        <TextArea
          filled={filled}
          name="reason"
          label={words.reason}
          hint={words.reasonHint}
          rows={3}
          most={MOST.reason}
        />
      </DeskForm>
    </DeskPage>
  );
}

/** A network that asks for its desk is accepted, or refused with a reason. */
export function networkPages(desk: Desk, { catchUp }: Bercail): void {
  const path = `${ADMIN}/networks/:request`;

  desk.page(path, async ({ asAdmin, params }) => {
    const request = await readWaiting(asAdmin('listFederationRequests'), params.request!);
    return <DecidePage request={request} filled={{ typed: { slug: proposedSlug(request.name) }, faults: {} }} />;
  });

  desk.form(path, async (visit, { fields, isStay }) => {
    const context = visit.asAdmin('decideFederationRequest');
    const request = await readWaiting(context, visit.params.request!);
    const typed = typedIn(fields, FIELDS);
    const words = JOINING_NETWORK[visit.page.language];
    const again = (filled: Omit<Filled, 'typed'>) => <DecidePage request={request} filled={{ typed, ...filled }} />;
    if (isStay) return again({ faults: {} });
    const accepted = typed.choice === 'accept';
    const faults = {
      ...(!accepted && typed.choice !== 'refuse' && { choice: words.choiceMissing }),
      ...(typed.choice === 'refuse' && typed.reason === '' && { reason: words.reasonMissing }),
    };
    if (Object.keys(faults).length > 0) return { status: 422, view: again({ faults }) };
    return await attempt(
      visit,
      typed,
      async () => {
        const reason = writtenIn(visit.page.language, typed.reason);
        const decision = accepted
          ? { accepted, ...(typed.slug !== '' && { slug: typed.slug }) }
          : { accepted, ...(reason && { reason }) };
        requireShape(FederationRequestDecision, decision);
        await decideRequest(context, request.id, decision);
        await catchUp();
        return { to: `${ADMIN}?done=${accepted ? 'network' : 'network-refused'}` };
      },
      again,
    );
  });
}
