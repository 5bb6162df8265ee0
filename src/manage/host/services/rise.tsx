import { promisedDays } from '../../../documents/closing.ts';
import type { Host } from '../../../documents/host.ts';
import { PRICE_PROMISE, type PriceChange, takenBackUntil } from '../../../documents/price-change.ts';
import { type Plan, type Priced, plansAfter, plansOn } from '../../../documents/service.ts';
import { addDays } from '../../../ground/clock.ts';
import { byText, capital, curved } from '../../../ground/texts.ts';
import { isWholeDay } from '../../../ground/written-dates.ts';
import { type TriedDocument, tryDocument } from '../../../host-documents/commands.ts';
import type { HostDocument } from '../../../host-documents/schema.ts';
import { type Filled, Radios } from '../../../pages/frame/fields.tsx';
import { List } from '../../../pages/frame/lists.tsx';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { Picture } from '../../../pages/frame/pictures.tsx';
import { amountsOf, termsOf } from '../../../pages/parts/prices.tsx';
import { FRAME } from '../../../pages/words/site.ts';
import { refuseFaults } from '../../../requests/version.ts';
import { risesIn } from '../../../services/price-rises.ts';
import { priceChangeText } from '../../../services/words.ts';
import type { SignedIn } from '../../desk.tsx';
import { DeskPage } from '../../desk-page.tsx';
import { termChoices } from '../../parts/field-kinds.tsx';
import type { Typed } from '../../parts/form.tsx';
import type { PreviewButtons } from '../../parts/preview.tsx';
import { RISES } from '../../words/rises.ts';
import { SERVICES } from '../../words/services.ts';
import { deskOfHost, type HostField, type HostFormSpec } from '../form.tsx';

/* A price that rises, before it is written: what was promised, what everybody will read, and until when it may be undone. */

/** Notice that was promised, as things are now. */
export function Promised({ host, slug, day }: { host: Host; slug: string; day: string }) {
  const words = useWords(RISES);
  const { say } = usePage();
  const own = host.services.find((service) => service.slug === slug)?.commitments ?? [];
  const days = promisedDays(PRICE_PROMISE, [own, host.commitments]);
  return (
    <>
      <h2>{words.promised}</h2>
      <p>{days === null ? words.noPromise : words.promise(days, say.date(addDays(day, days)))}</p>
    </>
  );
}

const keyOf = ({ service, plan, writtenOn, from, promised, state }: PriceChange): string =>
  JSON.stringify([service, plan, writtenOn, from, promised, state === 'taken-back']);

/** The raises that a write would record. */
function newRaises({ before, after }: TriedDocument): PriceChange[] {
  const known = new Set((before.priceChanges ?? []).map(keyOf));
  return (after.priceChanges ?? []).filter((one) => one.state !== 'taken-back' && !known.has(keyOf(one)));
}

interface RisePageProps {
  host: Host;
  slug: string;
  day: string;
  action: string;
  tried: TriedDocument;
  buttons: PreviewButtons;
  filled: Filled;
}

/** What a new price would come to, and the button. */
function RisePage({ host, slug, day, action, tried, buttons, filled }: RisePageProps) {
  const words = useWords(RISES);
  const { colon } = useWords(FRAME);
  const { say } = usePage();
  const raises = newRaises(tried);
  const broken = raises.flatMap((raise) => {
    const { state, promised, actual } = raise;
    return state === 'broken' && promised !== null
      ? words.broken(promised, actual, say.date(takenBackUntil(raise)))
      : [];
  });
  const isOfToday = raises.length > 0 && raises.every(({ from }) => from <= day);
  const service = tried.after.services.find((one) => one.slug === slug)!;
  const before = tried.before.services.find((one) => one.slug === slug)!;
  const wasSaid = new Set((before.plans ?? []).map((plan) => JSON.stringify(plan)));
  const changed = new Set(
    (service.plans ?? []).flatMap((plan) => (wasSaid.has(JSON.stringify(plan)) ? [] : plan.name)),
  );
  const shown = plansOn(service, day).filter(({ name }) => changed.has(name));
  const untils = [...new Set(raises.map(takenBackUntil))];
  return (
    <DeskPage
      heading={words.reread}
      lead={words.rereadLead}
      crumb={[`${deskOfHost(host)}/services`, SERVICES[say.language].title]}
      form={action}
      filled={filled}
    >
      {broken.length > 0 && (
        <ul class="why">
          {broken.map((text) => (
            <li class="care" key={text}>
              <Picture name="beware" />
              <span>{text}</span>
            </li>
          ))}
        </ul>
      )}
      <Promised host={host} slug={slug} day={day} />
      <h2>{words.shown}</h2>
      <List of={shown}>
        {(plan) => (
          <>
            <strong>{curved(plan.name)}</strong>
            {colon}
            {termsOf(plan, service, day, say).join(', ')}.
          </>
        )}
      </List>
      {raises.length === 0 && <p>{words.noRise}</p>}
      <List of={raises}>{(raise) => capital(priceChangeText(raise, tried.after, say))}</List>
      <h2>{words.backUntil}</h2>
      {untils.length === 0 ? (
        <p>{words.untilFree}</p>
      ) : (
        untils.map((until) => <p key={until}>{(isOfToday ? words.untilNow : words.until)(say.date(until))}</p>)
      )}
      <h2>{words.told}</h2>
      <List
        of={[
          words.toldReaders,
          words.toldFollowers,
          isOfToday ? words.toldMatchNow : words.toldMatch,
          words.toldNobody,
        ]}
      />
      {buttons.confirm}
      {buttons.correct}
    </DeskPage>
  );
}

