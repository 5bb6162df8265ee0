import { type ListedReview, listedReviews, progressOf, reviewsOf } from '../../../federations/reviews/listed.ts';
import { capital, curved } from '../../../ground/texts.ts';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { Link } from '../../../pages/frame/parts.tsx';
import { today } from '../../../requests/meaning.ts';
import { type Desk, doneIn, queryParam } from '../../desk.tsx';
import { LinkLine, TapLink } from '../../desk-page.tsx';
import { FEDERATION_DESK } from '../../words/federation.ts';
import { namedHost } from '../finding.tsx';
import { FEDERATION, FederationPage, ListPart, openDesk } from '../frame.tsx';
import { reviewForms, saidBy, subjectNames, subjectText, valueText } from './form.tsx';
import { REVIEWS_DESK } from './words.ts';

const MOST = 40;

/** The state of a review, in a few words. */
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

const SHOWS = ['said', 'already', 'others'] as const;
type Show = (typeof SHOWS)[number];

/** What a federation checked at hosts, the first to be done again first. */
export function reviewPages(desk: Desk): void {
  desk.page(`${FEDERATION}/reviews`, async (visit) => {
    const opened = await openDesk(visit, 'listReviews');
    const reviews = listedReviews(opened.federation, visit.model.documents);
    const progress = progressOf(opened.federation, reviews, today(opened.context));
    const words = REVIEWS_DESK[visit.page.language];
    const { rooms } = FEDERATION_DESK[visit.page.language];
    const { say } = visit.page;
    const { at } = opened;
    return (
      <FederationPage
        opened={opened}
        heading={rooms.reviews}
        lead={words.lead}
        done={doneIn(visit, { saved: words.saved, removed: words.removed })}
      >
        <p>{words.progress(progress.membersReviewed, progress.members)}</p>
        <LinkLine to={`${at}/hosts/reviews`} name={words.add} />
        <ListPart all={reviews} none={words.none} visit={visit} most={MOST} path={`${at}/reviews`}>
          {(review) => (
            <>
              <TapLink
                to={`${at}/reviews/${review.host}/${review.subject}`}
                name={words.heading(curved(review.name), subjectText(review.subject, say))}
              />
              <Stands review={review} />
            </>
          )}
        </ListPart>
      </FederationPage>
    );
  });
  desk.page(`${FEDERATION}/reviews/:host`, async (visit) => {
    const opened = await openDesk(visit, 'listReviews');
    const show = SHOWS.find((one) => one === queryParam(visit, 'show')) ?? 'said';
    const words = REVIEWS_DESK[visit.page.language];
    const { rooms } = FEDERATION_DESK[visit.page.language];
    const { say } = visit.page;
    const { at, federation } = opened;
    const host = namedHost(visit);
    const path = `${at}/reviews/${host.slug}`;
    const reviews = new Map(reviewsOf(federation.slug, host).map((review) => [review.subject, review]));
    const said = saidBy(host);
    const names = subjectNames(visit.model.reference, federation.slug).filter((name) => !reviews.has(name));
    const lists: Record<Show, readonly string[]> = {
      already: [...reviews.keys()],
      said: names.filter((name) => said.has(name)),
      others: names.filter((name) => !said.has(name)),
    };
    const shown = lists[show];
    return (
      <FederationPage
        opened={opened}
        heading={words.ofHost(curved(host.name))}
        lead={words.ofHostLead}
        above={['reviews', rooms.reviews]}
      >
        <nav aria-label={words.ofHost(curved(host.name))}>
          <p class="row">
            {SHOWS.map((one) => (
              <Link key={one} to={path} query={{ show: one }} class="tap" current={one === show}>
                {words[one]} ({lists[one].length})
              </Link>
            ))}
          </p>
        </nav>
        <h2>{words[show]}</h2>
        <ListPart all={shown} none={words.nothing} visit={visit} most={MOST} path={path} query={{ show }}>
          {(name) => {
            const review = reviews.get(name);
            return (
              <>
                <TapLink to={`${path}/${name}`} name={capital(subjectText(name, say))} />
                {review && <Stands review={review} />}
              </>
            );
          }}
        </ListPart>
      </FederationPage>
    );
  });
  reviewForms(desk);
}
