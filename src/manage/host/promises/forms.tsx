import { type Paragraph, paragraphFor } from '../../../advice/paragraphs.ts';
import type { Host } from '../../../documents/host.ts';
import { capital, curved } from '../../../ground/texts.ts';
import { HostDocument } from '../../../host-documents/schema.ts';
import { useWords } from '../../../pages/frame/page.ts';
import { CopyButton, OutsideLink } from '../../../pages/frame/parts.tsx';
import { type CommitmentKind, type Criterion, isMeasuredAlone, textIn } from '../../../vocabulary/reference.ts';
import { CLAIM_VALUES } from '../../../vocabulary/terms.ts';
import type { SignedIn } from '../../desk.tsx';
import { fieldsOf, termChoices } from '../../parts/field-kinds.tsx';
import { HOST_DESK } from '../../words/host-desk.ts';
import { PROMISES_ASKED } from '../../words/promises.ts';
import { SERVICES } from '../../words/services.ts';
import { hostsNamed } from '../closing/draft.tsx';
import type { HostField, HostFormSpec } from '../form.tsx';
import { controlOf, type PromiseTheme, THEMES, themeOf } from '../names-in-addresses.ts';
import { serviceAt } from '../services/service-form.tsx';

/** A text that a host may publish on its own site, and public models of the same. */
function ToAdopt({ paragraph: { topic, text, models } }: { paragraph: Paragraph }) {
  const words = useWords(PROMISES_ASKED);
  const id = `paragraph-${topic}`;
  if (text === null && models.length === 0) return <p class="small soft">{words.paragraphLater}</p>;
  return (
    <details>
      <summary>{words.paragraph}</summary>
      <div class="stack">
        {text === null ? (
          <p>{words.paragraphLater}</p>
        ) : (
          <div class="field">
            <label for={id}>{words.paragraphText}</label>
            <textarea id={id} rows={5} readOnly>
              {text}
            </textarea>
            <CopyButton of={id} />
          </div>
        )}
        {models.length > 0 && (
          <>
            <p>{words.models}</p>
            <ul>
              {models.map(({ title, url, licence, note }) => (
                <li key={url}>
                  <OutsideLink to={url}>{title}</OutsideLink> (
                  {licence === null ? words.noLicence : words.licence(licence)}){note && <p class="small">{note}</p>}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </details>
  );
}

/*
 * What a host claims and promises: ten questions first, the others by theme. A criterion or a kind of commitment that no
 * theme names is asked too: with the project of the host.
 */

/** The fields of claims and commitments. */
function fieldsOfPromises({ page: { language, say }, model }: SignedIn) {
  const { reference } = model;
  const words = PROMISES_ASKED[language];
  const desk = HOST_DESK[language];
  const { choice, line, measure } = fieldsOf(HostDocument, language);

  /** A host that takes over, by its name. */
  const successor = (at: string, label: string, said: { name: string; within: string; faultLabel: string }) =>
    line(at, label, {
      ...{ ...said, hint: words.successorHint },
      shown: (slug) => model.bySlug.get(String(slug))?.name ?? String(slug),
      written: (typed) => {
        const found = hostsNamed(typed, model);
        return found.length === 1 ? found[0]!.slug : undefined;
      },
      unread: (typed) => {
        const found = hostsNamed(typed, model);
        return found.length > 1 ? words.whichHost(typed, say.list(found.map(({ name }) => name))) : words.noHost(typed);
      },
    });

  return {
    claim: ({ key, askHost, definition, federationFacts }: Criterion): HostField => {
      const why = words.why[key] ?? curved(textIn(definition, language));
      return choice(`/claims/${key}/value`, curved(textIn(askHost, language)), {
        ...{ name: key, within: `/claims/${key}`, choices: termChoices(CLAIM_VALUES, desk), unsaid: desk.unsaid },
        hint: federationFacts ? words.from(why, curved(federationFacts.federation.name)) : why,
      });
    },
    /** @param holder the JSON Pointer of the host, or of one of its services */
    commitment: (kind: CommitmentKind, holder = ''): HostField => {
      const { key, valueType, specialValues = [] } = kind;
      const within = `${holder}/commitments/${key}`;
      const said = { name: controlOf(key, reference), within, faultLabel: capital(say.commitment(key)) };
      const label = curved(say.commitmentQuestion(key));
      if (valueType === 'host') return successor(`${within}/value`, label, said);
      const orWords = specialValues.map(({ label }) => words.orWord(curved(textIn(label, language))));
      const number = kind.unit === 'days' ? words.noDays : words.noNumber;
      const expects = { number, url: words.pageHint, list: words.listHint }[valueType as string];
      return measure(`${within}/value`, label, kind, {
        ...{ ...said, hint: [words.why[key], expects, ...orWords].filter(Boolean).join(' ') },
        ...(expects !== undefined && { expects, unread: () => expects }),
        ...{ choices: termChoices(['yes', 'no'], desk), unsaid: desk.unsaid },
      });
    },
  };
}

/** The questions of one page, in the order of the vocabularies; those that are asked first, in theirs. */
function askedOn(part: string, visit: SignedIn, { claims }: HostDocument, { memberships }: Host): HostField[] {
  const { criteria, commitmentKinds } = visit.model.reference;
  const { claim, commitment } = fieldsOfPromises(visit);
  /** What a network asks for is asked of its members, and shown to anyone who answered it. */
  const isOfOthers = ({ key, federationFacts: own }: Criterion) =>
    own !== undefined &&
    !Object.hasOwn(claims, key) &&
    (own.retired || memberships.every(({ federation }) => federation !== own.federation.slug));
  return [
    ...[...criteria.values()].flatMap((one) => (isOfOthers(one) ? [] : { one, field: () => claim(one) })),
    ...[...commitmentKinds.values()].flatMap((one) =>
      isMeasuredAlone(one) ? [] : { one, field: () => commitment(one) },
    ),
  ]
    .filter(({ one }) => themeOf(one) === part)
    .sort((a, b) => (a.one.firstAsked ?? 0) - (b.one.firstAsked ?? 0))
    .map(({ field }) => field());
}

/** The questions that hosts are asked first, each with what may be published of its answer. */
export function questionsForm(visit: SignedIn): HostFormSpec {
  const { page, model } = visit;
  return {
    heading: HOST_DESK[page.language].questions,
    lead: PROMISES_ASKED[page.language].questionsLead,
    shows: 'promises',
    fields: (document, host) => {
      const told = new Set<string>();
      return askedOn('questions', visit, document, host).map((one) => {
        const paragraph = paragraphFor(one.name, host, model.reference, page.say);
        // A paragraph that answers several questions is at the first of them.
        if (!paragraph || told.size === told.add(paragraph.topic).size) return one;
        return {
          ...one,
          view: (filled) => (
            <>
              {one.view(filled)}
              <ToAdopt paragraph={paragraph} />
            </>
          ),
        };
      });
    },
  };
}

/** All other questions: a theme of them. */
const promisesForm =
  (theme: PromiseTheme) =>
  (visit: SignedIn): HostFormSpec => {
    const words = PROMISES_ASKED[visit.page.language];
    return {
      heading: words.themes[theme],
      lead: words.themeLead,
      shows: 'promises',
      fields: (document, host) => askedOn(`promises/${theme}`, visit, document, host),
    };
  };

/** One page a theme, by the last part of its address. */
export const promiseForms = THEMES.map((theme) => [`promises/${theme}`, promisesForm(theme)] as const);

/** What holds for one service alone. */
export function servicePromisesForm(visit: SignedIn, { services }: HostDocument): HostFormSpec {
  const { page, params, model } = visit;
  const words = PROMISES_ASKED[page.language];
  const index = serviceAt({ services }, params.service);
  const { name, commitments = {} } = services[index]!;
  const { commitment } = fieldsOfPromises(visit);
  return {
    heading: words.ofService(curved(name)),
    lead: words.ofServiceLead,
    shows: { service: params.service! },
    above: { part: 'services', name: SERVICES[page.language].title },
    fields: () =>
      [...model.reference.commitmentKinds.values()]
        .filter((kind) => !isMeasuredAlone(kind) && (kind.scope === 'service' || Object.hasOwn(commitments, kind.key)))
        .map((kind) => commitment(kind, `/services/${index}`)),
  };
}

/** The public page that shows each of its answers, and what one should know of it. */
export function evidenceForm({ page: { language, say }, model: { reference } }: SignedIn): HostFormSpec {
  const words = PROMISES_ASKED[language];
  const { address, text } = fieldsOf(HostDocument, language);
  const shownBy = (at: string, key: string, promise: string): HostField[] => [
    address(`${at}/evidenceUrl`, words.page(promise), {
      ...{ name: `page-${key}`, faultLabel: words.page(promise), autocomplete: 'url' },
    }),
    text(`${at}/note`, words.note(promise), { name: `note-${key}`, faultLabel: words.note(promise), rows: 3 }),
  ];
  const ofCommitments = (commitments: object, holder = '', prefix = '', of = '') =>
    Object.keys(commitments).flatMap((key) =>
      shownBy(
        `${holder}/commitments/${key}`,
        `${prefix}${controlOf(key, reference)}`,
        `${of}${capital(say.commitment(key))}`,
      ),
    );
  return {
    heading: HOST_DESK[language].evidence,
    lead: words.evidenceLead,
    none: words.noAnswer,
    shows: 'promises',
    fields: ({ claims, commitments, services }) => [
      ...Object.keys(claims).flatMap((key) => shownBy(`/claims/${key}`, key, capital(say.criterion(key)))),
      ...ofCommitments(commitments),
      ...services.flatMap(({ slug, name, commitments = {} }, index) =>
        ofCommitments(commitments, `/services/${index}`, `${slug}-`, `${curved(name)}, `),
      ),
    ],
  };
}
