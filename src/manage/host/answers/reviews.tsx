import type { Bercail } from '../../../bercail.ts';
import { findFederation } from '../../../catalogue/model.ts';
import type { Host } from '../../../documents/host.ts';
import { ReplyDraft, type Statement } from '../../../documents/statement.ts';
import { CatalogueError } from '../../../ground/errors.ts';
import { capital, curved } from '../../../ground/texts.ts';
import { ownHost } from '../../../hosts/entries/commands.ts';
import { EMPTY, type Filled, TextArea, TextLine } from '../../../pages/frame/fields.tsx';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { Link, OutsideLink, WrittenText } from '../../../pages/frame/parts.tsx';
import { putReply, removeReply } from '../../../statements/commands.ts';
import type { Speaker } from '../../../vocabulary/speaker.ts';
import { DESK, type Desk, type SignedIn } from '../../desk.tsx';
import { DeskForm, DeskPage, Done } from '../../desk-page.tsx';
import { wrongIn } from '../../faults.ts';
import { takenOr } from '../../taking.ts';
import { ANSWERS } from '../../words/host-answers.ts';
import { crumbOf, deskOfHost } from '../form.tsx';

/** What a federation says of one point of a host. */
interface Review {
  /** `criterion:<key>` or `commitment:<kind>` */
  subject: string;
  contested: boolean;
  statement: Statement & { federation: string };
  federationName: string;
}

const reviewsOf = (host: Host, nameOf: (slug: string) => string): Review[] =>
  [
    ...host.claims.map(({ criterion, ...said }) => ({ subject: `criterion:${criterion}`, ...said })),
    ...host.commitments.map(({ kind, ...said }) => ({ subject: `commitment:${kind}`, ...said })),
  ].flatMap(({ subject, contested, statements }) =>
    (statements as Statement[]).flatMap((statement) =>
      statement.by === 'federation' && statement.federation !== undefined
        ? [
            {
              subject,
              contested,
              statement: { ...statement, federation: statement.federation },
              federationName: nameOf(statement.federation),
            },
          ]
        : [],
    ),
  );

/** What a subject asks, and a value of it, in words. */
function inWords({ subject, statement: { value } }: Review, say: Speaker, words: (typeof ANSWERS)['fr']) {
  const key = subject.slice(subject.indexOf(':') + 1);
  return subject.startsWith('criterion:')
    ? { question: say.criterion(key), value: words.value[value as string] ?? String(value) }
    : { question: say.commitment(key), value: say.measure(key, value) };
}

function Told({ review }: { review: Review }) {
  const words = useWords(ANSWERS);
  const { say } = usePage();
  const { statement, federationName, contested } = review;
  const { question, value } = inWords(review, say, words);
  const { reply, note, evidenceUrl, asOf } = statement;
  return (
    <>
      <h2>{capital(curved(question))}</h2>
      <p>{words.saysIt(federationName, value, asOf ? say.date(asOf) : '?')}</p>
      {note && (
        <blockquote>
          <WrittenText text={note} />
        </blockquote>
      )}
      {evidenceUrl && (
        <p>
          <OutsideLink to={evidenceUrl}>{words.itsPage}</OutsideLink>
        </p>
      )}
      {contested && (
        <p>
          <strong>{words.contested}</strong>
        </p>
      )}
      {reply && (
        <p>
          {words.yourReply(say.date(reply.repliedOn))} <WrittenText text={reply.text} />{' '}
          {reply.toEarlier && words.toEarlier}
        </p>
      )}
    </>
  );
}

function ReviewsPage({ host, reviews, isDone }: { host: Host; reviews: readonly Review[]; isDone: boolean }) {
  const words = useWords(ANSWERS);
  const at = deskOfHost(host);
  return (
    <DeskPage heading={words.reviews} lead={words.reviewsLead} crumb={crumbOf(host)}>
      {isDone && <Done>{words.done}</Done>}
      {reviews.length === 0 && <p>{words.noReviews}</p>}
      {reviews.map((review) => (
        <section class="card" key={`${review.subject} ${review.statement.federation}`}>
          <Told review={review} />
          <p class="row">
            <Link to={`${at}/reviews/${review.statement.federation}/${review.subject}`} class="tap">
              {review.statement.reply ? words.replyAgain : words.reply}
            </Link>
            {review.contested && (
              <Link to={`${at}/questions`} class="tap">
                {words.correctClaim}
              </Link>
            )}
          </p>
        </section>
      ))}
    </DeskPage>
  );
}

