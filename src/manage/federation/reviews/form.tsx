import { ReviewDraft } from '../../../documents/federation.ts';
import { putReview, removeReview, reviewIn } from '../../../federations/reviews/commands.ts';
import { capital, curved } from '../../../ground/texts.ts';
import { Link, WrittenText } from '../../../pages/frame/parts.tsx';
import type { ReviewRow } from '../../../record/rows.ts';
import { loadHost } from '../../../record/settle.ts';
import { today } from '../../../requests/meaning.ts';
import { textIn } from '../../../vocabulary/reference.ts';
import type { Measure } from '../../../vocabulary/shapes.ts';
import { CLAIM_VALUES, type Language } from '../../../vocabulary/terms.ts';
import type { Desk } from '../../desk.tsx';
import { measureIn, measureTyped } from '../../parts/measures.ts';
import { readText, writeText } from '../../parts/texts.ts';
import { REVIEWS_DESK } from '../../words/federation-reviews.ts';
import { federationDeed } from '../deed.tsx';
import {
  addressField,
  areaField,
  dateField,
  filledIn,
  lineField,
  radiosField,
  tieFaults,
  tieFields,
  tieIn,
  tieValues,
} from '../fields.tsx';
import { namedHost } from '../finding.tsx';
import { type FederationField, federationForm, type Typed } from '../form.tsx';
import type { Opened } from '../frame.tsx';
import { type Subject, statementsOf, subjectIn, subjectText, valueText } from './subject.ts';

const CERTIFICATE = ['issuer', 'number', 'certificateEnds'] as const;

function valueField(subject: Subject, language: Language): FederationField {
  const words = REVIEWS_DESK[language];
  const field = { name: 'value', label: words.value, expects: words.valueExpected };
  const choices = (values: readonly (keyof typeof words.values)[]) =>
    values.map((value) => [value, words.values[value]] as const);
  if ('criterion' in subject) return radiosField({ ...field, hint: words.noHint, choices: choices(CLAIM_VALUES) });
  const { valueType, specialValues = [], label } = subject.kind;
  if (valueType === 'boolean') return radiosField({ ...field, hint: words.noHint, choices: choices(['yes', 'no']) });
  const measured = { ...field, label: `${words.value} (${curved(textIn(label, language))})`, most: 2000 };
  const orWords = specialValues.map(({ label }) => curved(textIn(label, language)));
  const hint = orWords.length > 0 ? `${orWords.join(', ')}…` : undefined;
  return valueType === 'list' ? areaField(measured) : lineField({ ...measured, hint });
}

const typedValue = (subject: Subject, value: Measure | undefined, language: Language): string =>
  'kind' in subject ? (measureTyped(subject.kind, value, language)[0] ?? '') : String(value ?? '');

/** @returns undefined: nothing was typed, or it cannot be understood. */
const valueIn = (subject: Subject, typed: string): Measure | undefined =>
  typed === '' ? undefined : 'kind' in subject ? measureIn(subject.kind, typed) : typed;

/** One review as it is written now; undefined: this federation has not reviewed it. */
async function ownReview({ visit, context, federation }: Opened, subject: string): Promise<ReviewRow | undefined> {
  const before = await loadHost(context.db, context, namedHost(visit).id);
  return reviewIn(before, { federationId: federation.id, subject });
}

const valuesOf = (subject: Subject, review: ReviewRow, language: Language): Typed => ({
  value: typedValue(subject, review.value, language),
  reviewedOn: review.reviewedOn,
  expiresOn: review.expiresOn ?? '',
  evidenceUrl: review.evidenceUrl ?? '',
  ...tieValues(review.tie ?? undefined, language),
  note: readText(review.note ?? undefined, language),
  issuer: review.certificate?.issuer ?? '',
  number: review.certificate?.number ?? '',
  certificateEnds: review.certificate?.expiresOn ?? '',
});

function fieldsOf(subject: Subject, language: Language): readonly FederationField[] {
  const words = REVIEWS_DESK[language];
  const expects = words.certificateExpected;
  return [
    valueField(subject, language),
    dateField(language, { name: 'reviewedOn', label: words.reviewedOn }),
    addressField(language, { name: 'evidenceUrl', label: words.evidenceUrl, hint: words.evidenceUrlHint }),
    ...tieFields(language, '/tie'),
    areaField({ name: 'note', label: words.note, hint: words.noteHint }),
    dateField(language, { name: 'expiresOn', label: words.expiresOn, hint: words.expiresOnHint, exact: true }),
    lineField({ name: 'issuer', at: ['/certificate/issuer'], label: words.issuer, hint: words.issuerHint, expects }),
    lineField({ name: 'number', at: ['/certificate/number'], label: words.number, most: 100, expects }),
    {
      ...dateField(language, { name: 'certificateEnds', label: words.certificateEnds, exact: true }),
      at: ['/certificate/expiresOn'],
    },
  ];
}

