import type { ActionCode } from '../../../advice/actions/action.ts';
import { toAdvice } from '../../../advice/answer.ts';
import { SHOWN_PLACES } from '../../../advice/exposure.ts';
import { asPublished } from '../../../advice/position.ts';
import type { Host } from '../../../documents/host.ts';
import { documentOf } from '../../../host-documents/write.ts';
import { ownHost } from '../../../hosts/entries/commands.ts';
import { List } from '../../../pages/frame/lists.tsx';
import { Sentence } from '../../../pages/frame/parts.tsx';
import type { Reference } from '../../../vocabulary/reference.ts';
import { DESK, type Desk } from '../../desk.tsx';
import { DeskPage, TapLink } from '../../desk-page.tsx';
import { HOST_DESK } from '../../words/host-desk.ts';
import { askedIn, type Fact } from '../fact-forms.ts';
import { crumbOf, deskOfHost } from '../form.tsx';
import { FirstGaps, gapsIn } from '../gaps.tsx';
import { controlOf, themeOf } from '../names-in-addresses.ts';

/** The part of the desk that asks for a fact of the host itself. */
function partFor(fact: Fact, control?: string): string {
  const asked = askedIn(fact)!;
  return `${asked.form}#${control ?? asked.control}`;
}

type Part = (params: Readonly<Record<string, unknown>>, host: Host, reference: Reference) => string | undefined;

const ofCriterion: Part = ({ key }, _, { criteria }) => {
  const criterion = criteria.get(String(key));
  return criterion && `${themeOf(criterion)}#${criterion.key}`;
};
const ofCommitment: Part = ({ key }, _, reference) => {
  const kind = reference.commitmentKinds.get(String(key));
  return kind && `${themeOf(kind)}#${controlOf(kind.key, reference)}`;
};

/** Where the page that shows an answer is given; what has no answer yet is answered first. */
const pageOf =
  (answer: Part): Part =>
  (params, host, reference) => {
    const { claims, commitments } = documentOf(host);
    const key = String(params.key);
    if (answer === ofCriterion ? !Object.hasOwn(claims, key) : !Object.hasOwn(commitments, key))
      return answer(params, host, reference);
    return `evidence#page-${answer === ofCriterion ? key : controlOf(key, reference)}`;
  };

/** The part of the desk where a host does what advice says; undefined: others do it. */
const DONE_IN: Readonly<Record<ActionCode, Part>> = {
  'answer-criterion': ofCriterion,
  'answer-commitment': ofCommitment,
  'confirm-entry': () => 'confirmation',
  'say-audience': () => partFor('/host/audiences'),
  'say-data-country': () => 'services',
  'say-language': () => partFor('/host/languages'),
  'say-open': () => 'rooms',
  'say-price': () => 'services',
  'say-price-within': () => 'services',
  'say-room': () => 'services',
  'say-seat': () => partFor('/host/seat'),
  'say-support': ({ key }) => partFor('/host/support/*/kind', `support-${key}`),
  'say-territory': () => partFor('/host/serves'),
  'say-usage': ({ key }) => `new-service/${key}`,
  'publish-criterion': pageOf(ofCriterion),
  'publish-commitment': pageOf(ofCommitment),
  'extend-commitment': ofCommitment,
  'renew-commitment': ofCommitment,
  'check-criterion': () => undefined,
  'check-commitment': () => undefined,
};

/** What is read at once. */
const MOST_SHOWN = 12;

/** What a host has not said, by what saying it would bring. */
export function missingFactsPage(desk: Desk): void {
  desk.page(`${DESK}/hosts/:host/missing`, async ({ params, asHost, model, page, bercail: { adviser } }) => {
    const host = await ownHost(await asHost(params.host!, 'getHostAdvice'), params.host!);
    const words = HOST_DESK[page.language];
    const found = await adviser.adviseInTurn(asPublished(host, model.day), model, SHOWN_PLACES);
    const federationName = (slug: string) => model.federationBySlug.get(slug)?.name;
    const { today, notes, actions } = toAdvice(found, host, { say: page.say, federationName });
    const shown = actions.flatMap(({ code, params, text }) => {
      const part = DONE_IN[code as ActionCode](params, host, model.reference);
      return part === undefined ? [] : { text, to: `${deskOfHost(host)}/${part}` };
    });
    // What is answered by one control is said once: by what helps most.
    const once = [...new Map([...shown].reverse().map((one) => [one.to, one])).values()].reverse();
    const gaps = gapsIn(host);
    return (
      <DeskPage heading={words.missing} lead={today.text} crumb={crumbOf(host)}>
        {notes.map(({ code, text }) => (
          <p key={code}>{text}</p>
        ))}
        <FirstGaps of={gaps} host={host} />
        {shown.length === 0 && gaps.length === 0 && <p>{words.nothingMissing}</p>}
        {shown.length > 0 && (
          <List of={once.slice(0, MOST_SHOWN)} class="list">
            {({ text, to }) => (
              <>
                <Sentence text={text} /> <TapLink to={to} name={words.sayIt} />
              </>
            )}
          </List>
        )}
      </DeskPage>
    );
  });
}
