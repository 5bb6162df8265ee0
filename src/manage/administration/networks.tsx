import { decideRequest, proposedSlug, readWaiting } from '../../federations/requests/deciding.ts';
import { type FederationRequest, FederationRequestDecision } from '../../federations/requests/schema.ts';
import { curved } from '../../ground/texts.ts';
import { OutsideLink, WrittenText } from '../../pages/frame/parts.tsx';
import type { Desk } from '../desk.tsx';
import { JOINING_NETWORK } from '../joining/federation/words.ts';
import type { FormField } from '../parts/form.tsx';
import { fieldsOf } from '../parts/kinds.tsx';
import { ADMINISTRATION } from '../words/administration.ts';
import { ADMIN, adminForm, Effects } from './frame.tsx';

export const networkAt = ({ id }: Pick<FederationRequest, 'id'>): string => `${ADMIN}/networks/${id}`;

/** A network that asks for its desk is accepted, or refused with a reason. */
export function networkPages(desk: Desk): void {
  adminForm(desk, `${ADMIN}/networks/:request`, async ({ asAdmin, params, page: { language, say } }, sent) => {
    const context = asAdmin('decideFederationRequest');
    const { id, name, website, summary, askedOn } = await readWaiting(context, params.request!);
    const words = JOINING_NETWORK[language];
    const { choice, line, text } = fieldsOf(FederationRequestDecision, language);
    /** A field that plays no part in one of the two decisions: what it holds is then neither checked nor written. */
    const unlessChosen = (decision: 'accept' | 'refuse', field: FormField): FormField =>
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
      shape: FederationRequestDecision,
      fields: [
        choice('/accepted', words.choice, {
          name: 'choice',
          expects: words.choiceMissing,
          choices: [
            ['accept', words.accept],
            ['refuse', words.refuse],
          ],
          written: (typed) => ({ accept: true, refuse: false })[typed],
        }),
        unlessChosen('refuse', line('/slug', words.slug, { hint: words.slugHint })),
        unlessChosen('accept', text('/reason', words.reason, { hint: words.reasonHint, rows: 3 })),
      ],
      body: {},
      proposed: { slug: proposedSlug(name) },
      send: words.decide,
      faults: ({ choice, reason }): Readonly<Record<string, string>> =>
        choice === 'refuse' && reason === '' ? { reason: words.reasonMissing } : {},
      save: async ({ accepted, slug, reason }: FederationRequestDecision) => {
        const decision = accepted ? { accepted, ...(slug && { slug }) } : { accepted, ...(reason && { reason }) };
        await decideRequest(context, id, decision);
        return { to: `${ADMIN}?done=${accepted ? 'network' : 'network-refused'}` };
      },
    };
  });
}
