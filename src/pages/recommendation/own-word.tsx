import type { Federation } from '../../documents/federation.ts';
import type { Host } from '../../documents/host.ts';
import { isCertain } from '../../documents/membership.ts';
import type { Claim } from '../../documents/statement.ts';
import { declaredTies, type ListedReview, reviewsOf } from '../../federations/reviews/listed.ts';
import type { Text } from '../../vocabulary/shapes.ts';
import { CardLine } from '../answer/card.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { WrittenText } from '../frame/parts.tsx';
import { HOST } from '../words/host.ts';
import { RECOMMENDATION } from '../words/recommendation.ts';

/** What a federation says of a host today, by itself: whether it is a member, why it is on its list, ties and reviews. */
export interface OwnWord {
  isMember: boolean;
  /** Why it is on its own list. */
  why: Text | undefined;
  ties: readonly Text[];
  /** It says on its own list that nothing ties it to the host, and nowhere the contrary. */
  hasNoTie: boolean;
  reviews: readonly ListedReview[];
}

export function ownWordOn(host: Host, federation: Federation, day: string): OwnWord {
  const ties = declaredTies(federation, host);
  const reviews = reviewsOf(federation.slug, host);
  const own = federation.selection?.find((choice) => choice.host === host.slug);
  const saysNone = [own?.ties, ...reviews.map(({ tie }) => tie)].includes('none');
  const isMember = federation.members.some((member) => member.host === host.slug && isCertain(member, day));
  return { isMember, why: own?.why, ties, hasNoTie: ties.length === 0 && saysNone, reviews };
}

/** Points named one by one: what the host does not do first. */
const MOST_POINTS = 4;

const isRefusal = ({ value }: ListedReview): boolean => value === 'no' || value === 'partial';

function Reviewed({ reviews, federation }: { reviews: readonly ListedReview[]; federation: string }) {
  const words = useWords(RECOMMENDATION).own;
  const { says } = useWords(HOST);
  const { say } = usePage();
  const pointOf = ({ subject, value, aged }: ListedReview): string => {
    const [kind, key = ''] = subject.split(':');
    const [name, told] =
      kind === 'commitment'
        ? [say.commitment(key), say.measure(key, value)]
        : [say.criterion(key), says[value as Claim['value']]];
    return (aged ? words.pointAged : words.point)(name, told);
  };
  const ordered = [...reviews.filter(isRefusal), ...reviews.filter((review) => !isRefusal(review))];
  const more = ordered.length - MOST_POINTS;
  const points = ordered.slice(0, more > 1 ? MOST_POINTS : ordered.length).map(pointOf);
  const days = [...new Set(reviews.flatMap(({ reviewedOn }) => reviewedOn ?? []))].sort();
  const on = days.length > 0 ? say.on(days.at(-1)!) : '';
  return (
    <>
      {(days.length > 1 ? words.reviewedLast : words.reviewed)(
        federation,
        say.list(more > 1 ? [...points, words.more(more)] : points),
        on,
      )}
    </>
  );
}

/** The lines of a card that tell it, on the screen and on paper alike. */
export function OwnWordLines({
  word: { isMember, why, ties, hasNoTie, reviews },
  federation,
  of,
}: {
  word: OwnWord;
  federation: string;
  /** The name of the host, where the card is of several. */
  of: string | undefined;
}) {
  const words = useWords(RECOMMENDATION).own;
  const before = of === undefined ? '' : `${words.of(of)} `;
  return (
    <>
      {isMember && (
        <CardLine picture="member">
          {before}
          {words.member(federation)}
        </CardLine>
      )}
      {why && (
        <CardLine>
          {before}
          {words.listed(federation)} <WrittenText text={why} />
        </CardLine>
      )}
      {reviews.length > 0 && (
        <CardLine>
          {before}
          <Reviewed reviews={reviews} federation={federation} />
        </CardLine>
      )}
      {ties.length > 0 && (
        <CardLine picture="member">
          {before}
          {words.tie(federation)}
          {ties.map((tie) => (
            <>
              {' '}
              <WrittenText text={tie} />
            </>
          ))}
        </CardLine>
      )}
      {hasNoTie && (
        <CardLine picture="member">
          {before}
          {words.noTie(federation)}
        </CardLine>
      )}
    </>
  );
}
