import { ReviewDraft } from '../../../documents/federation.ts';
import type { Host } from '../../../documents/host.ts';
import type { Statement } from '../../../documents/statement.ts';
import { putReview, removeReview, reviewIn } from '../../../federations/reviews/commands.ts';
import { CatalogueError } from '../../../ground/errors.ts';
import { capital, curved, definedOnly } from '../../../ground/texts.ts';
import { Link } from '../../../pages/frame/parts.tsx';
import { loadHost } from '../../../record/finish-write.ts';
import type { ReviewRow } from '../../../record/rows.ts';
import { today } from '../../../requests/meaning.ts';
import { inputPart } from '../../../requests/shape.ts';
import {
  type CommitmentKind,
  type Criterion,
  isMeasuredAlone,
  type Reference,
  textIn,
} from '../../../vocabulary/reference.ts';
import type { Measure } from '../../../vocabulary/shapes.ts';
import type { Speaker } from '../../../vocabulary/speaker.ts';
import { CLAIM_VALUES, type Language } from '../../../vocabulary/terms.ts';
import type { Desk } from '../../desk.tsx';
import { LinkLine, Quote } from '../../desk-page.tsx';
import { fieldsOf, termChoices } from '../../parts/field-kinds.tsx';
import type { FormField, Typed } from '../../parts/form.tsx';
import { namedHost } from '../finding.tsx';
import { federationConfirm, federationForm } from '../form.tsx';
import type { OpenDesk } from '../frame.tsx';
import { tieFaults, tieFields } from '../tie-fields.ts';
import { REVIEWS_DESK } from './words.ts';

/* What may be reviewed: `criterion:<key>` or `commitment:<kind>`. */

type ReviewSubject = { name: string } & ({ criterion: Criterion } | { kind: CommitmentKind });

/** A subject by its name. @throws CatalogueError review-not-found */
function subjectIn(name: string, { criteria, commitmentKinds }: Reference): ReviewSubject {
  const key = name.slice(name.indexOf(':') + 1);
  const criterion = name === `criterion:${key}` ? criteria.get(key) : undefined;
  if (criterion) return { name, criterion };
  const kind = name === `commitment:${key}` ? commitmentKinds.get(key) : undefined;
  if (kind) return { name, kind };
  throw new CatalogueError('review-not-found', { fr: REVIEWS_DESK.fr.noSuch, en: REVIEWS_DESK.en.noSuch });
}

/** The names of all that a federation may review: criteria in force, its own and common ones, then commitments. */
export const subjectNames = ({ criteria, commitmentKinds }: Reference, federation: string): readonly string[] => [
  ...[...criteria.values()]
    .filter(({ federationFacts: own }) => !own || (!own.retired && own.federation.slug === federation))
    .map(({ key }) => `criterion:${key}`),
  ...[...commitmentKinds.values()].filter((kind) => !isMeasuredAlone(kind)).map(({ key }) => `commitment:${key}`),
];

/** What a subject asks, in a few words. */
export function subjectText(name: string, say: Speaker): string {
  const key = name.slice(name.indexOf(':') + 1);
  return name.startsWith('criterion:') ? say.criterion(key) : say.commitment(key);
}

/** A value of a subject, as people read it. */
export function valueText(name: string, value: Measure, say: Speaker): string {
  const { values } = REVIEWS_DESK[say.language];
  if (name.startsWith('criterion:')) return (values[value as 'yes'] ?? String(value)).toLowerCase();
  return say.measure(name.slice(name.indexOf(':') + 1), value);
}

/** What is said of a subject of a host, and by whom. */
const statementsOf = ({ claims, commitments }: Host, name: string): readonly Statement[] => {
  const key = name.slice(name.indexOf(':') + 1);
  const about = name.startsWith('criterion:')
    ? claims.find(({ criterion }) => criterion === key)
    : commitments.find(({ kind }) => kind === key);
  return (about?.statements ?? []) as readonly Statement[];
};

