import type { FederationHelper, FederationHelperDraft } from '../../../documents/federation.ts';
import { EMAIL_MAX } from '../../../ground/addresses.ts';
import { dateIn } from '../../../ground/written-dates.ts';
import { type Filled, Select, TextArea, TextLine } from '../../../pages/frame/fields.tsx';
import { type Page, useWords } from '../../../pages/frame/page.ts';
import type { Reference } from '../../../vocabulary/reference.ts';
import type { Zone } from '../../../vocabulary/shapes.ts';
import { DeskForm } from '../../desk-page.tsx';
import { faultInZones, zoneLine, zonesKnown } from '../../parts/places.ts';
import { asAddress } from '../../parts/texts.ts';
import { FederationPage } from '../frame.tsx';
import { type Own, type Place, wasOf } from '../room.tsx';
import { HELPERS } from './words.ts';

const MOST = { name: 200, serves: 5000, url: 2000, phone: 50, email: EMAIL_MAX, observedOn: 20 } as const;
const FIELDS = ['name', 'kind', 'serves', 'url', 'phone', 'email', 'contactUrl', 'observedOn'] as const;
export type Typed = Record<(typeof FIELDS)[number], string>;

export const typedIn = (sent: URLSearchParams): Typed =>
  Object.fromEntries(FIELDS.map((field) => [field, (sent.get(field) ?? '').trim()])) as Typed;

export const typedOf = (helper: FederationHelper, { territories }: Reference, { language }: Page): Typed => ({
  name: helper.name,
  kind: helper.kind,
  serves: helper.serves.map((zone) => zoneLine(zone, territories, language)).join('\n'),
  url: helper.url,
  phone: helper.phone ?? '',
  email: helper.email ?? '',
  contactUrl: helper.contactUrl ?? '',
  observedOn: helper.observedOn,
});

export const listAt = ({ at }: Own): string => `${at}/helpers`;
export const useAbove = () => ['helpers', useWords(HELPERS).title] as const;

export interface HelperFormProps {
  own: Own;
  /** Absent: a new one. */
  helper?: FederationHelper | undefined;
  filled: Filled;
}

/** The form of one organisation that accompanies. */
export function HelperForm({ own, helper, filled }: HelperFormProps) {
  const words = useWords(HELPERS);
  const { reference } = own.model;
  const action = `${listAt(own)}/${helper?.id ?? 'new'}`;
  const kinds = [...new Set(reference.helpers.map(({ kind }) => kind))]
    .map((kind) => [kind, words.kinds[kind] ?? kind] as const)
    .sort((a, b) => a[1].localeCompare(b[1]));
  return (
    <FederationPage
      opened={own}
      heading={helper ? words.changeHeading : words.add}
      lead={words.addLead}
      above={useAbove()}
      form={action}
      filled={filled}
    >
      <DeskForm id="desk" action={action} send={words.save} hidden={helper ? { was: [wasOf(helper)] } : {}}>
        <TextLine filled={filled} name="name" label={words.name} most={MOST.name} autocomplete="off" />
        <Select filled={filled} name="kind" label={words.kind} groups={[['', [['', words.noKind], ...kinds]]]} />
        <TextArea
          filled={filled}
          name="serves"
          label={words.serves}
          hint={words.servesHint}
          rows={3}
          most={MOST.serves}
        />
        <TextLine
          filled={filled}
          name="url"
          label={words.url}
          hint={words.urlHint}
          most={MOST.url}
          autocomplete="url"
        />
        <TextLine
          filled={filled}
          name="phone"
          label={words.phone}
          hint={words.phoneHint}
          most={MOST.phone}
          autocomplete="off"
        />
        <TextLine
          filled={filled}
          name="email"
          label={words.email}
          hint={words.emailHint}
          most={MOST.email}
          autocomplete="off"
        />
        <TextLine
          filled={filled}
          name="contactUrl"
          label={words.contactUrl}
          hint={words.contactUrlHint}
          most={MOST.url}
          autocomplete="off"
        />
        <TextLine
          filled={filled}
          name="observedOn"
          label={words.observedOn}
          hint={words.observedOnHint}
          most={MOST.observedOn}
          autocomplete="off"
        />
      </DeskForm>
    </FederationPage>
  );
}

/** Which field holds what of a draft. */
export const placesIn = (words: (typeof HELPERS)['fr']): Place[] => [
  { name: 'name', at: ['/name', '/id'], expects: words.nameMissing },
  { name: 'kind', at: ['/kind'], expects: words.kindMissing },
  { name: 'serves', at: ['/serves'], expects: words.servesMissing },
  { name: 'url', at: ['/url'], expects: words.urlMissing },
  { name: 'phone', at: ['/phone'] },
  { name: 'email', at: ['/email'] },
  { name: 'contactUrl', at: ['/contactUrl'], expects: words.urlMissing },
  { name: 'observedOn', at: ['/observedOn'], expects: words.observedOnMissing },
];

/** What was typed as a draft; its places may be missing, which its shape then refuses. */
export async function draftOf(
  typed: Typed,
  helper: FederationHelper | undefined,
  { territories }: Reference,
  { language }: Page,
): Promise<{ draft: FederationHelperDraft; noPlace: string | undefined }> {
  const { audiences, offers } = helper ?? {};
  const known = new Map<string, Zone>(
    (helper?.serves ?? []).map((zone) => [zoneLine(zone, territories, language), zone]),
  );
  const noPlace = await faultInZones(typed.serves, known, territories, language);
  return {
    draft: {
      name: typed.name,
      kind: typed.kind,
      serves: zonesKnown(typed.serves, known),
      url: typed.url === '' ? '' : asAddress(typed.url),
      // The form does not show them.
      ...(audiences && { audiences }),
      ...(offers && { offers }),
      ...(typed.phone !== '' && { phone: typed.phone }),
      ...(typed.email !== '' && { email: typed.email }),
      ...(typed.contactUrl !== '' && { contactUrl: asAddress(typed.contactUrl) }),
      observedOn: dateIn(typed.observedOn),
    },
    noPlace,
  };
}
