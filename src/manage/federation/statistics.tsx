import type { Bercail } from '../../bercail.ts';
import { List } from '../../pages/frame/lists.tsx';
import { statisticsOf } from '../../recommendations/statistics/statistics.ts';
import type { Desk } from '../desk.tsx';
import { TapLink } from '../desk-page.tsx';
import { FEDERATION_DESK } from '../words/federation.ts';
import { FEDERATION, FederationPage, openDesk } from './frame.tsx';
import { FILES_DESK } from './words.ts';

const PERCENT = 100;

/** Sentences about numbers that are not nought. */
const told = (numbers: readonly (readonly [count: number, tell: (count: number) => string])[]): string[] =>
  numbers.flatMap(([count, tell]) => (count > 0 ? [tell(count)] : []));

/** A federation in numbers, told in sentences. */
export function statisticsPage(desk: Desk, { adviser }: Pick<Bercail, 'adviser'>): void {
  desk.page(`${FEDERATION}/statistics`, async (visit) => {
    const opened = await openDesk(visit, 'getFederationStatistics');
    const { model } = visit;
    const { day } = model;
    await adviser.prepare(model);
    const numbers = statisticsOf(opened.federation, model.documents, adviser.exposure(model), day);
    const words = FILES_DESK[visit.page.language];
    const { rooms } = FEDERATION_DESK[visit.page.language];
    const { say } = visit.page;
    const { members, reviews, closings, commitments, exposure } = numbers;
    const promises = told([
      [commitments.kept, words.kept],
      [commitments.broken, words.broken],
      [commitments.pending, words.pending],
      [commitments.unknown, words.unknown],
    ]);
    const share = `${say.number(Math.round(exposure.firstPlaceShare * PERCENT))}\u00a0%`;
    const parts = [
      [
        words.membersTitle,
        [
          words.members(members.member),
          ...told([
            [members.toCheck, words.toCheck],
            [members.unspoken, words.unspoken],
            [members.former, words.former],
            [members.follower, words.follower],
          ]),
        ],
      ],
      [
        words.reviewsTitle,
        [
          words.inForce(reviews.inForce, reviews.membersReviewed),
          ...told([
            [reviews.aged, words.aged],
            [reviews.dueSoon, words.dueSoon],
            [reviews.contested, words.contested],
            [reviews.answered, words.answered],
          ]),
        ],
      ],
      [
        words.promisesTitle,
        [words.announced(closings.announced, closings.closed), ...(promises.length > 0 ? promises : [words.noPromise])],
      ],
      [
        words.exposureTitle,
        [words.exposure(exposure.hosts, exposure.ofHosts), ...(exposure.hosts > 0 ? [words.firstPlaces(share)] : [])],
      ],
    ] as const;
    const file = `/v1/federations/${opened.federation.slug}/statistics.csv?lang=${say.language}`;
    return (
      <FederationPage opened={opened} heading={rooms.statistics} lead={words.statisticsLead(say.date(day))}>
        {parts.map(([title, sentences]) => (
          <section key={title}>
            <h2>{title}</h2>
            <List of={sentences} />
          </section>
        ))}
        <p class="row">
          <a href={file} class="tap">
            {words.download}
          </a>
          <TapLink to={`${opened.at}/cases/summary`} name={words.casesInNumbers} />
        </p>
      </FederationPage>
    );
  });
}
