import { type TriedPrice, tryPrice } from '../../../advice/tried-price.ts';
import type { Host } from '../../../documents/host.ts';
import { curved } from '../../../ground/texts.ts';
import { statedNumber } from '../../../pages/asking/numbers.ts';
import { EMPTY, type Filled, NumberLine, Select } from '../../../pages/frame/fields.tsx';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { HiddenFields, Sentence } from '../../../pages/frame/parts.tsx';
import { ACCOUNTS, STORAGE } from '../../../vocabulary/units.ts';
import type { Visit } from '../../desk.tsx';
import { SERVICES } from '../../words/services.ts';
import { deskOfHost } from '../form.tsx';

/** What is tried first: a choir. */
const FIRST = { people: '12', gb: '20' };
const MOST = 100_000;

export interface Trial {
  filled: Filled;
  price?: TriedPrice;
}

/** What the address asks to try, with what it would cost. */
export async function trialOf(host: Host, { request, bercail, model, page }: Visit): Promise<Trial> {
  const { usage, people, gb } = request.query as Record<string, unknown>;
  const offered = new Set(host.services.flatMap(({ usages }) => usages));
  const typed = {
    ...FIRST,
    ...(typeof people === 'string' && { people }),
    ...(typeof gb === 'string' && { gb }),
    ...(typeof usage === 'string' && { usage }),
  };
  if (typeof usage !== 'string' || !offered.has(usage)) return { filled: { ...EMPTY, typed } };
  const [accounts, gigabytes] = [statedNumber(typed.people), statedNumber(typed.gb)];
  const { noNumber } = SERVICES[page.language];
  const isWhole = accounts !== undefined && Number.isInteger(accounts) && accounts >= 1 && accounts <= MOST;
  const isRoom = gigabytes !== undefined && gigabytes <= MOST;
  if (!isWhole || !isRoom)
    return { filled: { typed, faults: { ...(!isWhole && { people: noNumber }), ...(!isRoom && { gb: noNumber }) } } };
  const units = model.reference.usages.get(usage)?.capacityUnits ?? [];
  const need = {
    usage,
    ...(units.includes(ACCOUNTS) && { accounts }),
    ...(units.includes(STORAGE) && { storageGb: gigabytes }),
  };
  const price = await tryPrice({ usages: [need] }, host, { matcher: bercail.matcher, catalogue: model, say: page.say });
  return { filled: { ...EMPTY, typed }, price };
}

/** What a small association would pay here, tried without asking anybody. */
export function Tried({ host, trial: { filled, price } }: { host: Host; trial: Trial }) {
  const words = useWords(SERVICES);
  const { say, query } = usePage();
  const usages = [...new Set(host.services.flatMap((service) => service.usages))];
  if (usages.length === 0) return null;
  return (
    <section id="try" class="stack">
      <h2>{words.trying}</h2>
      <p>{words.tryingLead}</p>
      {price && (
        <div class="card" role="status">
          {price.texts.map((text) => (
            <p key={text}>
              <Sentence text={text} />
            </p>
          ))}
        </div>
      )}
      <form class="stack" method="get" action={`${deskOfHost(host)}/services#try`}>
        <HiddenFields values={query.lang ? { lang: [query.lang] } : {}} />
        <Select
          filled={filled}
          name="usage"
          label={words.tryUsage}
          groups={[['', usages.map((usage) => [usage, curved(say.usageShort(usage))])]]}
        />
        <NumberLine filled={filled} name="people" label={words.people} />
        <NumberLine filled={filled} name="gb" label={words.gigabytes} />
        <p class="row">
          <button type="submit" class="second">
            {words.tryIt}
          </button>
        </p>
      </form>
    </section>
  );
}
