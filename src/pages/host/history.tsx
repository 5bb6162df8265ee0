import { SUCCESSOR_PROMISE } from '../../documents/closing.ts';
import { isMeasureNo } from '../../documents/evidence.ts';
import { addMonths } from '../../ground/clock.ts';
import { capital } from '../../ground/texts.ts';
import type { PastFact } from '../../history/entries.ts';
import type { HistorySentences } from '../../history/words/sentences.ts';
import type { Actor } from '../../vocabulary/terms.ts';
import { Fold, List, Section } from '../frame/lists.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Link } from '../frame/parts.tsx';
import { Picture } from '../frame/pictures.tsx';
import { ToAsk, Told } from '../parts/facts.tsx';
import type { HostView } from '../parts/host-view.tsx';
import { HOST } from '../words/host.ts';
import { OFFERS } from '../words/host-offers.ts';
import { PAST } from '../words/past.ts';
import { FRAME } from '../words/site.ts';

/** What one would want to have been promised on that day: to be told, to get one's data, to take them away. */
const KINDS = ['closing-notice', 'data-retrieval-after-end', 'self-service-export'] as const;

/** What happens if it closes: what it promises for that day, what it leaves open, and who could take over. */
export function IfItCloses({
  host,
  reference,
  day,
  hostName,
  isHostAtWork,
}: Pick<HostView, 'host' | 'reference' | 'day' | 'hostName' | 'isHostAtWork'>) {
  const words = useWords(HOST).closes;
  const offers = useWords(OFFERS);
  const { say } = usePage();
  const { slug, commitments, services } = host;
  const all = [...commitments, ...services.flatMap((service) => service.commitments)];
  const valuesOf = (kind: string) => [...new Set(all.flatMap((one) => (one.kind === kind ? one.value : [])))];
  const formats = [...new Set(services.flatMap(({ exportFormats }) => exportFormats ?? []))];
  const [successor] = valuesOf(SUCCESSOR_PROMISE);
  const isExported = (kind: string) => kind === 'self-service-export' && formats.length > 0;
  const isSaid = (kind: string) => valuesOf(kind).length > 0 || isExported(kind);
  const unsaid = KINDS.filter((kind) => !isSaid(kind)).map((kind) => say.commitment(kind));
  return (
    <Section class="card" id="closes" title={words.title}>
      <dl class="pairs">
        {KINDS.filter(isSaid).map((kind) => (
          <div key={kind}>
            <dt>{capital(say.commitment(kind))}</dt>
            <dd>
              {valuesOf(kind).map((value) => (
                <Told
                  key={value}
                  answered={isMeasureNo(reference.commitmentKinds.get(kind), value, day) ? 'no' : 'yes'}
                >
                  {capital(say.measure(kind, value))}
                </Told>
              ))}
              {isExported(kind) && <p>{offers.exports(say.list(formats))}</p>}
            </dd>
          </div>
        ))}
        {unsaid.length > 0 && (
          <div>
            <dt>{capital(say.list(unsaid))}</dt>
            <dd>
              <ToAsk />
            </dd>
          </div>
        )}
        <div>
          <dt>{words.next}</dt>
          <dd>
            {typeof successor === 'string' && isHostAtWork(successor) && (
              <p>
                <Link to={`/hosts/${successor}`}>{hostName(successor)}</Link>
              </p>
            )}
            <p>
              <Link to={`/hosts/${slug}/alternatives`}>{words.others}</Link>
            </p>
          </dd>
        </div>
      </dl>
    </Section>
  );
}

/** What somebody who chooses a host must not find in a fold; raised prices are told with the promise that they are measured by. */
const BAD: ReadonlySet<string> = new Set<keyof HistorySentences>([
  'suspended',
  'commitment-weakened',
  'commitment-taken-back',
  'claim-weakened',
  'claim-taken-back',
  'page-lost',
  'service-removed',
  'closing-announced',
  'closing-breaks-promise',
  'successor-withdrew',
  'succession-promise-left',
  'membership-ended',
  'review-contests',
]);