/** A certificate of which a part is missing, and a value that cannot be understood. */
function faultsOf(subject: Subject, typed: Typed, language: Language): Readonly<Record<string, string>> {
  const words = REVIEWS_DESK[language];
  const isUnread = typed.value !== '' && valueIn(subject, typed.value ?? '') === undefined;
  const isNamed = CERTIFICATE.some((name) => typed[name] !== '');
  const missing = isNamed ? CERTIFICATE.filter((name) => typed[name] === '') : [];
  return {
    ...(isUnread && { value: words.valueUnread }),
    ...tieFaults(typed, language),
    ...Object.fromEntries(missing.map((name) => [name, words.certificateExpected])),
  };
}

function draftOf(subject: Subject, typed: Typed, before: ReviewRow | undefined, language: Language): unknown {
  const value = valueIn(subject, typed.value ?? '');
  const note = writeText(before?.note ?? undefined, typed.note ?? '', language);
  const tie = tieIn(typed, before?.tie ?? undefined, language);
  const { issuer, number, certificateEnds } = filledIn(typed, CERTIFICATE);
  return {
    ...(value !== undefined && { value }),
    ...filledIn(typed, ['reviewedOn', 'expiresOn', 'evidenceUrl']),
    ...(tie && { tie }),
    ...(note && { note }),
    ...(issuer && { certificate: { issuer, number, expiresOn: certificateEnds } }),
  };
}

/** One form for each subject of a host, and taking a review back. */
export function reviewForms(desk: Desk): void {
  federationForm(desk, 'reviews/:host/:subject', 'putReview', async (opened) => {
    const { visit, federation, at, context } = opened;
    const { language, say } = visit.page;
    const words = REVIEWS_DESK[language];
    const host = namedHost(visit);
    const name = curved(host.name);
    const subject = subjectIn(visit.params.subject!, visit.model.reference);
    const review = await ownReview(opened, subject.name);
    const said = statementsOf(host, subject.name);
    const own = said.find(({ by }) => by === 'host');
    const reply = said.find((one) => one.by === 'federation' && one.federation === federation.slug)?.reply;
    return {
      heading: words.heading(name, subjectText(subject.name, say)),
      lead: words.formLead,
      above: [`reviews/${host.slug}`, words.ofHost(name)],
      before: (
        <>
          {'criterion' in subject && <p>{capital(curved(textIn(subject.criterion.question, language)))}</p>}
          <p>
            {own ? words.hostSays(valueText(subject.name, own.value, say)) : words.hostSilent}{' '}
            <Link to={`/hosts/${host.slug}`}>{name}</Link>
          </p>
          {reply && (
            <>
              <h2>{words.itsReply}</h2>
              <blockquote>
                <WrittenText text={reply.text} />
              </blockquote>
            </>
          )}
        </>
      ),
      fields: fieldsOf(subject, language),
      present: review ? valuesOf(subject, review, language) : {},
      ...(!review && { proposed: { reviewedOn: today(context) } }),
      send: words.publish,
      ...(review && {
        after: (
          <p>
            <Link to={`${at}/reviews/${host.slug}/${subject.name}/removal`} class="tap">
              {words.remove}
            </Link>
          </p>
        ),
      }),
      shape: ReviewDraft,
      faults: (typed) => faultsOf(subject, typed, language),
      draft: (typed) => draftOf(subject, typed, review, language),
      save: (context, draft, version) =>
        putReview(context, { federation: federation.id, host: host.id, subject: subject.name }, draft, version),
      next: 'reviews?done=saved',
    };
  });

  federationDeed(desk, 'reviews/:host/:subject/removal', 'removeReview', async (opened) => {
    const { visit, federation } = opened;
    const { language, say } = visit.page;
    const words = REVIEWS_DESK[language];
    const host = namedHost(visit);
    const subject = subjectIn(visit.params.subject!, visit.model.reference);
    const about = subjectText(subject.name, say);
    return {
      heading: words.removeHeading,
      lead: words.heading(curved(host.name), about),
      above: [`reviews/${host.slug}/${subject.name}`, about],
      about: (await ownReview(opened, subject.name)) ?? null,
      ways: [{ go: 'remove', send: words.removeSend, lead: words.removeLead }],
      run: (context, _go, version) =>
        removeReview(context, { federation: federation.id, host: host.id, subject: subject.name }, version),
      next: 'reviews?done=removed',
    };
  });
}
