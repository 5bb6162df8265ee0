import { type TriedPrice, tryPrice } from '../../../advice/tried-price.ts';
import type { Host } from '../../../documents/host.ts';
import type { Plan } from '../../../documents/service.ts';
import { statedNumber } from '../../../ground/stated-numbers.ts';
import { curved } from '../../../ground/texts.ts';
import type { HostDocument } from '../../../host-documents/schema.ts';
import { ownHost } from '../../../hosts/entries/commands.ts';
import { EMPTY, type Filled, NumberLine, Select } from '../../../pages/frame/fields.tsx';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { HiddenFields, Sentence } from '../../../pages/frame/parts.tsx';
import { plansWithout } from '../../../services/meaning.ts';
import { COMPLETE_LIST_LABELS } from '../../../vocabulary/labels.ts';
import { ACCOUNTS, STORAGE } from '../../../vocabulary/units.ts';
import { DESK, type Desk, type DeskVisit, type SignedIn } from '../../desk.tsx';
import { DeskForm, DeskPage, TapLink } from '../../desk-page.tsx';
import { type NumberLimits, numberFault } from '../../parts/numbers.ts';
import { LOST_WITH_IT, SERVICES } from '../../words/services.ts';
import { changeDocument, crumbOf, deskOfHost, type HostFormSpec, hostForm, LeadOfLists } from '../form.tsx';
import { Saved } from '../saved.tsx';
import { ServiceList, usePrice } from './list.tsx';
import { newPriceForm } from './new-price.tsx';
import { newPlanForm, planForm, planLimitsForm, planTermsForm } from './plan-form.tsx';
import { newServiceForm, planAt, serviceAt, serviceDetailsForm, serviceForm, usageGroups } from './service-form.tsx';

const useAbove = (host: Host) => [`${deskOfHost(host)}/services`, useWords(SERVICES).title] as const;

interface ServicesPageProps {
  host: Host;
  visit: SignedIn;
  trial: Trial;
}

function ServicesPage({ host, visit, trial }: ServicesPageProps) {
  const words = useWords(SERVICES);
  const { language } = usePage();
  const { services, plans } = COMPLETE_LIST_LABELS;
  const lists = { services: services[language], plans: plans[language] };
  const lead = <LeadOfLists {...{ host, lists }}>{words.lead}</LeadOfLists>;
  return (
    <DeskPage heading={words.title} lead={lead} crumb={crumbOf(host)} wide>
      <div class="stack">
        <Saved host={host} visit={visit} />
        <ServiceList host={host} day={visit.model.day} asked={(visit.request.query as Record<string, unknown>).page} />
      </div>
      <Tried host={host} trial={trial} />
    </DeskPage>
  );
}

/** The first question about a service: what it is for. */
function UsagePage({ host, visit }: { host: Host; visit: SignedIn }) {
  const words = useWords(SERVICES);
  const { language } = usePage();
  return (
    <DeskPage heading={words.addService} lead={words.addUsageLead} crumb={useAbove(host)}>
      <DeskForm action={`${deskOfHost(host)}/new-service`} send={words.continue}>
        <Select
          filled={EMPTY}
          name="usage"
          label={words.addUsage}
          groups={usageGroups(visit.model.reference, language)}
        />
      </DeskForm>
    </DeskPage>
  );
}

interface LostProps {
  document: HostDocument;
  service: number;
  plan: number | undefined;
  day: string;
}

const isComing = ({ from }: Plan, day: string): boolean => from !== undefined && from > day;

/** What is lost with a service, or with one plan of it. */
function Lost({ document, service, plan, day }: LostProps) {
  const words = useWords(LOST_WITH_IT);
  const { say } = usePage();
  const priceOf = usePrice();
  const { slug, usages, plans = [], commitments = {} } = document.services[service]!;
  const covering = document.services.flatMap((other) =>
    (other.plans ?? []).flatMap(({ name, covers }) =>
      covers?.includes(slug) ? curved(`${other.name} · ${name}`) : [],
    ),
  );
  const left = document.services.filter((_, index) => index !== service).flatMap((other) => other.usages);
  const lostUsages = usages.filter((usage) => !left.includes(usage)).map((usage) => say.usage(usage));
  const promises = Object.keys(commitments).length;
  const lost =
    plan === undefined
      ? [
          words.entry,
          lostUsages.length > 0 && words.usages(say.list(lostUsages)),
          plans.length > 0 && words.plans(plans.length),
          covering.length > 0 && words.cover(say.list(covering)),
          promises > 0 && words.promises(promises),
        ]
      : [
          (isComing(plans[plan]!, day) ? words.coming : words.price)(priceOf(plans[plan]!)),
          plans.length === 1 && words.lastPrice,
        ];
  return (
    <>
      <h2>{words.title}</h2>
      <ul>
        {lost
          .filter((line) => typeof line === 'string')
          .map((line) => (
            <li key={line}>{line}</li>
          ))}
      </ul>
    </>
  );
}

