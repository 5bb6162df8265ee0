import { SUCCESSOR_PROMISE } from '../../documents/closing.ts';
import { isMeasureNo } from '../../documents/evidence.ts';
import { capital } from '../../ground/texts.ts';
import { ToAsk, Told } from '../compare/side.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Link } from '../frame/parts.tsx';
import { HOST } from '../words/host.ts';
import { OFFERS } from '../words/host-offers.ts';
import type { HostView } from './host-view.tsx';

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
    <section class="card" id="closes">
      <h2>{words.title}</h2>
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
    </section>
  );
}