/** Months for which what was bad stays in sight. */
const RECENT_MONTHS = 12;

interface PastEvent {
  day: string;
  by: Actor;
  text: string;
}

/** Prices that were raised lately, with what became of the promise, newest first. */
const raisedSince = ({ priceChanges = [] }: HostView['host'], since: string): string[] =>
  priceChanges
    .filter(({ writtenOn, state }) => writtenOn >= since && state !== 'taken-back')
    .flatMap(({ text }) => text ?? [])
    .reverse();

/** Whether a closing that was announced, or that broke a promise, was cancelled or put off since: it speaks against nobody. */
function isOver({ code, params }: { code: string; params: object }, host: HostView['host']): boolean {
  if (code !== 'closing-announced' && code !== 'closing-breaks-promise') return false;
  const { serviceSlug: slug, kind } = params as { serviceSlug?: string; kind?: string };
  const subject = slug === undefined ? host : host.services.find((service) => service.slug === slug);
  if (!subject) return false;
  const isBroken = subject.closing?.promises.some((one) => one.commitment === kind && one.state === 'broken');
  return code === 'closing-announced' ? subject.closing === null : !isBroken;
}

/** What is recent and bad, then all that happened as a fold: prices that were raised, promises that moved, every change. */
export function Past({ host, past, isEarlier, day }: Pick<HostView, 'host' | 'past' | 'isEarlier' | 'day'>) {
  const words = useWords(HOST);
  const { colon } = useWords(FRAME);
  const { say } = usePage();
  const since = addMonths(day, -RECENT_MONTHS);
  const { by: roles, changed } = useWords(PAST);
  const titled = (facts: readonly PastFact[]) => [
    ...new Set(facts.map(({ of, title }) => (of === undefined ? title : `${of} · ${title}`))),
  ];
  const events = (past?.items ?? []).flatMap(({ at, by, sentences, facts = [] }) => {
    const titles = titled(facts);
    return [
      ...sentences.map(({ code, params, text }) => ({ day: at.slice(0, 10), by, text, code, params })),
      ...(titles.length > 0
        ? [{ day: at.slice(0, 10), by, text: changed(say.list(titles)), code: 'facts', params: {} }]
        : []),
    ];
  });
  const dated = ({ day, text }: PastEvent) => `${capital(say.date(day))}${colon}${text}`;
  const datedBy = ({ day, by, text }: PastEvent) => `${capital(say.date(day))}, ${roles[by]}${colon}${text}`;
  const raised = raisedSince(host, since);
  const bad = [
    ...raised,
    ...events.filter((event) => event.day >= since && BAD.has(event.code) && !isOver(event, host)).map(dated),
  ];
  // A commitment that never changed is shown among the promises only.
  const moved = (past?.commitmentsPast ?? []).filter(({ values: [first, next] }) => next || first?.until !== null);
  const raises = (host.priceChanges ?? []).flatMap(({ text }) => text ?? []).reverse();
  const older = [...raises.filter((text) => !raised.includes(text)), ...moved.map(({ text }) => text)];
  const count = older.length + events.length;
  return (
    <>
      {!past && <p>{words.pastAway}</p>}
      {bad.length > 0 && (
        <ul class="why">
          {bad.map((text) => (
            <li class="care" key={text}>
              <Picture name="beware" />
              <span>{text}</span>
            </li>
          ))}
        </ul>
      )}
      {past && count === 0 && <p class="soft">{words.happened(0)}</p>}
      {count > 0 && (
        <Fold title={words.happened(count)} open={isEarlier}>
          <div>
            <List class="list" of={older} />
            <List class="list" of={events.map(datedBy)} />
            {past && past.next !== null && (
              <p>
                <Link to={`/hosts/${host.slug}`} query={{ before: String(past.next) }}>
                  {words.earlier}
                </Link>
              </p>
            )}
          </div>
        </Fold>
      )}
    </>
  );
}
