import { type FederationHelper, FederationHelperDraft } from '../../../documents/federation.ts';
import { helperIn, putFederationHelper, removeFederationHelper } from '../../../federations/helpers/commands.ts';
import { curved } from '../../../ground/texts.ts';
import { OutsideLink, PhoneLink } from '../../../pages/frame/parts.tsx';
import { shortNameFrom, today } from '../../../requests/meaning.ts';
import { inputPart } from '../../../requests/shape.ts';
import { type Desk, doneIn } from '../../desk.tsx';
import { ButtonLine, TapLink } from '../../desk-page.tsx';
import { fieldsOf, PHONE_MAX } from '../../parts/field-kinds.tsx';
import { type FederationFormSpec, federationConfirm, federationForm } from '../form.tsx';
import { FEDERATION, FederationPage, type OpenDesk, openDesk } from '../frame.tsx';

import { HELPERS } from './words.ts';

/** The short name of a new organisation: made from its name, with a number where that is taken. */
function freeId(name: string, taken: readonly FederationHelper[]): string {
  const wanted = shortNameFrom(name).slice(0, 70) || 'structure';
  for (let number = 1; ; number++) {
    const id = number === 1 && wanted !== 'new' ? wanted : `${wanted}-${number}`;
    if (!taken.some((one) => one.id === id)) return id;
  }
}

/** The form of one organisation. @param helper absent: a new one */
function formOf({ visit, context, federation }: OpenDesk, helper?: FederationHelper): FederationFormSpec {
  const { language } = visit.page;
  const words = HELPERS[language];
  const { helpers, territories } = context.reference;
  const kinds = [...new Set(helpers.map(({ kind }) => kind))]
    .map((kind) => [kind, words.kinds[kind] ?? kind] as const)
    .sort((a, b) => a[1].localeCompare(b[1]));
  const body = helper ? inputPart(FederationHelperDraft, helper) : {};
  const { line, select, zones, address, date } = fieldsOf(FederationHelperDraft, language);
  return {
    heading: helper ? words.changeHeading : words.add,
    lead: words.addLead,
    above: ['helpers', words.title],
    shape: FederationHelperDraft,
    body,
    ...(!helper && { proposed: { observedOn: today(context) } }),
    fields: [
      line('/name', words.name, { faultsAt: ['/name', '/id'], missing: words.nameMissing }),
      select('/kind', words.kind, { choices: kinds, unsaid: words.noKind, expects: words.kindMissing }),
      zones('/serves', words.serves, {
        ...{ body, territories, rows: 3 },
        ...{ hint: words.servesHint, expects: words.servesMissing },
      }),
      address('/url', words.url, { hint: words.urlHint, expects: words.addressMissing }),
      line('/phone', words.phone, { hint: words.phoneHint, most: PHONE_MAX }),
      line('/email', words.email, { hint: words.emailHint }),
      address('/contactUrl', words.contactUrl, {
        ...{ hint: words.contactUrlHint, expects: words.addressMissing },
      }),
      date('/observedOn', words.observedOn, { hint: words.observedOnHint }),
    ],
    save: (context, draft: FederationHelperDraft, version) => {
      const id = helper?.id ?? freeId(draft.name, federation.helpers ?? []);
      return putFederationHelper(context, { federation: federation.slug, id }, draft, version);
    },
    next: `helpers?done=${helper ? 'changed' : 'made'}`,
  };
}

/** Organisations that accompany: named, changed, taken away. */
export function helperPages(desk: Desk): void {
  desk.page(`${FEDERATION}/helpers`, async (visit) => {
    const opened = await openDesk(visit, 'listFederationHelpers');
    const words = HELPERS[visit.page.language];
    const { say } = visit.page;
    const { helpers = [] } = opened.federation;
    const at = `${opened.at}/helpers`;
    return (
      <FederationPage opened={opened} heading={words.title} lead={words.lead} done={doneIn(visit, words.done)}>
        {helpers.length === 0 && <p>{words.none}</p>}
        {helpers.map(({ id, name, kind, serves, url, phone, observedOn }) => (
          <section class="card" key={id}>
            <h2>{curved(name)}</h2>
            <p>
              {words.kinds[kind] ?? kind} ·{' '}
              {serves
                .slice(0, 5)
                .map((zone) => (zone.level === 'world' ? '' : say.territory(zone)))
                .filter(Boolean)
                .join(', ')}
            </p>
            <p class="small soft">{words.seen(say.on(observedOn))}</p>
            <p>
              {url && <OutsideLink to={url} />} {phone && <PhoneLink phone={phone} />}
            </p>
            <p class="row">
              <TapLink to={`${at}/${id}`} name={words.change} of={curved(name)} />
              <TapLink to={`${at}/${id}/remove`} name={words.remove} of={curved(name)} />
            </p>
          </section>
        ))}
        <ButtonLine to={`${at}/new`} name={words.add} />
      </FederationPage>
    );
  });

  federationForm(desk, 'helpers/new', 'putFederationHelper', (opened) => formOf(opened));
  federationForm(desk, 'helpers/:id', 'putFederationHelper', (opened) =>
    formOf(opened, helperIn(opened.federation, opened.visit.params.id!)),
  );

  federationConfirm(desk, 'helpers/:id/remove', 'removeFederationHelper', ({ visit, federation }) => {
    const words = HELPERS[visit.page.language];
    const helper = helperIn(federation, visit.params.id!);
    return {
      heading: words.removeHeading(curved(helper.name)),
      above: ['helpers', words.title],
      about: helper,
      ways: [{ go: 'remove', send: words.remove, lead: words.removeLead }],
      run: (context, _, version) =>
        removeFederationHelper(context, { federation: federation.slug, id: helper.id }, version),
      next: 'helpers?done=gone',
    };
  });
}
