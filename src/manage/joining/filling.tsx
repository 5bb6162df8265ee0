import { type Static, Type } from 'typebox';
import { ServiceDraft } from '../../documents/service.ts';
import {
  hostFileName,
  ownFileAddress,
  type Publication,
  serviceFileName,
  type WrittenHost,
  writeHost,
  writeService,
} from '../../exchange/chatonsinfos/write.ts';
import { documentAddress } from '../../exchange/sources/documents.ts';
import { pricedAt, statedPrice } from '../../ground/stated-numbers.ts';
import { curved } from '../../ground/texts.ts';
import {
  DocumentHost,
  type DocumentService,
  documentHead,
  type HostDocument,
  type HostDocumentDraft,
} from '../../host-documents/schema.ts';
import { Select } from '../../pages/frame/fields.tsx';
import { addressIn, usePage, useWords } from '../../pages/frame/page.ts';
import { shortNameFrom } from '../../requests/meaning.ts';
import { refuseFaults } from '../../requests/version.ts';
import { LEGAL_FORM_LABELS } from '../../vocabulary/labels.ts';
import { HttpUrl, shortText } from '../../vocabulary/shapes.ts';
import { LEGAL_FORMS } from '../../vocabulary/terms.ts';
import { type Desk, type DeskVisit, queryParam } from '../desk.tsx';
import { DeskForm, DeskPage, LinkLine } from '../desk-page.tsx';
import { factsForm, identityForm } from '../host/facts.tsx';
import type { HostField } from '../host/form.tsx';
import { slugFor, usageGroups } from '../host/services/service-form.tsx';
import { CHECK, documentFaults, FILL } from '../parts/check-file.tsx';
import { fieldsOf } from '../parts/field-kinds.tsx';
import { Cards } from '../parts/lists.tsx';
import { isStay, openPageForm } from '../parts/pages.tsx';
import { FILLED_FILE } from '../words/file.ts';
import { HOST_FACTS_ASKED } from '../words/host-facts.ts';
import { JOINING } from '../words/joining.ts';
import { JOIN } from './looking.tsx';

/* The files of a host that has no entry: filled in, and downloaded. Nothing of it is stored. */

const { name, usages, software, plans } = ServiceDraft.properties;
const { slug: _slug, ...facts } = DocumentHost.properties;

/** What both formats need, and what people look for first. Short names are made from names. */
const Filling = Type.Object({
  host: Type.Object({ ...facts, website: HttpUrl, legalForm: Type.Enum(LEGAL_FORMS, { type: 'string' }) }),
  services: Type.Array(Type.Object({ name, usages, software, plans, keeper: shortText() })),
});
type Filling = Static<typeof Filling>;

/** Nobody fills in more by hand. */
const MOST_SERVICES = 20;

/** The facts of the host, each with the control that desks have for it. */
function hostFields({ page, model }: DeskVisit, body: HostDocument): HostField[] {
  const { language } = page;
  const words = FILLED_FILE[language];
  const { address, select } = fieldsOf(Filling, language);
  const asked = [...identityForm({ page, model }).fields(body), ...factsForm({ page, model }).fields(body)];
  const named = (name: string) => asked.find((field) => field.name === name)!;
  return [
    { ...named('name'), at: ['/host/name', '/host/slug'] },
    address('/host/website', JOINING[language].website, {
      ...{ hint: words.websiteHint, autocomplete: 'url' },
      ...{ expects: JOINING[language].websiteWrong, missing: words.websiteMissing },
    }),
    named('summary'),
    select('/host/legalForm', HOST_FACTS_ASKED[language].legalForm, {
      choices: LEGAL_FORMS.map((one) => [one, LEGAL_FORM_LABELS[one][language]]),
      ...{ unsaid: words.choose, expects: words.legalFormMissing },
    }),
    ...['seat', 'serves', 'email', 'role'].map(named),
  ];
}

