import type { Host } from '../../documents/host.ts';
import { priceSeenOn } from '../../documents/provenance.ts';
import type { Plan, Service } from '../../documents/service.ts';
import { knownOnly, type Node, type Surroundings } from './addresses.ts';
import { closingNode, commitmentNode } from './described.ts';

/** Durations in ISO 8601. */
const DURATIONS = { month: 'P1M', quarter: 'P3M', year: 'P1Y' } as const;
const CURRENCY = 'EUR';

type Amount = Pick<Plan, 'fixed' | 'membershipFee' | 'setupFee' | 'perAccount' | 'perGb'>;
const AMOUNTS: readonly { name: keyof Amount; priceFor: string; unitText?: string; isOnce?: true }[] = [
  { name: 'fixed', priceFor: 'fixed' },
  { name: 'membershipFee', priceFor: 'membership-fee' },
  { name: 'setupFee', priceFor: 'setup-fee', isOnce: true },
  { name: 'perAccount', priceFor: 'per-account', unitText: 'account' },
  { name: 'perGb', priceFor: 'per-gigabyte', unitText: 'gigabyte' },
];

/** These amounts are for a year, whatever the period of the plan. */
const OF_A_YEAR: ReadonlySet<string> = new Set(['membership-fee', 'pay-what-you-can-as-a-member']);

function pricesOf(plan: Plan): Node[] {
  const { period = 'year', taxIncluded, freeAmount, membershipFree } = plan;
  const node = (priceFor: string, amounts: Node, isOnce?: true): Node => ({
    '@type': 'UnitPriceSpecification',
    priceFor,
    priceCurrency: CURRENCY,
    ...amounts,
    ...(!isOnce && { billingDuration: OF_A_YEAR.has(priceFor) ? DURATIONS.year : DURATIONS[period] }),
    ...knownOnly({ valueAddedTaxIncluded: taxIncluded }),
  });
  const prices = AMOUNTS.flatMap(({ name, priceFor, unitText, isOnce }) =>
    plan[name] === undefined ? [] : [node(priceFor, knownOnly({ price: plan[name], unitText }), isOnce)],
  );
  if (freeAmount)
    prices.push(node('pay-what-you-can', knownOnly({ price: freeAmount.advised, minPrice: freeAmount.floor })));
  if (membershipFree)
    prices.push(
      node(
        'pay-what-you-can-as-a-member',
        knownOnly({ price: membershipFree.advised, minPrice: membershipFree.floor }),
      ),
    );
  return prices;
}

/** The full price, when it is a single fixed amount. */
const onePrice = ({ fixed, perAccount, perGb, freeAmount, onQuote }: Plan): number | undefined =>
  perAccount || perGb || freeAmount || onQuote ? undefined : fixed;

type Addressed = (slug: string) => string | undefined;

function offerNode(plan: Plan, host: Host, service: Service, addressOf: Addressed): Node {
  const offered = [...new Set([service.slug, ...(plan.covers ?? [])])];
  const price = onePrice(plan);
  const prices = pricesOf(plan);
  return {
    '@type': 'Offer',
    name: plan.name,
    itemOffered: offered.flatMap((slug) => addressOf(slug) ?? []),
    ...knownOnly({
      price,
      priceCurrency: price === undefined ? undefined : CURRENCY,
      priceCovers: plan.for,
      priceSpecification: prices.length > 0 ? prices : undefined,
      includedAccounts: plan.includedAccounts,
      maxAccounts: plan.maxAccounts,
      includedGigabytes: plan.includedGb,
      includedGigabytesPerAccount: plan.includedGbPerAccount,
      maxGigabytes: plan.maxGb,
      onQuote: plan.onQuote,
      description: plan.conditions,
      validFrom: plan.from,
      observedOn: priceSeenOn(plan, host),
    }),
  };
}

function serviceNode(host: Host, service: Service, addressOf: Addressed, around: Surroundings): Node {
  return {
    '@id': around.addresses.service(host, service),
    '@type': 'Service',
    identifier: service.slug,
    name: service.name,
    usages: service.usages,
    ...knownOnly({
      description: service.summary,
      url: service.url,
      software: service.software && {
        '@type': 'SoftwareApplication',
        name: service.software.name,
        ...knownOnly({ softwareLicence: service.software.licence }),
      },
      registration: service.registration,
      capacity: service.capacity?.state,
      capacityUntil: service.capacity?.until,
      capacityOpenFrom: service.capacity?.openFrom,
      dataCountry: service.dataCountry,
      ownDomain: service.ownDomain,
      certifications: service.certifications,
      exportFormats: service.exportFormats,
      takesOver: service.imports?.map(({ tool, guideUrl }) => ({ tool, ...knownOnly({ guide: guideUrl }) })),
      startedOn: service.startedOn,
      offers: service.plans?.map((plan) => offerNode(plan, host, service, addressOf)),
      closing: service.closing && closingNode(service.closing, around),
      commitments: service.commitments.map((commitment) => commitmentNode(commitment, around)),
    }),
  };
}

/** The services of a host, without a provider: the host that contains them is the provider. */
export function serviceNodes(host: Host, services: readonly Service[], around: Surroundings): Node[] {
  const bySlug = new Map(host.services.map((service) => [service.slug, service]));
  const addressOf: Addressed = (slug) => {
    const found = bySlug.get(slug);
    return found && around.addresses.service(host, found);
  };
  return services.map((service) => serviceNode(host, service, addressOf, around));
}
