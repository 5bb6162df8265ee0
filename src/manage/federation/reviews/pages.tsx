import type { Host } from '../../../documents/host.ts';
import {
  type ListedReview,
  listedReviews,
  progressOf,
  type ReviewProgress,
  reviewsOf,
} from '../../../federations/reviews/listed.ts';
import { capital, curved } from '../../../ground/texts.ts';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { Link } from '../../../pages/frame/parts.tsx';
import { today } from '../../../requests/meaning.ts';
import type { Desk } from '../../desk.tsx';
import { FEDERATION_DESK } from '../../words/federation.ts';
import { REVIEWS_DESK } from '../../words/federation-reviews.ts';
import { namedHost } from '../finding.tsx';
import { beginning, FEDERATION, FederationPage, type Opened, openDesk, Part, parameter } from '../frame.tsx';
import { reviewForms } from './form.tsx';
import { saidBy, subjectNames, subjectText, valueText } from './subject.ts';

const MOST = 40;
const DONE = ['saved', 'removed'] as const;

/** How a review stands, in a few words. */
function Stands({ review }: { review: ListedReview }) {
  const words = useWords(REVIEWS_DESK);
  const { say } = usePage();
  const { subject, value, until, aged, contested, reply } = review;
  return (
    <p class="small soft">
      {[
        words.says(valueText(subject, value, say)),
        until === null ? words.undated : (aged ? words.aged : words.until)(say.date(until)),
        ...(contested ? [words.contested] : []),
        ...(reply && !reply.toEarlier ? [words.replied] : []),
      ].join(', ')}
    </p>
  );
}

interface ReviewsProps {
  opened: Opened;
  reviews: readonly ListedReview[];
  progress: ReviewProgress;
}

function ReviewsPage({ opened, reviews, progress }: ReviewsProps) {
  const words = useWords(REVIEWS_DESK);
  const { rooms } = useWords(FEDERATION_DESK);
  const { say } = usePage();
  const { at, visit } = opened;
  const done = DONE.find((one) => one === parameter(visit, 'done'));
  return (
    <FederationPage opened={opened} heading={rooms.reviews} lead={words.lead} done={done && words[done]}>
      <p>{words.progress(progress.membersReviewed, progress.members)}</p>
      <p>
        <Link to={`${at}/hosts/reviews`} class="tap">
          {words.add}
        </Link>
      </p>
      {reviews.length === 0 && <p>{words.none}</p>}
      <Part all={reviews} from={beginning(visit, reviews.length)} most={MOST} path={`${at}/reviews`}>
        {(shown) => (
          <ul class="list">
            {shown.map((review) => (
              <li key={`${review.host} ${review.subject}`}>
                <Link to={`${at}/reviews/${review.host}/${review.subject}`} class="tap">
                  {words.heading(curved(review.name), subjectText(review.subject, say))}
                </Link>
                <Stands review={review} />
              </li>
            ))}
          </ul>
        )}
      </Part>
    </FederationPage>
  );
}

function HostPage({ opened, host }: { opened: Opened; host: Host }) {
  const words = useWords(REVIEWS_DESK);
  const { rooms } = useWords(FEDERATION_DESK);
  const { say } = usePage();
  const { at, federation, visit } = opened;
  const reviews = reviewsOf(federation.slug, host);
  const reviewed = new Set(reviews.map(({ subject }) => subject));
  const said = saidBy(host);
  const names = subjectNames(visit.model.reference, federation.slug).filter((name) => !reviewed.has(name));
  const link = (name: string) => (
    <Link to={`${at}/reviews/${host.slug}/${name}`} class="tap">
      {capital(subjectText(name, say))}
    </Link>
  );
  const list = (of: readonly string[]) => (
    <ul class="list">
      {of.map((name) => (
        <li key={name}>{link(name)}</li>
      ))}
    </ul>
  );
  const unchecked = names.filter((name) => said.has(name));
  return (
    <FederationPage
      opened={opened}
      heading={words.ofHost(curved(host.name))}
      lead={words.ofHostLead}
      above={['reviews', rooms.reviews]}
    >
      {reviews.length > 0 && (
        <>
          <h2>{words.already}</h2>
          <ul class="list">
            {reviews.map((review) => (
              <li key={review.subject}>
                {link(review.subject)}
                <Stands review={review} />
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>{words.said}</h2>
      {unchecked.length === 0 ? <p>{words.saidNothing}</p> : list(unchecked)}
      <details>
        <summary>{words.others}</summary>
        {list(names.filter((name) => !said.has(name)))}
      </details>
    </FederationPage>
  );
}

/** What a federation checked at hosts, the first to be done again first. */
export function reviewPages(desk: Desk): void {
  desk.page(`${FEDERATION}/reviews`, async (visit) => {
    const opened = await openDesk(visit, 'listReviews');
    const reviews = listedReviews(opened.federation, visit.model.documents);
    const progress = progressOf(opened.federation, reviews, today(opened.context));
    return <ReviewsPage {...{ opened, reviews, progress }} />;
  });
  desk.page(`${FEDERATION}/reviews/:host`, async (visit) => {
    const opened = await openDesk(visit, 'listReviews');
    return <HostPage opened={opened} host={namedHost(visit)} />;
  });
  reviewForms(desk);
}
