import { HostDocument } from '../../host-documents/schema.ts';
import { CAPACITY_STATES } from '../../vocabulary/terms.ts';
import type { SignedIn } from '../desk.tsx';
import { partAt, setPart } from '../parts/body.ts';
import { among, fieldsOf, PHONE_MAX } from '../parts/kinds.tsx';
import { HOST_DESK } from '../words/host-desk.ts';
import type { HostField, HostFormSpec } from './form.tsx';

/** The facts that people look for first; the price stands with the services. */
export function factsForm({ page: { language }, model }: SignedIn): HostFormSpec {
  const words = HOST_DESK[language];
  const { line, address, text, zones, choice, plainDate } = fieldsOf(HostDocument, language);

  /** Places left in a service. */
  const capacity = ({ slug, name }: { slug: string; name: string }, index: number): HostField[] => {
    const at = `/services/${index}/capacity`;
    const state = choice(`${at}/state`, words.capacity(name), {
      ...{ name: `capacity-${slug}`, faultLabel: words.capacity(name), expects: words.capacityExpected },
      ...{ choices: among(CAPACITY_STATES, words.capacities), unsaid: words.unsaid },
    });
    const openFrom = plainDate(`${at}/openFrom`, words.openFrom(name), {
      ...{ name: `from-${slug}`, faultLabel: words.openFrom(name), hint: words.openFromHint },
      ...{ expects: words.dateExpected, faultsAt: [`${at}/openFrom`, `${at}/until`] },
    });
    return [state, openFrom].map((field) => ({
      ...field,
      write: (document, values) => {
        field.write(document, values);
        const { state, openFrom } = Object(partAt(document, at));
        // A last day of what is not said goes with it. A first day without a state is for the schema to refuse.
        if (state === undefined && openFrom === undefined) setPart(HostDocument, document, at, undefined);
      },
    }));
  };

  return {
    heading: words.facts,
    lead: words.factsLead,
    shows: 'facts',
    fields: (body) => [
      ...body.services.flatMap(capacity),
      zones('/host/serves', words.serves, {
        ...{ body, territories: model.reference.territories, hint: words.servesHint },
      }),
      line('/host/contact/email', words.email, {
        ...{ hint: words.emailHint, expects: words.emailExpected, autocomplete: 'email' },
      }),
      address('/host/contact/url', words.url, {
        ...{ hint: words.urlHint, expects: words.urlExpected, autocomplete: 'url' },
      }),
      line('/host/contact/phone', words.phone, {
        ...{ hint: words.phoneHint, expects: words.phoneExpected, autocomplete: 'tel', most: PHONE_MAX },
      }),
      text('/host/summary', words.summary),
    ],
  };
}