/** The subjects of which a host says something itself. */
export const saidBy = ({ claims, commitments }: Host): ReadonlySet<string> => {
  const own = (statements: readonly { by: string }[]) => statements.some(({ by }) => by === 'host');
  return new Set([
    ...claims.filter(({ statements }) => own(statements)).map(({ criterion }) => `criterion:${criterion}`),
    ...commitments.filter(({ statements }) => own(statements)).map(({ kind }) => `commitment:${kind}`),
  ]);
};

/** The value of a review: that of a criterion, or the measure of a commitment. */
function valueField(subject: ReviewSubject, language: Language): FormField {
  const words = REVIEWS_DESK[language];
  const { choice, measure } = fieldsOf(ReviewDraft, language);
  const said = { expects: words.valueExpected, unread: () => words.valueUnread };
  const value = { ...said, hint: words.noHint, choices: termChoices(CLAIM_VALUES, words.values) };
  if ('criterion' in subject) return choice('/value', words.value, value);
  const { valueType, specialValues = [], label } = subject.kind;
  const orWords = specialValues.map(({ label }) => curved(textIn(label, language)));
  const isYesNo = valueType === 'boolean';
  return measure(
    '/value',
    isYesNo ? words.value : `${words.value} (${curved(textIn(label, language))})`,
    subject.kind,
    {
      ...{ ...said, choices: termChoices(['yes', 'no'], words.values), rows: 3 },
      hint: isYesNo ? words.noHint : orWords.length > 0 && valueType !== 'list' ? `${orWords.join(', ')}…` : undefined,
    },
  );
}

/** One review as it is written now; undefined: this federation has not reviewed it. */
async function ownReview({ visit, context, federation }: OpenDesk, subject: string): Promise<ReviewRow | undefined> {
  const before = await loadHost(context.db, context, namedHost(visit).id);
  return reviewIn(before, { federationId: federation.id, subject });
}

function fieldsFor(subject: ReviewSubject, language: Language): readonly FormField[] {
  const words = REVIEWS_DESK[language];
  const { line, date, address, eitherText } = fieldsOf(ReviewDraft, language);
  const expects = words.certificateExpected;
  return [
    valueField(subject, language),
    date('/reviewedOn', words.reviewedOn),
    address('/evidenceUrl', words.evidenceUrl, { hint: words.evidenceUrlHint }),
    ...tieFields(ReviewDraft, '/tie', language),
    eitherText('/note', words.note, { hint: words.noteHint }),
    date('/expiresOn', words.expiresOn, { hint: words.expiresOnHint }),
    line('/certificate/issuer', words.issuer, { hint: words.issuerHint, expects }),
    line('/certificate/number', words.number, { expects }),
    date('/certificate/expiresOn', words.certificateEnds, { name: 'certificateEnds' }),
  ];
}

/** What is wrong with a tie, and a certificate that says all but its end. */
function faultsOf(typed: Typed, language: Language): Readonly<Record<string, string>> {
  const isOpen = typed.certificateEnds === '' && (typed.issuer !== '' || typed.number !== '');
  return {
    ...tieFaults(typed, language),
    ...(isOpen && { certificateEnds: REVIEWS_DESK[language].certificateExpected }),
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
              <Quote text={reply.text} />
            </>
          )}
        </>
      ),
      shape: ReviewDraft,
      body: review ? inputPart(ReviewDraft, definedOnly(review)) : {},
      ...(!review && { proposed: { reviewedOn: today(context) } }),
      fields: fieldsFor(subject, language),
      faults: (typed) => faultsOf(typed, language),
      send: words.publish,
      ...(review && {
        after: <LinkLine to={`${at}/reviews/${host.slug}/${subject.name}/removal`} name={words.remove} />,
      }),
      save: (context, draft, version) =>
        putReview(context, { federation: federation.id, host: host.id, subject: subject.name }, draft, version),
      next: 'reviews?done=saved',
    };
  });

  federationConfirm(desk, 'reviews/:host/:subject/removal', 'removeReview', async (opened) => {
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