/** @param number as the form names it @param index its place in the body */
function serviceFields({ page: { language }, model }: DeskVisit, number: number, index: number): HostField[] {
  const words = FILLED_FILE[language];
  const { line, select, number: amount } = fieldsOf(Filling, language);
  const at = `/services/${index}`;
  const said = (what: string) => ({ name: `${what}-${number}`, faultLabel: words.service(number) });
  const usage = select(`${at}/usages`, '', {
    ...{ ...said('usage'), choices: [], expects: words.usageMissing },
    written: (typed) => (model.reference.usages.has(typed) ? [typed] : undefined),
  });
  const price = amount(`${at}/plans/0/fixed`, words.price(number), {
    ...{ ...said('price'), hint: words.priceHint, faultsAt: [`${at}/plans`] },
    ...{ written: (typed) => statedPrice(typed)?.value, unread: () => JOINING[language].noNumber },
  });
  return [
    {
      ...usage,
      view: (filled) => (
        <Select
          {...{ filled, name: usage.name, label: words.usage(number) }}
          groups={[['', [['', words.choose]]], ...usageGroups(model.reference, language)]}
        />
      ),
    },
    line(`${at}/name`, words.name(number), {
      ...{ ...said('service'), hint: words.nameHint, missing: words.nameMissing },
    }),
    {
      ...price,
      write: ({ services }, [typed = '']) => {
        const price = statedPrice(typed);
        // What the host writes of a price was seen by it today.
        if (price)
          services[index]!.plans = [{ name: JOINING[language].plan, ...pricedAt(price), observedOn: model.day }];
      },
    },
    line(`${at}/software/name`, words.software(number), { ...said('software'), within: `${at}/software` }),
    line(`${at}/keeper`, words.keeper(number), {
      ...{ ...said('keeper'), hint: words.keeperHint, missing: words.keeperMissing },
    }),
  ];
}

const FIELDS_OF_SERVICE = ['usage', 'service', 'price', 'software', 'keeper'];

/** The numbers of the services that a form asks: of what was sent to be made, those of which nothing is said go. */
function servicesIn(visit: DeskVisit, sent: URLSearchParams | undefined): { count: number; numbers: number[] } {
  const stays = isStay(sent);
  const more = stays && queryParam(visit, 'more') !== undefined ? 1 : 0;
  const before = Number.parseInt(sent?.get('services') ?? '', 10) || 0;
  const count = Math.min(Math.max(before, 0) + more, MOST_SERVICES);
  const isSaid = (number: number) => FIELDS_OF_SERVICE.some((what) => sent?.get(`${what}-${number}`)?.trim());
  const all = Array.from({ length: count }, (_, index) => index + 1);
  return { count, numbers: stays ? all : all.filter(isSaid) };
}

/** Asks for one more service, with all that was typed. */
function AddService() {
  const page = usePage();
  const words = useWords(FILLED_FILE);
  return (
    <p class="row">
      <button type="submit" class="second" name="go" value="stay" formaction={addressIn(page, FILL, { more: 'yes' })}>
        {words.add}
      </button>
    </p>
  );
}

interface MadeFile {
  name: string;
  about: string;
  /** Its place on the site of the host. */
  at: string;
  type: string;
  text: string;
}

function documentIn(
  { host, services }: Filling,
  site: string,
): HostDocumentDraft & { $schema: string; schemaVersion: number } {
  const taken: DocumentService[] = [];
  for (const { keeper: _keeper, ...service } of services)
    taken.push({ slug: slugFor(service.name, taken), ...service });
  const made = shortNameFrom(host.name);
  return {
    ...documentHead(site),
    host: { slug: made.length < 2 ? 'hebergeur' : made, ...host },
    ...(taken.length > 0 && { services: taken }),
  };
}

