import type { Host } from '../../../documents/host.ts';
import { ReplyDraft, type Statement } from '../../../documents/statement.ts';
import { CatalogueError } from '../../../ground/errors.ts';
import { capital, curved } from '../../../ground/texts.ts';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { WrittenText } from '../../../pages/frame/parts.tsx';
import { inputPart } from '../../../requests/shape.ts';
import { putReply, removeReply } from '../../../statements/commands.ts';
import type { Speaker } from '../../../vocabulary/speaker.ts';
import { DESK, type Desk, queryParam, type SignedIn } from '../../desk.tsx';
import { DeskForm, DeskPage, Done, OutsideLine, Quote, TapLink } from '../../desk-page.tsx';
import { fieldsOf } from '../../parts/field-kinds.tsx';
import { Cards } from '../../parts/lists.tsx';
import { pageForm } from '../../parts/pages.tsx';
import { ANSWERS } from '../../words/host-answers.ts';
import { crumbOf, deskOfHost, federationNameIn, openHost } from '../form.tsx';

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
      {note && <Quote text={note} />}
      {evidenceUrl && <OutsideLine to={evidenceUrl} name={words.itsPage} />}
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

/** What federations checked of a host, and its right of reply. */
export function reviewPages(desk: Desk): void {
  const path = `${DESK}/hosts/:host/reviews`;
  const read = async (visit: SignedIn, operation: string) => {
    const { params } = visit;
    const { context, host } = await openHost(visit, operation);
    const reviews = reviewsOf(host, federationNameIn(visit));
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
    const words = ANSWERS[visit.page.language];
    const at = deskOfHost(host);
    return (
      <DeskPage heading={words.reviews} lead={words.reviewsLead} crumb={crumbOf(host)}>
        {queryParam(visit, 'done') !== undefined && <Done>{words.done}</Done>}
        <Cards of={reviews} none={words.noReviews}>
          {(review) => (
            <>
              <Told review={review} />
              <p class="row">
                <TapLink
                  to={`${at}/reviews/${review.statement.federation}/${review.subject}`}
                  name={review.statement.reply ? words.replyAgain : words.reply}
                />
                {review.contested && <TapLink to={`${at}/questions`} name={words.correctClaim} />}
              </p>
            </>
          )}
        </Cards>
      </DeskPage>
    );
  });
  pageForm(desk, `${path}/:federation/:subject`, async (visit, sent) => {
    const { params, page, request } = visit;
    const { language } = page;
    const words = ANSWERS[language];
    const { context, host, review } = await read(visit, sent?.get('go') === 'remove' ? 'removeReply' : 'putReply');
    const { reply } = review.statement;
    const at = `${deskOfHost(host)}/reviews`;
    const ref = { host: host.id, federation: params.federation!, subject: params.subject! };
    const { text, address } = fieldsOf(ReplyDraft, language);
    const done = { to: `${at}?done=yes` };
    return {
      heading: words.replyHeading,
      lead: words.replyLead,
      crumb: [at, words.reviews],
      before: <Told review={review} />,
      after: reply && (
        <DeskForm
          action={request.url.split('?', 1)[0]!}
          send={words.removeReply}
          hidden={{ version: [`v${host.version}`], go: ['remove'] }}
          isSecond
        />
      ),
      shape: ReplyDraft,
      fields: [
        text('/text', words.replyText, { expects: words.replyExpected }),
        address('/evidenceUrl', words.evidence, { hint: words.evidenceHint, autocomplete: 'url' }),
      ],
      body: reply ? inputPart(ReplyDraft, reply) : {},
      // A reply is to what the federation says: not to what it says since.
      about: { ...review.statement, reply: undefined },
      send: words.send,
      save: async (draft: ReplyDraft) => {
        await putReply(context, ref, draft, `v${host.version}`);
        return done;
      },
      buttons: {
        remove: async () => {
          await removeReply(context, ref, sent?.get('version') ?? undefined);
          return done;
        },
      },
    };
  });
}