function ReplyPage({ host, review, filled }: { host: Host; review: Review; filled: Filled }) {
  const words = useWords(ANSWERS);
  const { statement, subject } = review;
  const at = `${deskOfHost(host)}/reviews`;
  const action = `${at}/${statement.federation}/${subject}`;
  const version = { version: [`v${host.version}`] };
  return (
    <DeskPage
      heading={words.replyHeading}
      lead={words.replyLead}
      crumb={[at, words.reviews]}
      form={action}
      filled={filled}
    >
      <Told review={review} />
      <DeskForm id="desk" action={action} send={words.send} hidden={version}>
        <TextArea filled={filled} name="text" label={words.replyText} most={4000} />
        <TextLine
          filled={filled}
          name="evidenceUrl"
          label={words.evidence}
          hint={words.evidenceHint}
          most={2000}
          autocomplete="url"
        />
      </DeskForm>
      {statement.reply && (
        <DeskForm action={action} send={words.removeReply} hidden={{ ...version, go: ['remove'] }} isSecond />
      )}
    </DeskPage>
  );
}

/** What federations checked of a host, and its right of reply. */
export function reviewPages(desk: Desk, { catalogue }: Bercail): void {
  const path = `${DESK}/hosts/:host/reviews`;
  const one = `${path}/:federation/:subject`;
  const read = async ({ params, asHost }: SignedIn, operation: string) => {
    const context = await asHost(params.host!, operation);
    const host = await ownHost(context, params.host!);
    const model = catalogue.current();
    const reviews = reviewsOf(host, (slug) => curved(findFederation(model, slug)?.name ?? slug));
    const review = reviews.find(
      ({ subject, statement }) => subject === params.subject && statement.federation === params.federation,
    );
    if (params.subject !== undefined && !review)
      throw new CatalogueError('review-not-found', {
        fr: 'Cette fédération n’a pas fait cette revue, ou l’a retirée : il n’y a rien à quoi répondre.',
        en: 'This federation has not reviewed this, or has taken it back: there is nothing to reply to.',
      });
    return { context, host, reviews, review: review! };
  };
  desk.page(path, async (visit) => {
    const { host, reviews } = await read(visit, 'getHostDocument');
    return <ReviewsPage {...{ host, reviews }} isDone={'done' in (visit.request.query as object)} />;
  });
  desk.page(one, async (visit) => {
    const { host, review } = await read(visit, 'getHostDocument');
    const { text, evidenceUrl } = review.statement.reply ?? {};
    return (
      <ReplyPage
        {...{ host, review }}
        filled={{ ...EMPTY, typed: { text: text?.[visit.page.language], evidenceUrl } }}
      />
    );
  });
  desk.form(one, async (visit, { fields, isStay }) => {
    const { page, params, reply } = visit;
    const words = ANSWERS[page.language];
    const isRemoval = fields.get('go') === 'remove';
    const { context, host, review } = await read(visit, isRemoval ? 'removeReply' : 'putReply');
    const typed = {
      text: fields.get('text')?.trim() || undefined,
      evidenceUrl: fields.get('evidenceUrl')?.trim() || undefined,
    };
    const show = (status: number, filled: Filled) => ({ status, view: <ReplyPage {...{ host, review, filled }} /> });
    if (isStay) return show(200, { ...EMPTY, typed });
    const { [page.language]: _, ...otherText } = review.statement.reply?.text ?? {};
    const draft = {
      text: { ...otherText, ...(typed.text && { [page.language]: typed.text }) },
      ...(typed.evidenceUrl && { evidenceUrl: typed.evidenceUrl }),
    };
    const places = [
      { name: 'text', at: ['/text'], expects: words.replyExpected },
      { name: 'evidenceUrl', at: ['/evidenceUrl'], expects: words.evidenceExpected },
    ];
    const wrong = isRemoval ? undefined : wrongIn(ReplyDraft, draft, places, page);
    if (wrong) return show(422, { typed, ...wrong });
    const ref = { host: host.id, federation: params.federation!, subject: params.subject! };
    const version = fields.get('version') ?? undefined;
    return await takenOr(
      visit,
      async () => {
        if (isRemoval) await removeReply(context, ref, version);
        else await putReply(context, ref, draft, version);
        return { to: `${deskOfHost(host)}/reviews?done=yes` };
      },
      (refused) => show(reply.statusCode, { typed, ...refused }),
      { places: isRemoval ? [] : places },
    );
  });
}