/**
 * Shows what a new price comes to before it is written. A draft has promised nobody anything.
 * @param isAlways also where no price rises
 */
export const risePreview =
  (
    { page: { language }, model: { day }, request }: SignedIn,
    slug: string,
    isAlways = false,
  ): NonNullable<HostFormSpec['preview']> =>
  ({ context, host }) => {
    const words = RISES[language];
    const pricesIn = ({ services }: { services: readonly (Priced & { slug: string })[] }): Priced =>
      services.find((one) => one.slug === slug) ?? {};
    let tried: Promise<TriedDocument> | undefined;
    const tryIt = (document: HostDocument) => {
      tried ??= tryDocument(context, host.id, document, `v${host.version}`);
      return tried;
    };
    return {
      send: words.announce,
      correct: words.correct,
      changed: words.stale,
      isNeeded: async (document: HostDocument) => {
        if (host.state === 'draft') return false;
        if (isAlways) return true;
        if (risesIn(pricesIn(host), pricesIn(document), [], day).length === 0) return false;
        return newRaises(await tryIt(document)).length > 0;
      },
      show: async (document: HostDocument, buttons, filled) => {
        const result = await tryIt(document);
        refuseFaults(result.faults);
        const action = request.url.split('?', 1)[0]!;
        return <RisePage {...{ host, slug, day, action, buttons, filled }} tried={result} />;
      },
    };
  };

/** Prices of the same plan that are announced for later, where another one is corrected; undefined: there is none. */
export function announcedAfter({ page: { say, language }, model: { day } }: SignedIn, service: Priced, plan: Plan) {
  const later = plansAfter(service, day).filter((one) => one.name === plan.name && one !== plan);
  const texts = later
    .sort((a, b) => byText(a.from!, b.from!))
    .map((one) => `${say.list(amountsOf(one, say))} ${say.from(one.from!)}`);
  return texts.length === 0 ? undefined : <p>{RISES[language].alreadyAnnounced(say.list(texts))}</p>;
}

/** Whether a plan holds on a day, so that another first day leaves that day without a price. */
const holdsOn = ({ from }: Plan, day: string): boolean => from === undefined || from <= day;

/**
 * Asks what is meant by a day to come that is given to a price of today: a new price from then on, which leaves today's in
 * its place, or a correction.
 */
export function meantField(visit: SignedIn, plan: Plan, { service, index }: { service: number; index: number }) {
  const { page, model } = visit;
  const words = RISES[page.language];
  const isAsked = (from: string | undefined) =>
    from !== undefined && isWholeDay(from) && from > model.day && holdsOn(plan, model.day);
  const today = structuredClone(plan);
  const field: HostField = {
    name: 'meant',
    at: [],
    read: () => [],
    write: (document, [meant]) => {
      const plans = document.services[service]!.plans!;
      if (meant === 'new' && isAsked(plans[index]!.from)) plans.splice(index + 1, 0, structuredClone(today));
    },
    view: (filled) =>
      isAsked([filled.typed.from ?? []].flat()[0]) && (
        <Radios
          {...{ filled, name: 'meant', label: words.meant, hint: words.meantHint }}
          choices={termChoices(['new', 'correction'], words.meanings)}
        />
      ),
  };
  return {
    field,
    faults: (typed: Typed) => (isAsked(typed.from) && !typed.meant ? { meant: words.meantExpected } : {}),
  };
}