/** Takes a service out, and out of what plans of others cover. */
function removeAt(services: HostDocument['services'], place: number, { model: { reference } }: SignedIn): void {
  const usages = new Map(services.map((service) => [service.slug, service.usages]));
  const [{ slug }] = services.splice(place, 1) as [HostDocument['services'][number]];
  for (const service of services) if (service.plans) service.plans = plansWithout(slug, service, usages, reference);
}

/** Takes a service out, or one plan of it, after it was said what is lost. */
function removalForm(visit: SignedIn, document: HostDocument): HostFormSpec {
  const { page, params } = visit;
  const words = SERVICES[page.language];
  const service = serviceAt(document, params.service);
  const plan = params.plan === undefined ? undefined : planAt(document, service, params.plan);
  const { slug, name, plans = [] } = document.services[service]!;
  const { day } = visit.model;
  const isGivenUp = plan !== undefined && isComing(plans[plan]!, day);
  const lost = structuredClone(document);
  const heading = isGivenUp ? words.giveUpOf : words.removeService;
  return {
    heading: heading(curved(plan === undefined ? name : plans[plan]!.name)),
    ...(plan === undefined && { lead: words.removeServiceLead }),
    above: { part: 'services', name: words.title },
    before: (host) => (
      <>
        {plan === undefined && host.state !== 'draft' && (
          <p>
            <TapLink to={`${deskOfHost(host)}/closing/services/${slug}`} name={words.announceEnd} />
          </p>
        )}
        <Lost {...{ document: lost, service, plan, day }} />
      </>
    ),
    start: ({ services }) => {
      if (plan === undefined) removeAt(services, service, visit);
      else services[service]!.plans!.splice(plan, 1);
    },
    fields: () => [],
    send: isGivenUp ? words.giveUp : words.remove,
    after: (
      <p>
        <TapLink to={`${DESK}/hosts/${params.host}/services`} name={words.keep} />
      </p>
    ),
  };
}

/** Services and plans of a host, each changed where it is. */
export function servicePages(desk: Desk): void {
  const at = `${DESK}/hosts/:host`;
  const one = 'services/:service';
  const read = async ({ params, asHost }: SignedIn) =>
    await ownHost(await asHost(params.host!, 'getHostDocument'), params.host!);

  desk.page(`${at}/services`, async (visit) => {
    const host = await read(visit);
    const trial = await trialOf(host, visit);
    return <ServicesPage host={host} visit={visit} trial={trial} />;
  });
  desk.page(`${at}/new-service`, async (visit) => <UsagePage host={await read(visit)} visit={visit} />);
  desk.form(`${at}/new-service`, async (visit, { fields, isStay }) => {
    const usage = fields.get('usage') ?? '';
    const host = await read(visit);
    if (isStay || !visit.model.reference.usages.has(usage)) return <UsagePage host={host} visit={visit} />;
    return { to: `${deskOfHost(host)}/new-service/${usage}` };
  });
  hostForm(desk, 'new-service/:usage', newServiceForm);
  hostForm(desk, one, serviceForm);
  hostForm(desk, `${one}/details`, serviceDetailsForm);
  hostForm(desk, `${one}/new-plan`, newPlanForm);
  hostForm(desk, `${one}/plans/:plan`, planForm);
  hostForm(desk, `${one}/plans/:plan/limits`, planLimitsForm);
  hostForm(desk, `${one}/plans/:plan/terms`, planTermsForm);
  hostForm(desk, `${one}/plans/:plan/copy`, newPlanForm);
  hostForm(desk, `${one}/plans/:plan/new-price`, newPriceForm);

  hostForm(desk, `${one}/remove`, removalForm);
  hostForm(desk, `${one}/plans/:plan/remove`, removalForm);

  desk.form(`${at}/${one}/plans/:plan/up`, async (visit) => {
    const { params } = visit;
    return await changeDocument(visit, 'services', (document) => {
      const service = serviceAt(document, params.service);
      const place = planAt(document, service, params.plan);
      const { plans = [] } = document.services[service]!;
      if (place > 0) plans.splice(place - 1, 2, plans[place]!, plans[place - 1]!);
    });
  });
}

/** What is tried first: a choir. */
const FIRST = { people: '12', gb: '20' };
const MOST_TRIED = 100_000;

interface Trial {
  filled: Filled;
  price?: TriedPrice;
}

/** What the address asks to try, with what it would cost. */
async function trialOf(host: Host, { request, bercail, model, page }: DeskVisit): Promise<Trial> {
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
  const isWhole = accounts !== undefined && Number.isInteger(accounts) && accounts >= 1 && accounts <= MOST_TRIED;
  const isRoom = gigabytes !== undefined && gigabytes <= MOST_TRIED;
  const tooMuch = (of: string, limits: NumberLimits) =>
    numberFault(of, { maximum: MOST_TRIED, ...limits }, page.language) ?? noNumber;
  const faults = {
    ...(!isWhole && { people: tooMuch(typed.people, { isWhole: true, minimum: 1 }) }),
    ...(!isRoom && { gb: tooMuch(typed.gb, { minimum: 0 }) }),
  };
  if (!isWhole || !isRoom) return { filled: { typed, faults } };
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
function Tried({ host, trial: { filled, price } }: { host: Host; trial: Trial }) {
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