/** One file for this catalogue; for ChatonsInfos, one of the host and one of each service. */
function filesOf(filling: Filling, document: HostDocumentDraft, { page, model }: DeskVisit): MadeFile[] {
  const words = FILLED_FILE[page.language];
  const { reference, day } = model;
  const { host, services = [] } = document;
  const { website } = filling.host;
  const publication: Publication = { publicUrl: page.site, site: website, reference, day, changedOn: day };
  const written: WrittenHost = {
    ...{ ...host, memberships: [], state: 'published', closing: null },
    ...{ confirmedByHost: true, confirmedOn: day },
    services: services.map(({ slug }) => ({ slug, closing: null })),
  };
  const properties = (name: string, about: string, text: string): MadeFile => ({
    ...{ name, about, text, type: 'text/plain; charset=utf-8' },
    at: ownFileAddress(website, name),
  });
  return [
    {
      ...{ name: 'bercail.json', about: words.whole, type: 'application/json' },
      at: documentAddress({ website })!,
      text: `${JSON.stringify(document, null, 2)}\n`,
    },
    properties(hostFileName(host.slug), words.ofHost, writeHost(written, publication)),
    ...services.map((service, index) =>
      properties(
        serviceFileName(host.slug, service.slug),
        words.ofService(curved(service.name)),
        writeService(written, { ...service, closing: null }, publication, filling.services[index]!.keeper),
      ),
    ),
  ];
}

/** The files, each behind a button that sends what was filled in once more. */
function FilesPage({ files, sent, isOpen }: { files: readonly MadeFile[]; sent: URLSearchParams; isOpen: boolean }) {
  const words = useWords(FILLED_FILE);
  const names = [...new Set(sent.keys())].filter((name) => name !== 'go' && name !== 'download');
  const carried = Object.fromEntries(names.map((name) => [name, sent.getAll(name)]));
  return (
    <DeskPage heading={words.files} lead={words.filesLead} form={FILL} isOpen={isOpen}>
      <Cards of={files}>
        {({ name, about, at }) => (
          <>
            <h2>{name}</h2>
            <p>{about}</p>
            <p>
              {words.place} <span class="code">{at}</span>
            </p>
            <DeskForm action={FILL} send={words.download(name)} hidden={{ ...carried, download: [name] }} />
          </>
        )}
      </Cards>
      <DeskForm id="desk" action={FILL} send={words.correct} hidden={{ ...carried, go: ['stay'] }} isSecond />
      <h2>{words.next}</h2>
      <LinkLine to={CHECK} name={words.check} />
      <LinkLine to={JOIN} name={words.join} />
    </DeskPage>
  );
}

/** Makes the files of a host from a form, for anybody. */
export const fillingPage = (desk: Desk): void =>
  openPageForm(desk, FILL, (visit, sent) => {
    const { page, model, session } = visit;
    const words = FILLED_FILE[page.language];
    const { count, numbers } = servicesIn(visit, sent);
    const body = { host: {}, services: numbers.map(() => ({})) };
    const isOpen = !session;
    const add: HostField = { name: 'add', at: [], read: () => [], write: () => {}, view: () => <AddService /> };
    return {
      ...{ heading: words.title, lead: words.lead, isOpen, send: words.send, isSentByEnter: true },
      ...{ shape: Filling, body, hidden: { services: [String(count)] } },
      says: { 'personal-address': HOST_FACTS_ASKED[page.language].personal },
      fields: [
        ...hostFields(visit, body as unknown as HostDocument),
        ...numbers.flatMap((number, index) => serviceFields(visit, number, index)),
        ...(count < MOST_SERVICES ? [add] : []),
      ],
      save: async (filling: Filling) => {
        const document = documentIn(filling, page.site);
        refuseFaults(documentFaults(document, model));
        const files = filesOf(filling, document, visit);
        const asked = files.find(({ name }) => name === sent!.get('download'));
        if (!asked) return <FilesPage {...{ files, isOpen }} sent={sent!} />;
        return { file: asked.text, type: asked.type, name: asked.name };
      },
    };
  });
