import type { Routes } from '../../bercail.ts';
import { findFederation, type Model } from '../../catalogue/model.ts';
import type { Federation } from '../../documents/federation.ts';
import { capital, curved } from '../../ground/texts.ts';
import { Layout, Roof, textsOf } from '../frame/layout.tsx';
import { List, Section } from '../frame/lists.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { pageOf, publicPage } from '../frame/pages.ts';
import { Link, PrintButton } from '../frame/parts.tsx';
import { GAPS } from '../words/gaps.ts';
import { type Coverage, coverageOf, isGap, regionsIn, seatedIn } from './coverage.ts';

interface GapsView {
  model: Model;
  /** The network that hands the page out, where one does. */
  network: Federation | undefined;
}

/** The name of a région. */
const useRegion = () => {
  const { say } = usePage();
  return (code: string) => say.territory({ level: 'region', code });
};

/** Régions, each with its page to print. */
function Regions({ model, network }: GapsView) {
  const words = useWords(GAPS);
  const nameOf = useRegion();
  return (
    <Section title={words.sheets}>
      <ul class="row">
        {regionsIn(model).map((region) => (
          <li key={region}>
            <Link to="/gaps" query={{ region, ...(network && { federation: network.slug }) }}>
              {nameOf(region)}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Usages that nobody is known to offer anywhere, and those that are missing in some régions. */
function GapsPage({ model, network }: GapsView) {
  const words = useWords(GAPS);
  const { say } = usePage();
  const nameOf = useRegion();
  const regions = regionsIn(model);
  const gaps = coverageOf(model).filter(isGap);
  const missing = new Map<string, string[]>();
  for (const { usage, region } of gaps) missing.set(usage, [...(missing.get(usage) ?? []), region]);
  const nowhere = [...missing].filter(([, of]) => of.length === regions.length).map(([usage]) => usage);
  const somewhere = [...missing].filter(([, of]) => of.length < regions.length);
  return (
    <Layout
      title={words.title}
      description={words.description}
      roof={
        <Roof
          crumb={<Link to="/federations">{words.network}</Link>}
          heading={words.title}
          lead={words.lead(say.date(model.day))}
        />
      }
    >
      <Section title={words.nowhere}>
        {nowhere.length === 0 ? (
          <p>{words.noNowhere}</p>
        ) : (
          <List of={nowhere}>{(usage) => capital(say.usage(usage))}</List>
        )}
      </Section>
      <Section title={words.somewhere}>
        {somewhere.length === 0 ? (
          <p>{words.noSomewhere}</p>
        ) : (
          <table class="ledger">
            <thead>
              <tr>
                <th scope="col">{words.usage}</th>
                <th scope="col">{words.regions}</th>
              </tr>
            </thead>
            <tbody>
              {somewhere.map(([usage, of]) => (
                <tr key={usage}>
                  <th scope="row">{capital(say.usage(usage))}</th>
                  <td>{say.list(of.map(nameOf))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Section>
      <Regions model={model} network={network} />
    </Layout>
  );
}

/** What one région lacks, on one sheet of A4. */
function RegionPage({ model, network, region }: GapsView & { region: string }) {
  const words = useWords(GAPS);
  const { say } = usePage();
  const nameOf = useRegion();
  const found = coverageOf(model).filter((one) => one.region === region);
  const day = say.date(model.day);
  const nobody = found.filter(isGap);
  const maybe = found.filter((one) => one.all.length === 0 && !isGap(one));
  const few = found.filter(({ all }) => all.length === 1 || all.length === 2);
  const usageOf = ({ usage }: Coverage) => capital(say.usage(usage));
  return (
    <Layout
      title={words.sheetTitle(nameOf(region))}
      roof={
        <Roof
          crumb={
            <Link to="/gaps" query={network ? { federation: network.slug } : {}}>
              {words.all}
            </Link>
          }
          heading={words.sheetTitle(nameOf(region))}
          lead={network ? words.sheetFor(curved(network.name), day) : words.sheetLead(day)}
        />
      }
    >
      <p>{words.seated(seatedIn(model, region))}</p>
      <div class="folds">
        <Section title={words.nobody(nobody.length)}>
          {nobody.length === 0 ? <p>{words.noNobody}</p> : <List of={nobody}>{usageOf}</List>}
        </Section>
        {maybe.length > 0 && (
          <Section title={words.maybe}>
            <p>{words.maybeLead}</p>
            <List of={maybe}>{usageOf}</List>
          </Section>
        )}
        {few.length > 0 && (
          <Section title={words.few}>
            <List of={few}>
              {(one) => words.named(usageOf(one), say.list(one.all.map(({ name }) => curved(name))))}
            </List>
          </Section>
        )}
      </div>
      <Section title={words.how}>
        <p>{words.read}</p>
      </Section>
      <PrintButton />
    </Layout>
  );
}

/** What nobody is known to offer: nothing but public entries. */
export const gapPages: Routes = (app, { catalogue, publicUrl }) => {
  publicPage(app, '/gaps', { dependsOn: catalogue, headers: 'page' }, (request, model) => {
    const { region: asked, federation } = request.query as { region?: unknown; federation?: unknown };
    const region = regionsIn(model).find((code) => code === asked);
    const network = typeof federation === 'string' ? findFederation(model, federation) : undefined;
    const page = pageOf(request, model.reference, publicUrl, {
      carried: { region, federation: network?.slug },
      reads: ['region', 'federation'],
      leftOut: { values: [...(region ? [] : textsOf(asked)), ...(network ? [] : textsOf(federation))] },
    });
    const view = { model, network };
    return [page, region ? <RegionPage key="region" {...view} region={region} /> : <GapsPage key="gaps" {...view} />];
  });
};
