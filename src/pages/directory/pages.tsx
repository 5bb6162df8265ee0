import { isAtWork } from '../../alternatives/find.ts';
import type { Routes } from '../../bercail.ts';
import type { Model } from '../../catalogue/model.ts';
import { type Closing, hasEnded } from '../../documents/closing.ts';
import type { Host } from '../../documents/host.ts';
import type { Service } from '../../documents/service.ts';
import { byText } from '../../ground/texts.ts';
import { Layout, Roof } from '../frame/layout.tsx';
import { Section } from '../frame/lists.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { pageOf, publicPage } from '../frame/pages.ts';
import { Link, OutsideLink, Tap, WrittenText } from '../frame/parts.tsx';
import { DIRECTORY } from '../words/directory.ts';
import { PARAMETERS, parametersOf, readHostSearch } from './asked.ts';
import { HostsPage } from './hosts-page.tsx';
import { lookUp } from './meant.ts';

/** The end of a host, or of one of its services: announced, or only seen. */
interface End {
  host: Host;
  service?: Service;
  closing: Closing;
}

/** All ends: those to come, the nearest first, then those that came, the last first. */
function endsIn({ documents }: Pick<Model, 'documents'>): Record<'coming' | 'past', End[]> {
  const ends = documents.flatMap((host): End[] => {
    if (host.closing) return [{ host, closing: host.closing }];
    return host.services.flatMap((service) => (service.closing ? [{ host, service, closing: service.closing }] : []));
  });
  const dayOf = ({ closing }: End) => closing.stages.closed ?? '';
  const byDay = (a: End, b: End) => byText(dayOf(a), dayOf(b));
  return {
    coming: ends.filter((end) => !hasEnded(end)).sort(byDay),
    past: ends.filter(hasEnded).sort((a, b) => byDay(b, a)),
  };
}

/** One end: what ends and when, who takes over, and where to go. */
function EndCard({ end: { host, service, closing }, bySlug }: { end: End; bySlug: Model['bySlug'] }) {
  const { end: words } = useWords(DIRECTORY);
  const { say } = usePage();
  const { announcedOn, stages, reason, successor, exportGuide } = closing;
  const isOver = hasEnded({ closing });
  const next = successor && bySlug.get(successor.host);
  return (
    <li class="card stack">
      <h3>
        <Link to={`/hosts/${host.slug}`}>{host.name}</Link>
      </h3>
      {service && <p>{words.service(service.name)}</p>}
      <p class="state not">
        {stages.closed ? words[isOver ? 'closed' : 'closes'](say.on(stages.closed)) : words.undated}
      </p>
      <p class="small">{announcedOn ? words.announced(say.on(announcedOn)) : words.unannounced}</p>
      {reason && (
        <p class="small soft">
          <WrittenText text={reason} />
        </p>
      )}
      <p class="row">
        {next && isAtWork(next) && (
          <span>
            {words[successor.agreed ? 'successor' : isOver ? 'proposedThen' : 'proposed']}{' '}
            <Link to={`/hosts/${next.slug}`}>{next.name}</Link>
          </span>
        )}
        {exportGuide && <OutsideLink to={exportGuide}>{words.guide}</OutsideLink>}
        <Tap to={`/hosts/${host.slug}/alternatives`} text={words.where((service ?? host).name)} />
      </p>
    </li>
  );
}

/** Who closes or has closed, when, and where to go. Those that only left the catalogue are not here: they left. */
function ClosingsPage({ model }: { model: Model }) {
  const { end: words } = useWords(DIRECTORY);
  const { coming, past } = endsIn(model);
  const cards = (ends: readonly End[]) => (
    <ul class="cards two">
      {ends.map((end) => (
        <EndCard key={`${end.host.id} ${end.service?.id}`} end={end} bySlug={model.bySlug} />
      ))}
    </ul>
  );
  return (
    <Layout
      title={words.title}
      description={words.description}
      roof={<Roof crumb={<Link to="/hosts">{words.all}</Link>} heading={words.title} lead={words.lead} />}
      wide
    >
      <Section title={words.coming}>{coming.length > 0 ? cards(coming) : <p>{words.none}</p>}</Section>
      {past.length > 0 && <Section title={words.past}>{cards(past)}</Section>}
    </Layout>
  );
}

/** The hosts that people may browse, and the closings that were announced. */
export const directoryPages: Routes = (app, { catalogue, policy, publicUrl }) => {
  publicPage(app, '/hosts', { dependsOn: catalogue, headers: 'page' }, (request, model) => {
    const asked = readHostSearch(request.query, model);
    const directory = lookUp(asked, model, policy);
    const carried = parametersOf(directory.instead === undefined ? directory.found.asked : asked);
    const page = pageOf(request, model.reference, publicUrl, { carried, reads: PARAMETERS, leftOut: asked.leftOut });
    return [page, <HostsPage key="hosts" directory={directory} model={model} closings={endsIn(model).coming.length} />];
  });

  publicPage(app, '/closings', { dependsOn: catalogue, headers: 'page' }, (request, model) => [
    pageOf(request, model.reference, publicUrl),
    <ClosingsPage key="closings" model={model} />,
  ]);
};
