import { paragraphFor } from '../../advice/paragraphs.ts';
import { capital, curved } from '../../ground/texts.ts';
import type { HostDocument } from '../../host-documents/schema.ts';
import { Radios, TextArea, TextLine } from '../../pages/frame/fields.tsx';
import { type CommitmentKind, type Criterion, isMeasuredAlone, textIn } from '../../vocabulary/reference.ts';
import { CLAIM_VALUES } from '../../vocabulary/terms.ts';
import type { SignedIn } from '../desk.tsx';
import type { Values } from '../parts/form.tsx';
import { measureIn, measureTyped } from '../parts/measures.ts';
import { HOST_DESK } from '../words/host-desk.ts';
import type { HostField, HostFormSpec } from './form.tsx';
import { ToAdopt } from './paragraph.tsx';

const pointer = (part: string, key: string) => `/${part}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** The questions that hosts are asked first, in their order. */
export function questionsForm({ page: { language, say }, model }: SignedIn): HostFormSpec {
  const words = HOST_DESK[language];
  const { criteria, commitmentKinds } = model.reference;

  const claimField = ({ key, askHost, definition }: Criterion): HostField => ({
    name: key,
    at: [pointer('claims', key)],
    read: ({ claims }) => [claims[key]?.value ?? []].flat(),
    write: ({ claims }, [value]) => {
      if (value === undefined) delete claims[key];
      else claims[key] = { ...claims[key], value: value as (typeof CLAIM_VALUES)[number] };
    },
    tell: ([value]) => words[value as 'yes'] ?? '',
    view: (filled) => (
      <Radios
        filled={filled}
        name={key}
        label={curved(textIn(askHost, language))}
        hint={words.why[key] ?? curved(textIn(definition, language))}
        choices={[...CLAIM_VALUES.map((value) => [value, words[value]] as const), ['', words.unsaid]]}
      />
    ),
  });

  const commitmentField = (kind: CommitmentKind): HostField => {
    const { key, valueType, specialValues = [] } = kind;
    const orWords = specialValues.map(({ label }) => words.orWord(curved(textIn(label, language))));
    const shape =
      valueType === 'number'
        ? kind.unit === 'days'
          ? words.noDays
          : words.noNumber
        : valueType === 'url'
          ? words.pageHint
          : valueType === 'list'
            ? words.listHint
            : undefined;
    const hint = [words.why[key], shape, ...orWords].filter(Boolean).join(' ');
    const field = { name: key, label: curved(say.commitmentQuestion(key)), hint };
    return {
      name: key,
      label: capital(say.commitment(key)),
      at: [pointer('commitments', key)],
      ...(shape && { expects: shape }),
      read: ({ commitments = {} }: HostDocument) => measureTyped(kind, commitments[key]?.value, language),
      fault: ([typed]) =>
        typed !== undefined && measureIn(kind, typed) === undefined ? (shape ?? words.noNumber) : undefined,
      write: ({ commitments = {} }, [typed]) => {
        if (typed === undefined) delete commitments[key];
        else commitments[key] = { ...commitments[key], value: measureIn(kind, typed)! };
      },
      ...(valueType === 'boolean' && { tell: ([value]: Values) => words[value as 'yes'] ?? '' }),
      view: (filled) =>
        valueType === 'boolean' ? (
          <Radios
            filled={filled}
            {...field}
            choices={[
              ['yes', words.yes],
              ['no', words.no],
              ['', words.unsaid],
            ]}
          />
        ) : valueType === 'list' ? (
          <TextArea filled={filled} {...field} most={5000} />
        ) : (
          <TextLine filled={filled} {...field} most={2000} autocomplete="off" />
        ),
    };
  };

  const asked = [
    ...[...criteria.values()].map((one) => ({ at: one.firstAsked, field: () => claimField(one) })),
    ...[...commitmentKinds.values()]
      .filter((one) => !isMeasuredAlone(one))
      .map((one) => ({ at: one.firstAsked, field: () => commitmentField(one) })),
  ]
    .filter(({ at }) => at !== undefined)
    .sort((a, b) => a.at! - b.at!);
  return {
    heading: words.questions,
    lead: words.questionsLead,
    shows: 'promises',
    fields: (_, host) => {
      const told = new Set<string>();
      return asked.map(({ field }) => {
        const one = field();
        const paragraph = paragraphFor(one.name, host, model.reference, say);
        // A paragraph that answers several questions stands at the first of them.
        if (!paragraph || told.size === told.add(paragraph.topic).size) return one;
        return {
          ...one,
          view: (filled) => (
            <>
              {one.view(filled)}
              <ToAdopt paragraph={paragraph} />
            </>
          ),
        };
      });
    },
  };
}
